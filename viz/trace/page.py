"""A trace as one HTML page that needs nothing else: pictures, evidence, table and queries, in two languages.

All text of documents reaches the page as data that the script sets with `textContent`, or escaped; the content
security policy allows one script and one style by hash, and nothing from outside.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from kg.query.cells import visible
from kg.store.files import write_whole
from kg.trace.model import ADOPTED, GROUPS, Adoption
from kg.trace.names import Analogue
from kg.trace.output.table import hop_texts, inference_line, interval_text, parent_text, place_name
from kg.trace.output.words import word, words
from kg.trace.parents import Parent
from kg.trace.result import Trace
from viz.trace.cards import cards
from viz.trace.figures import FIGURES, figures
from viz.trace.geometry import Geometry
from viz.trace.maps import map_view
from viz.trace.prepare import MOST_ROWS, caption
from viz.trace.svg import looks
from viz.trace.words import page_words, say, spot_words
from viz.words import LANGUAGES

# Inside <script>, these could end the element or a line of it.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_QUERIES = {
    "map": ("regions", "documents", "covering", "mentions", "claims", "events"),
    "curve": ("claims", "events", "mandates"),
    "share": ("claims", "events", "documents", "scopes", "covering"),
    "heat": ("regions", "documents", "report-years", "scopes", "covering", "mentions", "claims", "events"),
    "tree": ("claims", "events", "regions", "citations", "forms"),
    "names": ("family", "mentions", "claims", "events"),
    "table": ("claims", "events", "mentions", "citations"),
    "rivals": ("claims", "events"),
    "analogues": ("analogues",),
    "namesakes": ("ties", "claims", "events"),
}
_MOST_TABLE = 400


def write_page(trace: Trace, path: Path, *, lang: str = "zh", geometry: Geometry | None = None) -> None:
    """Write the page of `trace` to `path`, whole or not at all; raises ValueError for another `lang` than zh, en."""
    write_whole(path, page_html(trace, lang=lang, geometry=geometry))


def page_html(trace: Trace, *, lang: str = "zh", geometry: Geometry | None = None) -> str:
    """The page as text; it opens in `lang` and has both languages. `geometry` replaces the grid of the map."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang is zh or en, not {lang!r}")
    script, style = _part("trace.js"), _part("trace.css")
    return Template(_part("trace.html")).substitute(
        policy=f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'",
        lang="zh-CN" if lang == "zh" else "en",
        title=_text(say("page", "title", lang).format(trace.name)),
        style=style,
        script=script,
        body="".join(_body(trace, language, geometry) for language in LANGUAGES),
        start=lang,
        data=json.dumps(_data(trace, geometry), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES),
    )


def _data(trace: Trace, geometry: Geometry | None) -> dict[str, Any]:
    view = map_view(trace, "zh", geometry)
    return {
        "years": view.years,
        "tiles": {tile.key: tile.states for tile in view.tiles},
        "cards": cards(trace, view),
        "looks": looks(),
        "words": page_words()["page"],
    }


def _body(trace: Trace, lang: str, geometry: Geometry | None) -> str:
    """All of the page in one language; the style hides the other."""
    drawn = figures(trace, lang, geometry, suffix=f"-{lang}")
    parts = [_head(trace, lang), '<div class="figures">']
    for name in FIGURES:
        slider = _slider(trace, lang) if name == "map" else ""
        extra = _after(name, trace, lang)
        parts.append(
            f'<section class="figure {name}"><h2>{_text(say("views", name, lang))}</h2>{slider}'
            f'<div class="drawing">{drawn[name]}</div>{extra}{_sparql(name, trace, lang)}</section>'
        )
    parts += [*_lists(trace, lang), "</div>", _table(trace, lang)]
    parts.append(f"<footer><p>{_text(caption(trace, lang))}</p></footer>")
    return f'<div class="lang" lang="{"zh-CN" if lang == "zh" else "en"}" data-lang="{lang}">{"".join(parts)}</div>'


def _head(trace: Trace, lang: str) -> str:
    adopted = trace.group(ADOPTED)
    numbers = [
        (str(len(adopted)), say("page", "adopters", lang)),
        (str(len(trace.group("planned"))), say("page", "planners", lang)),
        (str(trace.coverage.documents), say("page", "documents_count", lang)),
        (str(trace.coverage.naming_documents), say("page", "naming", lang)),
    ]
    if adopted:
        numbers.append((f"{place_name(adopted[0].place, lang)} {adopted[0].when or ''}", say("page", "first", lang)))
    if trace.curves.all.total > 1:
        numbers.append((str(trace.curves.all.median), say("page", "median", lang)))
    shown = "".join(f"<li><b>{_text(number)}</b> {_text(label)}</li>" for number, label in numbers)
    notices = "".join(f'<p class="notice" role="note">{_text(notice)}</p>' for notice in trace.notices)
    title, lead = say("page", "title", lang).format(trace.name), say("page", "lead", lang).format(trace.name)
    return f'{notices}<h1>{_text(title)}</h1><p class="lead">{_text(lead)}</p><ul class="numbers">{shown}</ul>'


