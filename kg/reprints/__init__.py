"""Texts that share text: stretches in common, reprints that count as one source, template text known as such."""

from kg.reprints.alignment import Difference, Shared, shared_passages
from kg.reprints.common import CommonText, common_text
from kg.reprints.folding import Folded, fold

__all__ = ["CommonText", "Difference", "Folded", "Shared", "common_text", "fold", "shared_passages"]
