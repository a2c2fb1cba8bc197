"""What a model wrote is read where it is JSON of the shape that was asked for, alone or with words around it."""

from __future__ import annotations

import json

import pytest

from app.errors import LanguageModelFailed
from app.extraction.llm.told import MOST_TOLD, Told, told_by

ONE = {"source": "Ana Ruiz", "cue": "said", "content": ["it works"], "via": []}
READ = (Told("Ana Ruiz", "said", ("it works",)),)


@pytest.mark.parametrize(
    "written",
    [
        json.dumps({"attributions": [ONE]}),
        json.dumps([ONE]),
        "```json\n" + json.dumps({"attributions": [ONE]}, indent=2) + "\n```",
        "<think>A set {of} words [1]</think>\nHere you are: " + json.dumps({"attributions": [ONE]}) + "\nIs there more?",
    ],
)
def test_json_is_found_where_it_stands(written: str) -> None:
    assert told_by(written) == READ


def test_of_json_that_breaks_off_the_whole_attributions_count() -> None:
    broken = json.dumps({"attributions": [ONE, ONE]})[:-20]
    assert told_by(broken) == READ


def test_no_attribution_is_an_answer() -> None:
    assert told_by('{"attributions": []}') == ()


@pytest.mark.parametrize(
    "written", ["", "I cannot do that.", '{"attributions": "none"}', '{"quotes": []}', "[1, 2]", "[]", '{"attrib', "[" * 9999]
)
def test_other_shapes_are_failures(written: str) -> None:
    with pytest.raises(LanguageModelFailed, match="not the JSON"):
        told_by(written)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"source": "She", "content": "one\ntwo"}, Told("She", None, ("one", "two"))),
        (
            {"source": 7, "cue": ["said"], "content": ["it works", 7], "via": "the Planet"},
            Told(None, None, (), ("the Planet",)),
        ),
        ({"source": " ", "cue": " said ", "content": ["", "it works "]}, Told(None, "said", ("it works",))),
        ("She said so", Told(None, None, ())),
    ],
)
def test_fields_of_another_type_are_read_as_far_as_they_go(given: object, read: Told) -> None:
    assert told_by(json.dumps({"attributions": [given]})) == (read,)


def test_a_model_that_repeats_itself_is_not_listened_to_for_ever() -> None:
    assert len(told_by(json.dumps({"attributions": [ONE] * 5000}))) == MOST_TOLD
