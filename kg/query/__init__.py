"""Questions to the graph: SPARQL that only reads, named queries, and their results."""
