"""Suggestions one by one in the terminal: both sides with their sentences, the reasons, and a key for each decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from kg.cli.show import screen_width
from kg.query.cells import visible
from kg.resolve.judgements import Judgement
from kg.review import Review, Side, Suggestion

_KEYS = {"s": "same", "d": "different", "u": "unsure"}
_PROMPT = "[s]ame 相同  [d]ifferent 不同  [u]nsure 存疑  s[k]ip 跳过  [z] undo 撤销上一条  [q]uit 退出 > "
_VERDICTS_ZH = {"same": "相同", "different": "不同", "unsure": "存疑"}


@dataclass(frozen=True, slots=True)
class Author:
    """What is written into each line: who decides, when and why."""

    who: str = ""
    when: str = ""
    why: str = ""


def review_pairs(found: Review, pairs: Sequence[Suggestion], author: Author, console: Console | None = None) -> int:
    """Ask about each pair; every answer is in the file before the next question. Gives how many decisions now hold."""
    console = console or Console(width=screen_width(), highlight=False)
    made: list[tuple[int, Judgement]] = []
    at = 0
    while at < len(pairs):
        console.print(_card(pairs[at], f"{at + 1}/{len(pairs)}"))
        key = _ask(console)
        if key == "q":
            break
        if key == "z":
            at = _undo(found, made, at, console)
            continue
        if key in _KEYS:
            line = found.decide(pairs[at], _KEYS[key], who=author.who, when=author.when, why=author.why)
            made.append((at, line))
            console.print(f"→ {line.verdict} {_VERDICTS_ZH[line.verdict]}\n")
        at += 1
        if at == len(pairs) and _last_chance(console):
            at = _undo(found, made, at, console)
    console.print(f"{len(made)} decided 已判断 {len(made)} 条")
    return len(made)


def _undo(found: Review, made: list[tuple[int, Judgement]], at: int, console: Console) -> int:
    """Take back the last decision of this sitting; gives the pair to go on with."""
    if not made:
        console.print("nothing to undo 没有可撤销的判断\n")
        return at
    before, line = made.pop()
    found.undo(line.id)
    console.print("→ taken back 已撤销\n")
    return before


def _last_chance(console: Console) -> bool:
    """Whether the last decision is to be taken back, after the last pair."""
    try:
        return console.input(Text("[z] undo 撤销上一条  [Enter] end 结束 > ")).strip().lower() == "z"
    except EOFError:
        return False


def _ask(console: Console) -> str:
    """The first letter of an answer that is one of the keys; the end of input quits."""
    while True:
        try:
            answer = console.input(Text(_PROMPT)).strip().lower()
        except EOFError:
            return "q"
        key = "k" if answer in ("", "skip") else answer[:1]
        if key in (*_KEYS, "k", "z", "q"):
            return key
        console.print("s, d, u, k, z or q 请输入其中一个字母")


def _card(pair: Suggestion, count: str) -> Panel:
    text = Text()
    for number, side in enumerate((pair.first, pair.second), start=1):
        _side(text, number, side)
    for reason in pair.reasons:
        text.append(f"{reason.weight:+6.1f}  ", style="green" if reason.weight > 0 else "red")
        text.append(f"{visible(reason.zh)} · {visible(reason.en)}\n")
    for rule in pair.rules:
        text.append("     !  ", style="bold red")
        text.append(f"{rule.zh} · {rule.en}\n")
    text.rstrip()
    title = f"{count}  {pair.first.type}  p = {pair.probability:.2f}  {pair.id}"
    return Panel(text, title=Text(title), title_align="left")


def _side(text: Text, number: int, side: Side) -> None:
    text.append(f"{number}  {visible(side.name)}", style="bold")
    if side.aliases:
        text.append(f"  ({visible('、'.join(side.aliases))})")
    where = " · ".join(part for part in (side.region, side.published, side.document, side.title) if part)
    text.append(f"\n   {visible(where)}\n", style="dim")
    sentence = Text(f"   {visible(side.sentence)}\n\n")
    sentence.highlight_words([visible(side.place.text)], style="bold yellow")
    text.append_text(sentence)
