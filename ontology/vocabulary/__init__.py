"""Vocabularies that an analyst edits as data, and their typed loaders, which check them at load."""

from ontology.vocabulary.agencies import AgencyRole, AgencyVocabulary, load_agencies
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
from ontology.vocabulary.parks import Park, ParkKind, ParkVocabulary, load_park_kinds, load_parks
from ontology.vocabulary.programmes import DatedFact, Programme, ProgrammeVocabulary, load_programmes
from ontology.vocabulary.source import VocabularyError
from ontology.vocabulary.surfaces import Guard, SurfaceForm
from ontology.vocabulary.words import LegalForms, Level, PolicyType, load_legal_forms, load_levels, load_policy_types

__all__ = [
    "AgencyRole",
    "AgencyVocabulary",
    "DatedFact",
    "Guard",
    "Industry",
    "IndustryClass",
    "IndustrySurface",
    "IndustryVocabulary",
    "LegalForms",
    "Level",
    "Morphology",
    "Park",
    "ParkKind",
    "ParkVocabulary",
    "PolicyType",
    "Programme",
    "ProgrammeVocabulary",
    "SurfaceForm",
    "VocabularyError",
    "load_agencies",
    "load_gbt4754",
    "load_industries",
    "load_legal_forms",
    "load_levels",
    "load_morphology",
    "load_park_kinds",
    "load_parks",
    "load_policy_types",
    "load_programmes",
]
