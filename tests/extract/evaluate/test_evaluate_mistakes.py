"""Mistakes are shown in their sentences, bounded, and harmless to a terminal."""

from __future__ import annotations

from io import StringIO

from gold_examples import TEXT, entity, facts, relation
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from extract.evaluate import Evaluation, Pair, evaluate
from extract.evaluate.sentences import Excerpt, Passage, printable, shortened
from extract.evaluate.tables import as_tables

FIRM, FACTORY = entity("Enterprise", "兴宇汽车"), entity("Programme", "绿色工厂")
SERVICE, YIELD = entity("Programme", "四送一服"), entity("Programme", "亩均论英雄")
GOLD = facts(
    [FIRM, FACTORY, SERVICE, YIELD],
    [
        relation("@region", "implements", "四送一服", quote="开展“四送一服”活动"),
        relation("@region", "implements", "亩均论英雄", "planned", quote="推进亩均论英雄改革"),
    ],
)
EVIDENCE = {"start": TEXT.index("推进"), "end": TEXT.index("改革"), "quote": "推进亩均论英雄", "rule": "implements-own"}
FOUND = facts(
    [FIRM, FACTORY, YIELD],
    [
        relation("@region", "implements", "亩均论英雄", "achieved", evidence=[EVIDENCE]),
        relation(
            "兴宇汽车",
            "implements",
            "绿色工厂",
            evidence=[{**EVIDENCE, "start": TEXT.index("兴宇"), "end": TEXT.index("获评"), "quote": "兴宇汽车"}],
        ),
    ],
)


def shown(result: Evaluation, most_mistakes: int = 60) -> str:
    console = Console(width=160, file=StringIO())
    with console.capture() as capture:
        console.print(*as_tables(result, most_mistakes=most_mistakes), sep="\n")
    return capture.get()


def test_each_mistake_stands_in_its_sentence_with_its_rule() -> None:
    result = evaluate([Pair(GOLD, FOUND, TEXT)], with_mistakes=True)
    assert result.mistakes is not None
    assert [(m.kind, m.what, m.rules, m.excerpt) for m in result.mistakes] == [
        ("missed", "Programme 四送一服", (), Excerpt("我县开展“", "四送一服", "”活动。")),
        ("missed", "@region implements 四送一服", (), Excerpt("我县", "开展“四送一服”活动", "。")),
        ("extra", "兴宇汽车 implements 绿色工厂", ("implements-own",), Excerpt("", "兴宇汽车", "获评绿色工厂。")),
        (
            "status", "@region implements 亩均论英雄: planned → achieved", ("implements-own",),
            Excerpt("下一步,将", "推进亩均论英雄", "改革。"),
        ),
    ]  # fmt: skip


def test_without_the_text_the_quote_stands_alone() -> None:
    result = evaluate([Pair(GOLD, FOUND, None)], with_mistakes=True)
    assert result.mistakes is not None
    assert [m.excerpt.quote for m in result.mistakes if "implements 四送一服" in m.what] == ["开展“四送一服”活动"]


def test_a_quote_is_found_under_the_noise_of_the_text_layer() -> None:
    noisy = "加快發(fā)展。縣(xiàn)經(jīng)信局開(kāi)展“四 送一服”活動(dòng)。"
    place = Passage(noisy).find(["县经信局开展四送一服活动"])
    assert place is not None
    assert noisy[slice(*place)].startswith("縣") and "活動" in noisy[slice(*place)]


def test_a_quote_that_the_text_lacks_is_not_found() -> None:
    assert Passage(TEXT).find(["", "“”", "一次办好"]) is None


def test_long_sentences_are_cut_off_visibly() -> None:
    text = "甲" * 500 + "目标" + "乙" * 500
    excerpt = Passage(text).excerpt((500, 502))
    assert excerpt.before.startswith("…甲") and excerpt.quote == "目标" and excerpt.after.endswith("乙…")
    assert len(excerpt.before + excerpt.after) < 150
    assert len(shortened(text)) < 200


@given(st.text(max_size=60))
def test_what_is_printed_moves_no_cursor(text: str) -> None:
    assert printable(text).isprintable() and len(printable(text)) == len(text)


def test_tables_tell_figures_and_mistakes_and_take_no_markup_from_a_document() -> None:
    hostile = facts([entity("Park", "[red]园\x1b[2J区[/red]")])
    result = evaluate([Pair(GOLD, FOUND, TEXT), Pair(facts([]), hostile, None)], with_mistakes=True)
    text = shown(result)
    assert "implements-own" in text and "我县开展“四送一服”活动。" in text
    assert "[red]园\ufffd[2J区[/red]" in text


def test_no_more_mistakes_are_shown_than_asked_for() -> None:
    text = shown(evaluate([Pair(GOLD, FOUND, TEXT)], with_mistakes=True), most_mistakes=1)
    assert "3 mistakes more" in text and "→ achieved" not in text
