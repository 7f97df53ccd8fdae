"""One document as read: its text layer, and what is stated about it from outside."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.layer_map import LayerMap


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a table, a sidecar or the file itself states; None where nobody says.

    `published` is EDTF (`2021`, `2021-05`, `2021-05-03`); `region` a name or a path as stated;
    `tier` one of official, gazette, press, repost, sharing, internal; `notice` a watermark that every
    view must carry (`虚构示例` for invented samples); `number` the document's own (浙政发〔2017〕6号), `issuers`
    who issued it.
    """

    title: str | None = None
    published: str | None = None
    region: str | None = None
    tier: str | None = None
    url: str | None = None
    notice: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document: `doc` is unique in a run, `id` the sha-256 of its bytes, `text` its text layer with its `map`."""

    doc: str
    id: str
    source: str
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    map: LayerMap = field(default_factory=LayerMap)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a row of a table, that could not be read, and why, in one sentence."""

    source: str
    reason: str
