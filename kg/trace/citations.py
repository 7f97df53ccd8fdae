"""Where a text says that a programme came from: policies that it cites, those above, experience of elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.places.divisions import Division, divisions
from kg.resolve.places import NATION, division_key, leading_place
from kg.resolve.tellings import unquoted
from kg.trace.model import Attestation, Source
from kg.trace.places import Gazetteer, Place
from kg.trace.sentences import Texts
from kg.trace.wording import wording

_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,12})[〔\[（(【]?(?:19|20)\d\d[〕\]）)】]?第?\d{1,5}号")
_LONGEST_SHORT_NAME = 8


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the text of `source` that says that the programme came from the division `origin` (IRI).

    `kind` is `cited policy`, `cited superior` or `cited experience`; `said` is what names the origin.
    """

    source: Source
    origin: str
    kind: str
    said: str
    sentence: str
    start: int
    end: int


POLICY, SUPERIOR, EXPERIENCE = KINDS = ("cited policy", "cited superior", "cited experience")


class Citations:
    """Finds citations; `forms` are the names of the programme, `mandates` the IRIs of policies that order it."""

    def __init__(self, gazetteer: Gazetteer, forms: Iterable[str], mandates: Iterable[str]) -> None:
        self._gazetteer = gazetteer
        self._base = gazetteer.nation.removesuffix(NATION)
        self._forms = tuple(sorted({unquoted(form) for form in forms}, key=lambda form: (-len(form), form)))
        self._mandates = frozenset(mandates)

    def of_claims(self, rows: Iterable[Mapping[str, Any]], sources: Mapping[str, Source]) -> Iterator[Citation]:
        """Policies that documents are said to rest on (rows of `citations.rq`), as far as they are about the programme.

        They are where the cited or the citing policy is called after it, or the cited one is its mandate.
        """
        for row in rows:
            source = sources.get(row["source"])
            about = (row["cited"], row["citing"], source.title or "") if source else ()
            if source is None or not (row["policy"] in self._mandates or any(map(self._named, about))):
                continue
            if (origin := self._issuer(row["cited"], source)) and origin != source.region.iri:
                yield Citation(source, origin, POLICY, row["cited"], row["sentence"], row["start"], row["end"])

    def of_texts(self, found: Sequence[Attestation], texts: Texts) -> Iterator[Citation]:
        """What the sentences of these attestations say of those above, of policies named so, and of experience."""
        for one in found:
            start, end, sentence = texts.sentence(one.source.id, (one.start, one.end))
            for kind, origin, said in self._in_sentence(sentence or one.sentence, one):
                yield Citation(one.source, origin, kind, said, sentence or one.sentence, start, end)

    def _in_sentence(self, sentence: str, one: Attestation) -> Iterator[tuple[str, str, str]]:
        for pattern in wording().borrowed:
            for match in pattern.regex.finditer(sentence):
                for code in _places(match["place"], one.source.year):
                    if (iri := self._base + code) not in (one.place.iri, *one.place.above):
                        yield EXPERIENCE, iri, match[0]
        for pattern in wording().grounded:
            for match in pattern.regex.finditer(sentence):
                groups = match.groupdict()
                if (title := groups.get("title")) and self._named(title):
                    origin = self._issuer(title + (groups.get("number") or ""), one.source)
                    if origin and origin != one.place.iri:
                        yield POLICY, origin, f"《{title}》"
                elif (word := groups.get("above")) and (origin := self._superior(word, one.place)):
                    yield SUPERIOR, origin, match[0]

    def _named(self, text: str) -> bool:
        bare = unquoted(text)
        return any(form in bare for form in self._forms)

    def _superior(self, word: str, place: Place) -> str | None:
        level = wording().above[word]
        return next((iri for iri in place.above if self._gazetteer.place(iri).level == level), None)

    def _issuer(self, name: str, source: Source) -> str | None:
        """The division that issued a policy: by who its title or its number begins with."""
        words = wording()
        title = name.removeprefix("《").removeprefix("关于印发")
        if title.startswith(words.national_issuers):
            return self._gazetteer.nation
        place, _ = leading_place(title, source.year)
        if place is not None:
            return self._base + division_key(place.code)
        for number in _NUMBER.findall(name):
            if number.startswith(words.national_numbers):
                return self._gazetteer.nation
            code, office = words.province_characters.get(number[0]), number[1:]
            if code and office.startswith(words.province_offices):
                return self._base + code
        return None


def _places(text: str, year: int | None) -> Iterator[str]:
    """Keys of the divisions that a list such as 浙江、江苏 names, by full or short name; ends at one that is none."""
    for part in filter(None, re.split(r"[、和及与]", text)):
        place, _ = leading_place(part, year)
        place = place or _short(part, year)
        if place is None:
            return
        yield division_key(place.code)


def _short(text: str, year: int | None) -> Division | None:
    for length in range(min(len(text), _LONGEST_SHORT_NAME), 1, -1):
        found = divisions().shortly(text[:length], year)
        if found:
            return found[0] if len(found) == 1 or found[0].level != found[1].level else None
    return None
