"""Texts that share text: stretches in common, reprints that count as one source, template text known as such."""

from kg.reprints.alignment import Difference, Shared, shared_passages
from kg.reprints.common import CommonText, common_text
from kg.reprints.folding import Folded, fold
from kg.reprints.groups import Copyable, Reprints, group_copies
from kg.reprints.likeness import Likeness, compare

__all__ = [
    "CommonText",
    "Copyable",
    "Difference",
    "Folded",
    "Likeness",
    "Reprints",
    "Shared",
    "common_text",
    "compare",
    "fold",
    "group_copies",
    "shared_passages",
]
