"""Small views made by hand, as `kg.views.neighbourhood` gives them."""

from __future__ import annotations

import networkx as nx

BASE = "https://example.org/"


def thing(
    label: str, kind: str = "Enterprise", aliases: tuple[str, ...] = (), notice: str | None = None
) -> dict[str, object]:
    return {
        "iri": BASE + label[:40],
        "label": label,
        "type": kind,
        "aliases": list(aliases),
        "notice": notice,
        "inferred": False,
    }


def evidence(quote: str, before: str = "", after: str = "") -> dict[str, object]:
    return {
        "document": "anhui/2021",
        "title": "工作总结",
        "published": "2022-01-10",
        "quote": quote,
        "before": before,
        "after": after,
        "start": 31,
        "end": 31 + len(quote),
        "rule": "implements-carry-out",
        "confidence": 0.92,
    }


def claim(status: str, *found: dict[str, object], time: str | None = None) -> dict[str, object]:
    return {
        "status": status,
        "time": time,
        "stage": None,
        "levels": ["city"],
        "confidence": 0.92,
        "evidence": list(found),
    }


def edge(predicate: str, status: str | None, *claims: dict[str, object]) -> dict[str, object]:
    return {"predicate": predicate, "status": status, "time": None, "levels": [], "claims": list(claims)}


def small_view(notice: str | None = "虚构示例") -> nx.MultiDiGraph:
    view = nx.MultiDiGraph()
    view.add_node("r", **thing("安徽省某市", "Region", notice=notice))
    view.add_node("p", **thing("四送一服", "Programme", ("四送一服双千工程",)))
    view.add_node("m", **thing("数字经济发展若干措施", "Policy"))
    done = claim("achieved", evidence("常态化开展“四送一服”活动", "2021年，我市", "，新增"), time="2021")
    view.add_edge("r", "p", **edge("implements", "achieved", done, claim("planned", evidence("将开展四送一服"))))
    view.add_edge("r", "m", **edge("issues", "planned", claim("planned", evidence("力争出台《数字经济发展若干措施》"))))
    return view


def big_view(nodes: int) -> nx.MultiDiGraph:
    """Hubs with their leaves, and links across, as a neighbourhood of depth two has."""
    view = nx.MultiDiGraph()
    kinds = ("Region", "Programme", "Enterprise", "Industry", "Policy")
    for n in range(nodes):
        view.add_node(f"n{n}", **thing(f"第{n}号名称较长的事物有限公司", kinds[n % 5]))
    for n in range(1, nodes):
        view.add_edge(f"n{n // 12}", f"n{n}", **edge("implements", "achieved", claim("achieved", evidence(f"句{n}"))))
        if n % 7 == 0:
            view.add_edge(f"n{n}", f"n{n // 2}", **edge("develops", "planned", claim("planned", evidence(f"计划{n}"))))
    return view
