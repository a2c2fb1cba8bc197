"""How sources are told: by name, as one without a name, as several, or not at all."""

from __future__ import annotations

import pytest
from spacy.language import Language

from app.extraction.attributions.found import FoundAttribution
from app.extraction.candidate import settle
from app.extraction.grounding import Grounding, spoken_candidates
from app.extraction.paragraph import Paragraph
from app.extraction.rules import RuleExtractor, mentions_of
from app.extraction.sources import source_kind
from app.extraction.works import find_descriptions
from app.linking.authority import shipped
from app.model.document import Role
from app.model.extraction import Attribution, SourceKind, Style
from app.model.text import Span

NAMED = """
    [Ann Lee] said that the dam was weak.
    [Mayor Ann Lee] said that the dam was weak.
    [Sen. Tom Hale of Ohio] said that the dam was weak.
    [Mr. Hale] told reporters that the dam was weak.
    The dam was weak, according to [Dan Cole, a spokesman for the county].
    [ICE spokesman Carl Dunn] said that no files were lost.
    [The group’s president, Carl Dunn,] said that wages were low.
    [Her lawyer, Dan Cole,] said that the county had lied.
    [FEMA] said that forty people had moved.
    [The Department of Energy] said that forty people had moved.
    [The White House] said that the dam was safe.
    [Harbor Bank] said that it had lost money.
    [The report] said that the dam was weak.
    [The agency] said that forty people had moved.
    [The department] said that two cars had crashed.
    [The mayor] said that the bridge was safe.
    [He] said that the bridge was safe.
    “We are ready,” [it] said.
    [They] said that the cranes were unsafe.
    [The Trump administration] said that the border was closed.
    [The Clinton campaign] said that the emails were lost.
    [A statement from FEMA] said that forty people had moved.
    [FEMA records] show that forty people had moved.
    [California] said that it would sue.
    [Anna Reed and Paul Moss] said that the cranes were unsafe.
"""
ANONYMOUS = """
    [A senior official] said that the dam was weak.
    [An official who asked not to be named] said that the report was wrong.
    [A person familiar with the matter] said that the files were lost.
    [One person briefed on the talks] said that the files were lost.
    [A spokesman] said that no files were lost.
    [A White House spokesman] said that the dam was safe.
    [A spokeswoman for ICE] said that no files were lost.
    [An ICE official] said that no files were lost.
    [A lawyer for Paul Moss] said that his client was not guilty.
    [Moss’s lawyer] said that his client was not guilty.
    [The official] said that the dam was weak.
    [Someone close to the talks] said that the files were lost.
    [One of the officials] said that the dam was weak.
    [A source] said that the files were lost.
    [A resident of the street] said that the water was brown.
    [A second official] said that the dam was weak.
    [A former aide to Senator Hale] said that the files were lost.
    [One local company] said that wages were low.
    “It leaks,” [a woman in the crowd] said.
"""
COLLECTIVE = """
    [Critics] said that the dam was weak.
    [Officials] said that the dam was weak.
    [ICE officials] said that no files were lost.
    [Officials at FEMA] said that forty people had moved.
    [Two White House officials] said that the dam was safe.
    [Residents] said that the water was brown.
    [Analysts] predicted that prices would fall.
    [Some lawmakers] said that it was safe.
    [Many] said that it was safe.
    [Some] argue that it was safe.
    [Others] said that it would break.
    [Experts] believe that it would break.
    [People familiar with the matter] said that the files were lost.
    [Police] said that two cars had crashed.
    [Authorities] said that two cars had crashed.
    [Most economists] expect that prices will fall.
    [A group of lawmakers] said that it was safe.
    [Dozens of residents] said that the water was brown.
    [Half of the voters] said that the water was brown.
    [62 percent of voters] said that the water was brown.
    [Several people close to the mayor] said that the files were lost.
    [Democrats] said that the bill was bad.
    [House Republicans] said that the bill was good.
    [Those who live there] said that the water was brown.
    [The family] said that the boy was safe.
    [Supporters of the bill] say that it will work.
    [Three sources] said that the files were lost.
    [Court documents] show that the files were lost.
    [Both sides] said that the talks went well.
    [A majority of Americans] say that prices are high.
"""


