"""When something was said: the time within the stretch from source to content, or right behind it."""

from __future__ import annotations

import pytest

from app.graph.statements import with_time_behind
from app.model.text import Span


@pytest.mark.parametrize(
    ("text", "stretch", "time", "found"),
    [
        ("“No,” he said on Friday.", "“No,” he said", "on Friday", True),
        ("“No,” he told reporters on Friday.", "“No,” he told", "on Friday", True),
        ("“No,” he said, last week.", "“No,” he said", "last week", True),
        ("“No,” he said. On Friday it rained.", "“No,” he said", "On Friday", False),
        ("“No,” he said as the crowd cheered on Friday.", "“No,” he said", "on Friday", False),
    ],
)
def test_a_time_right_behind_the_cue_belongs_to_it(text: str, stretch: str, time: str, found: bool) -> None:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (stretch, time)]
    assert with_time_behind(text, spans[0], spans[1:]).contains(spans[1]) is found
