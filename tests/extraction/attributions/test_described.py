"""How certain a source is of what it says, what sort of claim that is, and whom an order addresses.

Sentences are marked by hand: {source}, [cue], <content>. So these tests do not depend on who finds attributions.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from spacy.language import Language

from app.extraction.attributions.described import described
from app.extraction.attributions.found import FoundAttribution
from app.model.extraction import ClaimKind, Style
from app.model.text import Span

from .conftest import paragraphs_of

Marked = Callable[[str], tuple[str, FoundAttribution]]

CLOSING = {"{": "}", "[": "]", "<": ">"}


def unmarked(text: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without marks, and the spans that they enclosed."""
    plain, opened = "", dict.fromkeys(CLOSING, 0)
    spans: dict[str, list[Span]] = {mark: [] for mark in CLOSING}
    for sign in text:
        if sign in CLOSING:
            opened[sign] = len(plain)
        elif mark := next((mark for mark, end in CLOSING.items() if end == sign), None):
            spans[mark].append(Span(opened[mark], len(plain)))
        else:
            plain += sign
    return plain, spans


@pytest.fixture
def marked(nlp: Language) -> Marked:
    """A marked text, described: the text without marks and its one attribution."""

    def describe(text: str, kind: ClaimKind = ClaimKind.STATEMENT) -> tuple[str, FoundAttribution]:
        plain, spans = unmarked(text)
        source, cue = (next(iter(spans[mark]), None) for mark in "{[")
        given = FoundAttribution(tuple(spans["<"]), Style.INDIRECT, source, cue, kind=kind)
        (found,) = described(paragraphs_of(plain, nlp, headline=False), [given])
        return plain, found

    return describe


SURE = [
    "{The audit} [found] <that not quite 23 homes were visited>.",
    "{The audit} [found] <that no fewer than 23 homes were visited>.",
    "{The audit} [found] <that not less than 23 percent of homes were visited>.",
    "{The mayor} [said] <that the roof leaks>.",
    "<“The roof leaks,”> {the mayor} [said].",
    "<The agency>, {the audit} [found], <lost 40 laptops>.",
    "{The mayor} [promised] <to hire 50 officers>.",
    "{He} [called] <the plan a disaster>.",
    "{He} [accused] <the council of hiding bills>.",
    "[According to] {the mayor}, <the roof leaks>.",
    "{She} [said] <the plan would cost nothing but time>.",
    "{She} [said] <not only the roof leaks but the wall, too>.",
    "<The bureau sent letters to 23 towns>.",
    "{The letter} [reads]: <“We ... lost the keys.”>",
    "{Lee} [said] <“[the council] had to act ... at once”>.".replace("[the council]", "(the council)"),
    "{The mayor} [denied] <that the roof did not leak>.",
]
NOT_SO = [
    "{The mayor} [said] <that the roof does not leak>.",
    "{The mayor} [said] <the roof doesn’t leak>.",
    "{The mayor} [said] <nobody was hurt>.",
    "{The mayor} [said] <there is no evidence that money was lost>.",
    "{The audit} [found] <no evidence that money was lost>.",
    "{The audit} [found] <that six jails never replied>.",
    "{The city} [said] <it no longer honors such requests>.",
    "{The mayor} [denied] <that money was lost>.",
    "{The mayor} [refused] <to resign>.",
    "{The office} [said] <it could not count the files>.",
    "{The office} [said] <neither the city nor the state replied>.",
    "<“We cannot find the files,”> {she} [said].",
    "<“I did not lose it. It was stolen,”> {he} [said].",
    "<The bureau did not send 23 letters>.",
    "{The audit} [found] <that not one visit was paid to 23 homes>.",
    "{The audit} [found] <that not a single file was read>.",
]
PROBABLE = [
    "{The mayor} [said] <the roof will probably leak>.",
    "{The mayor} [said] <the roof is likely to leak>.",
    "{The mayor} [said] <it is likely that the roof leaks>.",
    "{The audit} [found] <that the agency appears to have lost the files>.",
    "{The paper} [said] <that the agent reportedly lost his badge>.",
    "{The paper} [wrote] <that the agent allegedly took money>.",
    "{The letter} [says] <the money is believed to have been lost>.",
    "{Analysts} [predicted] <that prices would fall>.",
    "{Police} [believe] <the fire was set>.",
    "<“I think the roof leaks,”> {she} [said].",
    "{She} [said] <the agent must have lost the badge>.",
]
POSSIBLE = [
    "{The audit} [said] <ICE may have missed some suspects>.",
    "{The audit} [said] <that the agency might have missed some suspects>.",
    "{The mayor} [said] <the roof could leak again>.",
    "{The mayor} [said] <perhaps the roof leaks>.",
    "{The mayor} [said] <it is possible that the roof leaks>.",
    "{The mayor} [fears] <that the roof leaks>.",
    "<“We may have missed some of them,”> {the chief} [said].",
    "<The bureau may have lost 23 letters>.",
    "{The report} [warned] <of a possible leak>.",
    "{She} [noted] <that the agency “may have lost” files because staff “did not follow” rules>.",
    '<"It\'s possible we missed some,"> {the chief} [said]. <"We don\'t know.">',
]


