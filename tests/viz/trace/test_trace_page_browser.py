"""The page of a trace in a browser: offline, every mark with its sentence, slider, languages, hostile names."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import Graph
from kg.build import BuildOptions, build_graph
from kg.trace import Trace
from viz.trace import page_html, write_page

pytestmark = pytest.mark.browser
REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trace]:
    folder = tmp_path_factory.mktemp("trace") / "g"
    build_graph([REPOSITORY / "kg" / "demo" / "corpus"], folder, options=BuildOptions(ner="none", workers=1))
    with Graph.open(folder) as graph:
        yield graph.trace("链长制", family=True)


@pytest.fixture
def opened(browser: Any, trace: Trace, tmp_path: Path) -> Iterator[Any]:
    """Opens the page at a width; any request but for the file, and any error, fails the test."""
    trouble: list[str] = []
    pages: list[Any] = []
    path = tmp_path / "trace.html"
    write_page(trace, path)

    def open_at(width: int = 1440) -> Any:
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        page.on("request", lambda r: None if r.url == path.as_uri() else trouble.append(f"request: {r.url}"))
        page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_at
    for page in pages:
        page.close()
    assert trouble == []


def test_the_page_is_the_same_every_time(trace: Trace) -> None:
    assert page_html(trace) == page_html(trace)


def test_a_tile_leads_to_the_sentence_with_its_span_marked(opened: Any) -> None:
    page = opened()
    page.click(".lang[data-lang=zh] .tile[data-key='430000']")
    assert "链长制" in page.inner_text("#panel mark >> nth=0")
    assert page.inner_text("#panel h2") == "湖南"
    assert "Hunan" in page.text_content(".lang[data-lang=en] .tile[data-key='430000']")
    page.click("#panel button.mark >> nth=0")
    assert "长沙市" in page.inner_text("#panel h2") and "2017-11-23" in page.inner_text("#panel dl")
    assert shlex.split(page.inner_text("#panel code")) == ["zhengmai", "reject", "链长制", "长沙市"]


def test_every_mark_of_the_pictures_has_a_card(opened: Any) -> None:
    page = opened()
    missing = page.evaluate(
        """() => { const cards = JSON.parse(document.getElementById('data').textContent).cards;
        return [...document.querySelectorAll('svg [data-ref]')].map((m) => m.dataset.ref)
          .filter((ref) => !cards[ref] && !ref.startsWith('c')); }"""
    )
    assert missing == []


def test_cells_of_the_matrix_are_reached_by_arrows_and_show_what_is_said_of_the_year(opened: Any) -> None:
    page = opened()
    page.locator(".lang[data-lang=zh] .heat svg [tabindex='0']").focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    assert page.inner_text("#panel h2") == "浙江省 · 2020"
    assert "链长制" in page.inner_text("#panel mark >> nth=0")


def test_evidence_says_where_in_its_file_it_stands(opened: Any) -> None:
    page = opened()
    page.click(".lang[data-lang=zh] table button.mark:has-text('湘潭市')")
    assert "第6段" in page.inner_text("#panel") and "第6段" in page.inner_text(".table tr:has-text('湘潭市')")
    page.click("#language")
    assert "paragraph 6" in page.inner_text("#panel")


def test_the_slider_goes_back_in_time(opened: Any) -> None:
    page = opened()
    tile = page.locator(".lang[data-lang=zh] .tile[data-key='440000'] rect")
    assert tile.get_attribute("fill") == "#1f4e79"
    page.locator(".lang[data-lang=zh] .slider input").fill("0")
    assert page.inner_text(".lang[data-lang=zh] .slider output") == "2013"
    assert tile.get_attribute("fill") != "#1f4e79"


def test_the_page_speaks_both_languages(opened: Any) -> None:
    page = opened()
    assert "扩散追踪" in page.inner_text("h1 >> visible=true")
    assert "示意图" in page.text_content(".map svg >> visible=true")
    page.click("#language")
    assert "how it spread" in page.inner_text("h1 >> visible=true") and page.get_attribute("html", "lang") == "en"
    page.locator(".lang[data-lang=en] table button.mark").first.click()
    assert page.inner_text("#panel h2") == "Changsha · achieved"


@pytest.mark.parametrize("width", [1440, 900, 420])
def test_nothing_leaves_the_window(opened: Any, width: int) -> None:
    page = opened(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_each_picture_shows_its_queries(opened: Any) -> None:
    page = opened()
    sections = page.locator(".lang[data-lang=zh] section").count()
    assert page.locator(".lang[data-lang=zh] details").count() == sections >= 7
    assert "SELECT" in page.locator(".lang[data-lang=zh] .map pre").first.text_content()
    assert page.locator("[src], link, iframe, a[href]").count() == 0


def test_hostile_texts_stay_text(browser: Any, trace: Trace, tmp_path: Path) -> None:
    from dataclasses import replace

    hostile = "</script><img src=x onerror=alert(1)>"
    first = trace.adoptions[0]
    source = replace(first.first.source, title=hostile, file=hostile)
    told = replace(first.first, sentence=hostile, used=hostile, before=hostile, source=source)
    place = replace(first.place, name=hostile)
    bad = replace(first, place=place, attestations=(replace(told, place=place),))
    path = tmp_path / "hostile.html"
    write_page(replace(trace, adoptions=(bad, *trace.adoptions[1:]), programmes={"x:y": hostile}), path)
    page = browser.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(path.as_uri())
    page.locator(".lang[data-lang=zh] table button.mark").first.click()
    assert page.text_content("#panel mark") == hostile and page.locator("img").count() == 0
    page.close()
