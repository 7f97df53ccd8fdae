"""Metadata completed: what is stated holds, what the document says about itself is found, the rest is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from extract.document import Metadata
from extract.metadata.boxes import boxed
from extract.metadata.form import Form, issuers_in_title, number_in_title, read_form
from extract.metadata.tiers import tier_of_address, tier_of_source
from extract.metadata.written import agencies, document_number, first_date
from extract.read.dates import impossible_dates

STATED, FOUND, GUESSED = "stated", "found", "guessed"
_SHOWN = 3
# How the warning begins that a document's digits were substituted.
IMPOSSIBLE_DATES = "impossible dates"


@dataclass(frozen=True, slots=True)
class Completed:
    """Metadata with, for each field that has a value, whether it is stated, found or guessed; and warnings.

    `figures_doubtful`: dates in the text cannot be, so digits were substituted, and no date is taken from it.
    """

    metadata: Metadata
    basis: dict[str, str]
    warnings: tuple[str, ...] = ()
    figures_doubtful: bool = False


def complete(text: str, stated: Metadata) -> Completed:
    """`stated` and what the text layer tells besides; dates and numbers of substituted digits tell nothing."""
    impossible = impossible_dates(text)
    known = stated
    basis = {f.name: STATED for f in fields(Metadata) if getattr(stated, f.name)}
    for name, value, how in _told(text, stated, doubtful=bool(impossible)):
        if value and name not in basis:
            known = replace(known, **{name: value})
            basis[name] = how
    return Completed(known, basis, _warnings(impossible), bool(impossible))


def _told(text: str, stated: Metadata, *, doubtful: bool) -> Iterator[tuple[str, Any, str]]:
    """Fields with values, the better evidence first."""
    box, form = boxed(text), read_form(text)
    title = stated.title or box.get("title") or form.title or ""
    if not doubtful:
        yield from _dates_and_numbers(box, form, title)
    yield "title", box.get("title"), FOUND
    yield "title", form.title, GUESSED
    yield "issuers", agencies(box.get("issuers", "")), FOUND
    yield "issuers", form.issuers, FOUND
    yield "issuers", issuers_in_title(title), FOUND
    url = stated.url or _address(box.get("url", ""))
    yield "url", url, FOUND
    yield "tier", tier_of_address(url or ""), FOUND
    yield "tier", tier_of_source(box.get("source", "")), GUESSED


def _dates_and_numbers(box: dict[str, str], form: Form, title: str) -> Iterator[tuple[str, Any, str]]:
    """When it was written counts before when a site put it up: reposts come years later."""
    number = document_number(box.get("number", "")) or form.number or number_in_title(title)
    yield "number", number, FOUND
    yield "published", first_date(box.get("written", "")), FOUND
    yield "published", form.date, FOUND
    yield "published", first_date(box.get("published", "")), FOUND
    if number:
        yield "published", number.partition("〔")[2][:4], GUESSED


def _address(text: str) -> str | None:
    return text if text.startswith(("http://", "https://")) and not set(text) & set(' <>"') else None


def _warnings(impossible: tuple[str, ...]) -> tuple[str, ...]:
    if not impossible:
        return ()
    shown = "、".join(impossible[:_SHOWN]) + ("…" if len(impossible) > _SHOWN else "")
    return (f"{IMPOSSIBLE_DATES} ({shown}): digits seem to be substituted, and no date is taken from the text",)