@pytest.mark.parametrize(
    ("text", "polarity", "certainty"),
    [
        *((text, "positive", "certain") for text in SURE),
        *((text, "negative", "certain") for text in NOT_SO),
        *((text, "positive", "probable") for text in PROBABLE),
        *((text, "positive", "possible") for text in POSSIBLE),
        ("{The mayor} [said] <the roof may not leak>.", "negative", "possible"),
        ("{The mayor} [said] <the roof is unlikely to leak>.", "negative", "probable"),
        ("{The audit} [said] <the agency does not appear to have lost the files>.", "negative", "probable"),
        ("{The mayor} [does not believe] <that the roof leaks>.", "negative", "probable"),
        ("{Officials} [said] <they do not expect the bridge to reopen>.", "negative", "probable"),
        ("<“Nobody told us,”> said {Ortiz}. <“Did they warn us?”>", "negative", "certain"),
        ("{Critics} [doubt] <that the roof leaks>.", "negative", "probable"),
        ("{The mayor} [denied] <that the roof may leak>.", "negative", "possible"),
    ],
)
def test_how_it_is_said_to_be(marked: Marked, text: str, polarity: str, certainty: str) -> None:
    _, found = marked(text)
    assert (found.polarity, found.certainty) == (polarity, certainty)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("{She} [asked] <whether the roof leaks>.", None),
        ("{She} [asked] <if the roof leaks>.", None),
        ("{She} [asked] <why the roof leaks>.", None),
        ("<“Why does the roof leak?”> {she} [asked].", None),
        ("<“Who knows … if anyone?”> {she} [said].", None),
        ("{The mayor} [declined to say] <how many pumps failed>.", None),
        ("{The mayor} [did not say] <whether money was lost>.", None),
        ("{The mayor} [did not say] <that money was lost>.", "positive"),
        ("{The mayor} [did not deny] <that money was lost>.", "positive"),
        ("{The judge} [ordered] <the agency to release the files>.", "positive"),
        ("{The judge} [ordered] <the agency not to release the files>.", "negative"),
        ("{She} [hopes] <that the bridge holds>.", "positive"),
        ("<“Stop the trains,”> {she} [said].", "positive"),
        ("{The mayor} [said] <it is unclear whether money was lost>.", "positive"),
        ("{The mayor} [said] <it is not known who paid>.", "negative"),
    ],
)
def test_what_is_not_said_to_be_so_or_not_has_no_certainty(marked: Marked, text: str, polarity: str | None) -> None:
    _, found = marked(text)
    assert (found.polarity, found.certainty) == (polarity, None)


def test_a_recommendation_says_nothing_of_how_things_are(marked: Callable[..., tuple[str, FoundAttribution]]) -> None:
    _, found = marked("{The report} [recommended] <that ICE count every hold>.", ClaimKind.RECOMMENDATION)
    assert (found.kind, found.certainty) == (ClaimKind.RECOMMENDATION, None)


@pytest.mark.parametrize("content", ["…", "“…”", "?", "“Why?”", "... [...] ...", "🙂", "“Yes.”", "no", "“"])
def test_any_content_can_be_described(nlp: Language, content: str) -> None:
    text = f"The mayor said: {content}"
    given = FoundAttribution((Span(16, len(text)),), Style.DIRECT, Span(0, 9), Span(10, 14))
    (found,) = described(paragraphs_of(text, nlp, headline=False), [given])
    assert (found.content, found.cue_kind) == (given.content, "report")


