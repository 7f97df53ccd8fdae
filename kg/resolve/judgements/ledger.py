"""The file of decisions: one line each, only ever added to.

A line that replaces another names it (`revises`), so what holds does not depend on the order of lines: two branches of
a repository that both added lines are merged by keeping the lines of both.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ZhengmaiError
from kg.resolve.judgements.model import WITHDRAWN, Judgement, read_judgement

# 200,000 decisions; a bound, since the file is read whole.
_MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A decision and where it stands: the number of its line, from 1."""

    number: int
    judgement: Judgement


def beside(graph: Path) -> Path:
    """Where the file of judgements is that goes with a graph: in the folder that the graph's folder is in."""
    return graph.resolve().parent / "judgements.jsonl"


def read_ledger(path: Path | None) -> tuple[Line, ...]:
    """All lines of the file, () where there is none; raises ZhengmaiError naming file and line of a bad one."""
    if path is None or not path.exists():
        return ()
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ZhengmaiError(f"{path} is larger than {_MOST_BYTES // 1_000_000} MB: no file of judgements is")
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ZhengmaiError(f"{path} cannot be read: {error}") from error
    found: list[Line] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                found.append(Line(number, read_judgement(line)))
            except ValueError as error:
                raise ZhengmaiError(f"{path}:{number}: {error}") from error
    return tuple(found)


def live(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that hold: neither replaced by another, nor a withdrawal, and of equal lines the first."""
    every = list(lines)
    replaced = {line.judgement.revises for line in every if line.judgement.revises}
    kept: dict[str, Line] = {}
    for line in every:
        if line.judgement.verdict != WITHDRAWN and line.judgement.id not in replaced:
            kept.setdefault(line.judgement.id, line)
    return tuple(kept.values())


def append(path: Path, judgement: Judgement) -> None:
    """Add a decision at the end of the file, which is made if there is none; raises ZhengmaiError if it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.seek(0, 2)
            if file.tell():
                file.seek(-1, 2)
                unfinished = file.read(1) != b"\n"
                file.write(b"\n" if unfinished else b"")
            file.write(judgement.to_json().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ZhengmaiError(f"{path} cannot be written: {error.strerror}") from error


def decide(path: Path, judgement: Judgement) -> Judgement:
    """Record a decision about a pair in place of what holds of it so far; gives the line written.

    Nothing is written where the same already holds. Raises ZhengmaiError where the file cannot be read or written.
    """
    keys = {place.key for place in judgement.pair}
    about = [line for line in read_ledger(path) if {place.key for place in line.judgement.pair} == keys]
    standing = [line.judgement for line in live(about)]
    if any(known.verdict == judgement.verdict for known in standing) and len(standing) == 1:
        return standing[0]
    return _replace(path, judgement, [line.judgement for line in about], standing)


def withdraw(path: Path, line_id: str, *, who: str = "", when: str = "", why: str = "") -> Judgement:
    """Take back the decision with this id, or with the one id that begins so; the line stays and a line is added.

    Raises ZhengmaiError where no one decision that holds has that id.
    """
    found = [line.judgement for line in live(read_ledger(path)) if line.judgement.id.startswith(line_id)]
    if not line_id or len(found) != 1:
        held = "no" if not found else "more than one"
        raise ZhengmaiError(
            f"{path}: {held} judgement that holds has the id {line_id!r}: see `zhengmai resolve --list`"
        )
    ended = Judgement(WITHDRAWN, found[0].a, found[0].b, who, when, why, found[0].id)
    append(path, ended)
    return ended


def _replace(path: Path, judgement: Judgement, lines: list[Judgement], standing: list[Judgement]) -> Judgement:
    """Write the decision over the first that stands; of further ones (two people at once) each is withdrawn.

    After a withdrawal it revises that: else it could be the very line that was withdrawn, with the same id.
    """
    for other in standing[1:]:
        append(path, Judgement(WITHDRAWN, other.a, other.b, judgement.who, judgement.when, "", other.id))
    revised = standing[0].id if standing else _last_withdrawal(lines)
    written = Judgement(
        judgement.verdict, judgement.a, judgement.b, judgement.who, judgement.when, judgement.why, revised
    )
    append(path, written)
    return written


def _last_withdrawal(lines: list[Judgement]) -> str:
    """The id of a withdrawal that no line revises yet, '' if there is none."""
    replaced = {line.revises for line in lines}
    return next((line.id for line in lines if line.verdict == WITHDRAWN and line.id not in replaced), "")
