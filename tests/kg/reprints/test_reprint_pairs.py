"""The labelled pairs: copies with the noise that copies have, and documents that only look like copies.

108 pairs out of eight texts of ours: each with seven copies, and with the next year's report, another county's text
and a revision, which are none; and every text with every other one. Precision and recall have a floor.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import opencc
import pytest
import yaml

from extract.read.dates import impossible_dates
from kg.reprints import compare, fold

TEXTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text("utf-8"))
MISREAD = str.maketrans("己已未末人入日曰千干大太士土企业县", "已己末未入人曰日干千太大土士仝亚具")
OTHER_DIGITS = str.maketrans("0123456789", "5867934120")
HEAD = "当前位置：首页 > 新闻中心 > 工作动态\n浏览次数：1024次　字号：[大 中 小]\n来源：本地日报\n"
FOOT = "\n责任编辑：小王\n相关链接\n上一篇：关于举办培训班的通知\n版权所有 未经授权不得转载"
PRECISION, RECALL = 0.98, 0.96


def in_a_page(text: str) -> str:
    return HEAD + text + FOOT


def from_a_pdf(text: str) -> str:
    lines = [text[i : i + 23] for i in range(0, len(text), 23)]
    return "\n".join(f"{line}\n- {n // 8 + 1} -" if n % 8 == 7 else line for n, line in enumerate(lines))


def in_traditional_script(text: str) -> str:
    return str(opencc.OpenCC("s2tw").convert(text))


def cut_short(text: str) -> str:
    return text[: len(text) * 3 // 5] + "……"


def misread(text: str) -> str:
    dice = random.Random(5)
    return "".join(c.translate(MISREAD) if dice.random() < 0.5 else "□" if dice.random() < 0.02 else c for c in text)


def masked(text: str) -> str:
    dice = random.Random(7)
    names = ("安吉", "遂昌", "颍上", "黄岩", "宜兴", "余姚", "广汉", "铜陵")
    for name in names:
        text = text.replace(name, "XX")
    return "".join("×" if c.isdigit() and dice.random() < 0.4 else c for c in text)


def with_other_digits(text: str) -> str:
    return text.translate(OTHER_DIGITS) + "有效期至5355年65月06日。"


COPIES = (in_a_page, from_a_pdf, in_traditional_script, cut_short, misread, masked, with_other_digits)


def changed(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    return text


def pairs() -> Iterator[tuple[str, str, str, bool]]:
    """Name, two texts, whether they are one source."""
    for entry in TEXTS:
        name, text = entry["name"], entry["text"]
        for copy in COPIES:
            yield f"{name} {copy.__name__}", text, copy(text), True
        for kind in ("next_year", "county", "revision"):
            yield f"{name} {kind}", text, changed(text, entry[kind]), False
    for a, b in combinations(TEXTS, 2):
        yield f"{a['name']} {b['name']}", a["text"], b["text"], False


def is_copy(a: str, b: str) -> bool:
    doubtful = bool(impossible_dates(a) or impossible_dates(b))
    return compare(fold(a), fold(b)).is_copy(figures_doubtful=doubtful)


@cache
def verdicts() -> tuple[tuple[str, bool, bool], ...]:
    return tuple((name, really, is_copy(a, b)) for name, a, b, really in pairs())


def test_the_set_is_large_enough() -> None:
    assert len(verdicts()) == 108
    assert sum(really for _, really, _ in verdicts()) == 56


def test_precision_and_recall_hold() -> None:
    found = [really for _, really, said in verdicts() if said]
    real = [said for _, really, said in verdicts() if really]
    wrong = [name for name, really, said in verdicts() if really != said]
    assert sum(found) / len(found) >= PRECISION, wrong
    assert sum(real) / len(real) >= RECALL, wrong


@pytest.mark.parametrize("copy", COPIES)
def test_the_order_of_two_texts_does_not_matter(copy: Callable[[str], str]) -> None:
    text = TEXTS[0]["text"]
    assert is_copy(text, copy(text)) == is_copy(copy(text), text)
