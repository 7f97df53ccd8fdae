"""The table of the model card: how good each recogniser is alone and within the pipeline, by type and by set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from extract.document import Document
from extract.evaluate.report import Counts
from extract.read import read_paths
from extract.recogniser.policy import PolicyRecogniser
from extract.training.graph_level import GoldFolder
from extract.training.labels import Labelled, Marked, Passage, held_aside, read_corpus, read_marks
from extract.training.novelty import Familiar
from extract.training.run import LabelSet
from extract.training.speed import Speed, speeds
from extract.training.systems import Alone, Missing, Pipeline, System, systems
from extract.training.units import ALL, Figures, Unit, alone_units, corpus_units, figures, passage_units

Progress = Callable[[str], None]
TEST, HELD = "test", "held"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure: labels over a corpus, gold of whole documents if there is some, and which models.

    `gold` has the folders `gold` and `passages`; `texts` are the texts of the former. `curve` has folders of policy
    models by the names of their rows.
    """

    labels: Path
    corpus: Path
    gold: Path | None = None
    texts: tuple[Path, ...] = ()
    model: Path | None = None
    hanlp: str = ""
    curve: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """How much one part of the labels holds; `sources` are documents or passages."""

    sources: int
    sentences: int
    characters: int
    mentions: int

    @classmethod
    def of(cls, sentences: Sequence[Labelled]) -> Part:
        """The counts of some sentences."""
        sources = len({s.source for s in sentences})
        return cls(sources, len(sentences), sum(len(s.text) for s in sentences), sum(len(s.spans) for s in sentences))


@dataclass(frozen=True, slots=True)
class Row:
    """One system's figures by set, and its recall on new names by set; `missing` says why it has none."""

    name: str
    sets: Mapping[str, Figures] = field(default_factory=dict)
    new: Mapping[str, Figures] = field(default_factory=dict)
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One model of the learning curve: how much it was trained on, if it tells, and its F1 by set."""

    name: str
    sentences: int | None
    characters: int | None
    f1: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that the command measures; `agreement` has reader A for gold and reader B for found."""

    about: Mapping[str, object]
    parts: Mapping[str, Part]
    rows: tuple[Row, ...]
    agreement: Figures
    doubly_read: int
    speed: Mapping[str, Speed]
    curve: tuple[Point, ...]

    def as_json(self) -> dict[str, object]:
        """The whole of it as JSON values, shares to three places."""
        rows = [
            {"name": r.name, "missing": r.missing, "sets": _all_json(r.sets), "new_names": _all_json(r.new)}
            for r in self.rows
        ]
        return {
            "about": dict(self.about),
            "labels": {name: asdict(part) for name, part in self.parts.items()},
            "systems": rows,
            "agreement": {"sentences": self.doubly_read, **_json(self.agreement)},
            "speed": {name: asdict(speed) for name, speed in self.speed.items()},
            "curve": [asdict(point) for point in self.curve],
        }


def compare(wanted: Wanted, tell: Progress = lambda line: None) -> Comparison:
    """Measure everything; `tell` hears what is being measured.

    Raises LabelError, EvaluationError, ModelError or HanlpError for labels, gold or models that cannot be used, OSError
    for files that cannot be read.
    """
    labels = LabelSet.read(wanted.labels, wanted.corpus)
    texts = read_corpus(wanted.corpus)
    bench = _Bench(wanted, labels, list(read_marks(wanted.labels / "corpus" / "test.jsonl", texts)))
    rows = []
    for system in systems(wanted.model, wanted.hanlp):
        tell(system.name)
        rows.append(bench.row(system))
    tell("speed and memory")
    speed = speeds([s.text for s in (*labels.train, *labels.dev, *labels.test)], wanted.model)
    agreement, doubly_read = agreement_of(read_marks(wanted.labels / "corpus" / "agreement.jsonl", texts))
    about, curve = PolicyRecogniser(wanted.model).about, tuple(_curve(wanted.curve, labels))
    return Comparison(about, _parts(labels), tuple(rows), agreement, doubly_read, speed, curve)


