"""What the graph says of documents together: discrepancies, drift, echoes, and how many origins stand apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.answers.claims import ClaimFilter, Claims
from app.answers.discrepancies import Discrepancies, DiscrepancyFilter
from app.answers.paging import Slice
from app.errors import InvalidInput, NotFound
from app.graph.iris import Minted
from app.graph.joined import discrepancy_iri
from app.store.reader import SnapshotReader
from tests.answers.conftest import ListeningReader
from tests.graph import joined
from tests.graph.joined import CLAIM, FIRST_ID, HEDGE, IRIS, REPORT_ID, SECOND_ID, THIRD_ID, UNIT
from tests.small_graph import stored

ALL = Slice(1000)


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ListeningReader]:
    """A reader of three articles and the report, with what is known of them together."""
    data = tmp_path_factory.mktemp("joined")
    stored(data, joined.everything()).close()
    made = ListeningReader(data)
    yield made
    made.close()


@pytest.fixture(scope="module")
def discrepancies(together: SnapshotReader) -> Discrepancies:
    return Discrepancies(together, IRIS)


@pytest.fixture(scope="module")
def joined_claims(together: SnapshotReader) -> Claims:
    return Claims(together, IRIS)


def ids(discrepancies: Discrepancies, **wanted: object) -> list[str]:
    """The ids of the discrepancies that a filter leaves."""
    return [item.id for item in discrepancies.list(DiscrepancyFilter(**wanted), ALL).items]  # type: ignore[arg-type]


def minted(iri: str) -> str:
    found = IRIS.parse(iri)
    assert isinstance(found, Minted)
    return found.id


DRIFT_ID, UNIT_ID = (minted(str(discrepancy_iri(IRIS, CLAIM, each))) for each in (HEDGE, UNIT))


def test_drifts_come_first(discrepancies: Discrepancies) -> None:
    assert ids(discrepancies) == [DRIFT_ID, UNIT_ID]


def test_a_discrepancy_has_the_words_of_both_sides(discrepancies: Discrepancies) -> None:
    found = discrepancies.get(UNIT_ID)
    assert (found.kind, found.drift, found.claim.id) == ("unit", False, CLAIM)
    assert found.explanation == UNIT.explanation
    assert [(side.document.id, side.passage.exact, side.value) for side in found.sides] == [
        (FIRST_ID, "approximately 675 jurisdictions", "approximately 675 jurisdictions"),
        (THIRD_ID, "up to 700 counties", "up to 700 counties"),
    ]


def test_a_side_names_its_attribution_which_says_the_claim(discrepancies: Discrepancies, joined_claims: Claims) -> None:
    sayings = {said.id for said in joined_claims.get(CLAIM).attributions}
    assert {side.attribution for side in discrepancies.get(UNIT_ID).sides} <= sayings


def test_the_first_side_of_a_drift_is_the_primary_document(discrepancies: Discrepancies) -> None:
    one, other = discrepancies.get(DRIFT_ID).sides
    assert (one.document.id, one.attribution, other.document.id) == (REPORT_ID, None, FIRST_ID)


def test_filters_narrow(discrepancies: Discrepancies) -> None:
    assert ids(discrepancies, drift=True) == [DRIFT_ID]
    assert ids(discrepancies, drift=False) == [UNIT_ID]
    assert ids(discrepancies, kind="unit") == [UNIT_ID]
    assert ids(discrepancies, document=FIRST_ID) == [DRIFT_ID, UNIT_ID]
    assert ids(discrepancies, document=THIRD_ID) == [UNIT_ID]
    assert ids(discrepancies, document=SECOND_ID) == []
    assert ids(discrepancies, claim=CLAIM) == [DRIFT_ID, UNIT_ID]
    assert ids(discrepancies, claim="0123456789ab") == []


def test_pages_follow_each_other(discrepancies: Discrepancies) -> None:
    wanted = DiscrepancyFilter(document=FIRST_ID)
    one = discrepancies.list(wanted, Slice(1))
    assert (one.total, one.next is not None, [item.id for item in one.items]) == (2, True, [DRIFT_ID])
    cursor = str(one.next).rpartition("cursor=")[2]
    assert [item.id for item in discrepancies.list(wanted, Slice(1, cursor)).items] == [UNIT_ID]


def test_what_cannot_be_is_said(discrepancies: Discrepancies) -> None:
    with pytest.raises(InvalidInput, match="quantity, unit"):
        discrepancies.list(DiscrepancyFilter(kind="quarrel"), ALL)
    with pytest.raises(NotFound):
        discrepancies.get("0123456789ab")
    with pytest.raises(NotFound):
        discrepancies.get(str(IRIS.claim(CLAIM)))


def test_a_claim_has_its_discrepancies_its_echoes_and_its_independent_origins(joined_claims: Claims) -> None:
    claim = joined_claims.get(CLAIM)
    assert (claim.documents, len(claim.origins), claim.independent_origins) == (4, 1, 1)
    assert [item.id for item in claim.discrepancies] == [DRIFT_ID, UNIT_ID]
    assert (claim.discrepancies_total, claim.echoes_total) == (2, 1)
    (echo,) = claim.echoes
    assert {document.id for document in echo.documents} == {FIRST_ID, SECOND_ID}
    assert echo.origin is not None
    assert (echo.origin.name, echo.claim.id) == ("Lake Audit Office", CLAIM)


def test_an_echo_shows_its_evidence_in_words_and_passages(joined_claims: Claims) -> None:
    (echo,) = joined_claims.get(CLAIM).echoes
    copied, shared = echo.dependences
    assert (copied.kind, copied.derived and copied.derived.id) == ("copy", SECOND_ID)
    assert (shared.kind, shared.derived) == ("origin", None)
    assert sorted(passage.exact for passage in shared.passages) == ["Holds Without Answers", "The report"]
    assert len({passage.exact for passage in copied.passages}) == 1
    assert {passage.document.id for passage in copied.passages} == {FIRST_ID, SECOND_ID}


def test_claims_are_chosen_by_discrepancies_and_independent_origins(joined_claims: Claims) -> None:
    def chosen(wanted: ClaimFilter) -> set[str]:
        return {item.id for item in joined_claims.list(wanted, ALL).items}

    everything = chosen(ClaimFilter())
    assert chosen(ClaimFilter(has_discrepancy=True)) == {CLAIM}
    assert chosen(ClaimFilter(has_discrepancy=False)) == everything - {CLAIM}
    assert chosen(ClaimFilter(min_origins=1)) == everything
    assert chosen(ClaimFilter(min_origins=2)) == set()


def test_the_count_of_origins_is_no_statement_that_a_document_supports(joined_claims: Claims) -> None:
    assert "sayso:independentOrigins" not in {statement.property for statement in joined_claims.get(CLAIM).statements}


def test_a_list_takes_as_many_queries_however_long_it_is(together: ListeningReader, discrepancies: Discrepancies) -> None:
    numbers = []
    for limit in (1, 50):
        together.asked.clear()
        discrepancies.list(DiscrepancyFilter(), Slice(limit))
        numbers.append(len(together.asked))
    assert numbers[0] == numbers[1] <= 6
