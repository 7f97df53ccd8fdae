"""What the explorer makes of a graph: things and links in memory, search, steps, paths."""

from __future__ import annotations

import itertools
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.named import named_queries
from kg.serve.explore.columns import columns
from kg.serve.explore.fragment import fragment, overview
from kg.serve.explore.index import NONE, Claim, Index, Thing
from kg.serve.explore.load import Loaded, load
from kg.serve.explore.names import Names, fold, pinyin
from kg.serve.explore.paths import shortest_path
from kg.serve.explore.places import Places
from kg.serve.explore.questions import question_groups, read_groups
from kg.serve.explore.steps import IN, MAX_STEPS, OUT, Replay, StepError, menu, neighbours, read_steps
from kg.store import open_store

BASE = "https://w3id.org/zhengmai/id/"
CLAIMED = Claim("claim", "achieved", 2021, 0.9, NONE, NONE)
PLAIN = Claim("", None, None, None, NONE, NONE)


def index_of(*links: tuple[str, str, str], vocabulary: tuple[tuple[str, str, str], ...] = ()) -> Index:
    """An index of things that are called as their keys are; each link rests on one claim, or on the vocabulary."""
    rows = [*((link, CLAIMED) for link in links), *((link, PLAIN) for link in vocabulary)]
    names = sorted({end for (subject, _, target), _ in rows for end in (subject, target)})
    predicates = sorted({predicate for (_, predicate, _), _ in rows})
    number = {name: n for n, name in enumerate(names)}
    return Index(
        Loaded(
            things=[Thing(BASE + name, name, "Enterprise" if name[0] == "e" else "Region", (), NONE) for name in names],
            predicates=predicates,
            claims=[claim for _, claim in rows],
            ends=[(number[s], predicates.index(p), number[o]) for (s, p, o), _ in rows],
        )
    )


def labels(index: Index, *steps: str, limit: int = 100) -> list[str]:
    view = Replay(index, BASE, limit).run(read_steps(steps))
    return [index.things[n].label for n in view.things]


HUB = index_of(*((f"e{n:02}", "locatedIn", "r") for n in range(30)), ("r", "partOf", "p"), ("e00", "implements", "x"))


@pytest.fixture(scope="module")
def example_index(example: Path) -> Index:
    with open_store(example) as store:
        return load(store)


def test_claims_are_lifted_to_what_entities_are(example_index: Index) -> None:
    region = example_index.number[BASE + "region-of/cedb7989a0860aa9062f84448777476dbfba9836b39cad9417a39b48ab8452ba"]
    found = {
        (example_index.predicates[example_index.predicate[link]], example_index.things[other].label)
        for link, other in example_index.links(region)
    }
    assert found == {
        ("implements", "四送一服"),
        ("implements", "企业技术中心"),
        ("issues", "数字经济发展若干措施"),
        ("within", "安徽省"),
    }


def test_a_link_knows_what_filters_ask(example_index: Index) -> None:
    view = Replay(example_index, BASE).run(read_steps(["open~enterprise/37b52a11a177024292f8"]))
    (title,) = (link for link in fragment(example_index, BASE, view)["links"] if link["p"] == "recognisedAs")
    assert title["status"] == "achieved"
    assert title["claims"] == [["achieved", 2021, 0.95, example_index.provinces.index("安徽省")]]


@pytest.mark.parametrize("steps", [("all~500",), ("open~enterprise/37b52a11a177024292f8",)])
def test_a_view_is_sent_in_columns_that_say_the_same(example_index: Index, steps: tuple[str, ...]) -> None:
    view = Replay(example_index, BASE).run(read_steps(steps))
    plain, sent = fragment(example_index, BASE, view), columns(example_index, BASE, view)
    nodes, links, rows = sent["nodes"], sent["links"], sent["rows"]
    for n, node in enumerate(plain["nodes"]):
        told = (nodes["id"][n], nodes["label"][n], sent["types"][nodes["type"][n]], nodes["degree"][n])
        assert told == (node["id"], node["label"], node["type"], node["degree"])
    for n, link in enumerate(plain["links"]):
        ends = (nodes["id"][links["s"][n]], sent["predicates"][links["p"][n]], nodes["id"][links["o"][n]])
        claims = links["claims"][n] if isinstance(links["claims"][n], list) else [links["claims"][n]]
        assert (*ends, links["n"][n]) == (link["s"], link["p"], link["o"], link["n"])
        assert [list(rows[row]) for row in claims if row != NONE] == link["claims"]