def test_content_may_run_over_paragraphs_and_a_cue_may_be_missing(nlp: Language) -> None:
    text = "“The roof may leak.\n\n“It is old.”\n\nRain fell."
    given = FoundAttribution((Span(0, 19), Span(21, 33)), Style.DIRECT)
    (found,) = described(paragraphs_of(text, nlp, headline=False), [given])
    assert (found.cue_kind, found.cue_negated, found.certainty) == (None, False, "possible")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{The audit} [found] <that six jails never replied>.", "finding"),
        ("{A study} [shows] <that six jails never replied>.", "finding"),
        ("{The inspector general} [determined] <that six jails never replied>.", "finding"),
        ("{The agency} [concluded] <that the files were lost>.", "finding"),
        ("{It} [found] <that the files were lost>.", "finding"),
        ("<The agency>, {the audit} [found], <lost 40 laptops>.", "finding"),
        ("<“We determined that six jails never replied,”> {the report} [said].", "finding"),
        ("{The report} [reads]: <“Based on data of the unit, we found that six jails never replied.”>", "finding"),
        ("<“We determined that six jails never replied,”> {the inspector general} [wrote].", "finding"),
        ("{The mayor} [said] <the audit found that six jails never replied>.", "finding"),
        ("<“We found the house empty,”> {the sheriff} [said].", "statement"),
        ("{She} [found] <that her car was gone>.", "statement"),
        ("{The audit} [did not find] <that money was lost>.", "statement"),
        ("{The report} [said] <that six jails never replied>.", "statement"),
        ("{The mayor} [confirmed] <that six jails never replied>.", "statement"),
        ("{The judge} [ordered] <the agency to release the files>.", "order"),
        ("{The law} [requires] <agencies to share the files>.", "order"),
        ("{The council} [demanded] <that the county pay>.", "order"),
        ("{The chief} [told] <officers to close the bridge>.", "order"),
        ("{The chief} [told] reporters <that the bridge is closed>.", "statement"),
        ("{The department} [subpoenaed] <23 cities>.", "order"),
        ("{The judge} [did not order] <the agency to release the files>.", "statement"),
        ("{She} [asked] <the council to fix the roof>.", "statement"),
        ("{He} [urged] <the council to act>.", "statement"),
        ("<The bureau owns 23 pumps>.", "statement"),
    ],
)
def test_the_kind_of_a_claim(marked: Marked, text: str, kind: str) -> None:
    assert marked(text)[1].kind == kind


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("{The judge} [ordered] <the agency to release the files>.", "the agency"),
        ("The agency [was ordered] by {the judge} <to release the files>.", "The agency"),
        ("{The chief} [told] <officers to close the bridge>.", "officers"),
        ("{The chief} [told officers] <to close the bridge>.", "officers"),
        ("{The council} [demanded] <that the county pay the bill>.", "the county"),
        ("{The law} [requires] <the Department of Energy to share the files>.", "the Department of Energy"),
        ("{The department} [subpoenaed] <23 cities>.", "23 cities"),
        ("{The department} [subpoenaed] <records from Port Alder>.", "Port Alder"),
        ("{The council} [demanded] <answers from the sheriff>.", "the sheriff"),
        ("{The council} [demanded] <an answer>.", None),
        ("{The bureau} sent letters to 23 cities [demanding] <that they pay>.", "23 cities"),
        ("{The judge} [ordered] <it to release the files>.", None),
    ],
)
def test_whom_an_order_addresses(marked: Marked, text: str, addressee: str | None) -> None:
    plain, found = marked(text)
    assert found.kind == "order"
    assert (found.addressee.of(plain) if found.addressee else None) == addressee


def test_marks_are_read_as_meant() -> None:
    plain, spans = unmarked("{A} [said] <x> y <z>.")
    assert plain == "A said x y z."
    assert [span.of(plain) for span in spans["<"]] == ["x", "z"]
    assert re.sub(r"[{}\[\]<>]", "", "{A} [said] <x> y <z>.") == plain
