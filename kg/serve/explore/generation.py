"""One generation of a graph, loaded for the explorer; a build that ends meanwhile replaces it at the next request."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from kg import Graph
from kg.info import notices
from kg.serve.explore.cards import cards
from kg.serve.explore.documents import Documents
from kg.serve.explore.fragment import brief, years
from kg.serve.explore.load import load
from kg.serve.explore.names import Names
from kg.serve.explore.places import Places
from kg.serve.explore.spread import spread
from kg.serve.explore.things import Things
from kg.store import GraphFolder, ReadStore, open_store
from kg.trace import Trace

# Traces that are kept: they take a second each, and are looked at again and again.
_TRACES = 32
# Whole ones, of which both languages and corrections are told, are large.
_WHOLE_TRACES = 4
_SUGGESTED = 12


class Generation:
    """All that the routes ask, over one open graph."""

    def __init__(self, store: ReadStore) -> None:
        self.graph = graph = Graph(store)
        self.store = store
        self.name = store.generation
        self.base = graph.prefixes["zmi"]
        self.index = load(store)
        self.names = Names(self.index)
        self.things = Things(graph, store, self.index)
        self.documents = Documents(graph, self.index)
        self.places = Places(self.index)
        self.trace = lru_cache(maxsize=_WHOLE_TRACES)(self._trace)
        self.spread = lru_cache(maxsize=_TRACES)(self._spread)

    def _trace(self, programme: str) -> Trace:
        """The trace of the programme with this key; raises StepError where there is none."""
        return self.graph.trace(self.index.things[self.things.number(programme)].iri)

    def _spread(self, programme: str, lang: str) -> dict[str, Any]:
        """How the programme with this key spread, in `lang` (zh, en); raises as `trace` does."""
        thing = self.index.things[self.things.number(programme)]
        return spread(self.trace(programme), lang) | {"thing": brief(self.base, thing)}

    def _most_told(self, kind: str) -> list[dict[str, Any]]:
        """The things of a class with most claims, each with its `degree`, for whoever has no name in mind."""
        things, degree = self.index.things, self.index.degree
        told = sorted((-int(degree[n]), n) for n, thing in enumerate(things) if thing.type == kind and degree[n])
        return [brief(self.base, things[n]) | {"degree": -claims} for claims, n in told[:_SUGGESTED]]

    @cached_property
    def summary(self) -> dict[str, Any]:
        """What the page must know at the start: prefixes, provinces, years, counts, notices, questions, programmes."""
        classes: dict[str, int] = {}
        provinces = set(self.index.provinces)
        for number, thing in enumerate(self.index.things):
            if self.index.degree[number]:
                classes[thing.type] = classes.get(thing.type, 0) + 1
        return {
            "generation": self.name,
            "prefixes": dict(self.graph.prefixes),
            "provinces": self.index.provinces,
            "english": {thing.label: thing.english for thing in self.index.things if thing.label in provinces},
            "years": years(self.index),
            "counts": dict(sorted(classes.items())),
            "documents": len(self.documents.listed()),
            "claims": sum(claim.status is not None for claim in self.index.claims),
            "notices": notices(self.store),
            "cards": cards(self.index),
            "programmes": self._most_told("Programme"),
        }


class Current:
    """The generation that is current, loaded when first asked for; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = GraphFolder(folder)
        self._lock = Lock()
        self._loaded: Generation | None = None

    def get(self) -> Generation:
        """The current generation; raises ZhengmaiError where there is none that can be read."""
        with self._lock:
            if self._loaded is None or self._loaded.name != self._folder.current():
                # An older one may still be answering; it is closed when nobody holds it.
                self._loaded = Generation(open_store(self._folder.path))
            return self._loaded
