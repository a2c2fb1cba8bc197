"""What the graph says of claims."""

from __future__ import annotations

import pytest

from app.answers.claims import ClaimFilter, Claims
from app.answers.models import ClaimDetail
from app.answers.paging import Slice
from app.errors import InvalidInput, NotFound
from app.model.extraction import ClaimKind
from tests.graph import sample

ALL = Slice(1000)


def texts(claims: Claims, **wanted: object) -> list[str]:
    """The texts of the claims that a filter leaves."""
    return [item.text for item in claims.list(ClaimFilter(**wanted), ALL).items]  # type: ignore[arg-type]


def that_says(claims: Claims, words: str) -> ClaimDetail:
    """The one claim with these words."""
    (found,) = claims.list(ClaimFilter(q=words), ALL).items
    return claims.get(found.id)


def test_the_most_reported_comes_first_then_the_text_decides(claims: Claims) -> None:
    items = claims.list(ClaimFilter(), ALL).items
    order = [(-item.documents, item.text[:80]) for item in items]
    assert order == sorted(order)
    assert items[0].documents == 2


def test_a_claim_has_all_that_says_it(claims: Claims) -> None:
    claim = that_says(claims, "675 jurisdictions declined")
    assert claim.documents == 2
    assert {said.document.id for said in claim.attributions} == {
        sample.first_article().document.id,
        sample.second_article().document.id,
    }
    assert [origin.name for origin in claim.origins] == ["Lake Audit Office"]
    assert claim.independent_origins == 1
    assert [source.name for source in claim.sources] == ["Holds Without Answers"]
    assert {about.name for about in claim.about} >= {"8 USC 1373"}
    assert claim.discrepancies == []


def test_a_quantity_keeps_its_number_its_hedge_and_its_period(claims: Claims) -> None:
    (quantity,) = [found for found in that_says(claims, "675 jurisdictions").quantities if found.period.from_]
    assert (quantity.value, quantity.unit, quantity.comparator, quantity.approximate) == (675, "jurisdictions", "=", True)
    assert (quantity.period.from_, quantity.period.to) == ("2014-01", "2017-05")
    assert quantity.passage.exact == "approximately 675 jurisdictions"


def test_an_attribution_shows_its_chain_and_its_words(claims: Claims) -> None:
    (said,) = that_says(claims, "jails never reply").attributions
    assert said.style == "direct"
    assert said.source_kind == "named"
    assert said.source is not None
    assert said.source.name == "Lake Audit Office"
    assert said.source_passage is not None
    assert said.source_passage.exact == "the office"
    assert said.cue is not None
    assert said.cue.exact == "said"
    assert [via.name for via in said.via] == ["Wren Institute"]
    assert [basis.id for basis in said.basis] == ["us-federal-ice"]
    assert [content.exact for content in said.content] == ["Some jails never reply to any request at all"]


def test_every_passage_is_in_the_text(claims: Claims) -> None:
    text = {read.document.id: read.document.text for read in (sample.first_article(), sample.second_article())}
    passages = [
        passage
        for item in claims.list(ClaimFilter(), ALL).items
        for said in claims.get(item.id).attributions
        for passage in [*said.content, *filter(None, (said.cue, said.source_passage))]
    ]
    assert passages
    assert all(text[passage.document.id][passage.start : passage.end] == passage.exact for passage in passages)


def test_a_recommendation_knows_its_place_and_to_whom_it_goes(claims: Claims) -> None:
    (found,) = claims.list(ClaimFilter(kind="recommendation"), ALL).items
    assert found.ordinal == 1
    assert found.addressed_to is not None
    assert found.addressed_to.id == "us-federal-ice"


def test_a_finding_shows_what_its_sources_do_and_how_certain_they_are(claims: Claims) -> None:
    (found,) = claims.list(ClaimFilter(kind="finding"), ALL).items
    said = claims.get(found.id).attributions
    shown = {(each.cue_kind, each.cue_negated, each.polarity, each.certainty) for each in said}
    assert shown == {("find", False, "positive", "certain"), ("find", False, "positive", "probable")}


def test_each_kind_of_claim_can_be_asked_for(claims: Claims) -> None:
    numbers = {kind: claims.list(ClaimFilter(kind=kind), ALL).total for kind in ClaimKind}
    assert numbers["order"] == 0
    assert sum(numbers.values()) == claims.list(ClaimFilter(), ALL).total


def test_an_unnamed_source_is_none_and_says_of_what_kind_it_is(claims: Claims) -> None:
    claim = that_says(claims, "far too low")
    assert claim.attributions[0].source_kind == "collective"
    assert claim.attributions[0].source is None
    assert claim.attributions[0].source_passage is not None
    assert claim.sources == []
    assert claim.independent_origins == len(claim.origins)


def test_filters_narrow(claims: Claims) -> None:
    everything = texts(claims)
    assert len(texts(claims, min_documents=2)) == 1
    assert texts(claims, min_documents=3) == []
    assert set(texts(claims, min_origins=1)) < set(everything)
    assert texts(claims, min_origins=5) == []
    assert len(texts(claims, about="us-federal-ice")) == 1
    assert len(texts(claims, document=sample.second_article().document.id)) == 2
    assert texts(claims, source="us-federal-ice") == []
    assert texts(claims, has_discrepancy=False) == everything
    assert texts(claims, has_discrepancy=True) == []


def test_filters_join_without_counting_twice(claims: Claims) -> None:
    report = that_says(claims, "675 jurisdictions").sources[0].id
    (found,) = claims.list(ClaimFilter(source=report, q="675", min_documents=2, min_origins=1), ALL).items
    assert found.documents == 2


def test_what_cannot_be_is_refused(claims: Claims) -> None:
    with pytest.raises(InvalidInput, match="claim kind"):
        texts(claims, kind="rumour")
    with pytest.raises(InvalidInput, match="not an IRI"):
        texts(claims, source="}>")


def test_an_unknown_claim_is_not_found(claims: Claims) -> None:
    with pytest.raises(NotFound):
        claims.get("000000000000")
    with pytest.raises(NotFound):
        claims.get("us-federal-ice")
