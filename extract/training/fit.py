"""Training: seeded, on two CPU cores, with the weights averaged over the last steps."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from extract.recogniser.alphabet import Alphabet
from extract.recogniser.tagset import encode
from extract.training.labels import Labelled
from extract.training.lac_weights import Floats, LacWeights
from extract.training.network import PolicyNetwork

Augment = Callable[[Labelled, random.Random], Labelled]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; the rates are those of a first trial; nobody has searched for better ones."""

    seed: int = 20261122
    epochs: int = 14
    batch: int = 32
    encoder_rate: float = 1e-3
    head_rate: float = 5e-3
    crf_rate: float = 1e-2
    dropout: float = 0.3
    average: float = 0.998
    clip: float = 5.0


def fit(
    sentences: Sequence[Labelled],
    alphabet: Alphabet,
    embedding: Floats,
    weights: LacWeights,
    recipe: Recipe,
    augment: Augment,
    after_epoch: Callable[[int, float], None] = lambda epoch, loss: None,
) -> PolicyNetwork:
    """A network trained on `sentences`, each epoch seeing them as `augment` makes them anew.

    The same sentences and recipe on the same machine give the same network. `after_epoch` hears of each
    epoch's number and mean loss.
    """
    torch.manual_seed(recipe.seed)
    torch.use_deterministic_algorithms(True)
    chance = random.Random(recipe.seed)
    network = PolicyNetwork(embedding, weights, recipe.dropout)
    optimiser = torch.optim.Adam(
        [
            {"params": [*network.embedding.parameters(), *network.encoder.parameters()], "lr": recipe.encoder_rate},
            {"params": network.head.parameters(), "lr": recipe.head_rate},
            {"params": network.crf.parameters(), "lr": recipe.crf_rate},
        ]
    )
    steps = recipe.epochs * math.ceil(len(sentences) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps))
    mean = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.average)
    )
    for epoch in range(recipe.epochs):
        network.train()
        losses = []
        for characters, lengths, tags in _batches(sentences, alphabet, recipe.batch, chance, augment):
            optimiser.zero_grad()
            loss = network.loss(characters, lengths, tags)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
            optimiser.step()
            schedule.step()
            network.forbid()
            mean.update_parameters(network)
            losses.append(loss.item())
        after_epoch(epoch, sum(losses) / len(losses))
    trained: PolicyNetwork = mean.module
    trained.forbid()
    trained.eval()
    return trained


def _rate(step: int, steps: int) -> float:
    """Share of the full learning rate: up over the first twentieth, then down in a straight line."""
    return min(1.0, step / (steps * 0.05 + 1)) * max(0.05, 1 - step / steps)


def _batches(
    sentences: Sequence[Labelled], alphabet: Alphabet, size: int, chance: random.Random, augment: Augment
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Batches of sentences of like length, in an order of chance; in each, the longest comes first."""
    made = [augment(sentence, chance) for sentence in sentences]
    made = [m for m in made if m.text]
    made.sort(key=lambda m: (len(m.text) // 8, chance.random()))
    batches = [made[i : i + size] for i in range(0, len(made), size)]
    chance.shuffle(batches)
    for batch in batches:
        batch.sort(key=lambda m: -len(m.text))
        lengths = [len(m.text) for m in batch]
        characters = np.zeros((len(batch), lengths[0]), np.int64)
        tags = np.zeros_like(characters)
        for row, m in enumerate(batch):
            characters[row, : lengths[row]] = alphabet.numbers(m.text)
            tags[row, : lengths[row]] = encode(lengths[row], m.spans)
        yield torch.from_numpy(characters), torch.tensor(lengths), torch.from_numpy(tags)
