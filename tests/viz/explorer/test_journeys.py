"""What a first-time analyst does, in the order in which it is done."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from reading import drawn, find, links, still, until
from serving import serving

from kg import Graph
from kg.corrections import read_corrections
from kg.serve.settings import ServeSettings

pytestmark = pytest.mark.browser
PROGRAMME = "#/explore?g=open~programme/si-song-yi-fu&n=programme/si-song-yi-fu"


def test_a_programme_is_found_by_its_initials_and_opened(visit) -> None:
    page = visit()
    page.fill(".hero input", "ssyf")
    expect(page.locator(".hero [role=option]").first).to_contain_text("四送一服")
    page.press(".hero input", "Enter")
    expect(page.locator(".panel .title")).to_have_text("四送一服")
    assert {"四送一服", "蚌埠市", "安徽省"} <= set(drawn(page).values())
    assert "g=open~programme/si-song-yi-fu" in page.url


def test_a_sentence_is_found_by_its_words_and_opened(visit) -> None:
    page = visit()
    page.fill(".hero input", "较早推行产业链")
    page.locator(".hero .sentence").first.click()
    page.wait_for_selector(".doctext .here")
    assert "较早推行产业链" in "".join(page.locator(".doctext .here").all_inner_texts())


def test_the_panel_shows_who_implements_it_with_the_sentence_and_its_measure(visit) -> None:
    page = visit(PROGRAMME)
    fact = page.locator(".fact[data-p=implements]", has_text="蚌埠市").first
    expect(fact.locator("mark").first).to_contain_text("四送一服")
    expect(fact.locator(".rule").first).to_have_text(
        re.compile(r"置信度 0\.\d\d（实测 \d+ 条，对 \d+） · 规则 implements")
    )
    page.click("text=转为查询")
    page.wait_for_selector("#answer-table tbody tr")
    expect(page.locator("#answer-table")).to_contain_text("四送一服")


def test_a_sentence_opens_in_its_document_as_the_file_has_it(visit, sample: Path) -> None:
    page = visit(PROGRAMME)
    box = page.locator(".fact[data-p=implements]", has_text="蚌埠市").first.locator("blockquote").first
    quote = box.locator("mark").inner_text()
    box.locator(".cite").click()
    page.wait_for_selector(".doctext .here")
    assert "".join(page.locator(".doctext .here").all_inner_texts()) == quote
    assert page.locator(".doctext .here").first.is_visible()
    expect(page.locator(".docclaims li.here").first).to_be_visible()
    document = re.search(r"[?&]d=(\w+)", page.url)[1]
    with Graph.open(sample) as graph:
        assert page.locator(".doctext .body").evaluate("body => body.textContent") == graph.text(document)


def test_the_panel_says_until_when_a_policy_is_in_force_and_which_one_it_repeals(visit) -> None:
    page = visit()
    find(page, ".hero input", "专项行动实施方案", "“四送一服”专项行动实施方案")
    told = page.locator(".panel .inforce")
    expect(told).to_contain_text("有效期至 2021-05-22")
    expect(told.locator(".status")).to_have_text("已过有效期")
    expect(told.locator("mark")).to_contain_text("有效期三年")
    told.locator(".cite").click()
    page.wait_for_selector(".doctext .here")
    assert "".join(page.locator(".doctext .here").all_inner_texts()).endswith("有效期三年")
    expect(page.locator(".docclaims")).to_contain_text("自 2018-05-23 起废止")


def test_a_programme_is_followed_to_a_region_and_its_enterprises(visit) -> None:
    page = visit()
    find(page, ".hero input", "hqzczt", "惠企政策直通车")
    page.locator(".fact .thing", has_text="晋江市").first.click()
    page.wait_for_selector(".panel .title:has-text('晋江市')")
    page.click("text=展开")
    until(page, "() => zhengmai.explore.view.nodes.some(node => node.label === '福建步澜体育用品有限公司')")


def test_a_hub_is_drawn_by_predicate_with_counts_and_folded_away(visit) -> None:
    page = visit()
    find(page, ".hero input", "建湖", "江苏省盐城市建湖县")
    draw = page.locator(".draw[data-predicate=implements][data-direction=out]")
    expect(draw).to_have_text(re.compile(r"再画 \d+ 个"))
    before = drawn(page)
    draw.click()
    until(page, "n => zhengmai.explore.view.nodes.length > n", len(before))
    after = drawn(page)
    expect(draw).to_have_count(0)
    page.click("text=收起")
    until(page, "n => zhengmai.explore.view.nodes.length < n", len(before))
    page.click("#do-undo")
    until(page, "n => zhengmai.explore.view.nodes.length === n", len(after))
    assert drawn(page) == after


def test_the_path_from_a_policy_to_a_company(visit) -> None:
    page = visit()
    find(page, ".hero input", "链长制”工作方案", "战略性产业集群")
    expect(page.locator(".panel .kindline")).to_contain_text("政策")
    page.click("#find-path")
    find(page, ".panel .search input", "广东岭铝", "广东岭铝")
    until(page, "() => (zhengmai.explore.view.path || []).length > 2")
    path = page.evaluate(
        "zhengmai.explore.view.path.map(id => zhengmai.explore.view.nodes.find(n => n.id === id).label)"
    )
    assert "链长制" in path[0] and "广东岭铝" in path[-1]
    joined = {frozenset((link["s"], link["o"])) for link in links(page)}
    ids = page.evaluate("zhengmai.explore.view.path")
    assert all(frozenset(pair) in joined for pair in zip(ids, ids[1:], strict=False))


def test_a_question_shows_its_sparql_runs_and_is_downloaded(visit, tmp_path: Path) -> None:
    page = visit()
    card = page.locator(".card[data-query=programme-regions]")
    card.locator("summary").click()
    expect(card.locator("pre")).to_contain_text("zm:implements")
    card.locator("button.go").click()
    page.wait_for_selector("#answer-table tbody tr")
    rows = page.locator("#answer-table tbody tr").count()
    with page.expect_download() as waiting:
        page.click("#query-csv")
    waiting.value.save_as(tmp_path / "answer.csv")
    text = (tmp_path / "answer.csv").read_text("utf-8-sig")
    assert len(text.strip().splitlines()) == rows + 1
    assert "蚌埠市" in text
    with page.expect_download() as waiting:
        page.click("#query-json")
    waiting.value.save_as(tmp_path / "answer.json")
    assert len(json.loads((tmp_path / "answer.json").read_text("utf-8"))["results"]["bindings"]) == rows


def test_constructed_triples_become_a_graph(visit) -> None:
    page = visit(
        "#/query?q=CONSTRUCT { ?r zm:implements ?p } WHERE { GRAPH zmg:facts { ?r zm:implements ?p } } LIMIT 12"
    )
    page.wait_for_selector("#answer-table tbody tr")
    expect(page.locator("#query-turtle")).to_be_enabled()
    page.click("#query-to_graph")
    until(page, "() => window.zhengmai?.explore?.view?.links.some(l => l.p === 'implements')")
    assert len(drawn(page)) > 5


def test_a_programme_is_traced_and_its_evidence_opened(visit) -> None:
    page = visit(PROGRAMME)
    page.click("#trace-it")
    page.wait_for_selector("#adoption-table tbody tr")
    assert page.locator("#adoption-table tbody tr").count() >= 3
    page.locator("#adoption-table button.quote").first.click()
    page.wait_for_selector(".doctext .here")


def test_the_years_of_the_map_are_gone_through_and_its_marks_show_their_sentences(visit) -> None:
    page = visit("#/trace?p=programme/lian-zhang-zhi")
    page.wait_for_selector(".figure.map svg .tile")
    looks = "() => [...document.querySelectorAll('.map .tile rect')].map(r => r.getAttribute('fill')).join()"
    last = page.evaluate(looks)
    page.locator("#trace-year").fill("0")
    until(
        page,
        "last => [...document.querySelectorAll('.map .tile rect')].map(r => r.getAttribute('fill')).join() !== last",
        last,
    )
    expect(page.locator(".slider output")).to_have_text(page.locator(".map .year").text_content() or "")
    page.locator(".curve [data-ref]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tracing .panel mark").first).to_contain_text("链长制")
    page.locator(".heat svg [tabindex='0']").focus()
    assert page.locator(".heat svg [tabindex='0']").count() == 1
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".tracing .panel .title")).to_have_text("浙江省 · 2020")
    expect(page.locator(".tracing .panel mark").first).to_contain_text("链长制")
    again = visit("#" + page.url.partition("#")[2])
    again.wait_for_selector(".tracing .panel mark")
    assert again.evaluate(looks) == page.evaluate(looks) != last
    page.locator(".tracing .panel .cite").first.click()
    page.wait_for_selector(".doctext .here")


def test_all_pictures_of_a_trace_are_there_and_carry_no_script(visit) -> None:
    page = visit("#/trace?p=programme/lian-zhang-zhi")
    page.wait_for_selector(".figure.names svg")
    assert page.locator(".figure svg").count() == 6
    assert page.locator(".figure svg script, .figure svg [onclick], .figure svg a").count() == 0


def test_the_address_gives_the_same_view_back(visit) -> None:
    page = visit(PROGRAMME)
    page.click("#legend [data-type=Policy]")
    page.locator("#year_from").fill("2018")
    page.click("#do-layered")
    page.locator(".fact[data-p=implements] .thing", has_text="蚌埠市").first.click()
    page.wait_for_selector(".panel .title:has-text('蚌埠市')")
    page.get_by_text("固定", exact=True).click()
    expect(page.get_by_text("取消固定", exact=True)).to_be_visible()
    still(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click(".menu summary")
    page.click("#do-copy_link")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    again = visit("#" + copied.partition("#")[2])
    again.wait_for_selector(".panel .title:has-text('蚌埠市')")
    still(again)
    assert (drawn(again), links(again)) == (drawn(page), links(page))
    assert again.get_attribute("#legend [data-type=Policy]", "aria-pressed") == "false"
    assert again.input_value("#year_from") == "2018"
    assert again.get_attribute("#do-layered", "aria-pressed") == "true"
    assert again.evaluate("zhengmai.explore.canvas.graph.export().nodes") == page.evaluate(
        "zhengmai.explore.canvas.graph.export().nodes"
    )


def test_back_and_forward_lead_through_the_tabs_and_an_address_can_be_pasted(visit) -> None:
    page = visit(PROGRAMME)
    page.click("#bar nav [data-tab=evidence]")
    page.wait_for_selector(".doclist .doc")
    page.go_back()
    page.wait_for_selector(".panel .title:has-text('四送一服')")
    page.evaluate("location.hash = '#/explore?g=open~region/340300&n=region/340300'")
    page.wait_for_selector(".panel .title:has-text('蚌埠市')")
    until(page, "() => zhengmai.explore.view.nodes[0].label === '蚌埠市'")


def test_what_was_done_is_undone_and_redone(visit) -> None:
    page: Page = visit(PROGRAMME)
    before = drawn(page)
    page.locator(".fact[data-p=implements] .thing", has_text="蚌埠市").first.click()
    page.wait_for_selector(".panel .title:has-text('蚌埠市')")
    page.click("text=展开")
    until(page, "n => zhengmai.explore.view.nodes.length > n", len(before))
    after = drawn(page)
    page.keyboard.press("Control+z")
    until(page, "n => zhengmai.explore.view.nodes.length === n", len(before))
    assert drawn(page) == before
    page.keyboard.press("Control+Shift+z")
    until(page, "n => zhengmai.explore.view.nodes.length === n", len(after))
    assert drawn(page) == after


def test_the_editor_completes_from_the_schema_of_the_graph(visit) -> None:
    page = visit("#/query")
    page.wait_for_selector(".CodeMirror")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT * WHERE { ?r zm:imple')")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.execCommand('goDocEnd')")
    page.locator(".CodeMirror textarea").focus()
    page.keyboard.press("Control+Space")
    hint = page.locator(".CodeMirror-hint", has_text="zm:implements").first
    expect(hint).to_contain_text("实施")
    hint.click()
    assert "zm:implements" in page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")


@pytest.mark.parametrize(("key", "begins"), [("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbf"), ("gexf", b"<?xml")])
def test_a_view_is_saved_for_other_programs(visit, tmp_path: Path, key: str, begins: bytes) -> None:
    page = visit("#/explore?g=open~region/340300")
    still(page)
    page.click(".menu summary")
    with page.expect_download() as waiting:
        page.click(f"#do-{key}")
    waiting.value.save_as(tmp_path / key)
    assert (tmp_path / key).read_bytes().startswith(begins)


def test_a_sentence_is_marked_as_wrong_where_the_server_takes_corrections(visit, sample: Path) -> None:
    with serving(sample, ServeSettings(workers=1, corrections=True)) as taking:
        page = visit(PROGRAMME, at=taking)
        fact = page.locator(".fact[data-p=implements]", has_text="蚌埠市").first
        fact.locator(".wrong button").first.click()
        fact.get_by_text("去掉", exact=True).click()
        expect(fact.locator("[role=status]").first).to_contain_text("下次构建")
        (line,) = (sample / "corrections.jsonl").read_text("utf-8").splitlines()
        assert (json.loads(line)["subject"], json.loads(line)["object"]) == ("@region", "四送一服")
        fact.get_by_text("撤回").click()
        expect(fact.locator("[role=status]").first).to_contain_text("已撤回")
    (sample / "corrections.jsonl").unlink()


def test_what_a_sentence_tells_of_another_region_is_marked_as_wrong_in_its_trace(visit, sample: Path) -> None:
    with serving(sample, ServeSettings(workers=1, corrections=True)) as taking:
        page = visit("#/trace?p=programme/lian-zhang-zhi&tv=a0", at=taking)
        panel = page.locator(".tracing .panel")
        expect(panel.locator(".title")).to_contain_text("长沙")
        panel.locator(".wrong button").click()
        panel.get_by_text("去掉", exact=True).click()
        expect(panel.locator("[role=status]")).to_contain_text("下次构建")
        lines = (sample / "corrections.jsonl").read_text("utf-8").splitlines()
        assert {json.loads(line)["subject"] for line in lines} == {"湖南省/长沙市", "长沙市"}
        panel.get_by_text("撤回").click()
        expect(panel.locator("[role=status]")).to_contain_text("已撤回")
    assert read_corrections(sample) == {}
    (sample / "corrections.jsonl").unlink()


def test_without_corrections_a_trace_offers_none(visit) -> None:
    page = visit("#/trace?p=programme/lian-zhang-zhi&tv=a0")
    page.wait_for_selector(".tracing .panel mark")
    assert page.locator(".wrong").count() == 0
