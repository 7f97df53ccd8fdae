"""What a violation is about, in words: the fact or the thing by name, and the sentence that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.graphs import Violation
from ontology.namespaces import Namespaces

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class About:
    """A fact or a thing in words, and the places in documents that it rests on."""

    what: str
    evidence: tuple[str, ...] = ()

    def __str__(self) -> str:
        places = "; ".join(self.evidence)
        return f"{self.what} [证据 evidence: {places}]" if places else self.what


class Teller:
    """Names what violations are about, by the graph that they were found in."""

    def __init__(self, database: ox.Store, namespaces: Namespaces) -> None:
        self._database = database
        self._names = namespaces
        self._prefixes: Mapping[str, str] = namespaces.prefixes

    def about(self, violation: Violation) -> About:
        """The claim, fact, piece of evidence or thing that breaks a shape."""
        if violation.focus.startswith(self._names.term("")):
            claim = self._claim_with(violation.focus, violation.value)
            return self._of_claim(claim) if claim else About(_local(violation.focus))
        if not violation.focus.startswith(self._names.base):
            return About(violation.focus)
        node = ox.NamedNode(violation.focus)
        if self._values(node, "rdf:subject") or self._values(node, "rdf:predicate"):
            return self._of_claim(node)
        if programmes := self._values(node, "zm:programme"):
            return self._of_event(node, programmes)
        if quotes := self._values(node, "zm:quote"):
            supported = self._values(node, "zm:supportsClaim")
            what = self._claim_words(supported[0]) if supported else _cut(_text(quotes[0]))
            return About(what, (self._place(node),))
        if violation.value.startswith(self._names.base) and violation.path.startswith(self._names.term("")):
            return self._of_fact(node, violation.path, ox.NamedNode(violation.value))
        return About(self._name(node))

    def _of_claim(self, claim: object) -> About:
        supporting = list(self._subjects("zm:supportsClaim", claim)) if isinstance(claim, ox.NamedNode) else []
        return About(self._claim_words(claim), tuple(self._place(node) for node in supporting[:2]))

    def _of_event(self, event: ox.NamedNode, programmes: list[object]) -> About:
        """An adoption, with its own evidence or that of a claim that it follows from."""
        regions = " / ".join(map(self._name, self._values(event, "zm:region"))) or "?"
        when = "".join(f" {_text(time)}" for time in self._values(event, "zm:time"))
        own = tuple(self._place(node) for node in self._subjects("zm:supportsEvent", event))
        claims = (self._of_claim(claim) for claim in self._values(event, "prov:wasDerivedFrom"))
        evidence = own or next((about.evidence for about in claims), ())
        return About(f"{regions} 采纳 adopts {' / '.join(map(self._name, programmes))}{when}", evidence[:2])

    def _of_fact(self, subject: ox.NamedNode, predicate: str, object_: ox.NamedNode) -> About:
        """A direct triple, with evidence of a claim that it follows from."""
        words = f"{self._name(subject)} {_local(predicate)} {self._name(object_)}"
        ends = {end: {end, *self._subjects("zm:canonical", end)} for end in (subject, object_)}
        for named in sorted(ends[subject], key=lambda node: node.value):
            for claim in self._subjects("rdf:subject", named):
                same = self._values(claim, "rdf:predicate") == [ox.NamedNode(predicate)]
                if same and set(self._values(claim, "rdf:object")) & ends[object_]:
                    return About(words, self._of_claim(claim).evidence)
        return About(words)

    def _claim_with(self, predicate: str, end: str) -> ox.NamedNode | None:
        """A claim with this predicate that has `end` for its subject or object."""
        if not end.startswith(self._names.base):
            return None
        node = ox.NamedNode(end)
        claims = [claim for side in ("rdf:subject", "rdf:object") for claim in self._subjects(side, node)]
        fitting = [c for c in claims if ox.NamedNode(predicate) in self._values(c, "rdf:predicate")]
        return min(fitting, key=lambda claim: claim.value, default=None)

    def _claim_words(self, claim: object) -> str:
        if not isinstance(claim, ox.NamedNode):
            return str(claim)
        ends = [" / ".join(map(self._name, self._values(claim, side))) or "?" for side in ("rdf:subject", "rdf:object")]
        predicate = " / ".join(_local(_text(p)) for p in self._values(claim, "rdf:predicate")) or "?"
        said = [_local(_text(status)) for status in self._values(claim, "zm:status")]
        said += [_text(time) for time in self._values(claim, "zm:time")]
        return f"{ends[0]} {predicate} {ends[1]}{f' ({chr(32).join(said)})' if said else ''}"

    def _place(self, evidence: ox.NamedNode) -> str:
        quote = "".join(_text(quote) for quote in self._values(evidence, "zm:quote")[:1])
        start, end = ("".join(_text(n) for n in self._values(evidence, f"zm:{side}")[:1]) for side in ("start", "end"))
        sources = self._values(evidence, "prov:hadPrimarySource")
        files = [_text(name) for source in sources for name in self._values(source, "dct:identifier")]
        return f"“{_cut(quote)}” {files[0] if files else '?'}:{start or '?'}–{end or '?'}"

    def _name(self, node: object) -> str:
        if not isinstance(node, ox.NamedNode):
            return _text(node)
        names = self._values(node, "skos:prefLabel") or self._values(node, "dct:identifier")
        return _text(names[0]) if names else node.value

    def _values(self, node: object, predicate: str) -> list[object]:
        if not isinstance(node, ox.NamedNode):
            return []
        quads = self._database.quads_for_pattern(node, self._iri(predicate), None, None)
        return sorted({quad.object for quad in quads}, key=str)

    def _subjects(self, predicate: str, value: ox.NamedNode) -> Iterator[ox.NamedNode]:
        found = {q.subject for q in self._database.quads_for_pattern(None, self._iri(predicate), value, None)}
        yield from sorted((node for node in found if isinstance(node, ox.NamedNode)), key=lambda node: node.value)

    def _iri(self, prefixed: str) -> ox.NamedNode:
        prefix, _, name = prefixed.partition(":")
        return ox.NamedNode(self._prefixes[prefix] + name)


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2] or iri


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