def _slider(trace: Trace, lang: str) -> str:
    last = len(trace.matrix.years) - 1
    if last < 1:
        return ""
    label = say("page", "year", lang)
    return (
        f'<label class="slider">{_text(label)} <input type="range" min="0" max="{last}" value="{last}" step="1">'
        f"<output>{trace.matrix.years[last]}</output></label>"
    )


def _after(name: str, trace: Trace, lang: str) -> str:
    if name == "heat":
        missing = len(trace.coverage.without_document)
        lines = [say("page", "more_rows", lang).format(missing)] if missing else []
        if len(trace.matrix.documented()) > MOST_ROWS:
            lines.append(say("page", "cut_rows", lang).format(MOST_ROWS))
        return "".join(f"<p class='soft'>{_text(line)}</p>" for line in lines)
    if name == "tree" and trace.hops:
        lines = [("，" if lang == "zh" else ", ").join(hop_texts(trace, lang))]
        if trace.inference is not None:
            lines.append(inference_line(trace.inference, lang))
        return "".join(f"<p class='soft'>{_text(line)}</p>" for line in lines)
    return ""


def _lists(trace: Trace, lang: str) -> Iterator[str]:
    """Rivals, counterparts and namesakes, as far as there are any."""
    rivals = [
        f'<li><button type="button" class="mark" data-ref="r{n}">{_text(place_name(r.place, lang))} '
        f"{_text(r.attestation.when or '')}</button> {_text(r.attestation.sentence[:160])}</li>"
        for n, r in enumerate(trace.rivals)
    ]
    analogues = [f"<li><b>{_text(a.name)}</b> {_text(_adopters(a, lang))}</li>" for a in trace.analogues]
    namesakes = [f"<li>{_text(n.place)}: {n.documents}</li>" for n in trace.namesakes]
    for name, items in (("rivals", rivals), ("analogues", analogues), ("namesakes", namesakes)):
        if items:
            heading = _text(say("views", name, lang))
            queries = _sparql(name, trace, lang)
            yield f'<section class="figure list"><h2>{heading}</h2><ul>{"".join(items)}</ul>{queries}</section>'


def _adopters(analogue: Analogue, lang: str) -> str:
    found = [one for one in analogue.adoptions if one.group == ADOPTED]
    return "、".join(f"{place_name(one.place, lang)} {one.when or ''}".strip() for one in found) or "–"


def _table(trace: Trace, lang: str) -> str:
    head = "".join(f"<th>{_text(name)}</th>" for name in words()["columns"][lang])
    bodies = []
    numbered = list(enumerate(trace.adoptions))
    for group in GROUPS:
        members = [(n, a) for n, a in numbered if a.group == group][:_MOST_TABLE]
        if members:
            rows = "".join(_row(n, a, trace.line(a), lang) for n, a in members)
            heading = f"{_text(word('groups', group, lang))} ({len(members)})"
            bodies.append(f'<tbody><tr class="group"><th colspan="9">{heading}</th></tr>{rows}</tbody>')
    return (
        f'<section class="figure table"><h2>{_text(say("views", "table", lang))}</h2><div class="scroll"><table>'
        f"<thead><tr>{head}</tr></thead>{''.join(bodies)}</table></div>{_sparql('table', trace, lang)}</section>"
    )


def _row(number: int, adoption: Adoption, line: Parent | None, lang: str) -> str:
    first = adoption.first
    document = first.source.name
    if first.reported_by is not None:
        document += word("lines", "reported", lang).format(place_name(first.reported_by, lang))
    if first.spot is not None:
        document += f" · {spot_words(first.spot, lang)}"
    sentence = f"{_text(first.before[-80:])}<mark>{_text(first.sentence[:300])}</mark>{_text(first.after[:80])}"
    cells: Sequence[str] = (
        f'<button type="button" class="mark" data-ref="a{number}">{_text(place_name(adoption.place, lang))}</button>',
        _text(word("statuses", first.status, lang)),
        _text(first.time or ""),
        _text(first.source.published or ""),
        _text(interval_text(adoption)),
        _text("、".join(adoption.names[:4])),
        _text(parent_text(line, lang)),
        sentence,
        _text(document),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _sparql(name: str, trace: Trace, lang: str) -> str:
    asked = [*_QUERIES[name], *(query for query in trace.sparql if name == "analogues" and " " in query)]
    queries = [(query, trace.sparql[query]) for query in asked if query in trace.sparql]
    blocks = "".join(f"<h4>{_text(query)}</h4><pre>{html.escape(text.strip())}</pre>" for query, text in queries)
    return f"<details><summary>{_text(say('page', 'sparql', lang))}</summary>{blocks}</details>"


def _text(text: str) -> str:
    return html.escape(visible(text))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _part(name: str) -> str:
    return files("viz.trace").joinpath("templates", name).read_text("utf-8")
