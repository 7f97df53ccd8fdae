"""Training of the second reader of relations, and what it is measured by."""
