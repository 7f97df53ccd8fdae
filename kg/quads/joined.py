"""All documents of a graph together: who is who among their entities, and what only all of them tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.quads.events import write_events
from kg.quads.judgements import write_judgements
from kg.quads.lineages import write_successions
from kg.quads.reprints import write_reprints
from kg.quads.terms import GraphWriter, Terms
from kg.reprints import Reprints
from kg.resolve.gather import Gathered
from kg.resolve.identity import Identity, identify
from kg.resolve.lineages import successions
from kg.resolve.resolution import Resolution
from ontology.records import Record

# Written anew by each build: what one document tells here depends on all others of the region, or of the group.
WHOLE = ("events", "reprints")
_PARTS = ("facts", "inferred")


@dataclass(frozen=True, slots=True)
class Joined:
    """`records`, those of copies dated as the first of their group; `links`, the identity of each entity by its id;
    how many documents are `copies` of others; what only all documents tell, by name of graph: all of the graphs
    `WHOLE`, of others a part."""

    records: Sequence[Record]
    links: Mapping[str, Identity]
    copies: int
    graphs: Mapping[str, GraphWriter]

    def whole(self, terms: Terms) -> dict[str, GraphWriter]:
        """The graphs that are written anew, by IRI."""
        return {terms.graph(name).value: self.graphs[name] for name in WHOLE}

    def parts(self) -> list[GraphWriter]:
        """What is said in graphs that others write to."""
        return [self.graphs[name] for name in _PARTS]


def join(
    records: Sequence[Record],
    terms: Terms,
    extra: tuple[Path, ...] = (),
    resolution: Resolution | None = None,
    reprints: Reprints | None = None,
) -> Joined:
    """Put it together; without a `resolution` only what identifies an entity by itself joins documents."""
    reprints = reprints or Reprints()
    dated = reprints.dated(records)
    known = resolution.identities if resolution else {}
    links = {e.id: known.get(e.id) or identify(e, record) for record in dated for e in record.entities}
    found = Gathered(links=links)
    graphs = {name: GraphWriter(terms, name) for name in (*WHOLE, *_PARTS)}
    write_events(graphs["events"], graphs["inferred"], dated, found, extra)
    write_reprints(graphs["reprints"], dated, found, reprints)
    write_judgements(graphs["facts"], resolution.judged if resolution else ())
    write_successions(graphs["inferred"], successions(dated, links))
    return Joined(dated, links, len(reprints.head_of), graphs)
