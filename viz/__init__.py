"""Pictures of the graph: the page of one view."""