def test_a_plan_is_shown_as_a_plan(example_index: Index) -> None:
    view = Replay(example_index, BASE).run(read_steps(["open~policy/c6c22072ddf24b7ee55c"]))
    (issued,) = (link for link in fragment(example_index, BASE, view)["links"] if link["p"] == "issues")
    assert issued["status"] == "planned"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("四送", "四送一服"),
        ("ssyf", "四送一服"),
        ("sisongyifu", "四送一服"),
        ("双千工程", "四送一服"),
        ("安徽", "安徽省"),
        ("Anhui", "安徽省"),
    ],
)
def test_things_are_found_by_name_alias_and_pinyin(example_index: Index, text: str, label: str) -> None:
    hits = Names(example_index).find(text)
    assert example_index.things[hits[0].thing].label == label


def test_search_can_be_limited_to_a_class(example_index: Index) -> None:
    kinds = {example_index.things[hit.thing].type for hit in Names(example_index).find("安徽", "Region")}
    assert kinds == {"Region"}


def test_names_are_folded_and_spoken() -> None:
    assert fold(" “四送 一服” ＡＢ") == "四送一服ab"
    assert pinyin("四送一服") == ("sisongyifu", "ssyf")


@given(st.text(max_size=20))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(hit.rank >= 0 for hit in Names(HUB).find(text))


def test_a_thing_opens_with_its_best_neighbours_of_each_class() -> None:
    shown = labels(HUB, "open~r")
    assert shown[0] == "r"
    assert sum(label[0] == "e" for label in shown) == 8
    assert "p" in shown


def test_a_hub_grows_by_twenty() -> None:
    assert len(labels(HUB, "open~r", "more~r~locatedIn~in~20")) == len(labels(HUB, "open~r")) + 12
    assert menu(HUB, HUB.number[BASE + "r"])[0] == ("locatedIn", IN, 30)


def test_what_hangs_on_a_thing_alone_is_folded_away() -> None:
    steps = ("open~r", "open~e00", "fold~r")
    assert labels(HUB, *steps) == ["r", "e00", "x"]
    assert labels(HUB, *steps, "drop~x") == ["r", "e00"]


def test_a_limit_cuts_and_tells_how_many_are_left_out() -> None:
    view = Replay(HUB, BASE, 10).run(read_steps(["add~" + "~".join(f"e{n:02}" for n in range(30))]))
    assert (len(view.things), view.cut) == (10, 20)
    assert Replay(HUB, BASE).run(read_steps(["all~5"])).cut == len(HUB) - 5


def test_all_of_a_class_in_a_province_are_those_that_the_overview_counts(example_index: Index) -> None:
    for kind, place, things, _ in overview(example_index)["cells"]:
        step = f"all~100~{kind}~{'' if place == NONE else example_index.provinces[place]}"
        assert len(Replay(example_index, BASE).run(read_steps([step])).things) == things
    assert Replay(example_index, BASE).run(read_steps(["all~9~Region~火星省"])).unknown == ("火星省",)


def test_what_the_graph_lacks_is_passed_over_and_told() -> None:
    view = Replay(HUB, BASE).run(read_steps(["open~nobody", "path~r~nobody", "open~p"]))
    assert view.unknown == ("nobody", "nobody")
    assert view.centre == HUB.number[BASE + "p"]


