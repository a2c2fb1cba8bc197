"""What a careful reader lists in the two real articles: who says what, through whom, on what basis, how.

A content is named by its first and last words, since the articles are not ours to copy. What the outlet says itself has no
source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.articles.conftest import JOURNAL, SENTINEL, Get, Json, items

REPORT = "the report"
CENTER = "Media Research Center"
UNIT = "Law Enforcement Systems and Analysis"


@dataclass(frozen=True)
class Expected:
    """One line of the reader's list; ``content`` has the first and last words of each piece."""

    source: str
    cue: str
    content: tuple[tuple[str, str], ...]
    style: str
    via: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


def one(
    source: str, cue: str, first: str, last: str, style: str, via: tuple[str, ...] = (), basis: tuple[str, ...] = ()
) -> Expected:
    return Expected(source, cue, ((first, last),), style, via, basis)


BOTH = [
    one(REPORT, "said", "Some local law", "terrorist connections", "direct", via=(CENTER,)),
    one("ICE’s Detainer Policy", "reads", "When law enforcement", "out its mission", "direct"),
    Expected(
        "Acting Inspector General John Kelly",
        "said",
        (("Mitigating and reducing", "our nation’s security"), ("We are pleased", "implement all recommendations")),
        "direct",
    ),
]
BY_OUTLET = {
    SENTINEL: [
        one("A new report from the Department", "says", "that 675 local", "breaking local laws", "indirect"),
        one(REPORT, "says", "By refusing to", "shield terrorist suspects", "indirect"),
        one("The IG", "noted", "that ICE may", "failure to cooperate", "mixed"),
        one(REPORT, "said", "Based on source", "through May 2017", "direct", basis=(UNIT,)),
        one("The IG report", "recommendations", "KSTEP should be", "aliens under supervision", "mixed"),
        one("The IG report", "recommendations", "ICE should ensure", "necessary communication facilities", "indirect"),
        one("The IG report", "recommendations", "ICE should assess", "officers are needed", "indirect"),
        one("The IG report", "recommendations", "the agency should", "clear oversight responsibilities", "mixed"),
        one("The letters", "warned", "they will face", "immigrants from deportation", "indirect"),
        one("", "", "at present, the", "in ICE custody", "asserted"),
        one("", "", "Last week DoJ", "federal immigration laws", "asserted"),
    ],
    JOURNAL: [
        one("ICE", "", "There Are 675", "Illegal Immigrant Criminals", "indirect"),
        one(REPORT, "According to", "ICE may have", "failure to cooperate", "mixed"),
        one("it", "continued", "Based on source", "through May 2017", "direct", basis=(UNIT,)),
        one(
            "The Department of Homeland Security Office",
            "recommendations",
            "KSTEP should be",
            "aliens under supervision",
            "mixed",
        ),
        one(
            "The Department of Homeland Security Office",
            "recommendations",
            "ICE needs to",
            "necessary communication facilities",
            "indirect",
        ),
        one(
            "The Department of Homeland Security Office",
            "recommendations",
            "ICE should assess",
            "officers are needed",
            "indirect",
        ),
        one(
            "The Department of Homeland Security Office",
            "recommendations",
            "ICE should strengthen",
            "oversight responsibilities",
            "mixed",
        ),
        one("the Department of Justice", "announced", "that it", "federal immigration law", "indirect"),
        one("the DOJ", "requested", "documents relating to", "federal immigration authorities", "indirect"),
        one("", "", "Law enforcement agencies", "breaking local laws", "asserted"),
        one("", "", "Currently, the program", "in ICE custody", "asserted"),
    ],
}
LISTED = [(outlet, each) for outlet, own in BY_OUTLET.items() for each in (*BOTH, *own)]


def plain(words: str) -> str:
    """The words without marks, so that a passage can be named by its first and last ones."""
    return " ".join(re.findall(r"[\w’'-]+", words.replace("'", "’")))


@pytest.fixture(scope="module")
def attributions(get: Get, documents: dict[str, str]) -> dict[str, list[Json]]:
    return {outlet: items(get, f"/api/documents/{id_}/attributions") for outlet, id_ in documents.items()}


def fits(found: Json, expected: Expected) -> bool:
    """Whether the contents begin and end as the reader says."""
    pieces = [plain(passage["exact"]) for passage in found["content"]]
    return len(pieces) == len(expected.content) and all(
        piece.startswith(plain(first)) and piece.endswith(plain(last))
        for piece, (first, last) in zip(pieces, expected.content, strict=True)
    )


def words(passage: Json | None) -> str:
    return passage["exact"] if passage else ""


@pytest.mark.parametrize(("outlet", "expected"), LISTED, ids=[f"{o.split()[1]}-{e.content[0][0]}" for o, e in LISTED])
def test_what_a_careful_reader_lists_is_found(attributions: dict[str, list[Json]], outlet: str, expected: Expected) -> None:
    fitting = [each for each in attributions[outlet] if fits(each, expected)]
    assert len(fitting) == 1, [
        [words(p)[:40] + " … " + words(p)[-40:] for p in each["content"]] for each in attributions[outlet]
    ]
    (found,) = fitting
    assert plain(words(found["source_passage"])).startswith(plain(expected.source))
    assert bool(expected.source) == bool(words(found["source_passage"]))
    assert expected.cue in words(found["cue"])
    assert found["style"] == expected.style
    assert [ref["name"] for ref in found["via"]] == list(expected.via)
    assert [name for name in expected.basis if not any(name in ref["name"] for ref in found["basis"])] == []


@pytest.mark.parametrize("outlet", [SENTINEL, JOURNAL])
def test_nothing_is_attributed_from_boilerplate(
    get: Get, attributions: dict[str, list[Json]], documents: dict[str, str], outlet: str
) -> None:
    document = get(f"/api/documents/{documents[outlet]}")
    boilerplate = [(each["start"], each["end"]) for each in document["segments"] if each["role"] == "boilerplate"]
    passages = [p for each in attributions[outlet] for p in (*each["content"], each["source_passage"], each["cue"]) if p]
    assert boilerplate
    assert [p["exact"] for p in passages if any(p["start"] < end and start < p["end"] for start, end in boilerplate)] == []


@pytest.mark.parametrize("outlet", [SENTINEL, JOURNAL])
def test_no_attribution_is_there_twice(attributions: dict[str, list[Json]], outlet: str) -> None:
    spans = [(passage["start"], passage["end"]) for each in attributions[outlet] for passage in each["content"]]
    assert sorted(set(spans)) == sorted(spans)