def marked(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> RuleExtractor:
    return RuleExtractor(nlp, shipped())


def grounded(nlp: Language, extractor: RuleExtractor, text: str, style: Style = Style.INDIRECT) -> Attribution:
    """The attribution whose source is in square brackets, or has none, as the extractor grounds it."""
    return read(nlp, extractor, text, style)[0]


def read(nlp: Language, extractor: RuleExtractor, text: str, style: Style) -> tuple[Attribution, str | None]:
    """The attribution and the words of the mention that is its speaker."""
    before, _, rest = text.partition("[")
    source, _, after = rest.partition("]")
    paragraphs = [Paragraph(0, nlp(before + source + after), Role.BODY)]
    span = Span(len(before), len(before) + len(source)) if source else None
    found = FoundAttribution((Span(0, 1),), style, span)
    named = extractor.named(paragraphs)
    candidates = [*named, *spoken_candidates(paragraphs, [found], named), *find_descriptions(paragraphs)]
    mentions = mentions_of(settle(candidates))
    attribution = Grounding(paragraphs, mentions).attribution(found)
    speaker = attribution.speaker
    return attribution, None if speaker is None else mentions[speaker].span.of(paragraphs[0].text)


@pytest.mark.parametrize("text", marked(NAMED))
def test_a_source_with_a_name_or_what_stands_for_one(nlp: Language, extractor: RuleExtractor, text: str) -> None:
    assert grounded(nlp, extractor, text).source_kind is SourceKind.NAMED


@pytest.mark.parametrize("text", marked(ANONYMOUS))
def test_a_source_of_one_without_a_name(nlp: Language, extractor: RuleExtractor, text: str) -> None:
    assert grounded(nlp, extractor, text).source_kind is SourceKind.ANONYMOUS


@pytest.mark.parametrize("text", marked(COLLECTIVE))
def test_a_source_of_several_without_names(nlp: Language, extractor: RuleExtractor, text: str) -> None:
    assert grounded(nlp, extractor, text).source_kind is SourceKind.COLLECTIVE


def test_no_source_is_unstated(nlp: Language, extractor: RuleExtractor) -> None:
    assert grounded(nlp, extractor, "It was reported that the dam was weak.").source_kind is SourceKind.UNSTATED


def test_the_outlet_itself_is_no_source_of_any_kind(nlp: Language, extractor: RuleExtractor) -> None:
    assert grounded(nlp, extractor, "FEMA moved forty people.", Style.ASSERTED).source_kind is None


@pytest.mark.parametrize("text", ["[ICE officials] said so.", "[A White House spokesman] said so."])
def test_who_speaks_for_a_body_has_no_name_but_the_body_is_kept(nlp: Language, extractor: RuleExtractor, text: str) -> None:
    found = grounded(nlp, extractor, text)
    assert found.source_kind is not SourceKind.NAMED
    assert found.speaker is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Her lawyer, Dan Cole,] said that the county had lied.", "Dan Cole"),
        ("[The agency, FEMA,] said that forty people had moved.", "FEMA"),
        ("[A prior audit by FEMA] warned that forty people had moved.", "FEMA"),
        ("[Dan Cole, relying on a survey unrelated to the first,] said that forty people had moved.", "Dan Cole"),
        ("[The Hill Valley Statesman] said that forty people had moved.", "Hill Valley Statesman"),
        ("[Reporters for the Hill Valley Citizen] said that forty people had moved.", "Hill Valley Citizen"),
        ("[Reporters for FEMA] said that forty people had moved.", "FEMA"),
    ],
)
def test_a_description_with_a_name_behind_it_is_who_has_the_name(
    nlp: Language, extractor: RuleExtractor, text: str, name: str
) -> None:
    assert read(nlp, extractor, text, Style.INDIRECT)[1] == name


@pytest.mark.parametrize("source", ["The Texas Democrat", "The Norland President", "The House Majority Leader"])
def test_who_is_called_by_an_office_or_party_is_no_body(nlp: Language, extractor: RuleExtractor, source: str) -> None:
    speaker = read(nlp, extractor, f"[{source}] said that forty people had moved.", Style.INDIRECT)[1]
    assert speaker != source.removeprefix("The ")


@pytest.mark.parametrize(
    ("source", "head", "plural", "kind"),
    [
        ("A former Pentagon official", "official", False, SourceKind.ANONYMOUS),
        ("Pentagon officials", "officials", True, SourceKind.COLLECTIVE),
        ("the Mueller team", "team", False, SourceKind.NAMED),
        ("the team", "team", False, SourceKind.ANONYMOUS),
        ("a couple of people", "couple", False, SourceKind.COLLECTIVE),
    ],
)
def test_words_without_a_parse(source: str, head: str, plural: bool, kind: SourceKind) -> None:
    assert source_kind(source, head, named=False, plural=plural) is kind