@pytest.mark.parametrize(
    "written", ["皖政〔2018〕12号", "皖政[2018]12号", "皖政（2018）12号", "皖政【2018】 12号", "皖政２０１８12"]
)
def test_a_policy_is_found_by_its_number_however_it_is_bracketed(written: str) -> None:
    index = index_of(("关于促进产业发展的意见（皖政〔2018〕12号）", "basedOn", "关于产业的意见（皖政〔2018〕2号）"))
    assert [index.things[hit.thing].label for hit in Names(index).find(written)] == [
        "关于促进产业发展的意见（皖政〔2018〕12号）"
    ]


def test_questions_stand_once_and_unknown_ones_are_named() -> None:
    names = [name for group in question_groups() for name in (*group.first, *group.more)]
    assert sorted(names) == sorted(named_queries())
    text = "groups: [{title: {zh: 问, en: Ask}, first: [a, b], more: [c]}]"
    with pytest.raises(ValueError, match=r"questions.yaml: c is no named query"):
        read_groups(text, {"a", "b"})
    with pytest.raises(ValueError, match="10 to 15 questions"):
        read_groups(text, {"a", "b", "c"})
    with pytest.raises(ValueError, match="b stands twice"):
        read_groups(text.replace("[c]", "[b]"), {"a", "b"})


def test_a_large_view_has_places_that_do_not_change() -> None:
    index = index_of(*((f"e{n}", "locatedIn", f"r{n % 7}") for n in range(300)))
    things = tuple(range(len(index)))
    places = Places(index).of(things)
    assert places == Places(index).of(things)
    assert len({tuple(place) for place in places or ()}) == len(index)
    assert Places(index).of(things[:150]) is None


@pytest.mark.parametrize(
    "step", ["", "fly~x", "open", "open~a~b", "more~r~p~up~3", "more~r~p~in~x", "all~-1", "all~9999999", "all~9~Region"]
)
def test_a_step_that_means_nothing_is_refused(step: str) -> None:
    with pytest.raises(StepError):
        Replay(HUB, BASE).run(read_steps([step]))


def test_steps_have_a_bound() -> None:
    with pytest.raises(StepError):
        read_steps(["open~r"] * (MAX_STEPS + 1))


ends = st.sampled_from("abcdef")


@given(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=12), ends, ends)
def test_a_path_leads_from_one_to_the_other_over_links(pairs: list[tuple[str, str]], start: str, end: str) -> None:
    index = index_of(*((subject, "knows", target) for subject, target in pairs))
    plain = nx.Graph(pairs)
    if not {start, end} <= set(plain):
        return
    found = [index.things[n].label for n in shortest_path(index, index.number[BASE + start], index.number[BASE + end])]
    if not nx.has_path(plain, start, end):
        assert found == []
        return
    assert (found[0], found[-1]) == (start, end)
    assert all(plain.has_edge(*pair) for pair in itertools.pairwise(found))
    assert len(found) - 1 == nx.shortest_path_length(plain, start, end)


def test_a_path_prefers_what_documents_say_to_being_in_one_province() -> None:
    index = index_of(
        ("a", "makes", "m"), ("b", "makes", "m"), vocabulary=(("a", "partOf", "province"), ("b", "partOf", "province"))
    )
    path = shortest_path(index, index.number[BASE + "a"], index.number[BASE + "b"])
    assert [index.things[n].label for n in path] == ["a", "m", "b"]


def test_neighbours_come_by_how_often_they_are_claimed() -> None:
    index = index_of(("r", "has", "once"), ("r", "has", "twice"), ("r", "has", "twice"))
    found = neighbours(index, index.number[BASE + "r"], "has", OUT)
    assert [index.things[n].label for n in found] == ["twice", "once"]


def test_the_overview_counts_things_with_claims_by_class_and_province(example_index: Index) -> None:
    cells = overview(example_index)["cells"]
    anhui = example_index.provinces.index("安徽省")
    assert ["Enterprise", anhui, 1, 2] in cells
    assert sum(things for *_, things, _ in cells) == len(example_index.degree.nonzero()[0])
