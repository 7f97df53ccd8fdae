"""The index of one generation of a graph: made when it is first asked for, kept beside the generation."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from functools import cache
from importlib.resources import files

import tantivy

from kg.search.entries import Entry, entries
from kg.search.words import pairs, tokens
from kg.store import ReadStore
from kg.store.files import PARTIAL

_HEAP = 64 << 20


@cache
def schema() -> tantivy.Schema:
    """The fields: `name` and `text` by character, with positions; `pairs` of both; what filters ask; the hit itself."""
    builder = tantivy.SchemaBuilder()
    for name in ("name", "text"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="freq")
    for name in ("kind", "region"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("first", "last", "heard"):
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_text_field("hit", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def open_index(store: ReadStore) -> tantivy.Index:
    """The index of the generation that `store` reads.

    Without a place to write, or where another process is writing it, it is made in memory. A kill leaves no half index.
    """
    path = store.place / f"search-{_code_hash()}"
    if path.is_dir():
        return tantivy.Index.open(str(path))
    partial = path.with_name(f"{PARTIAL}{os.getpid()}-{path.name}")
    try:
        partial.mkdir()
        _fill(tantivy.Index(schema(), str(partial)), store)
        partial.rename(path)
    except OSError:
        if not path.is_dir():
            return _fill(tantivy.Index(schema()), store)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return tantivy.Index.open(str(path))


def _fill(index: tantivy.Index, store: ReadStore) -> tantivy.Index:
    # One thread: with several, which entry comes first among equals would change from run to run.
    writer = index.writer(_HEAP, 1)
    for entry in entries(store):
        writer.add_document(_document(entry))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _document(entry: Entry) -> tantivy.Document:
    name, text = ([token.word for token in tokens(part)] for part in (entry.name, entry.text))
    return tantivy.Document(
        name=" ".join(name),
        text=" ".join(text),
        pairs=" ".join([*pairs(name), *pairs(text)]),
        kind=entry.hit["kind"],
        region=list(entry.regions),
        first=entry.first,
        last=entry.last,
        heard=entry.heard,
        hit=json.dumps(entry.hit, ensure_ascii=False),
    )


@cache
def _code_hash() -> str:
    """An index holds as long as the code that made it is the same."""
    digest = hashlib.sha256()
    for item in sorted(files("kg.search").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".py"):
            digest.update(item.read_bytes())
    return digest.hexdigest()[:16]
