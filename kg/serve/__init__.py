"""The HTTP server: the SPARQL 1.1 Protocol and the named queries over one graph, for reading only."""
