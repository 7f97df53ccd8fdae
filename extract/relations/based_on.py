"""How policies rest on each other, beyond what one sentence says of two that it names: the policy that the document
is, what a title tells (关于修改《某办法》的决定), and lists of repealed policies under an announcement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.relations.document import DocumentView
from extract.relations.engine import OF_NEW, THIS_POLICY, Finding, apply_rules
from extract.relations.rules import title_rules
from extract.relations.skeleton import LETTERS, Skeleton, build_skeleton
from extract.rules import any_of

_POLICY = LETTERS["Policy"]
_ITEM = re.compile(rf"[^，。；：\n{_POLICY}]{{0,32}}{_POLICY}[^。\n{_POLICY}]{{0,40}}[。；\n]?")


def title_findings(view: DocumentView, skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """What titles tell of the policies named in them."""
    for skeleton in skeletons:
        for ref in (r for group in skeleton.groups for r in group if r.type == "Policy"):
            inner = [r for r in view.nested_in(ref) if r.type == "Policy" and r.entity != ref.entity]
            if inner:
                stretch = skeleton.sentence._replace(start=ref.start, end=ref.end)
                for f in apply_rules(build_skeleton(view.text, stretch, inner), title_rules()):
                    yield replace(f, subject=ref.entity, start=ref.start, end=ref.end)


def repealed_in_lists(skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """The items under 下列文件同时废止： as what this policy repeals."""
    announced = False
    for skeleton in skeletons:
        at = skeleton.text.find(_POLICY)
        if announced and at >= 0 and _ITEM.fullmatch(skeleton.text):
            for ref in skeleton.group_at(at):
                yield Finding(
                    THIS_POLICY, "basedOn", ref.entity, "repeals-listed", ref.start, ref.end, ref.start, skeleton,
                    kind="repeals",
                )  # fmt: skip
        else:
            announced = any_of("own_policy", "repeal_list").search(skeleton.text) is not None


def with_own_policy(view: DocumentView, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of this policy told of the document's own; without them where the text does not name it."""
    own = view.own_policy
    for f in findings:
        if f.subject != THIS_POLICY:
            yield f
        elif f.rule in OF_NEW and view.groups[f.object].vocabulary:
            continue
        elif own is not None and own != f.object and (f.predicate == "basedOn" or _tells_of_itself(view, f)):
            yield replace(f, subject=own)


def _tells_of_itself(view: DocumentView, f: Finding) -> bool:
    """Whether what is set up there is set up by the document's own policy: it is that policy, or it explains it."""
    is_policy = f.skeleton.sentence.role == "provision" or view.title is not None
    return is_policy or any_of("own_policy", "explained").search(view.text) is not None
