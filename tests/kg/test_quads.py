"""Records as quads: to the letter what `ontology/example.trig` shows."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import pyoxigraph as ox
import pytest
from handmade import Handmade, example_record

from kg.quads import document_quads, shared_graphs
from kg.quads.terms import Terms
from ontology.namespaces import Namespaces
from ontology.records import Quantity

TERMS = Terms(Namespaces())
CLAIM = re.compile(r"/id/(claim|ev|event)/[0-9a-f]{20}")
UNKNOWN = re.compile(r"/id/(programme|enterprise|industry|policy)/[0-9a-f]{20}")


def example(graph: str) -> set[str]:
    """The lines of one graph of the example, its decimals in their shortest form."""
    data = files("ontology").joinpath("example.trig").read_bytes()
    quads = [q for q in ox.parse(data, ox.RdfFormat.TRIG) if q.graph_name.value.endswith(graph)]
    return {str(q).replace('"12.0"', '"12"') for q in quads}


def masked(lines: set[str], pattern: re.Pattern[str]) -> list[str]:
    """Ids that only the extractor, or only a later resolution, can know are made alike."""
    return sorted(pattern.sub(r"/id/\1/…", line) for line in lines)


def test_a_document_is_written_as_the_example_has_it() -> None:
    record = example_record()
    written = {str(q) for q in document_quads(record, TERMS)}
    assert masked(written, CLAIM) == masked(example(record.id), CLAIM)


def test_facts_and_links_are_those_of_the_example() -> None:
    shared = shared_graphs([example_record()], TERMS)
    written = {str(q) for q in shared.graphs["facts"]}
    assert masked(written, UNKNOWN) == masked(example("graph/facts"), UNKNOWN)
    assert shared.facts == 4


def test_events_are_those_of_the_example() -> None:
    written = {str(q) for q in shared_graphs([example_record()], TERMS).graphs["events"]}
    ids = re.compile(r"/id/(claim|ev|event|programme)/[0-9a-f]{20}")
    expected = set(masked(example("graph/events"), ids))
    assert expected <= set(masked(written, ids))


def test_ids_do_not_depend_on_the_order_of_documents() -> None:
    first, second = (
        example_record(),
        replace(example_record(), id="a" * 64, doc="other", entities=[], relations=[], events=[]),
    )
    forwards, backwards = (shared_graphs(pair, TERMS).graphs for pair in ([first, second], [second, first]))
    assert {n: set(map(str, g)) for n, g in forwards.items()} == {n: set(map(str, g)) for n, g in backwards.items()}


@pytest.mark.parametrize(
    ("value", "lexical"), [(12.0, "12"), (0.5, "0.5"), (1e-7, "0.0000001"), (100.0, "100"), (1e20, "1" + "0" * 20)]
)
def test_quantities_are_decimals_in_their_shortest_form(value: float, lexical: str) -> None:
    record = example_record()
    record.relations[0] = replace(record.relations[0], quantity=Quantity(value, "家"))
    values = {str(q.object) for q in document_quads(record, TERMS) if q.predicate.value.endswith("quantityValue")}
    assert f'"{lexical}"' in {value.partition("^^")[0] for value in values}


def test_a_masked_quantity_has_a_unit_and_no_value() -> None:
    record = example_record()
    record.relations[:] = [replace(record.relations[1], quantity=Quantity(None, "家"))]
    predicates = {q.predicate.value.rpartition("#")[2] for q in document_quads(record, TERMS)}
    assert "quantityUnit" in predicates
    assert "quantityValue" not in predicates


def test_hostile_text_stays_text() -> None:
    record = replace(example_record(), title='"@zh . <http://evil> \n\\ </script>', url="https://x.example/>,<a")
    store = ox.Store()
    store.bulk_load(
        ox.serialize(list(document_quads(record, TERMS)), format=ox.RdfFormat.N_QUADS), ox.RdfFormat.N_QUADS
    )
    assert {str(q) for q in store} == {str(q) for q in document_quads(record, TERMS)}


def test_another_base_is_under_all_own_iris() -> None:
    terms = Terms(Namespaces("https://example.org/kg/"))
    for quad in document_quads(example_record(), terms):
        assert str(quad.subject).startswith("<https://example.org/kg/id/")


def test_a_known_park_is_described_once_under_its_name_in_the_vocabulary() -> None:
    made = Handmade("a", "北京经开区建设进展顺利。")
    made.entity("Park", "北京经开区", "110115403")
    graphs = shared_graphs([made.record()], TERMS).graphs
    park = TERMS.thing("park", "110115403")
    said = {str(q.object) for q in graphs["vocabulary"] if q.subject == park}
    assert {'"北京经济技术开发区"@zh', '"110115403"', str(ox.Literal(False))} <= said
    assert not any(q.subject == park for q in graphs["facts"])
