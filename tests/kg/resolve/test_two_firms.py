"""Two firms of one name in two counties, from the command line: two until a text or a person says otherwise."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app

ROOT = Path(__file__).parents[3]
ANHUI, ZHEJIANG = "安徽省六安市舒城县", "浙江省台州市仙居县"
REPORTS = {
    "shucheng": f"舒城县2022年工业经济工作总结\n2022年，{ANHUI}新增规上工业企业18家。宏达机械、兴源铸造等3家企业获评"
    "省级专精特新企业。宏达机械投资1.2亿元的数控机床项目在县经济开发区投产。\n",
    "shucheng-again": f"舒城县2023年重点项目进展通报\n2023年，{ANHUI}重点项目进展顺利。"
    "宏达机械有限公司二期项目完成厂房建设。\n",
    "xianju": f"仙居县2022年工业经济工作总结\n2022年，{ZHEJIANG}新增规上工业企业21家。宏达机械、绿野橡胶等4家企业获评"
    "省级专精特新企业。宏达机械承担的阀门铸件技改项目通过验收。\n",
}
CODE = "宏达机械有限公司（统一社会信用代码91341523MA2N3K7P4X）实施"
EVIDENCE = {
    "code-shucheng": f"舒城县2024年技改公示\n2024年，{ANHUI}技改项目公示如下。{CODE}数控机床技改，投资8000万元。\n",
    "code-xianju": f"仙居县2024年技改公示\n2024年，{ZHEJIANG}技改项目公示如下。{CODE}阀门铸件技改，投资3000万元。\n",
}
FIRMS = """SELECT ?doc ?firm { GRAPH ?g { ?e a zm:Enterprise ; skos:prefLabel ?name . ?d a zm:Document ;
  dct:identifier ?doc } ?e zm:canonical ?firm FILTER(STRSTARTS(?name, "宏达")) }"""


def run(folder: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, *([] if arguments[0] == "build" else ["-g", str(folder / "g")])])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def build(folder: Path, *arguments: str) -> dict[str, str]:
    """Each document's 宏达机械 as the built graph has it."""
    run(folder, "build", *arguments, "-o", str(folder / "g"), "--ner", "none", "--workers", "1", "--quiet")
    return {row["doc"]: row["firm"] for row in json.loads(run(folder, "query", FIRMS, "-f", "json"))}


def said(folder: Path) -> list[str]:
    """All that documents say, evidence and all, as lines of N-Quads."""
    run(folder, "export", "-o", str(folder / "g.nq"))
    return [line for line in (folder / "g.nq").read_text("utf-8").splitlines() if "/graph/doc/" in line]


