"""The tier of a source, by its address or by whom a text names as its source; `tiers.yaml` has the hosts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from extract.read.metadata import TIERS
from ontology.vocabulary.source import Row, read_yaml

_SHORTEST_SOURCE = 3


@dataclass(frozen=True, slots=True)
class _Table:
    """Tiers by host and by ending of a source's name, longest first; parts of addresses that lead to gazettes."""

    hosts: Mapping[str, str]
    sources: Mapping[str, str]
    gazette_paths: tuple[str, ...]


def tier_of_address(url: str) -> str | None:
    """The tier of the site that an address leads to, None where its host is not known.

    >>> tier_of_address("https://www.zj.gov.cn/art/1.html"), tier_of_address("https://wenku.baidu.com/view/1")
    ('official', 'sharing')
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    tier = next((tier for known, tier in _table().hosts.items() if host == known or host.endswith("." + known)), None)
    if tier == "official" and any(word in parts.path.lower() for word in _table().gazette_paths):
        return "gazette"
    return tier


def tier_of_source(name: str) -> str | None:
    """The tier that the name behind 来源 tells, None where its ending is not known."""
    plain = "".join(name.split()).strip("《》【】")
    if len(plain) < _SHORTEST_SOURCE:
        return None
    return next((tier for ending, tier in _table().sources.items() if plain.endswith(ending)), None)


@cache
def _table() -> _Table:
    """The table; raises VocabularyError naming file and line where it breaks its form."""
    row = read_yaml(Path(__file__).with_name("tiers.yaml"))
    row.only(("hosts", "gazette_paths", "sources"))
    return _Table(_by_ending(row, "hosts"), _by_ending(row, "sources"), row.words("gazette_paths"))


def _by_ending(row: Row, field: str) -> dict[str, str]:
    tiers = row.child(field)
    if tiers is None:
        raise row.error(f"{field!r} is missing", field)
    tiers.only(TIERS)
    found: dict[str, str] = {}
    for tier in TIERS:
        for ending in tiers.words(tier):
            if ending in found:
                raise tiers.error(f"{ending!r} is there twice", tier)
            found[ending] = tier
    return {ending: found[ending] for ending in sorted(found, key=lambda ending: (-len(ending), ending))}
