"""What a view shows: filters, the table that says the same, languages, light and dark, without WebGL."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from reading import drawn, links, shown, still, until

pytestmark = pytest.mark.browser
REGION = "#/explore?g=open~region/340300"
# Where the first thing of the view stands in the window, and the middle of a line that no other is near to.
PLACE = """() => {
  const { sigma, place } = zhengmai.explore.canvas;
  const at = sigma.framedGraphToViewport(sigma.getNodeDisplayData(zhengmai.explore.view.nodes[0].id));
  const box = place.getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""
MIDDLE = """() => {
  const { sigma, graph, place } = zhengmai.explore.canvas;
  const at = (id) => sigma.framedGraphToViewport(sigma.getNodeDisplayData(id));
  const edge = graph.findEdge((id, { curvature }, s, o) => !curvature && graph.degree(o) === 1);
  const [from, to] = graph.extremities(edge).map(at);
  const box = place.getBoundingClientRect();
  return { edge, place: [box.x + (from.x + to.x) / 2, box.y + (from.y + to.y) / 2] };
}"""


def table_rows(page: Page, table: str) -> list[list[str]]:
    rows: list[list[str]] = page.eval_on_selector_all(
        f"{table} tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    return rows


def test_the_legend_hides_a_class_and_shows_it_again(visit) -> None:
    page = visit(REGION)
    still(page)
    before = shown(page)
    page.click("#legend [data-type=Programme]")
    until(page, "n => zhengmai.explore.canvas.graph.order < n", before[0])
    kinds = page.evaluate("zhengmai.explore.canvas.graph.export().nodes.map(node => node.attributes.kind)")
    assert "Programme" not in kinds
    assert page.evaluate("document.activeElement.dataset.type") == "Programme"
    page.click("#legend [data-type=Programme]")
    until(page, "n => zhengmai.explore.canvas.graph.order === n", before[0])
    assert shown(page) == before


def test_a_click_on_a_line_shows_its_sentence(visit) -> None:
    page = visit(REGION)
    still(page)
    found = page.evaluate(MIDDLE)
    page.mouse.click(*found["place"])
    expect(page.locator(".panel .facttitle")).to_be_visible()
    until(page, "edge => zhengmai.explore.canvas.chosen.link === edge", found["edge"])


def test_a_link_stays_when_one_claim_fits_every_filter(visit) -> None:
    page = visit(REGION + "&y=2018-2018&c=0.9")
    still(page)
    fitting = [
        link
        for link in links(page)
        if any(year == 2018 and (confidence or 0) >= 0.9 for _, year, confidence, _ in link["claims"])
    ]
    assert 0 < len(fitting) < len(links(page))
    assert shown(page)[1] == len(fitting)
    page.click("#clear-filters")
    until(page, "n => zhengmai.explore.canvas.graph.size === n", len(links(page)))


def test_filters_by_status_and_province_keep_what_a_document_of_it_says(visit) -> None:
    page = visit("#/explore?g=all~300&r=安徽省&st=planned")
    still(page)
    place = page.evaluate(
        "fetch('api/explore/start').then(r => r.json()).then(start => start.provinces.indexOf('安徽省'))"
    )
    fitting = [
        link for link in links(page) if any(p == place and status != "planned" for status, *_, p in link["claims"])
    ]
    assert shown(page)[1] == len(fitting) > 0


def test_the_table_says_what_the_graph_shows(visit) -> None:
    page = visit(REGION)
    drawn_links = {(drawn(page)[link["s"]], drawn(page)[link["o"]]) for link in links(page)}
    page.click("#do-as_table")
    page.wait_for_selector("#link-table tbody tr")
    rows = table_rows(page, "#link-table")
    assert {(row[0], row[2]) for row in rows} == drawn_links
    assert {row[0] for row in table_rows(page, "#thing-table")} == set(drawn(page).values())
    page.locator("#link-table th button", has_text="宾语").click()
    assert [row[2] for row in table_rows(page, "#link-table")] != [row[2] for row in rows]


def test_without_webgl_there_are_a_picture_and_the_table(visit, flat: Browser) -> None:
    page = visit(REGION, browser=flat)
    page.wait_for_selector(".stage[data-as=picture] #link-table tbody tr")
    assert page.locator(".stage img").evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    expect(page.locator(".note")).to_contain_text("WebGL")
    page.locator("#link-table .link").first.click()
    expect(page.locator(".panel mark").first).to_be_visible()


def test_a_large_view_starts_with_300_things_and_grows_when_asked(visit) -> None:
    page = visit()
    page.click("#draw-all")
    assert len(drawn(page)) == 300
    page.locator(".note button").click()
    until(page, "() => zhengmai.explore.canvas.graph.order > 300")
    assert page.evaluate("zhengmai.explore.view.cut") == 0
    still(page)
    first = page.evaluate("zhengmai.explore.view.nodes[0]")
    page.mouse.click(*page.evaluate(PLACE))
    expect(page.locator(".panel .title")).to_have_text(first["label"])
    page.wait_for_selector(".stage[data-dimmed=true]")


def test_another_language_changes_all_words_of_the_page(visit) -> None:
    page = visit()
    assert page.get_attribute("html", "lang") == "zh-CN"
    page.click("#language")
    page.wait_for_selector("html[lang=en]")
    assert page.locator("#bar nav a").all_inner_texts() == ["Explore", "Query", "Spread", "Evidence"]
    assert "lang=en" in page.url
    for tab, label in (("query", "Examples"), ("trace", "Choose a programme"), ("evidence", "Choose a document")):
        page.click(f"#bar nav [data-tab={tab}]")
        expect(page.locator(f"#tab-{tab}")).to_contain_text(label)


def test_in_english_a_programme_is_called_as_the_vocabulary_has_it_in_english(visit) -> None:
    page = visit("#/explore?g=open~programme/lian-zhang-zhi&n=programme/lian-zhang-zhi&lang=en")
    expect(page.locator(".panel .title")).to_contain_text("Chain Chiefs")
    expect(page.locator(".panel .aliases")).to_contain_text("链长制")
    expect(page.locator(".panel .attributes")).to_contain_text("reform mechanism")
    names = page.evaluate("zhengmai.explore.canvas.graph.mapNodes((id, node) => node.label)")
    assert any(name.startswith("Chain Chiefs") for name in names)
    assert {"Guangdong", "Changsha"} <= set(names)
    page.click("#bar nav [data-tab=evidence]")
    expect(page.locator(".docfilters option", has_text="Shaanxi")).to_have_count(1)
    expect(page.locator(".doc", has_text="Deyang").first).to_be_visible()


def test_a_sentence_of_a_table_says_in_which_cells_it_stands(visit) -> None:
    page = visit("#/evidence")
    page.locator(".doc", has_text="2023年专精特新企业认定和复核结果").click()
    expect(page.locator(".docclaims li").first).to_contain_text("A2:G2")


def test_light_and_dark_follow_the_system_until_one_is_chosen(visit) -> None:
    page = visit(theme="dark")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.click("#theme")
    assert page.get_attribute("html", "data-theme") == "light"
    page.reload()
    page.wait_for_selector("#theme")
    assert page.get_attribute("html", "data-theme") == "light"


@pytest.mark.parametrize(
    ("hash", "there"),
    [
        ("#/explore", ".matrix"),
        (REGION, ".stage[data-still=true]"),
        ("#/query", ".example"),
        ("#/trace?p=programme/si-song-yi-fu", "#adoption-table"),
        ("#/evidence", ".doc"),
    ],
)
def test_nothing_is_wider_than_the_window(visit, hash: str, there: str) -> None:
    page = visit(hash, width=900)
    page.wait_for_selector(there)
    for width in (900, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_start_asks_a_dozen_questions_and_has_the_others_at_hand(visit) -> None:
    page = visit()
    page.wait_for_selector(".matrix")
    assert 10 <= page.locator(".card").count() <= 15
    page.click(".morequestions summary")
    page.locator(".morequestions .card").first.wait_for()
    assert page.locator(".morequestions .card").count() >= 10
    assert page.locator(".card").evaluate_all("cards => new Set(cards.map(c => c.dataset.query)).size") == (
        page.locator(".card").count()
    )


def test_a_cell_of_the_matrix_leads_to_its_things_by_keyboard(visit) -> None:
    page = visit()
    page.locator(".matrix [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    kind, things = page.evaluate(
        "[document.activeElement.dataset.cell.split(' ')[0], document.activeElement.textContent]"
    )
    page.keyboard.press("Enter")
    assert len(drawn(page)) == int(things)
    assert set(page.evaluate("zhengmai.explore.view.nodes.map(node => node.type)")) == {kind}


def test_a_parameter_of_a_question_suggests_what_the_graph_has(visit) -> None:
    page = visit()
    card = page.locator(".card[data-query=programme-regions]")
    card.locator("[name=programme]").fill("lzz")
    card.locator("[role=option]", has_text="链长制").first.click()
    assert card.locator("[name=programme]").input_value() == "链长制"
    card.locator("summary").click()
    expect(card.locator("pre")).to_contain_text("programme/lian-zhang-zhi")
    card.locator("button.go").click()
    expect(page.locator("#answer-table")).to_contain_text("链长制")
    assert page.locator(".parseErrorIcon").count() == 0


def test_a_query_gets_the_prefixes_that_it_uses(visit) -> None:
    page = visit("#/query?q=SELECT ?s { ?s a zm:Programme } LIMIT 3")
    page.wait_for_selector("#answer-table tbody tr")
    query = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert query.startswith("PREFIX zm: <") and query.count("PREFIX") == 1
    assert page.locator(".parseErrorIcon").count() == 0


def test_a_link_to_what_the_graph_lacks_says_so(visit) -> None:
    page = visit("#/explore?g=open~programme/no-such-thing!open~region/340300")
    expect(page.locator(".note")).to_contain_text("1 个事物不在此图谱中")
