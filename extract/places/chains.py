"""Chains of places (浙江省台州市仙居县) as one mention of the last of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.places.divisions import divisions
from extract.places.mentions import RegionMention


def join_chains(mentions: Iterable[RegionMention]) -> list[RegionMention]:
    """Mentions in order of start, those that follow each other without a gap joined; the last one's meaning stands.

    A chain inside an organisation's name stays inside it; one inside a park's stays as it is.
    """
    joined: list[RegionMention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and _continues(before, mention):
            text = before.text + mention.text
            joined[-1] = replace(mention, start=before.start, text=text, inside=mention.inside or before.inside)
        else:
            joined.append(mention)
    return joined


def _continues(before: RegionMention, mention: RegionMention) -> bool:
    """Whether a mention goes on from the one before into what lies in it."""
    if before.inside == "park" or before.end != mention.start or "economic" in (before.kind, mention.kind):
        return False
    outer = [d for code in before.candidates if (d := divisions().get(code))]
    inner = [d for code in mention.candidates if (d := divisions().get(code))]
    return any(divisions().within(a, b) for a in inner for b in outer)
