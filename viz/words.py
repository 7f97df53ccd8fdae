"""Words and colours of a page: the ontology's labels, and `appearance.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from rdflib import RDFS
from rdflib.term import Literal, URIRef

from ontology.terms import load_ontology, local_name
from ontology.vocabulary.facets import facet_labels

LANGUAGES = ("zh", "en")


@cache
def appearance() -> dict[str, Any]:
    """`appearance.yaml`, read once a process; raises ValueError where a word lacks a language or a line a colour."""
    data: dict[str, Any] = yaml.safe_load(files("viz").joinpath("appearance.yaml").read_text("utf-8"))
    for section in ("predicates", "types_without_label", "page"):
        for name, texts in data[section].items():
            if set(texts) != set(LANGUAGES):
                raise ValueError(f"appearance.yaml: {section}.{name} needs exactly zh and en")
    for section, needed in (("types", {"fill", "border"}), ("lines", {"color", "width", "dashes"})):
        for name, look in data[section].items():
            if set(look) != needed:
                raise ValueError(f"appearance.yaml: {section}.{name} needs exactly {', '.join(sorted(needed))}")
    return data


@cache
def words() -> dict[str, dict[str, str]]:
    """For every term of the ontology, by local name, and every facet value, its label in each language; what the page
    needs beside wins."""
    found: dict[str, dict[str, str]] = {}
    for term, label in sorted(load_ontology().subject_objects(RDFS.label)):
        if isinstance(term, URIRef) and isinstance(label, Literal) and label.language in LANGUAGES:
            found.setdefault(local_name(term), {})[label.language] = str(label)
    for value, texts in facet_labels().items():
        found.setdefault(value, dict(texts))
    for section in ("predicates", "types_without_label"):
        found.update(appearance()[section])
    return found
