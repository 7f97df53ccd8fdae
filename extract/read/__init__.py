"""Files of any format into one text layer each."""

from extract.read.paths import read_paths

__all__ = ["read_paths"]
