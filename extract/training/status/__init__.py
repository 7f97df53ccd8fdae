"""Training of the reader of status, and what it is measured by."""
