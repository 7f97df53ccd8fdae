"""Clients that we did not write, each as its own documentation has it used."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from rdflib import SKOS, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

PREFIX = "PREFIX zm: <https://w3id.org/zhengmai/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
NAMES = PREFIX + " SELECT DISTINCT ?name { ?p a zm:Programme ; skos:prefLabel ?name FILTER(LANG(?name) = 'zh') }"
NAME = "四送一服"


def wrapper(address: str, query: str, form: str) -> SPARQLWrapper:
    client = SPARQLWrapper(address + "/sparql")
    client.setQuery(query)
    client.setReturnFormat(form)
    return client


@pytest.mark.parametrize("way", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_posts(address: str, way: str) -> None:
    client = wrapper(address, NAMES, JSON)
    client.setMethod(POST)
    client.setRequestMethod(way)
    found = client.queryAndConvert()["results"]["bindings"]
    assert NAME in {row["name"]["value"] for row in found}


def test_sparqlwrapper_gets_each_form(address: str) -> None:
    assert NAME in wrapper(address, NAMES, XML).queryAndConvert().toxml()
    assert NAME in wrapper(address, NAMES, CSV).queryAndConvert().decode()
    described = PREFIX + " CONSTRUCT { ?p skos:prefLabel ?name } WHERE { ?p a zm:Programme ; skos:prefLabel ?name }"
    triples = Graph().parse(data=wrapper(address, described, TURTLE).queryAndConvert(), format="turtle")
    assert Literal(NAME, lang="zh") in set(triples.objects(None, SKOS.prefLabel))


def test_sparqlwrapper_learns_of_a_malformed_query(address: str) -> None:
    with pytest.raises(QueryBadFormed, match="cannot be read"):
        wrapper(address, "SELECT { ?s ?p", JSON).queryAndConvert()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_through_its_store(address: str, method: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql", method=method))
    assert NAME in {str(row[0]) for row in graph.query(NAMES)}


def test_rdflib_walks_the_graph_as_if_it_were_its_own(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    things = set(graph.subjects(SKOS.prefLabel, Literal(NAME, lang="zh")))
    assert things != set() and all(isinstance(thing, URIRef) for thing in things)
    assert len(graph) > 0


def test_curl(address: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    command = ["curl", "-sSf", f"{address}/sparql", "--data-urlencode", f"query={NAMES}"]
    printed = subprocess.run([*command, "-H", "Accept: text/csv"], capture_output=True, check=True).stdout.decode()
    assert NAME in printed.splitlines()
    url = f"{address}/api/queries/programme-regions"
    got = ["curl", "-sSf", "-G", url, "--data-urlencode", f"programme={NAME}"]
    assert json.loads(subprocess.run(got, capture_output=True, check=True).stdout)["rows"] != []
