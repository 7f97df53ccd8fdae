"""Statistics of a programme's spread: numbers in, numbers out; nothing here knows the graph or a text.

Adoption curves from intervals, fits that refuse, parents by hazard model with an unknown candidate, pathways, and the
simulator and rival methods by which they are judged. All are descriptions of a corpus; none is causal.
"""
