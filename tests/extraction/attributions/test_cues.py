"""What cues do: their kinds, and whether they are negated, whoever found them."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Span

from app.extraction.attributions.cues import cue_kind, cue_negated
from app.extraction.attributions.formulas import formulas


def words(nlp: Language, text: str) -> Span:
    """The words between square brackets, in the parse of the sentence around them."""
    before, _, rest = text.partition("[")
    cue, _, after = rest.partition("]")
    found = nlp(before + cue + after).char_span(len(before), len(before + cue), alignment_mode="expand")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor [said] that the roof leaks.", "report"),
        ("The mayor [has repeatedly said] that the roof leaks.", "report"),
        ("[According to] the mayor, the roof leaks.", "report"),
        ("The roof leaks, [according to] the mayor.", "report"),
        ("The mayor [told] reporters that the roof leaks.", "report"),
        ("The mayor [told] officers to close the bridge.", "order"),
        ("Officers [were told] to close the bridge.", "order"),
        ("The judge [ordered] the agency to release the files.", "order"),
        ("The council [demanded] that the county pay.", "order"),
        ("The department [subpoenaed] 23 cities.", "order"),
        ("The report [recommended] that the county expand its program.", "order"),
        ("She [asked] whether the roof leaks.", "ask"),
        ("She [asked] the council to fix the roof.", "ask"),
        ("He [urged] the council to act.", "ask"),
        ("The audit [found] that six jails never replied.", "find"),
        ("The audit [determined] that six jails never replied.", "find"),
        ("The panel’s [conclusion] that the pumps failed surprised nobody.", "find"),
        ("The letter [quoted] the mayor as saying that the roof leaks.", "quote"),
        ("The mayor [promised] to hire 50 officers.", "promise"),
        ("The mayor [vowed] that nobody would be fired.", "promise"),
        ("He [accused] the council of hiding bills.", "accuse"),
        ("Critics [blamed] the council for the flood.", "accuse"),
        ("The mayor [denied] that money was lost.", "deny"),
        ("The mayor [refused] to resign.", "deny"),
        ("Analysts [predicted] that prices would fall.", "hedge"),
        ("Police [believe] the fire was set.", "attitude"),
        ("She [hopes] that the bridge holds.", "attitude"),
        ("He [called] the plan a disaster.", "report"),
        ("The union [called for] a strike.", "ask"),
        ("She [expressed concern] that the dam would break.", "attitude"),
        ("The mayor [declined to say] whether money was lost.", "report"),
        ("The mayor [declined] to comment on the loss.", "report"),
        ("“We lost,” she [shot back].", "report"),
        ("“We lost,” he [harrumphed].", "report"),
        ("[Per] the mayor, the roof leaks.", "report"),
    ],
)
def test_the_kind_of_a_cue(nlp: Language, text: str, kind: str) -> None:
    assert cue_kind(words(nlp, text)) == kind


@pytest.mark.parametrize("text", ["Mayor Moss[:] City will close three schools", "[For] the mayor, the roof is a scandal."])
def test_a_cue_that_says_nothing_has_no_kind(nlp: Language, text: str) -> None:
    assert cue_kind(words(nlp, text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The mayor [did not say] who paid.",
        "The mayor did not [say] who paid.",
        "The mayor [didn’t say] who paid.",
        "The mayor [never said] that the roof leaks.",
        "The mayor [refused to say] who paid.",
        "The mayor [declined to say] who paid.",
        "The mayor declined to [say] who paid.",
        "The mayor [declined] to say who paid.",
        "The mayor [declined] to comment on the loss.",
        "The mayor [declined comment] on the loss.",
        "The office [could not confirm] that the files were lost.",
        "The office [did not confirm or deny] that the files were lost.",
        "The office has [neither confirmed] nor denied that the files were lost.",
        "The office [has yet to say] who paid.",
        "The mayor left [without saying] who paid.",
        "The audit [made no finding] that money was lost.",
    ],
)
def test_a_negated_cue(nlp: Language, text: str) -> None:
    assert cue_negated(words(nlp, text))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor [said] that nobody paid.",
        "The mayor [said] the council did not pay.",
        "The mayor did not return calls and [said] later that the roof leaks.",
        "The mayor [refused] to resign.",
        "The mayor [denied] that money was lost.",
        "[According to] the mayor, no roof leaks.",
        "The council [declined] to pay the bill.",
    ],
)
def test_a_cue_that_is_not_negated(nlp: Language, text: str) -> None:
    assert not cue_negated(words(nlp, text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("By the account of the board, it rained.", "report"),
        ("It rained, in the mayor’s telling.", "report"),
        ("Per the audit, it rained.", "report"),
    ],
)
def test_somebodys_account_is_a_report(nlp: Language, text: str, kind: str) -> None:
    doc = nlp(text)
    (formula,) = formulas(doc)
    assert cue_kind(doc[slice(*formula.cue)]) == kind


def test_a_verb_keeps_its_kind_though_its_noun_is_an_account(nlp: Language) -> None:
    assert cue_kind(words(nlp, "Officials [estimate] that nine wells leak.")) == "hedge"
