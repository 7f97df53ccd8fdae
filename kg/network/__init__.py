"""Questions for which SPARQL is the wrong tool: what goes together, who is alike, what is central, what groups."""

from kg.network.analyses import ANALYSES, Analysis, analyse

__all__ = ["ANALYSES", "Analysis", "analyse"]
