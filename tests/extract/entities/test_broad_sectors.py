"""What a name needs around it to stand: the sectors that are spoken of everywhere."""

from __future__ import annotations

from hashlib import sha256

import pytest

from extract.document import Document, Metadata
from extract.pipeline import ExtractConfig, extract_document
from extract.rules import read_rules


def industries(text: str, recogniser: str) -> list[str]:
    document = Document("broad", sha256(text.encode()).hexdigest(), "broad.txt", text, Metadata())
    record = extract_document(document, ExtractConfig(ner=recogniser))
    return [entity.name for entity in record.entities if entity.type == "Industry"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("促进内外贸联动，推动电子商务建设。", "电子商务"),
        ("扎实做好数字经济各项工作。", "数字经济"),
        ("提高服务业就业比重。", "服务业"),
    ],
)
def test_a_broad_sector_stands_alone_where_the_recogniser_is_sure_of_it(text: str, name: str) -> None:
    assert name in read_rules("industries")["broad"]
    assert industries(text, "policy") == [name]
    assert industries(text, "none") == []


@pytest.mark.parametrize("text", ["强化智能制造人才培养。", "明确把握全球人工智能发展态势。"])
def test_where_it_is_not_so_sure_a_broad_sector_is_a_plain_word(text: str) -> None:
    assert industries(text, "policy") == []


def test_it_must_be_surer_of_such_a_sector_than_of_any_industry() -> None:
    rules = read_rules("conflicts")
    assert rules["least_probability"]["Industry"] < rules["sure_of_industry"] < 1
