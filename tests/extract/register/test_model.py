"""The file of weights."""

from pathlib import Path

import pytest

from extract.register.features import features
from extract.register.model import RegisterError, RegisterModel, read_model, shipped


def test_a_model_comes_back_from_its_file(tmp_path: Path) -> None:
    model = RegisterModel(-0.5, {"h强化": 1.25, "e进展": -2.0, "h了解": 0.001}, {"date": "2026"})
    (tmp_path / "m.json").write_text(model.to_json(), encoding="utf-8")
    read = read_model(tmp_path / "m.json")
    assert (read.intercept, read.weights, read.about) == (-0.5, {"h强化": 1.25, "e进展": -2.0}, {"date": "2026"})


@pytest.mark.parametrize("content", ["", "[]", '{"intercept": 1}', '{"about": {}, "weights": {"a": "b"}}'])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "m.json").write_text(content, encoding="utf-8")
    with pytest.raises(RegisterError, match=r"m\.json: not the weights of a register"):
        read_model(tmp_path / "m.json")


def test_results_report_and_directives_intend() -> None:
    assert shipped().odds(features("规上工业增加值比上年增长8.1%，取得明显进展。", 2020)) < -1
    assert shipped().odds(features("对新认定的企业，给予最高不超过50万元奖励。", 2020)) > 1
