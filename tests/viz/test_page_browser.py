"""The page in a browser: evidence on click, search, languages, and hostile text that stays text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from views import big_view, claim, edge, evidence, small_view, thing

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "a\u2028b\u2029c",
    "\u202e反转\u2066",
    "javascript:alert(1)",
    "*" * 10_000,
    "${alert(1)}{{x}}",
]


def middle_of_edge(page: Any, subject: str, object_: str) -> tuple[float, float]:
    """Where on the screen the middle of an edge is."""
    script = """([a, b]) => {
      const at = (id) => window.zhengmai.network.canvasToDOM(window.zhengmai.network.getPosition(id));
      const box = document.getElementById('network').getBoundingClientRect();
      return [box.x + (at(a).x + at(b).x) / 2, box.y + (at(a).y + at(b).y) / 2];
    }"""
    x, y = page.evaluate(script, [subject, object_])
    return x, y


def test_a_click_on_a_line_shows_the_sentence_in_its_context(opened: Opener) -> None:
    page = opened(small_view())
    page.mouse.click(*middle_of_edge(page, "r", "p"))
    page.wait_for_selector("#panel mark")
    panel = page.inner_text("#panel")
    assert page.inner_text("#panel blockquote >> nth=0") == "…2021年，我市常态化开展“四送一服”活动，新增…"
    assert page.inner_text("#panel mark >> nth=0") == "常态化开展“四送一服”活动"
    for shown in ("实施", "已实现", "2021", "市级", "工作总结 · 2022-01-10", "implements-carry-out", "0.92"):
        assert shown in panel
    assert "将开展四送一服" in panel and page.locator(".claim.hoped").count() == 1


def test_a_click_on_a_node_lists_its_facts_by_predicate(opened: Opener) -> None:
    page = opened(small_view())
    page.mouse.click(*middle_of_edge(page, "r", "r"))
    page.wait_for_selector("#panel h3")
    assert page.locator("#panel h3").all_inner_texts() == ["实施 (1)", "出台 (1)"]
    assert page.inner_text("#notice") == "虚构示例"


def test_every_fact_can_be_reached_by_keyboard(opened: Opener) -> None:
    page = opened(small_view())
    page.locator("#panel .row >> nth=1").focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#panel mark") == "力争出台《数字经济发展若干措施》"


def test_a_node_is_found_by_an_alias(opened: Opener) -> None:
    page = opened(small_view())
    page.fill("#query", "双千工程")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "四送一服"
    assert page.evaluate("window.zhengmai.network.getSelectedNodes()") == ["p"]
    page.fill("#query", "没有的名字")
    page.keyboard.press("Enter")
    assert page.inner_text("#found") == "没有找到"


def test_the_page_switches_to_english_and_back(opened: Opener) -> None:
    page = opened(small_view(), centre="r")
    assert page.locator("#panel h3 >> nth=0").inner_text() == "实施 (1)"
    page.click("#language")
    assert page.locator("#panel h3 >> nth=0").inner_text() == "implements (1)"
    assert "planned only" in page.inner_text("#legend") and page.get_attribute("html", "lang") == "en"
    page.click("#language")
    assert "仅为计划" in page.inner_text("#legend")


def test_the_legend_hides_a_type(opened: Opener) -> None:
    page = opened(small_view())
    page.click("#legend button[data-type=Policy]")
    assert page.evaluate("window.zhengmai.network.body.nodes.m.options.hidden") is True
    assert page.get_attribute("#legend button[data-type=Policy]", "aria-pressed") == "false"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text(opened: Opener, text: str) -> None:
    view = nx.MultiDiGraph()
    view.add_node("x", **thing(text, aliases=(text,), notice=text[:50]))
    view.add_node("y", **thing("乙", kind=text))
    found = evidence(text, text, text) | {"title": text, "document": text, "rule": text}
    view.add_edge("x", "y", **edge("implements", "achieved", claim("achieved", found, time=text)))
    page = opened(view, title=text, centre="x")
    shown = text if text.isprintable() else text.replace("\u202e", "�").replace("\u2066", "�")
    shown = shown.replace("\u2028", "�").replace("\u2029", "�")
    assert page.text_content("#panel h2") == shown
    page.click("#panel .row")
    assert page.text_content("#panel mark") == shown[:4000]
    assert page.locator("img, iframe, #panel script, a").count() == 0


@pytest.mark.parametrize("width", [1440, 900, 420])
def test_nothing_overlaps_or_leaves_the_window(opened: Opener, width: int) -> None:
    page = opened(big_view(300), width=width, title="很长的标题" * 40, centre="n0")
    boxes = {part: page.locator(part).bounding_box() for part in ("header", "#network", "#legend", "#panel")}
    for box in boxes.values():
        assert box["x"] >= 0 and box["x"] + box["width"] <= width + 1 and box["y"] + box["height"] <= 901
    names = list(boxes)
    for i, a in enumerate(names):
        for b in names[:i]:
            one, other = boxes[a], boxes[b]
            beside = one["x"] >= other["x"] + other["width"] - 1 or other["x"] >= one["x"] + one["width"] - 1
            above = one["y"] >= other["y"] + other["height"] - 1 or other["y"] >= one["y"] + one["height"] - 1
            assert beside or above, (a, b)
    assert boxes["#network"]["height"] > 200


def test_three_hundred_nodes_stand_still_at_once(opened: Opener) -> None:
    page = opened(big_view(300), centre="n0")
    before = page.evaluate("window.zhengmai.network.getPositions(['n5', 'n299'])")
    page.wait_for_timeout(300)
    assert page.evaluate("window.zhengmai.network.getPositions(['n5', 'n299'])") == before
    assert page.evaluate("window.zhengmai.network.physics.physicsEnabled") is False
