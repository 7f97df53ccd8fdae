"""The weights that travel in the package."""

from extract.register import shipped
from extract.register.features import features


def test_results_report_and_directives_intend() -> None:
    assert shipped().raw(features("规上工业增加值比上年增长8.1%，取得明显进展。", 2020)) < -1
    assert shipped().raw(features("对新认定的企业，给予最高不超过50万元奖励。", 2020)) > 1
