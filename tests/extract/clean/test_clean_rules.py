"""The examples in the pattern files are their tests."""

from __future__ import annotations

import pytest

from extract.clean import AlignedText, clean
from extract.clean.furniture import drop_furniture
from extract.clean.masks import mask_spans
from extract.clean.rules import Furniture, MaskRule, furniture, mask_rules


@pytest.mark.parametrize("rule", furniture(), ids=lambda r: r.name)
def test_furniture_goes_and_text_that_looks_like_it_stays(rule: Furniture) -> None:
    assert rule.drops
    for noisy, wanted in rule.drops:
        assert clean(noisy).text == wanted
    for text in rule.keeps:
        assert drop_furniture(AlignedText.of(text)).text == text


@pytest.mark.parametrize("rule", mask_rules(), ids=lambda r: r.name)
def test_masks_are_found_and_ordinary_letters_are_not(rule: MaskRule) -> None:
    for text, masks in rule.finds:
        assert [text[start:end] for start, end in mask_spans(text)] == list(masks)
