"""The page as a file: self-contained, the same every time, and with nothing of the data as markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import networkx as nx
import pytest
from views import big_view, small_view, thing

from viz.layout import positions
from viz.network import box_size, pyvis_network, short_label, text_width
from viz.page import page_html, write_page
from viz.words import appearance, words


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    loaded: dict[str, object] = json.loads(found.group(1))
    return loaded


def test_the_same_view_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_page(small_view(), tmp_path / name, title="四送一服", centre="p")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes().decode("utf-8").startswith("<!DOCTYPE html>")


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = page_html(small_view(), title="四送一服")
    assert not re.findall(r"<(?:link|img|iframe|script[^>]+src|base)\b", page)
    assert "default-src 'none'" in page


def test_only_the_scripts_of_the_page_may_run() -> None:
    page = page_html(small_view(), title="四送一服")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    allowed = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None and len(allowed) == 2
    assert re.findall(r"sha256-([^']+)", policy.group(1).split(";")[1]) == allowed


@pytest.mark.parametrize("label", ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b", "\ud800"])
def test_a_label_cannot_leave_the_data(label: str) -> None:
    view = nx.MultiDiGraph()
    view.add_node("x", **thing(label))
    page = page_html(view, title=label)
    assert label not in page
    data_of(page)


def test_a_page_carries_the_watermark_of_its_documents() -> None:
    assert data_of(page_html(small_view(), title="甲"))["notice"] == "虚构示例"
    assert data_of(page_html(small_view(notice=None), title="甲"))["notice"] == ""
    assert data_of(page_html(small_view(notice=None), title="甲", notice="样例"))["notice"] == "样例"


def test_a_language_that_the_page_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="zh or en"):
        page_html(small_view(), title="甲", lang="fr")


def test_plans_are_dashed_and_facts_solid() -> None:
    network = pyvis_network(small_view(), "r", "zh")
    assert [(edge["label"], bool(edge["dashes"])) for edge in network.edges] == [("实施", False), ("出台", True)]


def test_a_region_that_no_text_states_has_a_dashed_border() -> None:
    view = small_view()
    view.nodes["r"]["inferred"] = True
    borders = [node["shapeProperties"]["borderDashes"] for node in pyvis_network(view, "r", "zh").nodes]
    assert [bool(border) for border in borders] == [True, False, False]


def test_an_empty_view_is_a_page_too() -> None:
    assert data_of(page_html(nx.MultiDiGraph(), title="空"))["nodes"] == []


@pytest.mark.parametrize("count", [1, 2, 40, 150])
def test_no_box_lies_on_another(count: int) -> None:
    view = big_view(count)
    sizes = {node: box_size(short_label(label)) for node, label in view.nodes(data="label")}
    placed = positions(view, sizes, "n0")
    nodes = list(view)
    for i, a in enumerate(nodes):
        for b in nodes[:i]:
            apart = [abs(placed[a][axis] - placed[b][axis]) - (sizes[a][axis] + sizes[b][axis]) / 2 for axis in (0, 1)]
            assert max(apart) >= 0, (a, b)


def test_large_views_are_laid_out_without_scipy() -> None:
    assert len(positions(big_view(600), dict.fromkeys(big_view(600), (100.0, 30.0)), None)) == 600


def test_long_labels_are_cut_to_two_lines() -> None:
    cut = short_label("甲" * 10_000)
    assert cut.endswith("…") and [text_width(line) for line in cut.split("\n")] == [20, 20]
    assert short_label("链长制") == "链长制"
    assert short_label("安徽颍烁再生金属有限公司") == "安徽颍烁再生\n金属有限公司"
    assert short_label("区“四送一服”工作专班") == "区“四送一服”\n工作专班"
    assert short_label("a\u202eb\x00") == "a�b�"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_names_are_dark_on_light() -> None:
    assert all(contrast(look["fill"], "#1a202c") > 7 for look in appearance()["types"].values())


def test_everything_drawn_has_a_word_in_both_languages() -> None:
    from ontology.records import ENTITY_TYPES, PREDICATES, STATUSES

    drawn = (*ENTITY_TYPES, *PREDICATES, *STATUSES, "within", "partOf", "canonical", "variantOf", "analogueOf")
    assert all(words()[name]["zh"] and words()[name]["en"] for name in drawn)
    assert set(STATUSES) <= set(appearance()["lines"]) and set(ENTITY_TYPES) <= set(appearance()["types"])
