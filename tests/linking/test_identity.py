from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.linking.identity import alone, entity_id, normal_words
from app.model.extraction import ClaimKind
from app.model.resolution import Key, Strength
from tests.graph.sample import first_article

KEYS = st.lists(st.builds(Key, st.text(min_size=1), st.sampled_from(Strength)), min_size=1)


@given(KEYS, st.randoms())
def test_an_id_does_not_depend_on_the_order_of_keys(keys: list[Key], chance: object) -> None:
    shuffled = keys[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert entity_id(keys) == entity_id(shuffled)


def test_an_authority_gives_a_readable_id() -> None:
    keys = [Key("law:aaa"), Key("authority:https://w3id.org/sayso/authority/us-federal/ice")]
    assert entity_id(keys) == "us-federal-ice"


def test_a_strong_key_goes_before_a_weak_and_a_local_one() -> None:
    strong = Key("program:zzz")
    assert entity_id([Key("a", Strength.LOCAL), Key("b", Strength.WEAK), strong]) == entity_id([strong])


def test_without_keys_there_is_no_id() -> None:
    with pytest.raises(ValueError, match="at least one key"):
        entity_id([])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“More than 29,269 detainers,”", "more than 29,269 detainers"),
        ("(Ports)’s cranes", "Ports's cranes"),
        ("A  b\nc", "a b c"),
    ],
)
def test_wordings_that_differ_in_marks_alone_have_the_same_words(one: str, other: str) -> None:
    assert normal_words(one).replace(" s ", "'s ") == normal_words(other).replace(" s ", "'s ")


def test_wordings_that_differ_in_a_number_do_not() -> None:
    assert normal_words("29,269 detainers") != normal_words("29,270 detainers")


@pytest.mark.parametrize("kind", [ClaimKind.STATEMENT, ClaimKind.FINDING, ClaimKind.ORDER])
def test_a_claim_is_the_same_whatever_kind_a_document_gives_it(kind: ClaimKind) -> None:
    resolution = first_article()
    said = list(resolution.extraction.attributions)
    said[0] = replace(said[0], kind=kind)
    changed = replace(resolution, extraction=replace(resolution.extraction, attributions=tuple(said)))
    assert alone(changed).claims == alone(resolution).claims
