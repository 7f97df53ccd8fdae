"""How soon the explorer's page is there: a made-up graph of 10,000 things, a real server, the system's Chromium.

Without a graphics card, whatever the machine has: WebGL is drawn by software. Measured on the page's own clock from the
moment that a view is asked for until its first frame is on the screen (`drawn`), and, for the first row, until the page
has answered a click after a fresh start (`interactive`).
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.store import Changes, GraphFolder, publish
from ontology.namespaces import Namespaces
from viz.explorer import assets

sys.path.append(str(Path(__file__).parents[1] / "kg"))
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
THINGS = 10_000
_CHOICE = """() => new Promise((resolve) => {
  const asked = performance.now();
  zhengmai.explore.canvas.choose(zhengmai.explore.view.nodes[0].id, null);
  requestAnimationFrame(() => resolve(performance.now() - asked));
})"""
KINDS = ("Enterprise", "Industry", "Programme", "Park")


def explorer_times() -> Iterator[tuple[str, float]]:
    """Rows of `(what, seconds)`; nothing, and a line on stderr, where there is no Chromium or no assets."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None or assets.missing():
        print("the explorer is not measured: no Chromium here, or its assets are missing", file=sys.stderr)
        return
    from playwright.sync_api import sync_playwright
    from serving import serving

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(serving(write_large(folder / "graph")))
        chromium = stack.enter_context(sync_playwright()).chromium.launch(executable_path=path, args=FLAGS)
        try:
            page = chromium.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{address}/#/explore")
            page.wait_for_selector(".matrix")
            for things in (1_000, THINGS):
                yield f"{things:,} things drawn", view_time(page, address, things)
            yield "1,000 things interactive, page opened anew", opening_time(page, address)
        finally:
            chromium.close()


def asset_bytes() -> int:
    """The size of all that the page loads from elsewhere."""
    return sum((assets.FOLDER / Path(name).name).stat().st_size for name in assets.wanted())


def view_time(page: Any, address: str, things: int) -> float:
    """Seconds from asking for a view to its first frame, in a page that is open."""
    page.evaluate("performance.clearMarks()")
    page.evaluate(f"location.hash = '#/explore?g=all~{things}'")
    drawn = marks(page)
    assert page.evaluate("zhengmai.explore.canvas.graph.order") == things
    return drawn["drawn"] - drawn["asked"]


def opening_time(page: Any, address: str) -> float:
    """Seconds from opening the page at a view of 1,000 until it is drawn and a choice answered in the next frame."""
    page.goto("about:blank")
    page.goto(f"{address}/#/explore?g=all~1000")
    drawn = marks(page)["drawn"]
    answered = page.evaluate(_CHOICE)
    return drawn + float(answered) / 1000


def marks(page: Any) -> dict[str, float]:
    for _ in range(600):
        found = json.loads(
            page.evaluate("JSON.stringify(performance.getEntriesByType('mark').map(m => [m.name, m.startTime]))")
        )
        times = {name.removeprefix("zhengmai-"): when / 1000 for name, when in found}
        if "drawn" in times:
            return times
        page.wait_for_timeout(20)
    raise AssertionError("the view was never drawn")


def write_large(path: Path) -> Path:
    """A graph of THINGS things, a hundred of them regions with many links each."""
    names = Namespaces()
    folder = GraphFolder(path)
    folder.prepare()
    document, facts = names.graph("doc/made"), names.graph("facts")
    quads: dict[str, list[ox.Quad]] = {document: [], facts: []}

    def say(graph: str, subject: str, predicate: str, target: ox.NamedNode | ox.Literal) -> None:
        quads[graph].append(ox.Quad(node(subject), node(predicate), target, ox.NamedNode(graph)))

    def node(short: str) -> ox.NamedNode:
        prefix, _, rest = short.partition(":")
        return ox.NamedNode(names.prefixes[prefix] + rest)

    say(document, "zmi:doc/made", "rdf:type", node("zm:Document"))
    say(document, "zmi:doc/made", "dct:identifier", ox.Literal("made"))
    say(document, "zmi:doc/made", "zm:ownRegion", node("zmi:thing/0"))
    for n in range(THINGS):
        kind = "Region" if n < 100 else KINDS[n % len(KINDS)]
        say(facts, f"zmi:thing/{n}", "rdf:type", node(f"zm:{kind}"))
        say(facts, f"zmi:thing/{n}", "skos:prefLabel", ox.Literal(f"第{n}号事物", language="zh"))
        for m, other in enumerate({n % 100, (n * 7919) % THINGS} - {n}):
            claim = f"zmi:claim/{n}-{m}"
            say(document, claim, "rdf:subject", node(f"zmi:thing/{n}"))
            say(document, claim, "rdf:predicate", node("zm:locatedIn"))
            say(document, claim, "rdf:object", node(f"zmi:thing/{other}"))
            say(document, claim, "zm:status", node("zm:achieved"))
    with folder.locked():
        publish(folder, Changes(quads, apart=frozenset()), [], {"texts": {}}, anew=True)
    return path
