"""Which cue a content goes with, and which source: a biaffine head over spans (Dozat and Manning, 2017)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np

from app.extraction.encoder.pieces import Integers
from app.extraction.encoder.tagging import Floats, Stretch, log_probabilities

DISTANCES = (0, 1, 2, 3, 5, 8, 12, 18, 26, 40, 60, 90, 140, 220, 400)
"""Bounds of the classes of distance between two spans, in pieces."""


class Role(StrEnum):
    """The parts of an attribution."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


class Link(StrEnum):
    """What is linked with what: each of the first with one of the second, or with none."""

    CONTENT_CUE = "content_cue"
    CUE_SOURCE = "cue_source"
    CONTENT_SOURCE = "content_source"

    @property
    def roles(self) -> tuple[Role, Role]:
        """The two roles."""
        one, two = self.value.split("_")
        return Role(one), Role(two)


class Links:
    """The linking head with its weights, by name (see ``bench/attribution/network.py``, which trains them)."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._weights = weights

    def score(self, link: Link, states: Floats, one: Sequence[Stretch], two: Sequence[Stretch], lines: Integers) -> Floats:
        """Log probabilities of shape (one, two + 1) that each of ``one`` goes with each of ``two`` or, last, with none.

        All spans lie in one window, whose states and line numbers these are.
        """
        weights = self._weights
        first, second = link.roles
        left = self._spans(first, states, one)
        right: Floats = np.vstack([self._spans(second, states, two), weights[f"none.{second}"][None]])
        scores: Floats = (left @ weights[f"bilinear.{link}"] @ right.T).astype(np.float32)
        if one and two:
            classes = _distances(np.array(one), np.array(two))
            scores[:, :-1] += weights[f"distance.{link}"][classes] + weights[f"lines.{link}"][_apart(lines, one, two)]
        return log_probabilities(scores)

    def _spans(self, role: Role, states: Floats, spans: Sequence[Stretch]) -> Floats:
        """The spans of a role, each from its first and its last piece: shape (spans, width of the head)."""
        places = np.array(spans, np.int64).reshape(-1, 2)
        ends = np.hstack([states[places[:, 0]], states[places[:, 1] - 1]])
        return gelu(ends @ self._weights[f"pool.{role}.weight"].T + self._weights[f"pool.{role}.bias"])


def _distances(one: Integers, two: Integers) -> Integers:
    """The class of the distance between each two spans, in pieces, apart for what comes before and after."""
    after = two[None, :, 0] - one[:, None, 1]
    before = one[:, None, 0] - two[None, :, 1]
    gap = np.maximum(np.maximum(after, before), 0)
    classes = np.searchsorted(DISTANCES, gap, side="left")
    follows = two[None, :, 0] > one[:, None, 0]
    apart: Integers = np.where(follows, classes, classes + len(DISTANCES) + 1)
    return apart


def _apart(lines: Integers, one: Sequence[Stretch], two: Sequence[Stretch]) -> Integers:
    """0 where the second is on an earlier line, 1 on the same, 2 on a later one."""
    first, second = lines[[span[0] for span in one]], lines[[span[0] for span in two]]
    steps: Integers = np.clip(second[None, :] - first[:, None], -1, 1) + 1
    return steps


def gelu(values: Floats) -> Floats:
    """x · Φ(x); the error function by Abramowitz and Stegun 7.1.26, which is right to 1.5e-7."""
    magnitude = np.abs(values) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * magnitude)
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    erf = np.sign(values) * (1.0 - series * np.exp(-magnitude * magnitude))
    found: Floats = (0.5 * values * (1.0 + erf)).astype(np.float32)
    return found
