"""Chains of places (浙江省台州市仙居县) as one mention of the last of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.places.mentions import RegionMention


def join_chains(mentions: Iterable[RegionMention]) -> list[RegionMention]:
    """Mentions in order of start, those that follow each other without a gap joined; the last one's meaning stands.

    A chain inside an organisation's name stays inside it; one inside a park's stays as it is.
    """
    joined: list[RegionMention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and before.inside != "park" and before.end == mention.start and before.kind != "economic" != mention.kind and mention.candidates:
            text = before.text + mention.text
            joined[-1] = replace(mention, start=before.start, text=text, inside=mention.inside or before.inside)
        else:
            joined.append(mention)
    return joined
