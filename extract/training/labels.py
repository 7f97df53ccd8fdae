"""Labelled sentences: stand-off labels on an outside corpus, and passages of our own with labels in the text.

A stand-off line names a document by id and by the hash of its text, a sentence by its offsets in that text, and
each label by offsets in the same text, so that it can be neither read without the corpus nor put on a changed one.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from extract.clean import AlignedText, clean
from extract.recogniser.pieces import sentences_of
from extract.recogniser.tagset import TYPES, Span, encode

PARTS = ("train", "dev", "test")
SILVER = "silver"
ORIGINS = ("scratch", "corrected", "adjudicated", SILVER)
CHINESE = dict(zip(("企业", "园区", "产业", "政策", "计划", "地区", "机构", "项目"), TYPES, strict=True))
_INLINE = re.compile(r"\[([^\[\]|\n]+)\|([^\[\]|\n]+)\]")
_PASSAGE = re.compile(r"^### (?P<id>[\w-]+) \| (?P<genre>[^|\n]+) \| (?P<region>[^|\n]+) \| (?P<year>\d{4})\n", re.M)


class LabelError(ValueError):
    """A file of labels is wrong; the message names file, line or passage, and reason."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and the spans in it. `source` names its document or passage, `origin` who labelled it how."""

    text: str
    spans: tuple[Span, ...]
    source: str
    origin: str = "scratch"


@dataclass(frozen=True, slots=True)
class Marked:
    """A labelled sentence `[start, end)` of a document's raw text; spans count from the document's beginning."""

    document: str
    start: int
    end: int
    spans: tuple[Span, ...]
    origin: str
    reader: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of our own: where and when it is set, and its labelled text."""

    id: str
    genre: str
    region: str
    year: int
    text: str
    spans: tuple[Span, ...]

    def sentences(self) -> Iterator[Labelled]:
        """Its sentences, as the pipeline cuts them."""
        for at, sentence in sentences_of(self.text):
            inside = (
                Span(s.start - at, s.end - at, s.type)
                for s in self.spans
                if at <= s.start and s.end <= at + len(sentence)
            )
            yield Labelled(sentence, tuple(inside), self.id)


def read_passages(files: Iterable[Path]) -> list[Passage]:
    """The passages of files with inline labels, `[名称|类型]` under headers `### id | genre | region | year`.

    Raises LabelError for a header, a bracket or a type that is wrong, and for an id used twice.
    """
    found: dict[str, Passage] = {}
    for file in sorted(files):
        text = file.read_text("utf-8")
        heads = list(_PASSAGE.finditer(text))
        if not heads or len(heads) != len(re.findall(r"^###", text, re.M)) or text[: heads[0].start()].strip():
            raise LabelError(f"{file}: every passage must begin with '### id | genre | region | year'")
        for head, following in zip(heads, [*heads[1:], None], strict=True):
            body = text[head.end() : following.start() if following else len(text)].strip()
            if head["id"] in found:
                raise LabelError(f"{file}: {head['id']} is used twice")
            plain, spans = _unlabel(body, f"{file}: {head['id']}")
            found[head["id"]] = Passage(
                head["id"], head["genre"].strip(), head["region"].strip(), int(head["year"]), plain, spans
            )
    return list(found.values())


def _unlabel(body: str, place: str) -> tuple[str, tuple[Span, ...]]:
    """Text without its labels, and the labels as spans of it."""
    plain, spans, at = "", [], 0
    for match in _INLINE.finditer(body):
        plain += body[at : match.start()]
        name, kind = match.groups()
        if kind not in CHINESE:
            raise LabelError(f"{place}: {kind!r} is no type; one of {' '.join(CHINESE)} is expected")
        spans.append(Span(len(plain), len(plain) + len(name), CHINESE[kind]))
        plain += name
        at = match.end()
    plain += body[at:]
    if stray := re.search(r".{0,8}[\[\]|].{0,8}", plain):
        raise LabelError(f"{place}: a stray bracket or bar in {stray.group()!r}")
    return plain, tuple(spans)


def read_corpus(file: Path) -> dict[str, str]:
    """Raw text by document id, of a corpus as JSON lines with `id` and `text`."""
    with file.open(encoding="utf-8") as lines:
        return {record["id"]: record["text"] for record in map(json.loads, lines)}


def read_marks(file: Path, texts: Mapping[str, str]) -> Iterator[Marked]:
    """The sentences of a stand-off file over the documents of `texts`, by offsets in the raw text.

    Raises LabelError where a document is missing or has changed, or a label does not fit.
    """
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record, place = json.loads(line), f"{file}:{number}"
            text = texts.get(record["doc"])
            if text is None:
                raise LabelError(f"{place}: the corpus has no document {record['doc']!r}")
            if sha256(text.encode()).hexdigest() != record["sha256"]:
                raise LabelError(f"{place}: the text of {record['doc']!r} is not the one that was labelled")
            start, end = record["start"], record["end"]
            spans = tuple(Span(*label) for label in record["labels"])
            if any(s.type not in TYPES or not start <= s.start < s.end <= end for s in spans):
                raise LabelError(f"{place}: a label is of no known type or leaves its sentence")
            if record["origin"] not in ORIGINS:
                raise LabelError(f"{place}: {record['origin']!r} is none of {', '.join(ORIGINS)}")
            yield Marked(record["doc"], start, end, spans, record["origin"], record.get("reader", ""))


def read_standoff(file: Path, texts: Mapping[str, str]) -> Iterator[Labelled]:
    """The labelled sentences of a stand-off file, in the text that the pipeline sees, but for those of page furniture,
    which it does not; raises as `read_marks`."""
    cleaned: dict[str, AlignedText] = {}
    for marked in read_marks(file, texts):
        if marked.document not in cleaned:
            cleaned[marked.document] = clean(texts[marked.document])
        aligned = cleaned[marked.document]
        begin, end = _place(aligned, marked.start, marked.end)
        places = [(*_place(aligned, s.start, s.end), s.type) for s in marked.spans]
        if begin == end or any(first == last for first, last, _ in places):
            continue
        spans = tuple(Span(first - begin, last - begin, kind) for first, last, kind in places)
        try:
            encode(end - begin, spans)
        except ValueError as error:
            raise LabelError(f"{file}: {marked.document} at {marked.start}: {error}") from None
        yield Labelled(aligned.text[begin:end], spans, marked.document, marked.origin)


def read_silver(file: Path, texts: Mapping[str, str]) -> tuple[Labelled, ...]:
    """The sentences of a file of silver labels, as `read_standoff`.

    Raises LabelError as well for a label of another origin, and for a document that is not of the train part.
    """
    found = tuple(read_standoff(file, texts))
    for sentence in found:
        if sentence.origin != SILVER or part_of(sentence.source) != "train":
            raise LabelError(f"{file}: {sentence.source}: silver labels of documents of the train part are expected")
    return found


def _place(aligned: AlignedText, start: int, end: int) -> tuple[int, int]:
    """Where the stretch `[start, end)` of the raw text stands in the cleaned one."""
    return bisect_left(aligned.ends, start + 1), bisect_left(aligned.starts, end)


def part_of(document: str) -> str:
    """The part that a document belongs to for good: test 22 %, dev 12 %, train the rest, by the hash of its id."""
    share = int(sha256(f"zhengmai-labels {document}".encode()).hexdigest(), 16) % 100
    return "test" if share < 22 else "dev" if share < 34 else "train"


def held_aside(passage: Passage) -> bool:
    """Whether a passage is kept for measuring: one in seven, for good, by the hash of its id."""
    return int(sha256(passage.id.encode()).hexdigest(), 16) % 7 == 0
