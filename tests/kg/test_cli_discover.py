"""`zhengmai discover` as an analyst meets it: a table, a vocabulary file to keep, and nothing of theirs lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.errors import ZhengmaiError
from ontology.vocabulary import load_programmes

REPORTS = {
    "2021": "江苏省苏州市2021年工作总结\n我市组织开展“百局联千企”活动，走访企业，解决企业困难。\n",
    "2022": "江苏省苏州市2022年工作总结\n常态化开展“百局联千企”专项行动，助企纾困。\n",
    "2023": "江苏省苏州市2023年工作总结\n恒远机械、天成轴承2家企业获评市级“苏匠标杆”企业。\n",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


def discover(*arguments: str | Path) -> Result:
    return run("discover", *arguments, "--ner", "none", "-j", "1", "--least", "1")


def test_proposals_are_shown_in_a_table(reports: Path) -> None:
    shown = discover(reports)
    assert shown.exit_code == 0, shown.output
    assert "百局联千企" in shown.stdout
    assert "service campaign" in shown.stdout
    assert "3 documents: 2 proposals" in shown.stderr


def test_least_and_limit_leave_out_the_rest(reports: Path) -> None:
    assert "1 more beyond --limit" in discover(reports, "--limit", "1").stderr
    assert "苏匠标杆" not in run("discover", reports, "--ner", "none", "-j", "1", "--least", "2").stdout


def test_a_build_with_the_file_knows_what_was_proposed(reports: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    assert discover(reports, "-o", mine).exit_code == 0
    (entry,) = load_programmes([mine]).lookup("百局联千企")
    extracted = run("extract", reports, "--ner", "none", "-j", "1", "--vocabulary", mine)
    records = [json.loads(line) for line in extracted.stdout.splitlines()]
    known = {e["vocabulary"] for r in records for e in r["entities"] if e["type"] == "Programme"}
    assert entry.id in known
    assert run("build", reports, "-o", tmp_path / "g", "--ner", "none", "-j", "1", "--vocabulary", mine).exit_code == 0
    assert "0 proposals" in discover(reports, "--vocabulary", mine).stderr


def test_a_file_that_is_there_is_not_overwritten(reports: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("programmes: []\n", "utf-8")
    refused = discover(reports, "-o", mine)
    assert isinstance(refused.exception, ZhengmaiError)
    assert "--append adds to it, --force replaces it" in str(refused.exception)
    assert mine.read_text("utf-8") == "programmes: []\n"
    lost = discover(reports, "-o", mine, "--vocabulary", mine, "--force")
    assert "would lose its entries" in str(lost.exception)
    assert discover(reports, "-o", mine, "--force").exit_code == 0
    assert "百局联千企" in mine.read_text("utf-8")


def test_new_entries_go_behind_those_that_an_analyst_kept(reports: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    kept = (
        "# mine\nprogrammes:\n  - id: bai-ju\n    label: 百局联千企\n    en: Hundred Bureaus  # translated\n"
        "    form: [service campaign]\n    scope: [market-entity]\n"
    )
    mine.write_text(kept, "utf-8")
    assert discover(reports, "-o", mine, "--append").exit_code == 0
    assert mine.read_text("utf-8").startswith(kept)
    # A process reads each vocabulary file once; by another name it is read as it stands now.
    vocabulary = load_programmes([mine.rename(tmp_path / "longer.yaml")])
    assert [p.id for p in vocabulary.lookup("百局联千企")] == ["bai-ju"]
    assert len(vocabulary.lookup("苏匠标杆")) == 1


def test_a_file_that_cannot_be_appended_to_is_left_as_it_was(reports: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("programmes: []\n", "utf-8")
    refused = discover(reports, "-o", mine, "--append")
    assert "is left as it was" in str(refused.exception)
    assert mine.read_text("utf-8") == "programmes: []\n"


def test_a_bad_file_is_named_at_the_end_and_stops_nothing(reports: Path) -> None:
    (reports / "坏.docx").write_bytes(b"no zip at all")
    shown = discover(reports)
    assert shown.exit_code == 1
    assert "百局联千企" in shown.stdout
    assert "坏.docx" in shown.stderr.splitlines()[-1]


def test_the_same_documents_give_the_same_file(reports: Path, tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        discover(reports, "-o", tmp_path / name)
    assert (tmp_path / "a.yaml").read_bytes() == (tmp_path / "b.yaml").read_bytes()
