"""Industries: the standard, the names in use, and what tells a name of an industry from a thing."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from ontology.vocabulary import VocabularyError, load_gbt4754, load_industries, load_morphology
from ontology.vocabulary.source import read_csv

SHARED = Path(os.environ.get("ZHENGMAI_SHARED", Path(__file__).parents[2].parent / "shared"))


def test_the_standard_is_whole() -> None:
    counts = Counter(entry.level for entry in load_gbt4754().values())
    assert (counts["section"], counts["division"], counts["group"]) == (20, 97, 473)
    assert counts["class"] >= 1380


def test_every_code_of_the_standard_lies_in_its_parent() -> None:
    classes = load_gbt4754()
    for code, entry in classes.items():
        if entry.level != "section":
            assert (code[:-1] in classes) or (entry.level == "division" and entry.section in classes)


@pytest.mark.skipif(not (SHARED / "gazetteers").is_dir(), reason="the shared folder is not here")
def test_the_standard_agrees_with_the_shared_table() -> None:
    with (SHARED / "gazetteers" / "gbt4754_2017.csv").open(encoding="utf-8-sig", newline="") as file:
        names = {row["class"]: row["name"].strip() for row in csv.DictReader(file) if row["class"]}
    assert {code: load_gbt4754()[code].name for code in names} == names


def test_there_are_enough_names_and_their_codes_and_parents_resolve() -> None:
    vocabulary = load_industries()
    assert len(vocabulary) >= 450
    for industry in vocabulary:
        assert set(industry.codes) <= set(vocabulary.classes)
        assert industry.broader is None or industry.broader in vocabulary.by_name
    assert min(map(len, vocabulary.surfaces)) >= 2


@pytest.mark.parametrize(
    ("form", "name", "code"),
    [
        ("白酒产业链", "白酒", "1512"),
        ("毛绒玩具产业", "毛绒玩具", "2451"),
        ("集成电路", "集成电路", "3973"),
        ("酒饮料和精制茶制造业", "酒、饮料和精制茶制造业", "15"),
        ("中药材", "中药材", "017"),
    ],
)
def test_names_lead_to_codes(form: str, name: str, code: str) -> None:
    industry = load_industries().lookup(form)
    assert industry is not None
    assert (industry.name, industry.codes) == (name, (code,))


def test_statistical_classes_have_no_one_code_but_a_mark() -> None:
    assert load_industries().by_name["战略性新兴产业"].statistical
    assert not load_industries().by_name["白酒"].statistical


@pytest.mark.parametrize("thing", ["机械", "食品", "化工", "建材", "人参"])
def test_common_nouns_need_a_suffix(thing: str) -> None:
    assert load_industries().surfaces[thing].needs_suffix


@pytest.mark.parametrize("name", ["机械制造", "食品加工", "生物医药", "装备制造", "富硒食品", "医化"])
def test_names_of_industries_stand_alone(name: str) -> None:
    assert not load_industries().surfaces[name].needs_suffix


def test_generic_names_are_no_industries() -> None:
    morphology = load_morphology()
    assert {"主导产业", "支柱产业", "特色产业"} <= morphology.generic
    assert morphology.generic.isdisjoint(load_industries().surfaces)


def test_heads_that_add_nothing_are_stripped() -> None:
    morphology = load_morphology()
    assert morphology.stem("白酒产业链") == "白酒"
    assert morphology.stem("产业链") == "产业链"
    assert morphology.has_head("机械制造")
    assert not morphology.has_head("制造")


def test_a_csv_error_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name,code\n白酒,15\n茶\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"names\.csv:3: must have 2 cells"):
        list(read_csv(path, ("name", "code")))
    with pytest.raises(VocabularyError, match=r"names\.csv:1: the header must be name,codes"):
        list(read_csv(path, ("name", "codes")))
