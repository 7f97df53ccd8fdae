"""The tagger of the package `envpos` (Apache-2.0): its weights, run by torch alone and in exact batches.

An ALBERT of four layers that share their weights (Lan et al. 2020), a bidirectional LSTM and a CRF over BIOES tags of
environment and policy text. The package itself is never imported: it would load transformers and word clouds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from extract.recogniser.pieces import Piece, cut, equal_batches
from extract.recogniser.tagset import Span
from extract.recogniser.threads import one_thread
from extract.recogniser.viterbi import Floats, best_paths_by_time

_LAYER = "albert.encoder.albert_layer_groups.0.albert_layers.0."
_UNKNOWN, _FIRST, _LAST = "[UNK]", "[CLS]", "[SEP]"


class EnvposTagger:
    """The tagger, on one thread. `folder` holds its model: config.json, vocab.txt and pytorch_model.bin."""

    def __init__(self, folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        names = config["entities"]
        # Decoding as the package does: four tags of each type follow O, in the order of its own list.
        self._tags = ("O", *(f"{part}-{name}" for name in names for part in "BIES"))
        vocabulary = (folder / "vocab.txt").read_text("utf-8").split("\n")
        self._rows = {entry: row for row, entry in enumerate(vocabulary)}
        weights = torch.load(folder / "pytorch_model.bin", map_location="cpu", weights_only=True)
        self._network = _Network(weights, config["num_hidden_layers"], config["num_attention_heads"])
        between, start, end = (weights[f"crf.{n}transitions"].numpy() for n in ("", "start_", "end_"))
        self._between: Floats = between
        self._start: Floats = start
        self._end: Floats = end

    def tag(self, sentences: Sequence[str]) -> list[list[Span]]:
        """The words of each sentence with envpos's own tags (com, gov, n, v …), in order.

        Blanks are no characters to the tagger, as in the package; a word may reach over them.
        """
        found: list[list[Span]] = [[] for _ in sentences]
        kept = [[i for i, c in enumerate(sentence) if not c.isspace()] for sentence in sentences]
        solid = ["".join(s[i] for i in places) for s, places in zip(sentences, kept, strict=True)]
        with one_thread():
            tagged = [
                item for batch in equal_batches(cut(solid)) for item in zip(batch, self._paths(batch), strict=True)
            ]
        for piece, path in tagged:
            places = kept[piece.sentence][piece.offset : piece.offset + len(piece.text)]
            found[piece.sentence] += [Span(places[s.start], places[s.end - 1] + 1, s.type) for s in self._words(path)]
        return [sorted(words) for words in found]

    def _paths(self, batch: Sequence[Piece]) -> list[list[int]]:
        rows = np.array([self._encode(piece.text) for piece in batch], np.int64)
        emissions = self._network.emissions(torch.from_numpy(rows))
        emissions[0] += self._start
        emissions[-1] += self._end
        paths: list[list[int]] = best_paths_by_time(emissions, self._between)[:, 1:-1].tolist()
        return paths

    def _encode(self, text: str) -> list[int]:
        unknown = self._rows[_UNKNOWN]
        inner = (self._rows.get(c.lower(), unknown) for c in text)
        return [self._rows[_FIRST], *inner, self._rows[_LAST]]

    def _words(self, path: Sequence[int]) -> Iterator[Span]:
        """Words by their first tag; what goes on without a beginning is passed over, as in the package."""
        at = 0
        while at < len(path):
            part, _, name = self._tags[path[at]].partition("-")
            start, at = at, at + 1
            if part == "B":
                while at < len(path) and self._tags[path[at]][0] == "I":
                    at += 1
                at += at < len(path) and self._tags[path[at]][0] == "E"
            if part in ("B", "S"):
                yield Span(start, at, name)


class _Network(nn.Module):
    """Rows of characters in, emissions out."""

    def __init__(self, weights: dict[str, Tensor], layers: int, heads: int) -> None:
        super().__init__()
        self._weights, self._layers, self._heads = weights, layers, heads
        hidden = weights["bilstm.weight_hh_l0"].shape[1]
        self._lstm = nn.LSTM(weights["bilstm.weight_ih_l0"].shape[1], hidden, bidirectional=True)
        own = {name.removeprefix("bilstm."): value for name, value in weights.items() if name.startswith("bilstm.")}
        self._lstm.load_state_dict(own)

    def emissions(self, rows: Tensor) -> Floats:
        """(length, batch, tags) for rows (batch, length) without padding."""
        with torch.inference_mode():
            states = self._linear(self._embed(rows), "albert.encoder.embedding_hidden_mapping_in")
            for _ in range(self._layers):
                states = self._layer(states)
            result: Floats = self._linear(self._lstm(states.transpose(0, 1))[0], "classifier").numpy()
        return result

    def _embed(self, rows: Tensor) -> Tensor:
        place, table = "albert.embeddings.", self._weights
        positions = table[f"{place}position_embeddings.weight"]
        # The longest pieces are two marks longer than the table, whose last row then serves for three places.
        numbers = torch.arange(rows.shape[1]).clamp(max=len(positions) - 1)
        words, types = table[f"{place}word_embeddings.weight"], table[f"{place}token_type_embeddings.weight"]
        return self._norm(words[rows] + positions[numbers] + types[0], f"{place}LayerNorm")

    def _layer(self, states: Tensor) -> Tensor:
        attention = f"{_LAYER}attention."
        query, key, value = (self._split(self._linear(states, attention + n)) for n in ("query", "key", "value"))
        seen = F.scaled_dot_product_attention(query, key, value).transpose(1, 2).reshape(states.shape)
        states = self._norm(states + self._linear(seen, f"{attention}dense"), f"{attention}LayerNorm")
        wide = F.gelu(self._linear(states, f"{_LAYER}ffn"))
        return self._norm(states + self._linear(wide, f"{_LAYER}ffn_output"), f"{_LAYER}full_layer_layer_norm")

    def _split(self, states: Tensor) -> Tensor:
        batch, length, size = states.shape
        return states.view(batch, length, self._heads, size // self._heads).transpose(1, 2)

    def _linear(self, states: Tensor, name: str) -> Tensor:
        return F.linear(states, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, states: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return F.layer_norm(states, weight.shape, weight, bias, eps=1e-12)
