"""What the pages of the project promise: commands print what is shown, links lead somewhere, examples hold."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from pages import FENCE, READMES, ROOT, blocks, commands, enter, execute, not_printed, run

from extract.relations.rules import read_rule_folder
from kg.query.reference import reference
from ontology.contract import validate_record

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("page", READMES)
def test_the_commands_of_a_readme_print_what_it_shows(page: str, tmp_path: Path) -> None:
    folder = enter(tmp_path)
    found = commands(page)
    assert found
    for command in found:
        printed = run(command.line, folder)
        assert not_printed(command.shown, printed) == [], (
            f"mend it, or run `python tests/pages.py`; it prints\n{printed}"
        )
    for program in blocks(page, "python"):
        execute([sys.executable, "-c", program], folder)


def test_a_line_that_was_not_printed_is_noticed() -> None:
    printed = "one\ntwo\nthree and more\n"
    assert not_printed(("one", "…", "three…"), printed) == []
    assert not_printed(("two", "one"), printed) == ["one"]
    assert not_printed(("three",), printed) == ["three"]


def test_both_readmes_teach_the_same() -> None:
    for language in ("console", "sh", "json"):
        english, chinese = ([re.sub(r"\s*#.*", "", b) for b in blocks(page, language)] for page in READMES)
        assert english == chinese


@pytest.mark.parametrize("page", READMES)
def test_a_readme_shows_records_that_keep_the_contract(page: str) -> None:
    records = [json.loads(body) for body in blocks(page, "json")]
    assert records
    assert [error for record in records for error in validate_record(record)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_and_pictures_are_there(path: Path) -> None:
    text = FENCE.sub("", path.read_text("utf-8"))
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [target.partition("#")[0] for target in targets if "://" not in target and not target.startswith("#")]
    assert [target for target in local if not (path.parent / target).exists()] == []


def test_the_page_of_queries_is_up_to_date() -> None:
    assert (ROOT / "docs/queries.md").read_text("utf-8") == reference(), "run `python -m kg.query.reference`"


def test_the_rule_on_the_page_of_rules_can_be_read(tmp_path: Path) -> None:
    (written,) = blocks("docs/writing-rules.md", "yaml")
    (tmp_path / "page.yaml").write_text(written, "utf-8")
    (rule,) = read_rule_folder(tmp_path)
    assert [bool(example["finds"]) for example in rule.examples] == [True, False]


def test_architecture_names_every_room() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    packages = [p.parent for name in ("ontology", "extract", "kg", "viz") for p in (ROOT / name).rglob("__init__.py")]
    rooms = [package.relative_to(ROOT) for package in packages]
    assert sorted(str(room) for room in rooms if len(room.parts) <= 2 and f"`{room.name}/`" not in page) == []
