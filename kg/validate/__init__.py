"""Whether a graph is well formed: the shapes applied in pieces, and each violation told with its fact and evidence."""

from kg.validate.run import Finding, check_file, check_graph

__all__ = ["Finding", "check_file", "check_graph"]
