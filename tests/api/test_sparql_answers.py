"""Answers from what is remembered: by the state of the graph, for who has them already, and never when they vary."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from starlette.responses import Response

from app.api.sparql.answers import Answers, Wishes
from app.api.sparql.question import Asked
from app.errors import NotFound, QuerySyntax
from app.graph.iris import Iris
from app.settings import Settings
from app.store.embedded import EmbeddedStore
from app.store.port import Change
from tests.api.listening_pool import ListeningPool
from tests.graph import sample
from tests.small_graph import published, triples

QUESTION = Asked("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", ("text/csv",))
ALL = Asked("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o", ("text/csv",))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    published(tmp_path, [sample.first_article()]).close()
    return tmp_path


@pytest.fixture
def pool(data: Path) -> Iterator[ListeningPool]:
    made = ListeningPool(Settings(data=data, readers=1))
    yield made
    made.close()


@pytest.fixture
def answers(pool: ListeningPool, data: Path) -> Answers:
    return Answers(pool, Settings(data=data, readers=1))


def ask(answers: Answers, question: Asked, wish: Wishes | None = None) -> Response:
    return anyio.run(answers.to, question, wish or Wishes())


def change(data: Path) -> None:
    """Publish another state."""
    store = EmbeddedStore(data, Iris(sample.IRIS.base))
    graphs = sample.graphs(sample.second_article(), added="2026-01-02T03:04:05Z")
    store.apply(Change(2, replace={str(graphs.document.identifier): triples(graphs.document)}))
    store.publish()
    store.close()


def test_a_question_is_asked_once_of_one_state(answers: Answers, pool: ListeningPool, data: Path) -> None:
    first, again = ask(answers, QUESTION), ask(answers, QUESTION)
    assert first.body == again.body
    assert dict(first.headers) == dict(again.headers)
    assert len(pool.asked) == 1
    change(data)
    then = ask(answers, QUESTION)
    assert len(pool.asked) == 2
    assert then.body != first.body
    assert then.headers["etag"] != first.headers["etag"]
    assert then.headers["x-sayso-snapshot"] != first.headers["x-sayso-snapshot"]


def test_who_has_the_answer_gets_none_and_nobody_is_asked(answers: Answers, pool: ListeningPool, data: Path) -> None:
    tag = QUESTION.tag(pool.state())
    for header in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        answer = ask(answers, QUESTION, Wishes(has=header))
        assert (answer.status_code, answer.body, answer.headers["etag"]) == (304, b"", tag)
    assert pool.asked == []
    assert ask(answers, QUESTION, Wishes(has='"other"')).status_code == 200
    change(data)
    assert ask(answers, QUESTION, Wishes(has=tag)).status_code == 200


def test_headers_say_where_an_answer_comes_from_and_how_long_it_holds(answers: Answers, pool: ListeningPool) -> None:
    headers = ask(answers, QUESTION).headers
    assert headers["x-sayso-snapshot"] == pool.state()
    assert headers["etag"].startswith('W/"')
    assert headers["cache-control"] == "public, no-cache"
    assert headers["vary"] == "Accept, Accept-Encoding"
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert "x-sayso-release" not in headers


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_varies_is_made_each_time(answers: Answers, pool: ListeningPool, call: str) -> None:
    question = Asked(f"SELECT ({call} AS ?x) {{ }}", ("text/csv",))
    first, again = ask(answers, question), ask(answers, question)
    assert len(pool.asked) == 2
    assert "etag" not in first.headers
    assert again.headers["cache-control"] == "no-store"


def test_a_compressed_answer_is_the_same_answer(answers: Answers, pool: ListeningPool) -> None:
    plain = ask(answers, ALL)
    for _ in range(2):
        coded = ask(answers, ALL, Wishes("gzip"))
        assert gzip.decompress(coded.body) == plain.body
        assert coded.headers["content-encoding"] == "gzip"
        assert int(coded.headers["content-length"]) == len(coded.body) < len(plain.body)
        assert coded.headers["etag"] == plain.headers["etag"]
    assert "content-encoding" not in ask(answers, QUESTION, Wishes("gzip")).headers
    assert len(pool.asked) == 2


def test_without_room_every_question_is_asked(pool: ListeningPool, data: Path) -> None:
    answers = Answers(pool, Settings(data=data, answer_cache=0))
    assert ask(answers, QUESTION).body == ask(answers, QUESTION).body
    assert len(pool.asked) == 2


def test_errors_are_not_remembered(answers: Answers, pool: ListeningPool) -> None:
    for _ in range(2):
        with pytest.raises(QuerySyntax):
            ask(answers, Asked("SELECT", ("text/csv",)))
    assert len(pool.asked) == 2


def test_an_unknown_release_is_not_there(answers: Answers) -> None:
    question = Asked(QUESTION.query, QUESTION.formats, release="nothing")
    with pytest.raises(NotFound):
        ask(answers, question)
