"""The network that is trained: an encoder with tag heads for sources, cues and contents, a names head, and linking heads.

The linking heads score pairs of spans by a biaffine form (Dozat and Manning, 2017) with biases for their distance and for
whether they stand on one line; ``app/extraction/encoder/links.py`` computes the same without torch.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from transformers import AutoModel

from app.extraction.encoder.links import DISTANCES, Link, Role
from app.extraction.encoder.pieces import Case
from bench.attribution.labels import NAME_TYPES

LINK_WIDTH = 192
DROPOUT = 0.1


class Attributions(nn.Module):
    """An encoder that reads pieces with their case, and the heads over its states."""

    def __init__(self, encoder: nn.Module, width: int, names: int = 1 + 2 * len(NAME_TYPES)) -> None:
        super().__init__()
        self.encoder = encoder
        self.case = nn.Embedding(len(Case), width)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(DROPOUT)
        self.tag = nn.Linear(width, 3 * len(Role))
        self.name = nn.Linear(width, names)
        self.pool = nn.ModuleDict({role: _pool(width) for role in Role})
        self.none = nn.ParameterDict({role: nn.Parameter(torch.randn(LINK_WIDTH) * 0.02) for role in Role})
        self.bi = nn.ParameterDict({link: nn.Parameter(_bilinear()) for link in Link})
        self.dist = nn.ModuleDict({link: nn.Embedding(2 * len(DISTANCES) + 2, 1) for link in Link})
        for embedding in self.dist.values():
            nn.init.zeros_(embedding.weight)
        self.lines = nn.ParameterDict({link: nn.Parameter(torch.zeros(3)) for link in Link})

    @classmethod
    def of(cls, base: str) -> Attributions:
        """The network over a pretrained encoder, a folder in the format of ``transformers``.

        Attention dropout is 0, which makes training on a processor 1.7 times faster; dropout on the embeddings
        and the heads stays.
        """
        encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
        )
        return cls(encoder, encoder.config.hidden_size)

    def states(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """The states of windows: shape (windows, pieces, width)."""
        embedded = self.encoder.get_input_embeddings()(ids) + self.case(cases)
        states: Tensor = self.encoder(inputs_embeds=self.drop(embedded), attention_mask=mask).last_hidden_state
        return states

    def tags(self, states: Tensor) -> Tensor:
        """Scores of tags: shape (windows, pieces, roles, 3)."""
        scores: Tensor = self.tag(self.drop(states)).unflatten(-1, (len(Role), 3))
        return scores

    def names(self, states: Tensor) -> Tensor:
        """Scores of names: shape (windows, pieces, 1 + 2 · types)."""
        scores: Tensor = self.name(self.drop(states))
        return scores

    def links(self, link: Link, states: Tensor, one: Tensor, two: Tensor, line: Tensor) -> Tensor:
        """Scores of shape (one, two + 1) within one window; spans are pairs of first piece and end, the last column is none."""
        first, second = link.roles
        left = self._spans(first, states, one)
        right = torch.cat((self._spans(second, states, two), self.none[second][None]))
        scores = left @ self.bi[link] @ right.T
        extra = self.dist[link](_distance_classes(one, two)).squeeze(-1) + self.lines[link][_apart(line, one, two)]
        return torch.cat((scores[:, :-1] + extra, scores[:, -1:]), 1)

    def _spans(self, role: Role, states: Tensor, spans: Tensor) -> Tensor:
        ends = torch.cat((states[spans[:, 0]], states[spans[:, 1] - 1]), -1)
        pooled: Tensor = self.pool[role](ends)
        return pooled

    def link_weights(self) -> Mapping[str, Tensor]:
        """The weights of the linking heads by the names that ``app/extraction/encoder/links.py`` reads."""
        weights: dict[str, Tensor] = {}
        for role in Role:
            weights[f"pool.{role}.weight"], weights[f"pool.{role}.bias"] = self.pool[role][0].weight, self.pool[role][0].bias
            weights[f"none.{role}"] = self.none[role]
        for link in Link:
            weights[f"bilinear.{link}"], weights[f"lines.{link}"] = self.bi[link], self.lines[link]
            weights[f"distance.{link}"] = self.dist[link].weight.squeeze(-1)
        return weights


def _pool(width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width * 2, LINK_WIDTH), nn.GELU(), nn.Dropout(DROPOUT))


def _bilinear() -> Tensor:
    return torch.randn(LINK_WIDTH, LINK_WIDTH) * 0.5 * LINK_WIDTH**-0.5


def _distance_classes(one: Tensor, two: Tensor) -> Tensor:
    after = two[None, :, 0] - one[:, None, 1]
    before = one[:, None, 0] - two[None, :, 1]
    gap = torch.maximum(torch.maximum(after, before), torch.zeros_like(after))
    classes = torch.bucketize(gap, torch.tensor(DISTANCES))
    return torch.where(two[None, :, 0] > one[:, None, 0], classes, classes + len(DISTANCES) + 1)


def _apart(line: Tensor, one: Tensor, two: Tensor) -> Tensor:
    return (line[two[:, 0]][None] - line[one[:, 0]][:, None]).clamp(-1, 1) + 1
