"""The IRIs of the graph, all under one configurable base."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

DEFAULT_BASE = "https://w3id.org/zhengmai/"
# Characters that may stand unescaped in the last part of an IRI (RFC 3987); Chinese characters do.
_SAFE = "-._~!$&'()*+,;=:@/"

STANDARD_PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "sh": "http://www.w3.org/ns/shacl#",
}


def iri_part(text: str) -> str:
    """`text` made safe as the last part of an IRI: letters of any script stay, the rest is percent-encoded.

    >>> iri_part('四送一服 <x>')
    '四送一服%20%3Cx%3E'
    """
    if text.isalnum():
        return text
    return "".join(c if c.isalnum() or c in _SAFE else quote(c, safe="") for c in text)


@dataclass(frozen=True, slots=True)
class Namespaces:
    """IRIs of terms (`zm`), things (`zmi`), named graphs (`zmg`) and rules (`zmr`) under `base`."""

    base: str = DEFAULT_BASE

    @property
    def prefixes(self) -> dict[str, str]:
        """All prefixes a query may use, with their namespaces."""
        own = {
            "zm": self.base + "ontology#",
            "zmi": self.base + "id/",
            "zmg": self.base + "graph/",
            "zmr": self.base + "rule/",
        }
        return own | STANDARD_PREFIXES

    def term(self, name: str) -> str:
        """A class or property of the ontology: `term('Claim')`."""
        return f"{self.base}ontology#{name}"

    def thing(self, kind: str, key: str) -> str:
        """An individual: `thing('claim', '9a…')`, `thing('programme', 'si-song-yi-fu')`."""
        return f"{self.base}id/{kind}/{iri_part(key)}"

    def graph(self, name: str) -> str:
        """A named graph: `graph('facts')`, `graph('doc/4f1c…')`."""
        return f"{self.base}graph/{iri_part(name)}"

    def rule(self, name: str) -> str:
        """A rule of extraction: `rule('implements-carry-out')`."""
        return f"{self.base}rule/{iri_part(name)}"
