"""Adoption events of passages whose gold was written by somebody who saw no rule.

`dev`, `dev2` and `dev3` were tuned on; `dev3` was held aside until its errors were read (precision 0.84 and recall 0.70
before that). `probes`, `grid` (sentences, one construction each), `ours` and `ours2` (passages) are ours: their gold is
by whoever wrote the rules. `dev4` and `held4`, `dev5` and `held5`, `dev6` and `held6` are by three more hands,
the last of whom never says a thing the same way twice (first sight: 0.72 and 0.35, 0.64 and 0.27). `dev7` is by a
seventh (first sight by rules 0.82 and 0.56, with the second reader 0.80 and 0.62), `dev8` by an eighth (0.92 and 0.64,
0.93 and 0.71), `dev9` by a ninth (0.75 and 0.66). `turns` (ours) has sentences for the turns of speech that `dev9` and
`dev10` showed; those of `dev9` before they were mended 0.67 and 0.55.
`dev10` is by a tenth (first sight 0.91 and 0.79).
The errors of `held3` to `held10` (the other halves of `dev7` to `dev10`; `held9` at first sight 0.81 and 0.63, `held10`
1.00 and 0.74) are not read, only counted. All hands tell a quarter or a half of a year as its year, and so do events.

A launch (启动, 动员) with its date is a deed done, `achieved`, for us and the hand of `dev5`; the hand of `dev` to
`held3` called it `ongoing`, and that of `dev8` knows no `ongoing`. Both count as adoption, so there they count as one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.document import Document, Metadata
from extract.pipeline import ExtractConfig, extract_document
from ontology.records import STATUSES, Record

HERE = Path(__file__).parent
PROGRAMMES = (
    "链长制", "最多跑一次", "四送一服", "亩均论英雄", "专精特新", "河长制",
    "拿地即开工", "标准地", "企业服务日", "林长制",
    "免申即享", "一业一证",
    "共有产权住房", "企业安静期", "证照分离",
    "揭榜挂帅", "企业宁静日", "科技特派员", "局长走流程", "田长制", "项目管家", "首席服务员", "数据专员",
    "机器换人", "首席数据官", "一件事一次办", "容缺受理", "智改数转",
)  # fmt: skip
Told = tuple[str, str, str, str | None]


def _gold(part: str) -> Iterator[tuple[str, str, set[Told]]]:
    for line in (HERE / part / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        events = {(e["programme"], e["region"], e["status"], e["time"]) for e in row["events"]}
        text = row.get("text") or (HERE / part / f"{row['doc']}.txt").read_text(encoding="utf-8")
        yield text, row["published"], events


def _read(text: str, published: str) -> set[Told]:
    document = Document("d", hashlib.sha256(text.encode()).hexdigest(), "d.txt", text, Metadata(published=published))
    record = extract_document(document, ExtractConfig(ner="policy"))
    told = {(_programme(record, e.programme), e.region, e.status, e.time) for e in record.events}
    return {t for t in told if t[0] and t[2] in ("planned", "ongoing", "achieved")}


def _adopted(told: set[Told]) -> set[Told]:
    """With what is under way taken for done."""
    return {(p, r, "achieved" if status == "ongoing" else status, time) for p, r, status, time in told}


def _programme(record: Record, entity: str) -> str:
    names = next([e.name, *e.aliases] for e in record.entities if e.id == entity)
    return next((p for p in PROGRAMMES if any(p in name for name in names)), "")


# Least precision and recall of each set.
_LEAST = {
    **dict.fromkeys(("dev", "dev2", "dev3"), (0.9, 0.9)),
    "probes": (0.88, 0.88),
    "grid": (0.88, 0.88),
    "ours": (0.88, 0.8),
    "ours2": (0.88, 0.85),
    "dev4": (0.9, 0.9),
    "dev5": (0.9, 0.9),
    "held3": (0.7, 0.68),
    "held4": (0.7, 0.6),
    "held5": (0.78, 0.8),
    "dev6": (0.88, 0.75),
    "held6": (0.6, 0.38),
    "dev7": (0.88, 0.82),
    "held7": (0.72, 0.68),
    "dev8": (0.9, 0.9),
    "held8": (0.74, 0.68),
    "dev9": (0.86, 0.76),
    "held9": (0.72, 0.6),
    "dev10": (0.9, 0.8),
    "held10": (0.9, 0.66),
    "turns": (0.8, 0.68),
}


_LAUNCHES_UNDER_WAY = ("dev", "dev2", "dev3", "held3", "dev8", "held8", "dev9", "held9", "dev10", "held10", "turns")


@pytest.mark.parametrize("part", _LEAST)
def test_who_adopted_what_when_is_told_as_the_passage_does(part: str) -> None:
    precision, recall = _LEAST[part]
    right = found = wanted = 0
    for text, published, gold in _gold(part):
        told = _read(text, published)
        if part in _LAUNCHES_UNDER_WAY:
            told, gold = _adopted(told), _adopted(gold)
        right, found, wanted = right + len(told & gold), found + len(told), wanted + len(gold)
    assert right / found >= precision
    assert right / wanted >= recall


@pytest.mark.parametrize("part", _LEAST)
def test_the_gold_is_well_formed(part: str) -> None:
    for _, published, events in _gold(part):
        for programme, region, status, time in events:
            assert programme in PROGRAMMES
            assert region
            assert status in STATUSES
            assert not time or status == "planned" or time[: len(published)] <= published[: len(time)]