def _parts(labels: LabelSet) -> dict[str, Part]:
    passages = [s for p in labels.passages if not held_aside(p) for s in p.sentences()]
    parts = {
        "corpus, train": labels.train, "corpus, dev": labels.dev, "corpus, test": labels.test,
        "passages, train": passages, "passages, held aside": labels.held(),
    }  # fmt: skip
    return {name: Part.of(sentences) for name, sentences in parts.items()}


class _Bench:
    """The sets to measure on, each in the form that a recogniser or the pipeline takes."""

    def __init__(self, wanted: Wanted, labels: LabelSet, marks: Sequence[Marked]) -> None:
        self._marks = marks
        self._documents = {d.doc: d for d in read_paths([wanted.corpus]) if isinstance(d, Document)}
        self._test: Sequence[Labelled] = labels.test
        self._held_sentences = labels.held()
        self._held: list[Passage] = [p for p in labels.passages if held_aside(p)]
        self._familiar = Familiar(labels.sentences())
        self._gold = dict(_gold_folders(wanted))

    def row(self, system: System) -> Row:
        if isinstance(system, Missing):
            return Row(system.name, missing=system.reason)
        units = dict(self._units(system))
        sets = {name: figures(found) for name, found in units.items()}
        for name, gold in self._gold.items():
            modes = gold.recognised(system.recognise) if isinstance(system, Alone) else gold.extracted(system.config)
            sets |= {f"{name}, {mode}": found for mode, found in modes.items()}
        return Row(system.name, sets, {name: self._familiar.recall(found) for name, found in units.items()})

    def _units(self, system: Alone | Pipeline) -> Iterator[tuple[str, list[Unit]]]:
        if isinstance(system, Alone):
            yield TEST, alone_units(system.recognise, self._test)
            yield HELD, alone_units(system.recognise, self._held_sentences)
        else:
            yield TEST, list(corpus_units(system.config, self._documents, self._marks))
            yield HELD, list(passage_units(system.config, self._held))


def _gold_folders(wanted: Wanted) -> Iterator[tuple[str, GoldFolder]]:
    if wanted.gold is not None:
        yield "reports", GoldFolder(wanted.gold / "gold", wanted.texts)
        yield "passages", GoldFolder(wanted.gold / "passages")


def agreement_of(marks: Iterable[Marked]) -> tuple[Figures, int]:
    """Scores of reader B against reader A over the sentences that both have read, and how many these are.

    F1 is the same from either side.
    """
    readings: dict[tuple[str, int, int], dict[str, Marked]] = {}
    for mark in marks:
        readings.setdefault((mark.document, mark.start, mark.end), {})[mark.reader] = mark
    both = [Unit("", r["A"].spans, r["B"].spans) for r in readings.values() if {"A", "B"} <= set(r)]
    return figures(both), len(both)


def _curve(models: Sequence[tuple[str, Path]], labels: LabelSet) -> Iterator[Point]:
    sets = {"dev": labels.dev, HELD: labels.held()}
    for name, folder in models:
        model = PolicyRecogniser(folder)
        f1 = {key: figures(alone_units(model.recognise, part))[ALL].f1 for key, part in sets.items()}
        sentences, characters = (_count(model.about.get(key)) for key in ("sentences", "characters"))
        yield Point(name, sentences, characters, {key: round(value, 3) for key, value in f1.items()})


def _count(stated: object) -> int | None:
    return stated if isinstance(stated, int) else None


def _all_json(sets: Mapping[str, Figures]) -> dict[str, object]:
    return {name: _json(one) for name, one in sets.items()}


def _json(one: Figures) -> dict[str, object]:
    return {key: _score_json(score) for key, score in one.items()}


def _score_json(score: Counts) -> dict[str, float]:
    shares = {"p": round(score.precision, 3), "r": round(score.recall, 3), "f1": round(score.f1, 3)}
    return shares | asdict(score)