def pair(folder: Path, first: str, second: str, *which: str) -> str:
    """The id of the one pair of firms of these documents that is suggested, or that was joined (`--merged`)."""
    shown = json.loads(run(folder, "resolve", "--type", "Enterprise", "-f", "json", *which))
    (found,) = (one for one in shown if {one["first"]["document"], one["second"]["document"]} == {first, second})
    assert all("宏达" in found[side]["sentence"] for side in ("first", "second"))
    return str(found["id"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("firms")
    (place / "in").mkdir()
    for name, text in REPORTS.items():
        (place / "in" / f"{name}.txt").write_text(text, "utf-8")
    build(place, str(place / "in"))
    return place


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "there")
    return tmp_path / "there"


def test_two_stay_two_until_a_person_says_otherwise_and_again_when_that_is_taken_back(folder: Path) -> None:
    reports, ledger = str(folder / "in"), folder / "judgements.jsonl"
    before, evidence = build(folder, reports), said(folder)
    assert before["shucheng"] == before["shucheng-again"] != before["xianju"]

    run(folder, "resolve", "--decide", f"{pair(folder, 'shucheng', 'xianju')}=same", "--who", "李", "--why", "同一法人")
    decided = ledger.read_bytes()
    assert len(set(build(folder, reports).values())) == 1
    assert said(folder) == evidence

    shutil.rmtree(folder / "g")
    assert len(set(build(folder, reports).values())) == 1
    run(folder, "resolve")
    assert ledger.read_bytes() == decided

    listed = json.loads(run(folder, "resolve", "--list", "-f", "json").splitlines()[0])
    assert (listed["judgement"], listed["who"]) == ("same", "李")
    run(folder, "resolve", "--undo", listed["id"])
    assert build(folder, reports) == before
    assert said(folder) == evidence
    assert ledger.read_bytes().startswith(decided)


def test_two_stay_two_until_a_code_in_the_texts_says_otherwise(folder: Path) -> None:
    (folder / "more").mkdir()
    for name, text in EVIDENCE.items():
        (folder / "more" / f"{name}.txt").write_text(text, "utf-8")
    found = build(folder, "--add", str(folder / "more"))
    assert found["code-shucheng"] == found["code-xianju"] == found["shucheng"] != found["xianju"]


def test_a_person_parts_what_one_code_joined_and_is_told_that_the_code_is_shared(folder: Path) -> None:
    (folder / "more").mkdir()
    for name, text in EVIDENCE.items():
        (folder / "more" / f"{name}.txt").write_text(text, "utf-8")
    joined = build(folder, "--add", str(folder / "more"))
    assert joined["code-shucheng"] == joined["code-xianju"]
    firm = "宏达机械有限公司"
    told = run(folder, "resolve", "--decide", f"code-shucheng:{firm},code-xianju:{firm}=different", "--why", "代码录错")
    assert "91341523MA2N3K7P4X" in told
    decided = (folder / "judgements.jsonl").read_bytes()

    parted = build(folder, "--add", str(folder / "more"))
    assert parted["code-shucheng"] == parted["shucheng"] != parted["code-xianju"]
    (folder / "in" / "later.txt").write_text(REPORTS["xianju"].replace("2022", "2024"), "utf-8")
    shutil.rmtree(folder / "g")
    parted = build(folder, str(folder / "in"), str(folder / "more"))
    assert parted["code-shucheng"] != parted["code-xianju"]
    assert (folder / "judgements.jsonl").read_bytes() == decided
    assert "91341523MA2N3K7P4X" in run(folder, "validate")


def test_what_the_machine_joined_a_person_parts_for_good(folder: Path) -> None:
    again = folder / "in" / "xianju-again.txt"
    again.write_text(REPORTS["shucheng-again"].replace(ANHUI, ZHEJIANG).replace("舒城县", "仙居县"), "utf-8")
    found = build(folder, str(folder / "in"))
    assert found["xianju"] == found["xianju-again"] != found["shucheng"]
    run(folder, "resolve", "--decide", f"{pair(folder, 'xianju', 'xianju-again', '--merged')}=different")
    decided = (folder / "judgements.jsonl").read_bytes()
    parted = build(folder, str(folder / "in"))
    assert parted["xianju"] != parted["xianju-again"]
    shutil.rmtree(folder / "g")
    (folder / "in" / "later.txt").write_text(REPORTS["xianju"].replace("2022", "2024"), "utf-8")
    parted = build(folder, str(folder / "in"))
    assert parted["xianju"] != parted["xianju-again"]
    assert (folder / "judgements.jsonl").read_bytes() == decided


def test_a_killed_review_keeps_every_answer_that_was_given(folder: Path) -> None:
    ledger = folder / "judgements.jsonl"
    command = [sys.executable, "-c", "from kg.cli import main; main()", "resolve", "--review", "-g", str(folder / "g")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"s\n")
        while "相同\n".encode() not in process.stdout.readline():
            assert process.poll() is None
        os.kill(process.pid, signal.SIGKILL)
    (line,) = ledger.read_text("utf-8").splitlines()
    assert json.loads(line)["judgement"] == "same"
    assert len(set(build(folder, str(folder / "in")).values())) == 1
