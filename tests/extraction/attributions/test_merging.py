"""Two finders, one attribution: what the encoder reads and what the rules find, by hand-made readings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from app.extraction.attributions.finder import find_attributions
from app.extraction.encoder.relations import Relation
from app.model.text import Span

from .conftest import Words, as_words, paragraphs_of

Said = tuple[str | None, str | None, tuple[str, ...]]
Merge = Callable[..., list[Words]]


@pytest.fixture
def merge(nlp: Language) -> Merge:
    """The attributions of a text where the encoder reads these (source, cue, contents)."""

    def reader(text: str, *read: Said) -> list[Words]:
        def span(words: str | None) -> Span | None:
            return Span(text.index(words), text.index(words) + len(words)) if words else None

        relations = [Relation(span(source), span(cue), tuple(filter(None, map(span, said))), 0.9) for source, cue, said in read]
        found = find_attributions(paragraphs_of(text, nlp, headline=False), nlp, relations)
        return [as_words(text, each) for each in found]

    return reader


def test_words_are_the_encoders_and_the_via_is_the_rules(merge: Merge) -> None:
    text = "“The pumps failed,” the long report said, as noted by the Marlow Institute."
    (found,) = merge(text, ("long report", "said", ("“The pumps failed,”",)))
    assert (found.source, found.via) == ("long report", ["the Marlow Institute"])


def test_who_only_passes_on_is_not_the_source(merge: Merge) -> None:
    text = "“The pumps failed,” the report said, as noted by the Marlow Institute."
    (found,) = merge(text, ("the Marlow Institute", "noted by", ("“The pumps failed,”",)))
    assert (found.source, found.cue, found.via) == ("the report", "said", ["the Marlow Institute"])


def test_a_quotation_that_the_encoder_does_not_read_the_rules_still_find(merge: Merge) -> None:
    (found,) = merge("“The bridge is closed,” the mayor said.")
    assert (found.source, found.content) == ("the mayor", ["“The bridge is closed,”"])


def test_who_passes_on_a_whole_sentence_is_its_via(merge: Merge) -> None:
    text = "“Few pumps work,” Anna Lind of the Harbor Board said, according to the Marlow Institute."
    whole = "“Few pumps work,” Anna Lind of the Harbor Board said"
    (found,) = merge(text, ("the Marlow Institute", "according to", (whole,)))
    assert (found.source, found.content) == ("Anna Lind of the Harbor Board", ["“Few pumps work,”"])
    assert found.via == ["the Marlow Institute"]


def test_a_verb_of_the_content_is_not_its_cue(merge: Merge) -> None:
    text = "PARIS — The board said that owners declined to pay."
    (found,) = merge(text, ("The board", "declined", ("PARIS", "that owners declined to pay")))
    assert (found.cue, found.content) == ("said", ["that owners declined to pay"])


def test_a_verb_within_what_is_said_changes_nothing(merge: Merge) -> None:
    text = "PARIS — The Office of Pumps said in a report that about 675 owners declined to pay the fee."
    (found,) = merge(
        text, ("The Office of Pumps", "said in a report", ("PARIS", "that about 675 owners declined to pay the fee"))
    )
    assert (found.source, found.cue) == ("The Office of Pumps", "said in a report")


def test_a_dateline_is_no_part_of_a_source(merge: Merge) -> None:
    text = "(Tribune) Health: A new study says that sleep helps."
    (found,) = merge(text, ("Tribune) Health: A new study", "says", ("that sleep helps",)))
    assert found.source == "A new study"


def test_a_source_is_no_part_of_its_own_content(merge: Merge) -> None:
    text = "The bridge is closed, the mayor said on Friday."
    (found,) = merge(text, ("the mayor", "said", ("The bridge is closed, the mayor said",)))
    assert found.content == ["The bridge is closed"]


def test_a_title_is_not_said(merge: Merge) -> None:
    text = "The bureau published a paper titled “Bridges and Roads of the Northern Counties.”"
    assert merge(text, ("The bureau", "published", ("“Bridges and Roads of the Northern Counties.”",))) == []


def test_what_somebody_does_is_no_attribution_without_a_source(merge: Merge) -> None:
    text = "At present, the program does not require tests of pumps."
    assert merge(text, (None, "does not require", ("tests of pumps",))) == []


def test_a_passive_without_an_agent_is_an_attribution_without_a_source(merge: Merge) -> None:
    text = "It was reported that the pumps failed."
    (found,) = merge(text, (None, "was reported", ("that the pumps failed",)))
    assert (found.source, found.cue) == (None, "was reported")


def test_a_content_of_another_paragraph_must_be_a_quotation(merge: Merge) -> None:
    text = "“It broke,” the mayor said.\nThe bridge was built in 1990."
    (found,) = merge(text, ("the mayor", "said", ("“It broke,”", "The bridge was built in 1990")))
    assert found.content == ["“It broke,”"]


def test_a_content_over_two_paragraphs_is_a_piece_of_each(merge: Merge) -> None:
    text = "“It broke,” the mayor said. “We saw it.\n“We will mend it.”"
    (found,) = merge(text, ("the mayor", "said", ("“It broke,”", "“We saw it.\n“We will mend it.”")))
    assert found.content == ["“It broke,”", "“We saw it.", "“We will mend it.”"]


def test_a_clause_that_leads_on_to_a_quotation_is_said_with_it(merge: Merge) -> None:
    text = "Rain fell. The board wasted $8 million on cages, “yet nobody was told,” Mira Lao added."
    (found,) = merge(text, ("Mira Lao", "added", ("“yet nobody was told,”",)))
    assert found.content == ["The board wasted $8 million on cages, “yet nobody was told,”"]


@pytest.mark.parametrize("before", ["Rain fell. “We knew,” she said, ", "On Monday, ", "Mira Lao added: "])
def test_what_leads_on_to_a_quotation_without_a_clause_is_left_out(merge: Merge, before: str) -> None:
    found = merge(f"{before}“yet nobody was told,” Ann Wren wrote.", ("Ann Wren", "wrote", ("“yet nobody was told,”",)))
    assert found[-1].content == ["“yet nobody was told,”"]


def test_a_set_phrase_leaves_no_doubt_whose_words_they_are(merge: Merge) -> None:
    text = "Mira Lao spoke. In the words of Ann Wren, “30 pumps failed.”"
    (found,) = merge(text, ("Mira Lao", None, ("“30 pumps failed.”",)))
    assert (found.source, found.content) == ("Ann Wren", ["“30 pumps failed.”"])


def test_the_source_of_a_set_phrase_is_whole(merge: Merge) -> None:
    text = "In the words of Ann Wren, head of research with the board, “30 pumps failed.”"
    (found,) = merge(text, ("head of research", None, ("“30 pumps failed.”",)))
    assert (found.source, found.content) == ("Ann Wren, head of research with the board", ["“30 pumps failed.”"])


def test_a_content_begins_with_its_subject(merge: Merge) -> None:
    text = "The board asked that the Hill County Fire Service clear 40 roads."
    (found,) = merge(text, ("The board", "asked", ("clear 40 roads",)))
    assert found.content == ["that the Hill County Fire Service clear 40 roads"]


def test_a_piece_of_what_a_set_phrase_gives_is_no_attribution_of_its_own(merge: Merge) -> None:
    text = "Hill County can expect 55 fires in a dry summer, according to the board."
    (found,) = merge(text, ("the board", None, ("Hill County",)), ("the board", None, ("55 fires in a dry summer",)))
    assert found.content == ["Hill County can expect 55 fires in a dry summer"]


def test_a_source_that_goes_on_with_another_verb_says_two_things(merge: Merge) -> None:
    text = "The mayor denied that the city had been careless, and promised to replace the pumps."
    read = "that the city had been careless, and promised to replace the pumps"
    first, second = merge(text, ("The mayor", "denied", (read,)))
    assert (first.cue, first.content) == ("denied", ["that the city had been careless"])
    assert (second.cue, second.content) == ("promised", ["to replace the pumps"])


def test_commas_at_the_ends_are_left_out(merge: Merge) -> None:
    text = "According to the board, the bridge is safe."
    (found,) = merge(text, ("the board,", "According to", (", the bridge is safe",)))
    assert (found.source, found.content) == ("the board", ["the bridge is safe"])


def test_a_source_that_breaks_off_is_read_to_the_end_of_its_phrase(merge: Merge) -> None:
    text = "The harbor board said the pumps failed in May."
    (found,) = merge(text, ("The harbor", "said", ("the pumps failed in",)))
    assert (found.source, found.content) == ("The harbor board", ["the pumps failed in May"])


def test_who_owns_a_claim_is_not_read_on_to_the_word_for_it(merge: Merge) -> None:
    text = "Anna Lind's claim that the pumps failed is wrong."
    (found,) = merge(text, ("Anna Lind", "claim", ("that the pumps failed",)))
    assert found.source == "Anna Lind"


def test_a_source_that_the_encoder_misses_is_the_rules(merge: Merge) -> None:
    text = "The mayor said that the pumps failed."
    (found,) = merge(text, (None, "said", ("that the pumps failed",)))
    assert found.source == "The mayor"


def test_pieces_far_apart_stay_apart(merge: Merge) -> None:
    text = "The mayor said the bridge was closed, speaking to owners after the storm, and the pumps had failed."
    pieces = ("the bridge was closed", "the pumps had failed")
    (found,) = merge(text, ("The mayor", "said", pieces))
    assert found.content == list(pieces)


def test_a_verb_under_what_is_said_does_not_go_on(merge: Merge) -> None:
    text = "Some owners believe the size of the new fee shows that the city is short of money."
    read = "the size of the new fee shows that the city is short of money"
    (found,) = merge(text, ("Some owners", "believe", (read,)))
    assert found.content == [read]


def test_a_quotation_and_a_name_behind_a_dash_need_no_verb(merge: Merge) -> None:
    text = "“The bridge was shaking all night long.” ― Anna Lind\n“Nobody told us about any of it.” ― Bert Roe."
    wrong = ("Anna Lind", None, ("“Nobody told us about any of it.”",))
    first, second = merge(text, wrong)
    assert (first.source, second.source) == ("Anna Lind", "Bert Roe")
    assert second.content == ["“Nobody told us about any of it.”"]


def test_what_only_the_rules_find_counts_where_it_has_a_number(merge: Merge) -> None:
    (found,) = merge("The library threw out 63 computers in 2015, the director conceded.")
    assert (found.source, found.content) == ("the director", ["The library threw out 63 computers in 2015"])
    assert merge("The library threw out some computers, the director conceded.") == []


def test_papers_speak_and_not_who_obtained_them(merge: Merge) -> None:
    (found,) = merge(
        "Emails obtained by the Herald show that 12 pumps failed.", ("the Herald", "show", ("that 12 pumps failed",))
    )
    assert found.source == "Emails obtained by the Herald"


def test_a_content_begins_with_who_tells_it(merge: Merge) -> None:
    text = "Police said witnesses told them that 12 men had left."
    (found,) = merge(text, ("Police", "said", ("them that 12 men had left",)))
    assert found.content == ["witnesses told them that 12 men had left"]


def test_what_the_encoder_reads_as_who_passes_it_on_is_the_via(merge: Merge) -> None:
    text = "The Tribune reported that, according to the mayor, 12 pumps failed."
    found = merge(text, ("The Tribune", "reported", ("that",)), ("the mayor", "according to", ("12 pumps failed",)))
    assert [(each.source, each.via, each.content) for each in found] == [("the mayor", ["The Tribune"], ["12 pumps failed"])]


def test_behind_a_name_and_a_colon_all_is_said(merge: Merge) -> None:
    text = "Water Board: There are 40 towns that refuse to turn off broken pumps"
    (found,) = merge(text, ("Water Board", "", ("broken pumps",)))
    assert (found.source, found.content) == ("Water Board", ["There are 40 towns that refuse to turn off broken pumps"])


def test_pieces_of_one_clause_are_one(merge: Merge) -> None:
    text = "By refusing to check the pumps, the towns put 40 wells in danger, the report, which came out in May, says."
    pieces = (("the report", None, ("to check the pumps",)), ("the report", "came out", ("the towns put 40 wells in danger",)))
    (found,) = merge(text, *pieces)
    assert (found.cue, found.content) == ("says", ["By refusing to check the pumps, the towns put 40 wells in danger"])
