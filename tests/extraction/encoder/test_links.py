from __future__ import annotations

import math

import numpy as np
import pytest

from app.extraction.encoder.links import Link, Links, Role, gelu

WIDTH = 2


def weights() -> dict[str, np.ndarray]:
    """A head that looks at the first number of a span's first piece: like numbers go together."""
    found: dict[str, np.ndarray] = {}
    for role in Role:
        found[f"pool.{role}.weight"] = np.array([[1, 0, 0, 0], [0, 1, 0, 0]], np.float32)
        found[f"pool.{role}.bias"] = np.zeros(WIDTH, np.float32)
        found[f"none.{role}"] = np.zeros(WIDTH, np.float32)
    for link in Link:
        found[f"bilinear.{link}"] = np.eye(WIDTH, dtype=np.float32)
        found[f"distance.{link}"] = np.zeros(32, np.float32)
        found[f"lines.{link}"] = np.zeros(3, np.float32)
    return found


def states(*ones: int) -> np.ndarray:
    return np.array([[4.0, 0.0] if one else [0.0, 4.0] for one in ones], np.float32)


def test_each_row_is_a_distribution() -> None:
    scores = Links(weights()).score(Link.CONTENT_CUE, states(1, 0, 1), [(0, 1), (1, 2)], [(2, 3)], np.zeros(3, np.int64))
    assert scores.shape == (2, 2)
    assert np.exp(scores).sum(1) == pytest.approx([1, 1], abs=1e-5)


def test_the_span_that_fits_is_taken_and_none_where_none_fits() -> None:
    scores = Links(weights()).score(Link.CONTENT_CUE, states(1, 0, 1), [(0, 1)], [(1, 2), (2, 3)], np.zeros(3, np.int64))
    assert scores[0].argmax() == 1
    alone = Links(weights()).score(Link.CONTENT_CUE, states(1), [(0, 1)], [], np.zeros(1, np.int64))
    assert alone.tolist() == [[0.0]]


def test_near_and_far_count_apart() -> None:
    own = weights()
    own["distance.content_cue"] = np.array([9.0] * 3 + [-9.0] * 29, np.float32)
    scores = Links(own).score(Link.CONTENT_CUE, states(1, *[1] * 30), [(0, 1)], [(2, 3), (29, 30)], np.zeros(31, np.int64))
    assert scores[0].argmax() == 0


def test_lines_before_and_after_count_apart() -> None:
    own = weights() | {"lines.content_cue": np.array([9.0, 0.0, -9.0], np.float32)}
    lines = np.array([0, 1, 2])
    scores = Links(own).score(Link.CONTENT_CUE, states(1, 0, 1), [(1, 2)], [(0, 1), (2, 3)], lines)
    assert scores[0].argmax() == 0


@pytest.mark.parametrize("value", [-6.0, -1.5, -0.2, 0.0, 0.7, 2.0, 5.0])
def test_gelu_is_x_times_the_normal_distribution(value: float) -> None:
    expected = value * 0.5 * (1 + math.erf(value / math.sqrt(2)))
    assert gelu(np.array([value], np.float32))[0] == pytest.approx(expected, abs=1e-5)
