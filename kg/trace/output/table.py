"""A trace as tables for the terminal, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from kg.query.cells import sentence, visible
from kg.query.result import rich_table
from kg.trace.coverage import Coverage
from kg.trace.model import ADOPTED, GROUPS, Adoption
from kg.trace.output.statistics import statistics_lines
from kg.trace.output.words import word, words
from kg.trace.parents import Parent
from kg.trace.places import Place
from kg.trace.result import Inference, Trace


def to_table(trace: Trace, lang: str = "zh") -> RenderableType:
    """A rich table a group of statuses, first evidence first; then what follows from it, and what the corpus covers."""
    parts: list[RenderableType] = [Text(visible(word("lines", "title", lang).format(trace.name)), style="bold")]
    parts += [Text(visible(notice), style="bold red") for notice in trace.notices]
    for group in GROUPS:
        if found := trace.group(group):
            rows = [_cells(adoption, trace.line(adoption), lang) for adoption in found]
            parts.append(rich_table(word("groups", group, lang), words()["columns"][lang], rows))
    if not trace.group(ADOPTED):
        parts.append(Text(word("lines", "none", lang)))
    parts += [Text(visible(line)) for line in summary(trace, lang)]
    return Group(*parts, Text(coverage_line(trace.coverage, lang)))


def _cells(adoption: Adoption, parent: Parent | None, lang: str) -> Sequence[str]:
    first = adoption.first
    document = first.source.name
    if first.reported_by is not None:
        document += word("lines", "reported", lang).format(place_name(first.reported_by, lang))
    return (
        place_name(adoption.place, lang),
        word("statuses", first.status, lang),
        first.time or "",
        first.source.published or "",
        interval_text(adoption),
        "、".join(adoption.names),
        parent_text(parent, lang),
        sentence(first.sentence),
        document,
    )


def interval_text(adoption: Adoption) -> str:
    """The interval in short: one day, or two with a dash; `…` for an open end."""
    lower, upper = adoption.interval.lower, adoption.interval.upper
    if lower is None and upper is None:
        return ""
    return str(upper) if lower == upper else f"{lower or '…'} – {upper or '…'}"


def parent_text(parent: Parent | None, lang: str) -> str:
    """Where it came from and why one thinks so; nothing where that is not known."""
    if parent is None or parent.parent is None:
        return ""
    return f"{place_name(parent.parent, lang)}·{word('parents', parent.kind, lang)}"


def place_name(place: Place, lang: str = "zh") -> str:
    """The name of a place, marked where the division was inferred and not stated."""
    name = place.english if lang == "en" else place.name
    return name + (word("lines", "inferred", lang) if place.inferred else "")


def summary(trace: Trace, lang: str) -> Iterator[str]:
    """One line each: median, statistics, mandate, hops, rivals, counterparts, namesakes; only what there is."""
    curves = trace.curves
    if curves.all.total:
        yield word("lines", "median", lang).format(total=curves.all.total, median=curves.all.median)
    yield from statistics_lines(trace.statistics, lang)
    if curves.mandate is not None:
        mandate = curves.mandate
        yield word("lines", "mandate", lang).format(
            name=mandate.name, date=mandate.date, before=mandate.before, after=mandate.after
        )
    if trace.hops:
        yield word("lines", "hops", lang).format("，".join(hop_texts(trace, lang)))
    if trace.inference is not None:
        yield inference_line(trace.inference, lang)
    if trace.rivals:
        claims = (f"{place_name(r.place, lang)} {r.attestation.when or ''}「{r.claim}」" for r in trace.rivals)
        yield f"{word('lines', 'rivals', lang)}：{'；'.join(claims)}"
    for analogue in trace.analogues:
        places = "、".join(
            f"{place_name(a.place, lang)} {a.when or ''}".strip() for a in analogue.adoptions if a.group == ADOPTED
        )
        yield word("lines", "analogue", lang).format(name=analogue.name, places=places or "–")
    for namesake in trace.namesakes:
        yield word("lines", "namesake", lang).format(place=namesake.place, documents=namesake.documents)


def inference_line(found: Inference, lang: str) -> str:
    """What inferred parents rest on, or why there are none."""
    if found.structure is None:
        outcome = word("lines", "inference_few", lang)
    else:
        name = "inference_shown" if found.structure else "inference_none"
        outcome = word("lines", name, lang).format(p=found.p_value, shown=found.shown)
    level = word("levels", found.level, lang)
    return word("lines", "inference", lang).format(programmes=found.programmes, level=level, outcome=outcome)


def hop_texts(trace: Trace, lang: str) -> Iterator[str]:
    """Each class of hops with its count, and the median lag where one is known."""
    for count in trace.hops:
        lag = "" if count.lag is None else word("lines", "lag", lang).format(f"{count.lag:g}")
        yield f"{word('hops', count.hop, lang)} {count.count}{lag}"


def coverage_line(coverage: Coverage, lang: str) -> str:
    """What the corpus covers, in a sentence or two."""
    return word("lines", "coverage", lang).format(
        documents=coverage.documents,
        covering=coverage.covering_documents,
        naming=coverage.naming_documents,
        unplaced=coverage.unplaced_documents,
        adopted=len(coverage.adopted),
        silent=len(coverage.silent),
        absent=len(coverage.without_document),
    )
