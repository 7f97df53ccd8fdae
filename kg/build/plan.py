"""What a build took in, compared with the current generation: what is to become of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from kg.build.fingerprint import graph_fingerprint
from kg.build.intake import Intake
from kg.build.options import BuildOptions
from kg.resolve.judgements import Line, live

# Taking a document out of what the others share costs about twice what writing it does (docs/store.md).
_MANY, _SHARE = 60, 3


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build took in and what is to become of it; `info` is the next generation's build information.

    `changed` documents are written, `removed` ones dropped; with `anew` nothing is taken over from `before`, the
    build information of the current generation. `ledger` are people's judgements.
    """

    intake: Intake
    ledger: Sequence[Line]
    info: dict[str, Any]
    before: Mapping[str, Any]
    changed: list[str]
    removed: list[str]
    anew: bool

    @property
    def idle(self) -> bool:
        """Whether the current generation is already what is asked for."""
        judged = self.info["judgements"] != self.before.get("judgements")
        return not (self.anew or self.changed or self.removed or judged)

    @property
    def documents(self) -> list[str]:
        """All documents of the next generation, by name."""
        return sorted(self.intake.sources, key=lambda document: (self.intake.sources[document].doc, document))

    def from_nothing(self) -> Plan:
        """The same plan where nothing can be taken over."""
        return replace(self, changed=self.documents, anew=True)


def make_plan(intake: Intake, options: BuildOptions, ledger: Sequence[Line], before: Mapping[str, Any]) -> Plan:
    """Compare what was taken in with the current generation."""
    sources: dict[str, Any] = msgspec.to_builtins(intake.sources)
    info: dict[str, Any] = {
        "fingerprint": graph_fingerprint(options.base, options.vocabulary),
        "documents": sources,
        "judgements": sorted(line.judgement.id for line in live(ledger)),
        "texts": {document: source.text for document, source in intake.sources.items()},
    }
    old: Mapping[str, Any] = before.get("documents", {})
    anew = before.get("fingerprint") != info["fingerprint"]
    plan = Plan(intake, ledger, info, before, [], sorted(old.keys() - sources.keys()), anew)
    plan = replace(plan, changed=[d for d in plan.documents if anew or old.get(d) != sources[d]])
    return plan.from_nothing() if _is_upheaval(len(plan.changed) + len(plan.removed), len(old)) else plan


def _is_upheaval(touched: int, before: int) -> bool:
    """Whether so many documents come, change and go that following each costs more than writing all that stay."""
    return touched > _MANY and touched * _SHARE > before
