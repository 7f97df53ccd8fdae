"""Everybody gets in, nothing gets out: keyboards, screen readers, hostile names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import DOCUMENT, NAMES, SCRIPT, TEXT, hostile_graph, visible
from playwright.sync_api import Page, expect
from reading import SETTINGS, drawn
from serving import serving

from viz.explorer import assets

pytestmark = pytest.mark.browser
# Each with what is there when it is all there.
VIEWS = (
    ("#/explore", ".matrix"),
    ("#/explore?g=open~region/340300&n=region/340300", ".panel .title"),
    (
        "#/explore?g=open~region/340300&v=table&l=region/340300~implements~programme/si-song-yi-fu",
        ".panel .facttitle",
    ),
    ("#/query?q=SELECT ?s { ?s a zm:Programme } LIMIT 3", "#answer-table"),
    ("#/trace?p=programme/si-song-yi-fu", "#adoption-table"),
    ("#/evidence", ".doctext .body"),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(hostile_graph(tmp_path_factory.mktemp("hostile") / "graph"), SETTINGS) as address:
        yield address


def violations(page: Page) -> list[str]:
    page.evaluate((assets.FOLDER / "axe.min.js").read_text("utf-8") + "; null")
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run(document, { resultTypes: ['violations'] }).then(results => results.violations)"
    )
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]


@pytest.mark.parametrize(("hash", "there"), VIEWS)
def test_axe_finds_no_serious_violation(visit, hash: str, there: str) -> None:
    page = visit(hash)
    if "#/evidence" in hash:
        page.locator(".doc").first.click()
    page.wait_for_selector(there)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_selector(f"html[data-theme={theme}]")
        assert violations(page) == []


def test_the_keyboard_alone_finds_opens_and_reads(visit) -> None:
    page = visit()
    press = page.keyboard.press
    page.focus("body")
    for _ in range(12):
        press("Tab")
        if page.evaluate("document.activeElement.matches('.hero input')"):
            break
    page.keyboard.type("四送一服")
    page.wait_for_selector(".hero [role=option]")
    press("Enter")
    page.wait_for_selector(".panel .title:has-text('四送一服')")
    to(page, "#do-as_table")
    press("Enter")
    page.wait_for_selector("#link-table")
    to(page, "#link-table .link")
    press("Enter")
    page.wait_for_selector(".panel .facttitle")
    to(page, ".panel .cite")
    press("Enter")
    page.wait_for_selector(".doctext .here")


def to(page: Page, selector: str) -> None:
    """Go on with the tab key until something that fits `selector` has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the tab key does not reach {selector}")


def test_arrows_and_signs_move_the_graph(visit) -> None:
    page = visit("#/explore?g=open~region/340300")
    page.wait_for_selector(".stage[data-still=true]")
    page.focus(".stage")
    state = "() => JSON.stringify(zhengmai.explore.canvas.sigma.getCamera().getState())"
    start = page.evaluate(state)
    page.keyboard.press("ArrowRight")
    moved = page.evaluate(state)
    page.keyboard.press("+")
    assert len({start, moved, page.evaluate(state)}) == 3
    page.keyboard.press("0")
    assert page.evaluate(state) == start


@pytest.mark.parametrize("table", [False, True], ids=["graph", "table"])
def test_hostile_names_are_shown_as_text(visit, hostile: str, table: bool) -> None:
    region = f"region-of/{DOCUMENT}"
    page = visit(f"#/explore?g=open~{region}&n={region}" + ("&v=table" if table else ""), at=hostile)
    expect(page.locator(".panel .title")).to_have_text(visible(NAMES[0]))
    names = page.locator(".panel .fact .thing").evaluate_all("buttons => buttons.map(button => button.title)")
    assert sorted(names) == sorted(map(visible, NAMES))
    marks = page.locator(".panel mark").all_text_contents()
    assert sorted(marks) == sorted(map(visible, NAMES))
    assert sorted(drawn(page).values()) == sorted([*NAMES, NAMES[0]])
    harmless(page)


def test_a_hostile_document_is_shown_as_text(visit, hostile: str) -> None:
    page = visit(f"#/evidence?d={DOCUMENT}&at=0-{len(NAMES[0])}", at=hostile)
    page.wait_for_selector(".doctext .here")
    assert page.locator(".doctext .body").evaluate("body => body.textContent") == visible(TEXT)
    harmless(page)


def test_an_address_that_would_run_is_no_link(visit, hostile: str) -> None:
    page = visit(f"#/explore?n={SCRIPT}&g=open~{SCRIPT}", at=hostile)
    expect(page.locator(".panel .iri")).to_have_text(SCRIPT)
    harmless(page)
    page.goto(f"{hostile}/#/query?q=SELECT ?s ?name {{ ?s a zm:Programme ; skos:prefLabel ?name }}")
    page.wait_for_selector("#answer-table tbody tr")
    assert page.locator("#answer-table td", has_text=SCRIPT).count() >= 1
    harmless(page)


def test_hostile_addresses_of_the_page_do_nothing(visit, hostile: str) -> None:
    for part in ("n=<img src=x onerror=alert(1)>", "g=open~" + "%3Cscript%3E", "lay=<b>&v=<b>&y=1-2&c=NaN&pin=a~b~c"):
        page = visit(f"#/explore?{part}", at=hostile)
        harmless(page)


def test_suggestions_and_filters_are_text_too(visit, hostile: str) -> None:
    page = visit(at=hostile)
    page.fill(".hero input", "img")
    expect(page.locator(".hero [role=option]").first).to_contain_text("<img src=x onerror=alert(1)>")
    harmless(page)


def harmless(page: Page) -> None:
    hrefs = page.eval_on_selector_all("a", "links => links.map(link => link.getAttribute('href'))")
    assert [href for href in hrefs if not href.startswith(("#", "http://", "https://"))] == []
    assert page.locator("main img:not(figure img), main script, main iframe").count() == 0


def test_without_assets_the_page_says_what_is_missing_and_works(
    visit, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "FOLDER", tmp_path)
    with serving(sample, SETTINGS) as bare:
        page = visit("#/explore?g=open~region/340300", at=bare)
        page.wait_for_selector("#link-table tbody tr")
        expect(page.locator(".note")).to_contain_text("sigma.min.js")
        page.goto(f"{bare}/#/query?q=SELECT (COUNT(*) AS ?n) {{ ?s a zm:Programme }}")
        page.wait_for_selector("#answer-table tbody tr")
        assert "COUNT" in page.input_value(".plainedit")
