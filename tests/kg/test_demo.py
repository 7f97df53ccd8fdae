"""`zhengmai demo`: what a newcomer sees first, and what it says to do next."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_demo_shows_the_whole_way_and_ends_with_how_to_go_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "demo", "-o", "demo", "-j", "1"]
    shown = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8"
    )
    assert shown.returncode == 0, shown.stderr
    assert "虚构示例" in shown.stdout
    assert "蚌埠市" in shown.stdout
    assert "zhengmai serve -g demo/graph" in shown.stderr.splitlines()[-1]
    assert (tmp_path / "demo" / "四送一服.html").exists()
