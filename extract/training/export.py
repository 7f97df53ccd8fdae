"""A trained network as files that need no torch: `policy.onnx` and `policy.json`.

The embedding is kept in half precision, which halves the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from extract.recogniser.alphabet import Alphabet
from extract.recogniser.tagset import TAGS
from extract.training.graph import graph_of
from extract.training.network import PolicyNetwork


def export(network: PolicyNetwork, alphabet: Alphabet, about: Mapping[str, object], folder: Path) -> None:
    """Write the model into `folder`; `about` says where it comes from (labels, seed, date). Same network, same file."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    (folder / "policy.onnx").write_bytes(graph_of(weights).SerializeToString(deterministic=True))
    described = {
        "about": about,
        "tags": TAGS,
        "transitions": {name: np.round(part, 4).tolist() for name, part in network.transitions().items()},
        "characters": alphabet.characters,
        "variants": dict(alphabet.variants),
    }
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"), default=float)
    (folder / "policy.json").write_text(text + "\n", "utf-8")
