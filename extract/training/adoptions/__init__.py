"""Training of the second reader of adoptions, and what it is measured by."""
