"""One view of the graph as one HTML file that needs nothing else: no network, no server, no other file.

pyvis' own page links Bootstrap from elsewhere, leaves its heading unescaped and is written in whatever encoding
the machine has. So only its network and its copy of vis-network are used; the page around them is ours. All text
reaches the page as data and is set with `textContent`; the content security policy allows our two scripts and
our style by hash, and nothing from outside.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import networkx as nx

from kg.query.cells import visible
from viz.network import LABELLED_EDGES, line_kind, pyvis_network
from viz.words import LANGUAGES, appearance, words

_VIS = "lib/vis-9.1.2/vis-network.min.js"
# Inside <script>, these could end the element or a line of it.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_QUOTE_LIMIT = 4_000


def write_page(
    view: nx.MultiDiGraph,
    path: Path,
    *,
    title: str,
    centre: str | None = None,
    notice: str | None = None,
    lang: str = "zh",
) -> None:
    """Write `view` (as `kg.views.neighbourhood` gives it) to `path` as a page that works offline, in UTF-8.

    `centre` is the IRI of the node in the middle (else the view's own), `notice` a watermark (else those of the
    nodes), `lang` the language that it opens in, `zh` or `en`. Raises ValueError for another language, and OSError
    where the file cannot be written.
    """
    path.write_bytes(page_html(view, title=title, centre=centre, notice=notice, lang=lang).encode("utf-8", "replace"))


def page_html(
    view: nx.MultiDiGraph, *, title: str, centre: str | None = None, notice: str | None = None, lang: str = "zh"
) -> str:
    """The page as text; see `write_page`."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang is zh or en, not {lang!r}")
    centre = centre or next(iter(view.graph.get("centres", ())), None)
    script, style, vis = _part("page.js"), _part("page.css"), _vis_network()
    marks = {data["notice"] for data in view.nodes.values() if data["notice"]} if notice is None else {notice}
    data = _data(view, centre, lang) | {"notice": visible("、".join(sorted(marks))), "lang": lang}
    return Template(_part("page.html")).substitute(
        policy=_policy((vis, script), style),
        lang="zh-CN" if lang == "zh" else "en",
        title=html.escape(visible(title)),
        style=style,
        vis=vis,
        script=script,
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES),
    )


def _data(view: nx.MultiDiGraph, centre: str | None, lang: str) -> dict[str, Any]:
    network = pyvis_network(view, centre, lang)
    nodes, edges, *_, options = network.get_network_data()
    kinds = sorted({data["type"] for data in view.nodes.values()})
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "things": {iri: _thing(data) for iri, data in view.nodes(data=True)},
        "links": {f"edge-{n}": _link(s, o, data) for n, (s, o, data) in enumerate(view.edges(data=True))},
        "looks": {kind: appearance()["types"].get(kind, appearance()["types"]["Thing"]) for kind in kinds},
        "lines": appearance()["lines"],
        "words": words(),
        "page": appearance()["page"],
        "centre": centre if centre in view else None,
        "truncated": bool(view.graph.get("truncated")),
        "labelledEdges": view.number_of_edges() <= LABELLED_EDGES,
    }


def _thing(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": visible(data["label"]),
        "type": data["type"],
        "aliases": [visible(alias) for alias in data["aliases"]],
        "notice": visible(data["notice"] or ""),
        "inferred": data["inferred"],
    }


def _link(subject: str, object_: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "subject": subject,
        "object": object_,
        "predicate": data["predicate"],
        "status": data["status"],
        "line": line_kind(data["status"]),
        "claims": [_claim(claim) for claim in data["claims"]],
    }


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    shown = {name: claim[name] for name in ("status", "time", "stage", "levels")}
    return shown | {"evidence": [_evidence(evidence) for evidence in claim["evidence"]]}


def _evidence(evidence: dict[str, Any]) -> dict[str, Any]:
    texts = {
        name: visible(evidence[name] or "")[:_QUOTE_LIMIT] for name in ("before", "quote", "after", "title", "document")
    }
    return texts | {name: evidence[name] for name in ("published", "start", "end", "rule", "confidence")}


def _policy(scripts: tuple[str, ...], style: str) -> str:
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _part(name: str) -> str:
    return files("viz").joinpath("templates", name).read_text("utf-8")


@cache
def _vis_network() -> str:
    """vis-network as pyvis carries it, with nothing that could end the element that it stands in."""
    script = files("pyvis").joinpath(_VIS).read_text("utf-8")
    if "</script" in script.lower():
        raise RuntimeError(f"pyvis' {_VIS} cannot be put into a page: it holds </script")
    return script
