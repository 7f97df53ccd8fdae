"""The status of a reading, by the rules and by the model that judges them."""

from __future__ import annotations

from extract.relations.engine import Finding
from extract.relations.spot import spot_of
from extract.relations.status import Status, status_of
from extract.relations.status_reader.features import WHERE, Seen, kind_of_claim
from extract.relations.status_reader.model import JUDGED, StatusModel

# How a status is named that the model gives against the rules.
BY_MODEL = "model"
# So likely another status must be for the rules to be overruled.
_LEAST = 0.6


def seen_of(finding: Finding, subject: str, name: str) -> Seen:
    """A reading as the model sees it, with what the rules say; `subject` is its subject's type, `name` what it is
    about: its object, or the subject where that is in a place or park."""
    spot = spot_of(finding.skeleton, finding.focus)
    ruled = status_of(spot, finding.predicate, subject, finding.status)
    kind = kind_of_claim(finding.predicate, subject)
    return Seen(spot, ruled, kind, finding.rule, finding.status, name)


def judged(seen: Seen, model: StatusModel) -> Status:
    """The status that the rules give, or another that the model finds a good deal likelier; what has ended, or is only
    mentioned, stays so."""
    if seen.ruled.value not in JUDGED or seen.kind == WHERE:
        return seen.ruled
    likely = model.probabilities(seen)
    best = max(range(len(JUDGED)), key=likely.__getitem__)
    if JUDGED[best] == seen.ruled.value or likely[best] < _LEAST:
        return seen.ruled
    return Status(JUDGED[best], said=True, why=BY_MODEL)
