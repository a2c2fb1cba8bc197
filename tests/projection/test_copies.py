"""Profiles are kept so that any history of the same documents gives the same answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.joining.citing import Cited
from app.joining.depending import spanning
from app.joining.profile import Profile
from app.joining.wires import Credit
from app.model.text import Span
from app.projection.copies import Copies
from app.projection.database import ProjectionDatabase
from tests.joining.texts import PIER, SCHOOL, read, shown

HERE = Span(3, 9)
AP = Credit("Associated Press", HERE)


def family() -> dict[str, Profile]:
    """A copy, an edited copy, two that share an agency's credit and words, one that cites each way, and a stranger."""
    texts = {
        "first": (*PIER,),
        "copy": (SCHOOL[0], *PIER),
        "edited": (*PIER[1:], SCHOOL[1]),
        "school": (*SCHOOL,),
        "wire": (*SCHOOL[2:], PIER[3]),
        "stranger": ("Nobody in the valley has seen the lynx since the snow came, and the hunters have gone home again.",),
    }
    known = {
        name: shown(read(*text, publisher=f"{name} Ledger", published=f"2018-01-0{day}"), publisher=name)
        for day, (name, text) in enumerate(texts.items(), 1)
    }
    known["first"] = replace(known["first"], address="first.example/pier", wires=(AP,))
    known["wire"] = replace(known["wire"], wires=(AP,), outlets=(Cited("school", HERE),))
    known["stranger"] = replace(known["stranger"], links=(Cited("first.example/pier"),), outlets=(Cited("copy", HERE),))
    return {profile.document: profile for profile in known.values()}


FAMILY = family()
CHANGED = {name: replace(profile, outlets=(), links=(), wires=()) for name, profile in FAMILY.items()}


def opened() -> Copies:
    return Copies(ProjectionDatabase(Path(":memory:")).connection)


def filled(profiles: dict[str, Profile]) -> Copies:
    copies = opened()
    for name, profile in profiles.items():
        copies.put(name, profile)
    return copies


def test_a_profile_comes_back_as_it_was_put() -> None:
    copies = filled(FAMILY)
    assert {name: copies.profile(name) for name in FAMILY} == FAMILY
    assert copies.profile("0" * 16) is None


def test_a_profile_of_another_document_is_refused() -> None:
    with pytest.raises(ValueError, match="profile is that of"):
        opened().put("0" * 16, next(iter(FAMILY.values())))


def test_among_joins_the_documents_of_a_claim_and_passes_over_strangers() -> None:
    copies = filled(FAMILY)
    assert copies.among([*FAMILY, "0" * 16]) == spanning(FAMILY.values())
    assert copies.among(FAMILY) != ()
    assert copies.among([]) == ()


def test_what_is_removed_leaves_nothing() -> None:
    copies = filled(FAMILY)
    for name in FAMILY:
        copies.remove(name)
        copies.remove(name)
    assert [copies.profile(name) for name in FAMILY] == [None] * len(FAMILY)
    assert copies.among(FAMILY) == ()


STEPS = st.lists(st.tuples(st.sampled_from(["put", "change", "remove"]), st.sampled_from(sorted(FAMILY))), max_size=20)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_any_history_gives_what_the_documents_give_from_nothing(steps: list[tuple[str, str]]) -> None:
    copies, left = opened(), dict[str, Profile]()
    for step, name in steps:
        if step == "remove":
            copies.remove(name)
            left.pop(name, None)
        else:
            left[name] = (FAMILY if step == "put" else CHANGED)[name]
            copies.put(name, left[name])
    afresh = filled(dict(sorted(left.items())))
    assert {name: copies.profile(name) for name in FAMILY} == {name: afresh.profile(name) for name in FAMILY}
    assert copies.among(FAMILY) == afresh.among(FAMILY)
