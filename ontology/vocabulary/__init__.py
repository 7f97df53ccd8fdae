"""Vocabularies that an analyst edits as data, and their typed loaders, which check them at load."""

from ontology.vocabulary.industries import (
    Industry,
    IndustryClass,
    IndustrySurface,
    IndustryVocabulary,
    Morphology,
    load_gbt4754,
    load_industries,
    load_morphology,
)
from ontology.vocabulary.programmes import DatedFact, Programme, ProgrammeVocabulary, load_programmes
from ontology.vocabulary.source import VocabularyError
from ontology.vocabulary.surfaces import Guard, SurfaceForm

__all__ = [
    "DatedFact",
    "Guard",
    "Industry",
    "IndustryClass",
    "IndustrySurface",
    "IndustryVocabulary",
    "Morphology",
    "Programme",
    "ProgrammeVocabulary",
    "SurfaceForm",
    "VocabularyError",
    "load_gbt4754",
    "load_industries",
    "load_morphology",
    "load_programmes",
]
