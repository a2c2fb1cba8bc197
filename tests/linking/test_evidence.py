"""What a key is evidence of."""

from __future__ import annotations

import pytest

from app.linking.evidence import evidence


@pytest.mark.parametrize(
    ("key", "by"),
    [
        ("authority:https://w3id.org/sayso/authority/us-federal/ice", "authority record"),
        ("report:number:oig-18-36", "number or citation"),
        ("report:title:counting bridges", "title"),
        ("agency:acronym:dwob", "acronym"),
        ("person:jane roe:at:agency:larkspur roads department", "name and body"),
        ("person:jane roe:at:acronym:lrd", "name and acronym of a body"),
        ("person:jane roe:as:governor of texas", "name and title"),
        ("policy:detainer policy:of:ice", "name and body that it belongs to"),
        ("agency:larkspur roads department", "name"),
        ("split:12", "decision"),
    ],
)
def test_each_key_says_by_what_mentions_are_one(key: str, by: str) -> None:
    assert evidence(key)[0] == by


def test_an_authority_identifies_more_than_a_name_and_a_name_more_than_an_acronym() -> None:
    scores = [evidence(key)[1] for key in ("authority:x", "person:a b:at:agency:c", "agency:a b", "agency:acronym:ab")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
