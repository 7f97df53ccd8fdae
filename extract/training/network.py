"""The network: LAC's embedding and two bidirectional GRU layers under a linear head and a CRF, in torch.

Sources: LAC (Jiao, Sun and Sun 2018, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network"); linear-chain CRF
(Lafferty, McCallum and Pereira 2001). Torch is needed for training only.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from torchcrf import CRF

from extract.recogniser.tagset import TAGS, allowed, may_begin, may_end
from extract.training.lac_weights import HIDDEN, Floats, LacWeights

NEVER = -100.0


class PolicyNetwork(nn.Module):
    """Character numbers (batch, length) in, emissions (batch, length, tags) or the loss out."""

    def __init__(self, embedding: Floats, weights: LacWeights, dropout: float) -> None:
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(torch.tensor(embedding), freeze=False)
        self.encoder = nn.GRU(embedding.shape[1], HIDDEN, num_layers=2, batch_first=True, bidirectional=True)
        self.encoder.load_state_dict({name: torch.tensor(value) for name, value in weights.layers.items()})
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * HIDDEN, len(TAGS))
        self.crf = CRF(len(TAGS), batch_first=True)
        self.forbid()

    def forward(self, characters: Tensor, lengths: Tensor) -> Tensor:
        """Emissions of each character; `lengths` (batch,) in falling order, the rest is padding."""
        packed = pack_padded_sequence(self.dropout(self.embedding(characters)), lengths, batch_first=True)
        states, _ = pad_packed_sequence(self.encoder(packed)[0], batch_first=True)
        emissions: Tensor = self.head(self.dropout(states))
        return emissions

    def loss(self, characters: Tensor, lengths: Tensor, tags: Tensor) -> Tensor:
        """Mean negative log-likelihood a character."""
        mask = torch.arange(characters.shape[1])[None, :] < lengths[:, None]
        likelihood: Tensor = self.crf(self.forward(characters, lengths), tags, mask=mask, reduction="token_mean")
        return -likelihood

    def forbid(self) -> None:
        """Make what BIOES does not allow impossible; called after each step, so that it stays so."""
        with torch.no_grad():
            self.crf.transitions[torch.from_numpy(~allowed())] = NEVER
            self.crf.start_transitions[torch.from_numpy(~may_begin())] = NEVER
            self.crf.end_transitions[torch.from_numpy(~may_end())] = NEVER

    def transitions(self) -> dict[str, Floats]:
        """The CRF's scores: `start` (tags,), `between` (tags, tags), `end` (tags,)."""
        parts = {"start": self.crf.start_transitions, "between": self.crf.transitions, "end": self.crf.end_transitions}
        return {name: np.asarray(part.detach().numpy(), np.float32) for name, part in parts.items()}
