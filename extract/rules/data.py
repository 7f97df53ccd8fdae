"""Data files in YAML, read by libyaml where PyYAML has it: that takes a tenth of the time, and each process pays it."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(text: str) -> Any:
    """What a YAML text holds, as plain data; raises yaml.YAMLError where it is none."""
    return yaml.load(text, Loader=_LOADER)
