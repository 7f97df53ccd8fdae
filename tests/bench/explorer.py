"""How soon the explorer's page is there: a made-up graph of 10,000 things, a real server, the system's Chromium.

Without a graphics card, whatever the machine has: WebGL is drawn by software. Each row is a page opened anew, with
nothing kept from before, timed on its own clock from the beginning of the navigation. `drawn` is when the second frame
after the drawing begins, `answered` when a click of the mouse on a thing, made as soon as it is drawn, has brought its
facts into the panel: the click has to wait for the frame, so no drawing can be left over. Starting Chromium and the
server, and reading the graph into memory (which the server does as it starts), are not in it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pyoxigraph as ox

from kg.store import Changes, GraphFolder, publish
from ontology.namespaces import Namespaces
from viz.explorer import assets

sys.path.append(str(Path(__file__).parents[1] / "kg"))
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
THINGS = 10_000
_PLACE = """() => {
  const { sigma, place } = zhengmai.explore.canvas;
  const at = sigma.framedGraphToViewport(sigma.getNodeDisplayData(zhengmai.explore.view.nodes[0].id));
  const box = place.getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""
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
        urlopen(f"{address}/api/explore/start").close()
        chromium = stack.enter_context(sync_playwright()).chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield "start page painted", start_time(chromium, address)
            for things in (1_000, THINGS):
                drawn, answered = opening_times(chromium, address, things)
                yield f"{things:,} things drawn", drawn
                yield f"{things:,} things, first click answered", answered
        finally:
            chromium.close()


def asset_bytes() -> int:
    """The size of all that the page loads from elsewhere."""
    return sum((assets.FOLDER / Path(name).name).stat().st_size for name in assets.wanted())


def start_time(chromium: Any, address: str) -> float:
    """Seconds from the navigation to the first contents of the start page."""
    page = anew(chromium, f"{address}/#/explore")
    page.wait_for_selector(".hero input")
    painted = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)"
    found = wait_for(page, painted)
    page.context.close()
    return float(found[0]) / 1000


def opening_times(chromium: Any, address: str, things: int) -> tuple[float, float]:
    """Seconds from the navigation to a view of so many things drawn, and to the first click answered."""
    page = anew(chromium, f"{address}/#/explore?g=all~{things}")
    found = wait_for(page, "performance.getEntriesByName('zhengmai-drawn').map(entry => entry.startTime)")
    assert page.evaluate("zhengmai.explore.canvas.graph.order") == things
    page.mouse.click(*page.evaluate(_PLACE))
    answered = wait_for(page, "document.querySelector('.panel .title') && performance.now()")
    page.context.close()
    return float(found[0]) / 1000, float(answered) / 1000


def anew(chromium: Any, address: str) -> Any:
    """A page that knows nothing of any before, on its way to `address`."""
    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address, wait_until="commit")
    return page


def wait_for(page: Any, expression: str) -> Any:
    for _ in range(6000):
        if found := page.evaluate(expression):
            return found
        page.wait_for_timeout(5)
    raise AssertionError(f"never: {expression}")


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
