"""The command `zhengmai`: thin shells over the packages. Nothing heavy is imported before it is needed."""

from kg.cli.app import main

__all__ = ["main"]
