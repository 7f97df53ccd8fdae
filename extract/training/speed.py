"""How fast LAC and the policy model are, and how much memory each takes: measured in processes of their own.

Run as a program (`python -m extract.training.speed lac`), it reads sentences as JSON from stdin and prints its figures.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

MEASURED = ("lac", "policy")
_ROUNDS = 3
_WARMING = 32


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters a second of CPU time, the median of some rounds, and the largest peak of memory in MB."""

    characters: int
    rate: int
    memory: int


def speeds(sentences: Sequence[str], model: Path | None = None) -> dict[str, Speed]:
    """LAC and the policy model (of the folder `model`, or the shipped one) over the same sentences, turn by turn.

    Raises CalledProcessError where a recogniser does not load.
    """
    characters = sum(map(len, sentences))
    rounds = [{name: _measured(name, sentences, model) for name in MEASURED} for _ in range(_ROUNDS)]
    return {
        name: Speed(
            characters,
            round(characters / median(one[name][0] for one in rounds)),
            round(max(one[name][1] for one in rounds)),
        )
        for name in MEASURED
    }


def _measured(name: str, sentences: Sequence[str], model: Path | None) -> tuple[float, float]:
    """Seconds of CPU time and megabytes of a fresh process."""
    command = [sys.executable, "-m", __name__, name, *([str(model.resolve())] if model else [])]
    path = os.pathsep.join(p or str(Path.cwd()) for p in sys.path)
    ended = subprocess.run(
        command, input=json.dumps(list(sentences)).encode(), stdout=subprocess.PIPE, check=True,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    seconds, memory = json.loads(ended.stdout)
    return seconds, memory


def _run(name: str, model: str, sentences: list[str]) -> tuple[float, float]:
    tag = _loaded(name, model)
    tag(sentences[:_WARMING])
    start = time.process_time()
    tag(sentences)
    return max(time.process_time() - start, 1e-9), _peak()


def _loaded(name: str, model: str) -> Callable[[Sequence[str]], object]:
    if name == "lac":
        from extract.recogniser.lac import LacRecogniser

        return LacRecogniser().tag
    from extract.recogniser.policy import PolicyRecogniser

    return PolicyRecogniser(Path(model) if model else None).recognise


def _peak() -> float:
    """Peak of the resident memory of this process, in MB."""
    status = Path("/proc/self/status")
    # Linux lets `ru_maxrss` begin with what the process took that started this one.
    if status.exists() and (peak := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(peak[1]) / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1], "".join(sys.argv[2:]), json.load(sys.stdin))))
