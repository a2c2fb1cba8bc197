"""Quotations of the same words: cut, changed, or only a part within another sentence."""

from __future__ import annotations

import pytest

from app.joining.quotations import Change, changed

WHOLE = "We counted every bridge in the county twice, and nobody told us before the winter."


@pytest.mark.parametrize(
    ("other", "whole", "change"),
    [
        (WHOLE, True, None),
        ("we counted every bridge in the county twice", False, None),
        ("We counted every bridge in the county twice.", True, Change.CUT),
        ("We counted every bridge … and nobody told us before the winter.", True, Change.CUT),
        ("We counted every bridge, and nobody told us before the winter.", False, Change.CUT),
        ("We counted every road in the county twice, and nobody told us before the winter.", True, Change.CHANGED),
        ("The ferry will leave the harbor at noon on every day but Sunday.", True, None),
        ("counted every bridge", True, None),
    ],
)
def test_what_became_of_a_quotation(other: str, whole: bool, change: Change | None) -> None:
    assert changed(WHOLE, other, whole=whole) is change
    assert changed(other, WHOLE, whole=whole) is change
