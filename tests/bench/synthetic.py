"""Reports that were never written, as records: as many as a benchmark needs, the same ones every time.

What is real is the shape: programmes and industries of the vocabulary by Zipf's law, real divisions, a report a county
and year, claims in the shares that real reports have, and the code that makes quads of records.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from extract.places.divisions import divisions
from ontology.records import (
    OWN_REGION,
    STAGES,
    Entity,
    Evidence,
    Force,
    Mention,
    Period,
    Quantity,
    Record,
    RegionAnswer,
    Relation,
    stable_id,
)
from ontology.vocabulary.industries import load_industries
from ontology.vocabulary.programmes import load_programmes

PROVINCES = (34, 33, 43, 44, 32, 37, 41, 42, 51, 61)
YEARS = range(2015, 2025)
STATUSES = (("achieved", 60), ("planned", 22), ("ongoing", 14), ("ended", 2), ("mentioned", 2))
_SYLLABLES = "皖越湘粤苏鲁豫鄂蜀秦华兴瑞恒隆泰安康宏远"
# A label, and its id in the vocabulary.
_Named = tuple[str, str]
# The first programme is the one that questions are asked about.
ASKED = "si-song-yi-fu"
# So many firms in a hundred hold one rung of a ladder and climb, or try to, to the next.
CLIMBERS = 20


@dataclass(frozen=True)
class _Words:
    """What reports speak of, the most frequent first; a ladder is a title and the next one."""

    programmes: Sequence[_Named]
    industries: Sequence[_Named]
    ladders: Sequence[tuple[_Named, _Named]]


@dataclass
class Report:
    """A record being made; sentences stand one after the other."""

    number: int
    region: RegionAnswer
    year: int
    rng: random.Random
    at: int = 0
    entities: dict[str, Entity] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    force: list[Force] = field(default_factory=list)

    @property
    def id(self) -> str:
        return stable_id("synthetic", str(self.number)) + "0" * 44

    def entity(self, kind: str, name: str, vocabulary: str | None = None) -> str:
        key = stable_id(self.id, kind, name)
        known = self.entities.setdefault(key, Entity(key, kind, name, [], vocabulary is None, vocabulary))
        known.mentions.append(Mention(self.at, self.at + len(name), name))
        self.at += len(name) + 3
        return key

    def says(self, subject: str, predicate: str, object_: str, **more: object) -> None:
        status = str(more.pop("status", None) or self._status())
        time = str(self.year + 1) if status == "planned" else str(self.year) if self.rng.random() < 0.6 else None
        quote = f"第{len(self.relations)}句，{self.rng.randrange(10**9)}年度工作进展情况"
        evidence = Evidence(self.at, self.at + len(quote), quote, f"synthetic-{predicate}")
        self.at += len(quote) + 1
        key = stable_id(self.id, subject, predicate, object_, str(len(self.relations)))
        confidence = round(self.rng.uniform(0.5, 0.99), 2)
        fields: dict[str, object] = {"time": time, "confidence": confidence, "evidence": [evidence]} | more
        self.relations.append(Relation(key, subject, predicate, object_, status, **fields))  # type: ignore[arg-type]

    def in_force(self, policy: str, effect: str, time: str) -> None:
        quote = f"第{len(self.force)}条，本政策的期限"
        evidence = Evidence(self.at, self.at + len(quote), quote, "synthetic-force")
        self.at += len(quote) + 1
        self.force.append(Force(stable_id(self.id, policy, effect), policy, effect, time, 0.9, [evidence]))

    def record(self) -> Record:
        return Record(
            doc=f"reports/{self.number:05}", id=self.id, source=f"reports/{self.number:05}.txt",
            title=f"{self.region.path.rpartition('/')[2]}{self.year}年工业经济工作总结之{self.number}",
            published=f"{self.year}-12-{self.number % 28 + 1:02}", tier="official", region=self.region,
            period=Period([str(self.year)], [str(self.year + 1)]),
            entities=list(self.entities.values()), relations=self.relations,
            force=self.force,
        )  # fmt: skip

    def _status(self) -> str:
        names, weights = zip(*STATUSES, strict=True)
        return str(self.rng.choices(names, weights)[0])


def records(number: int, seed: int = 0) -> Iterator[Record]:
    """So many reports, in the order of `doc`: about 1,300 quads each."""
    rng, counties, words = random.Random(seed), list(_counties()), _words()
    for n in range(number):
        report = Report(n, counties[n % len(counties)], rng.choice(YEARS), rng)
        _fill(report, words)
        yield report.record()


def _words() -> _Words:
    programmes = sorted(load_programmes(), key=lambda programme: (programme.id != ASKED, programme.id))
    named = {programme.id: (programme.label, programme.id) for programme in programmes}
    ladders = [(named[lower.id], named[higher]) for lower in programmes for higher in lower.next_stage]
    return _Words(list(named.values()), [(industry.name, industry.name) for industry in load_industries()], ladders)


def _counties() -> Iterator[RegionAnswer]:
    known = divisions()
    for province, city, county in product(PROVINCES, range(1, 16), range(2, 29)):
        found = [known.get(f"{province}{c}") for c in ("0000", f"{city:02}00", f"{city:02}{county:02}")]
        if all(found):
            path = "/".join(division.name for division in found if division)
            yield RegionAnswer(path, f"{province}{city:02}{county:02}", "county", True, "stated", 1.0)


def _zipf(rng: random.Random, things: Sequence[_Named]) -> tuple[str, str]:
    return things[min(int(len(things) ** rng.random()) - 1, len(things) - 1)]


def _fill(report: Report, words: _Words) -> None:
    rng, place = report.rng, report.region.path.rpartition("/")[2]
    region = report.entity("Region", place, report.region.code)
    agency, park = report.entity("Agency", f"{place}经信局"), report.entity("Park", f"{place}经济开发区")
    report.says(park, "locatedIn", region, status="achieved")
    for _ in range(12):
        programme = report.entity("Programme", *_zipf(rng, words.programmes))
        counted = (
            Quantity(float(rng.randrange(1, 40)), "家", rng.choice(("stock", "flow"))) if rng.random() < 0.3 else None
        )
        report.says(rng.choice((OWN_REGION, OWN_REGION, agency)), "implements", programme, quantity=counted)
    for _ in range(3):
        report.says(
            rng.choice((OWN_REGION, park)), "develops", report.entity("Industry", *_zipf(rng, words.industries))
        )
    _policies(report, place, agency, words)
    for number in range(5):
        _enterprise(report, number, park, words)


def _policies(report: Report, place: str, agency: str, words: _Words) -> None:
    rng = report.rng
    above = report.entity("Policy", f"关于促进工业发展的意见（政发〔{report.year}〕{rng.randrange(1, 60)}号）")
    for number in range(2):
        policy = report.entity("Policy", f"{place}工业若干政策（{place}政〔{report.year}〕{number + 1}号）")
        report.says(rng.choice((OWN_REGION, agency)), "issues", policy)
        report.says(policy, "basedOn", above, kind=rng.choice(("groundedOn", "elaborates", "forwards")))
        for _ in range(2):
            report.says(policy, "establishes", report.entity("Programme", *_zipf(rng, words.programmes)))
        report.says(policy, "supports", report.entity("Industry", *_zipf(rng, words.industries)))
        report.in_force(policy, "from", f"{report.year}-{number * 6 + 1:02}-01")
        report.in_force(policy, "until", f"{report.year + 3 + number}-12-31")


def _enterprise(report: Report, number: int, park: str, words: _Words) -> None:
    rng, place = report.rng, report.region.path.rpartition("/")[2]
    name = "".join(rng.choices(_SYLLABLES, k=3))
    firm = report.entity("Enterprise", f"{place}{name}科技有限公司")
    if rng.randrange(100) < CLIMBERS:
        lower, higher = rng.choice(words.ladders)
        _title(report, firm, lower, "认定", str(report.year - rng.randrange(1, 4)))
        _title(report, firm, higher, rng.choice(("申报", "公示", "认定")), str(report.year))
    else:
        for _ in range(2):
            _title(report, firm, _zipf(rng, words.programmes), rng.choice(STAGES))
    report.says(firm, "inPark", park)
    report.says(firm, "inIndustry", report.entity("Industry", *_zipf(rng, words.industries)))
    if rng.random() < 0.5:
        project = report.entity("Project", f"{name}第{number}期项目")
        report.says(firm, "undertakes", project)
        report.says(project, "inPark", park)


def _title(report: Report, firm: str, title: _Named, stage: str, time: str | None = None) -> None:
    status = "achieved" if stage in ("认定", "复核通过") else "ended" if stage in ("到期", "取消") else "ongoing"
    dated = {} if time is None else {"time": time}
    level = report.rng.choice(("国家", "省", "市"))
    report.says(
        firm, "recognisedAs", report.entity("Programme", *title), status=status, stage=stage, levels=[level], **dated
    )
