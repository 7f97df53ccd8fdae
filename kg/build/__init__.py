"""Documents into a graph: read, extract (what is new), resolve, write the next generation."""

from kg.build.options import BuildOptions, BuildReport
from kg.build.run import Scope, build_graph

__all__ = ["BuildOptions", "BuildReport", "Scope", "build_graph"]
