"""Where a person parted two firms behind whose names texts give one credit code: one of the two is mistyped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.resolve.judgements.anchor import Anchored, Problem, anchor, in_order
from kg.resolve.judgements.ledger import Line, live
from kg.resolve.match.context import Sentences, Texts
from kg.resolve.match.profile import profile, told
from ontology.records import Record


def shared_codes(lines: Iterable[Line], records: Mapping[str, Record], texts: Texts) -> tuple[Problem, ...]:
    """The decisions `different` that stand against a code which both firms have; they are followed all the same.

    `records` are those of the documents that decisions are about, by id; `texts` gives text layers by a document's id.
    """
    anchored, _ = anchor(live(lines), records)
    parted = (one for one in anchored if one.line.judgement.verdict == "different")
    return in_order(problem for one in parted for problem in _shared(one, records, Sentences(texts)))


def _shared(one: Anchored, records: Mapping[str, Record], sentences: Sentences) -> Iterator[Problem]:
    first, second = one.line.judgement.pair
    if first.type != "Enterprise":
        return
    codes = (_codes(records[place.document], id, sentences) for place, id in ((first, one.first), (second, one.second)))
    for code in sorted(frozenset.intersection(*codes)):
        zh = f"已判定不同，但两处“{first.text}”“{second.text}”统一社会信用代码同为 {code}，请核对原文"
        en = f"judged different, but texts give {first.text} and {second.text} one credit code, {code}: see whose it is"
        yield Problem((one.line.number,), zh, en)


def _codes(record: Record, entity: str, sentences: Sentences) -> frozenset[str]:
    found = next(one for one in record.entities if one.id == entity)
    return profile(found, record, told(record), sentences).ids
