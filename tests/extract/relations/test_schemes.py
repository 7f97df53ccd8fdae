"""A policy sets up the programme in its title where it is that programme's own scheme, not where it only serves one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import Record


def _set_up(record: Record) -> set[tuple[str, str]]:
    names = {e.id: e.name for e in record.entities}
    return {(names[r.subject], names[r.object]) for r in record.relations if r.predicate == "establishes"}


@pytest.mark.parametrize(
    ("title", "programme"),
    [
        ("《青山县“四送一服”专项行动实施方案》", "四送一服"),
        ("《青山县“小升规”企业培育工作方案（2021—2023年）》", "小升规"),
        ("《关于全面推行链长制的意见》", "链长制"),
        ("《关于开展开发区“链长制”试点进一步推进招商的通知》", "链长制"),
        ("《青山县科技企业孵化器管理办法（试行）》", "科技企业孵化器"),
        ("《青山县人民政府关于印发〈青山县“小升规”培育方案〉的通知》", "小升规"),
    ],
)
def test_a_scheme_of_its_own_sets_a_programme_up(record_of: Callable[..., Record], title: str, programme: str) -> None:
    assert programme in {o for _, o in _set_up(record_of(f"印发{title}。"))}


@pytest.mark.parametrize(
    "title",
    [
        "《青山县支持专精特新中小企业发展的若干措施》",
        "《关于加快科技企业孵化器发展的实施意见》",
        "《关于贯彻落实“凤凰行动”计划深化企业上市的实施意见》",
        "《数字化车间装备互联互通规范》",
        "《国家新一代人工智能创新发展试验区建设方案》",
        "《关于推荐智能制造试点示范项目的通知》",
        "《绿色工厂建设指南》",
        "《青山县“小升规”工作专班组建方案》",
    ],
)
def test_what_serves_a_programme_sets_none_up(record_of: Callable[..., Record], title: str) -> None:
    assert not _set_up(record_of(f"印发{title}。"))


def test_of_two_names_the_whole_one_is_set_up(record_of: Callable[..., Record]) -> None:
    record = record_of("印发《青山县智能制造试点示范培育行动实施方案》。实施智能制造试点示范培育行动。")
    assert {o for _, o in _set_up(record)} == {"智能制造试点示范培育行动"}
