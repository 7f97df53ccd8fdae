"""Reading a graph's quads into the index: one pass a predicate, nothing joined by the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.english import own_region_in_english, region_in_english
from kg.serve.explore.index import NONE, Claim, Index, Thing
from kg.store import ReadStore
from ontology.namespaces import STANDARD_PREFIXES
from ontology.records import ENTITY_TYPES

# Links that no document claims: of the vocabulary and of the divisions.
VOCABULARY_LINKS = ("partOf", "within", "variantOf", "analogueOf", "originatedIn", "mandatedBy", "broader", "nextStage")
INFERRED = "canonical"
_SKOS, _DCT, _RDF = (STANDARD_PREFIXES[name] for name in ("skos", "dct", "rdf"))


@dataclass(slots=True)
class Loaded:
    """What an index is made from: `ends` are (subject, predicate, object) as numbers, one row a claim."""

    things: list[Thing] = field(default_factory=list)
    predicates: list[str] = field(default_factory=list)
    provinces: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    ends: list[tuple[int, int, int]] = field(default_factory=list)


def load(store: ReadStore) -> Index:
    """The index of the generation that `store` has open."""
    return Index(_Loader(store).loaded())


class _Loader:
    def __init__(self, store: ReadStore) -> None:
        self._store = store
        self._names = store.namespaces
        self._canonical = self._pairs("canonical")
        basis = self._pairs("basis")
        self._inferred = {own for own, value in basis.items() if self._local(value) == "inferred"}
        self._above = self._pairs("partOf")
        self._within = self._pairs("within")
        self._level = {region: self._local(level) for region, level in self._pairs("level").items()}
        self._labels: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self._aliases: dict[str, set[str]] = {}
        self._english: dict[str, str] = {}
        self._own: dict[str, str] = {}
        self._result = Loaded()
        self._province_number: dict[str, int] = {}

    def loaded(self) -> Loaded:
        self._read_names()
        documents = self._documents()
        claims = list(self._claims(documents))
        links = list(self._vocabulary_links())
        told = self._told(claims)
        iris = sorted({iri for subject, _, target, *_ in [*claims, *links] for iri in (subject, target)} | set(told))
        self._result.things = [self._thing(iri, told) for iri in iris]
        number = {iri: n for n, iri in enumerate(iris)}
        names = sorted({predicate for _, predicate, *_ in [*claims, *links]})
        predicate_number = {name: n for n, name in enumerate(names)}
        self._result.predicates = names
        for subject, predicate, target, claim in [*claims, *links]:
            self._result.ends.append((number[subject], predicate_number[predicate], number[target]))
            self._result.claims.append(claim)
        return self._result

    def _quads(self, predicate: str) -> Iterator[ox.Quad]:
        return self._store.quads(predicate=ox.NamedNode(predicate))

    def _pairs(self, term: str) -> dict[str, str]:
        return self._values(self._names.term(term))

    def _values(self, predicate: str) -> dict[str, str]:
        return {_value(quad.subject): _value(quad.object) for quad in self._quads(predicate)}

    def _local(self, iri: str) -> str:
        return iri.rpartition("#")[2]

    def _read_names(self) -> None:
        classes = {self._names.term(name): name for name in ENTITY_TYPES}
        for quad in self._quads(_RDF + "type"):
            if (name := classes.get(_value(quad.object))) is not None:
                self._types[_value(quad.subject)] = name
        for quad in self._quads(_SKOS + "prefLabel"):
            self._add_name(_value(quad.subject), quad.object, preferred=True)
        for quad in self._quads(_SKOS + "altLabel"):
            self._add_name(_value(quad.subject), quad.object, preferred=False)

    def _add_name(self, iri: str, literal: object, *, preferred: bool) -> None:
        if iri not in self._types or not isinstance(literal, ox.Literal):
            return
        if preferred and (literal.language != "en" or iri not in self._labels):
            self._labels[iri] = min(literal.value, self._labels.get(iri, literal.value))
        self._aliases.setdefault(self._lifted(iri), set()).add(literal.value)
        if literal.language == "en":
            self._english[iri] = min(literal.value, self._english.get(iri, literal.value))

    def _lifted(self, iri: str) -> str:
        """What an entity of a document is; a region that no text states stays itself."""
        return iri if iri in self._inferred else self._canonical.get(iri, iri)

    def _documents(self) -> dict[str, tuple[int, int | None, int]]:
        """By document graph: the document's number, its year, and the number of its province."""
        issued = self._values(_DCT + "issued")
        reported = self._latest_year()
        found: dict[str, tuple[int, int | None, int]] = {}
        own = self._pairs("ownRegion")
        for document in sorted(own):
            key = document.rpartition("/")[2]
            self._own[own[document]] = document
            year = issued.get(document, reported.get(document, ""))[:4]
            place = self._province(own[document])
            found[self._names.graph(f"doc/{key}")] = (len(self._result.documents), _year(year), place)
            self._result.documents.append(key)
        return found

    def _latest_year(self) -> dict[str, str]:
        latest: dict[str, str] = {}
        for quad in self._quads(self._names.term("reportYear")):
            document = _value(quad.subject)
            latest[document] = max(latest.get(document, ""), _value(quad.object))
        return latest

    def _province(self, region: str) -> int:
        """The number of the province that a region is or lies in; NONE where that is not known."""
        at: str | None = self._canonical.get(region, self._within.get(region, region))
        for _ in range(8):
            if at is None or self._level.get(at) == "province":
                break
            at = self._above.get(at)
        if at is None or self._level.get(at) != "province":
            return NONE
        if at not in self._province_number:
            self._province_number[at] = len(self._result.provinces)
            self._result.provinces.append(self._labels.get(at, at))
        return self._province_number[at]

    def _claims(self, documents: Mapping[str, tuple[int, int | None, int]]) -> Iterator[tuple[str, str, str, Claim]]:
        predicates, objects = self._values(_RDF + "predicate"), self._values(_RDF + "object")
        status, time = self._pairs("status"), self._pairs("time")
        confidence = self._confidence()
        quads = ((_value(q.graph_name), _value(q.subject), _value(q.object)) for q in self._quads(_RDF + "subject"))
        for graph, claim, subject in sorted(quads):
            document, year, province = documents[graph]
            yield (
                self._lifted(subject),
                self._local(predicates[claim]),
                self._lifted(objects[claim]),
                Claim(
                    claim,
                    self._local(status[claim]),
                    _year(time.get(claim, "")[:4]) or year,
                    confidence.get(claim),
                    province,
                    document,
                ),
            )

    def _confidence(self) -> dict[str, float]:
        of_evidence = self._pairs("confidence")
        best: dict[str, float] = {}
        for evidence, claim in self._pairs("supportsClaim").items():
            if evidence in of_evidence:
                best[claim] = max(best.get(claim, 0.0), float(of_evidence[evidence]))
        return best

    def _vocabulary_links(self) -> Iterator[tuple[str, str, str, Claim]]:
        vocabulary = {self._names.graph(name) for name in ("vocabulary", "facts")}
        plain = Claim("", None, None, None, NONE, NONE)
        for name in VOCABULARY_LINKS:
            predicate = _SKOS + name if name == "broader" else self._names.term(name)
            wanted = vocabulary - ({self._names.graph("facts")} if name == "nextStage" else set())
            for quad in self._quads(predicate):
                subject, target = self._lifted(_value(quad.subject)), _value(quad.object)
                known = subject in self._types and target in self._types
                if known and (name == "within" or _value(quad.graph_name) in wanted):
                    yield subject, name, target, plain
        for own in sorted(self._inferred & self._canonical.keys()):
            yield own, INFERRED, self._canonical[own], plain

    def _told(self, claims: list[tuple[str, str, str, Claim]]) -> dict[str, Counter[int]]:
        """For every thing that a document names or the vocabulary holds, the provinces it is told of in."""
        settled = (iri for iri in self._types if self._lifted(iri) == iri)
        told: dict[str, Counter[int]] = {iri: Counter() for iri in settled if iri in self._labels}
        for subject, _, target, claim in claims:
            for end in (subject, target):
                told.setdefault(end, Counter())[claim.province] += 1
        return told

    def _thing(self, iri: str, told: Mapping[str, Counter[int]]) -> Thing:
        label = self._labels.get(iri, iri)
        kind = self._types.get(iri, "Thing")
        most = sorted(told.get(iri, Counter()).items(), key=lambda item: (-item[1], item[0]))
        place = self._province(iri) if kind == "Region" else next((place for place, _ in most if place != NONE), NONE)
        aliases = tuple(sorted(self._aliases.get(iri, set()) - {label}))
        english = self._region_english(iri, label) if kind == "Region" else self._english.get(iri)
        return Thing(iri, label, kind, aliases, place, iri in self._inferred, english)

    def _region_english(self, iri: str, label: str) -> str | None:
        own, regions = (self._names.thing(kind, "") for kind in ("region-of", "region"))
        if not iri.startswith(own):
            return region_in_english(iri.removeprefix(regions), label)
        known, within = self._canonical.get(iri), self._within.get(iri)
        if known is not None:
            return region_in_english(known.removeprefix(regions), label, path=True)
        return own_region_in_english(self._level.get(iri), within and within.removeprefix(regions))


def _value(term: object) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode):
        return term.value
    raise TypeError(f"not a simple term: {term}")


def _year(text: str) -> int | None:
    return int(text) if len(text) == 4 and text.isdigit() and text > "1900" else None
