"""Companies in a list by their brands alone are those whose full names stand before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import Record


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        (
            "川汇科技有限公司、雅驰汽车有限公司签约。川汇、雅驰落户青禾工业园。",
            {"川汇科技有限公司", "雅驰汽车有限公司"},
        ),
        (
            "川汇科技有限公司、雅驰汽车有限公司签约。今年，川汇和雅驰入驻青禾工业园。",
            {"川汇科技有限公司", "雅驰汽车有限公司"},
        ),
        ("川汇、雅驰落户青禾工业园。川汇科技有限公司、雅驰汽车有限公司签约。", set()),
        ("绿色科技有限公司、创新汽车有限公司签约。绿色、创新落户青禾工业园。", set()),
    ],
)
def test_brands_in_a_list(record_of: Callable[..., Record], text: str, settled: set[str]) -> None:
    record = record_of(text)
    names = {e.id: e.name for e in record.entities}
    assert {names[r.subject] for r in record.relations if r.predicate == "inPark"} == settled
