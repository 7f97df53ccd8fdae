"""Which forms a client accepts: the Accept header with its q-values, and the `format` parameter before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.worker.forms import FORMS

# Names and media types of a form besides its own, as clients in use send them.
_ALIASES = {
    "application/json": ("json", "jsonld"),
    "application/xml": ("xml", "rdf"),
    "text/xml": ("xml", "rdf"),
    "text/plain": ("csv", "nt"),
    "application/x-turtle": ("ttl",),
    "application/turtle": ("ttl",),
    "text/n3": ("ttl",),
    "text/rdf+n3": ("ttl",),
    "application/x-trig": ("trig",),
    "text/x-nquads": ("nq",),
}
_NAMES = {
    "turtle": ("ttl",),
    "n-triples": ("nt",),
    "ntriples": ("nt",),
    "json-ld": ("jsonld",),
    "rdf+xml": ("rdf",),
    "rdfxml": ("rdf",),
    "n-quads": ("nq",),
    "nquads": ("nq",),
    "json": ("json", "jsonld"),
    "xml": ("xml", "rdf"),
}
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
_TOKEN = r"[\w!#$%&'*+.^`|~-]+"
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_MAX_RANGES = 64


def media_types() -> dict[str, tuple[str, ...]]:
    """Every media type that can be asked for, with the forms that it means."""
    own = {form.media.partition(";")[0]: (name,) for name, form in FORMS.items()}
    return own | _ALIASES


def named_forms(name: str) -> tuple[str, ...] | None:
    """The forms that a `format` parameter means: a short name or a media type; None where it means none."""
    lowered = name.strip().lower()
    if lowered in _NAMES:
        return _NAMES[lowered]
    if lowered in FORMS:
        return (lowered,)
    return media_types().get(lowered)


def accepted_forms(header: str | None, types: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """Forms that an Accept header takes, the most wanted first; all of them, in our order, without a header.

    Source: RFC 9110, 12.5.1: the most specific range decides on a type, q=0 rules it out. What can't be read in the
    header is passed over. Empty where nothing fits.
    """
    known = types or media_types()
    if header is None or not header.strip():
        return list(dict.fromkeys(form for forms in known.values() for form in forms))
    ranges = _ranges(header)
    ranked: list[tuple[float, int, str]] = []
    for media, forms in known.items():
        quality, order = _quality(media, ranges)
        if quality > 0:
            ranked.extend((-quality, order, form) for form in forms)
    return list(dict.fromkeys(form for *_, form in sorted(ranked, key=lambda entry: entry[:2])))


def _ranges(header: str) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for part in header.split(",")[:_MAX_RANGES]:
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        values = [p.partition("=")[2].strip() for p in parameters if p.partition("=")[0].strip() == "q"]
        if media == "*":
            media = "*/*"
        if _RANGE.fullmatch(media) and all(map(_QUALITY.fullmatch, values)):
            found.append((media, float(values[0]) if values else 1.0))
    return found


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """How much `media` is wanted, and the place in the header of the range that says so."""
    kind = media.partition("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        for order, (given, quality) in enumerate(ranges):
            if given == wanted:
                return quality, order
    return 0.0, len(ranges)
