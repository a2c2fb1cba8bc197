"""Answers that begin before their end is made: whole or broken, at the client's pace, and never at a reader's cost."""

import gc
import os
import resource
import shutil
import tempfile
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, parse_query_results

from app.errors import Busy, QueryTimeout, QueryTooLarge
from app.settings import Settings
from app.store.pool import QueryPool
from app.store.readers.spool import OpenAnswers, Rest, Spool
from tests.store.reader_processes import busy_readers, files_at_rest, open_files, readers, until

PAIRS = "SELECT * { ?a <http://example.org/p> ?c . ?d <http://example.org/p> ?f } LIMIT 20000"
"""Some megabytes, of which a buffer of 100 kB is soon full."""

TRIPLETS = "SELECT * { ?a <http://example.org/p> ?c . ?d <http://example.org/p> ?f . ?g <http://example.org/p> ?i }"
"""More than any test waits for."""


@pytest.fixture
def pool(data: Path):
    made = QueryPool(Settings(data=data, readers=1, answer_buffer=100_000, query_timeout=60, long_query=60), patience=60)
    yield made
    made.close()


def test_a_small_answer_is_whole(pool: QueryPool):
    answer = pool.run("SELECT * { ?s ?p ?o }")
    assert answer.whole
    assert 0 < len(answer.content) < 100_000


def test_a_large_answer_comes_in_parts_that_are_all_of_it(pool: QueryPool):
    answer = pool.run(PAIRS)
    assert not answer.whole
    assert answer.begun
    assert answer.media_type == "application/sparql-results+json"
    assert answer.snapshot == "7"
    rows = list(parse_query_results(answer.content, QueryResultsFormat.JSON))
    assert len(rows) == 20_000
    assert len({(row["a"], row["d"]) for row in rows}) == 20_000
    assert list(answer.rest) == []


def test_a_large_graph_comes_in_parts(pool: QueryPool):
    answer = pool.run("CONSTRUCT { ?a ?p ?f } WHERE { ?a ?p ?c . ?d ?p ?f } LIMIT 20000", ["nt"])
    assert not answer.whole
    assert answer.content.count(b" .\n") == 20_000


@pytest.mark.parametrize(("buffer", "whole"), [(143, True), (142, False)])
def test_an_answer_of_just_the_buffer_is_whole(data: Path, buffer: int, whole: bool):
    pool = QueryPool(Settings(data=data, readers=1, answer_buffer=buffer))
    try:
        answer = pool.run("SELECT ?s { VALUES ?s { " + " ".join(f"'{n:08}'" for n in range(14)) + " } }", ["csv"])
        assert answer.whole is whole
        assert len(answer.content) == 3 + 14 * 10 == 143
    finally:
        pool.close()


def test_a_time_limit_after_the_beginning_breaks_the_answer(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, answer_buffer=100_000, query_timeout=2))
    try:
        answer = pool.run(TRIPLETS)
        assert answer.begun
        with pytest.raises(QueryTimeout):
            for _ in answer.rest:
                pass
        with pytest.raises(QueryTimeout):
            next(answer.rest)
        assert pool.run("ASK {}").whole
    finally:
        pool.close()


def test_a_size_limit_after_the_beginning_breaks_the_answer(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, answer_buffer=100_000, max_results=3_000_000))
    try:
        answer = pool.run(PAIRS)
        with pytest.raises(QueryTooLarge, match="3000000 bytes"):
            b"".join(answer.rest)
        assert pool.run("ASK {}").whole
    finally:
        pool.close()


def test_a_reader_that_is_killed_after_the_beginning_breaks_the_answer(pool: QueryPool, data: Path):
    answer = pool.run(TRIPLETS)
    until(lambda: len(busy_readers(data)) == 1)
    os.kill(busy_readers(data).pop(), 9)
    with pytest.raises(QueryTooLarge):
        b"".join(answer.rest)


def test_closing_the_pool_breaks_an_answer_that_is_being_made(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, answer_buffer=100_000))
    answer = pool.run(TRIPLETS)
    pool.close()
    with pytest.raises(Busy, match="ending"):
        b"".join(answer.rest)


def test_slow_clients_hold_no_reader(pool: QueryPool):
    slow = [pool.run(PAIRS, ["csv"]) for _ in range(6)]
    assert pool.run("ASK {}").whole
    sizes = {len(answer.content) for answer in slow}
    assert len(sizes) == 1
    assert sizes.pop() > 1_000_000


def test_an_answer_that_nobody_wants_ends_its_reader_and_frees_its_file(pool: QueryPool, data: Path):
    pool.run("ASK {}")
    until(lambda: len(readers(data)) == 2)
    before = files_at_rest()
    for _ in range(3):
        there = readers(data)
        answer = pool.run(TRIPLETS)
        assert open_files() == before + 1
        answer.rest.close()
        until(lambda there=there: len(readers(data) - there) == 1 and len(readers(data)) == 2)
        until(lambda: open_files() == before)
    assert pool.run("ASK {}").whole


def test_an_answer_that_is_forgotten_is_as_one_that_is_closed(pool: QueryPool, data: Path):
    pool.run("ASK {}")
    until(lambda: len(readers(data)) == 2)
    before, there = files_at_rest(), readers(data)
    pool.run(TRIPLETS)
    gc.collect()
    until(lambda: len(readers(data) - there) == 1 and len(readers(data)) == 2)
    until(lambda: open_files() == before)
    assert pool.run("ASK {}").whole


def test_large_answers_have_no_names(pool: QueryPool, data: Path):
    answer = pool.run(PAIRS)
    assert list((data / "answers").iterdir()) == []
    answer.rest.close()


def test_an_answer_for_which_the_disk_has_no_room_is_an_error(pool: QueryPool, data: Path):
    pool.run("ASK {}")
    until(lambda: len(readers(data)) == 2)
    for reader in readers(data):
        resource.prlimit(reader, resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    answer = pool.run(PAIRS)
    with pytest.raises(QueryTooLarge, match="disk"):
        b"".join(answer.rest)
    assert pool.run("ASK {}").whole


def test_an_answer_that_cannot_be_put_on_disk_is_an_error_before_it_begins(data: Path, tmp_path: Path):
    shutil.copytree(data / "snapshots", tmp_path / "snapshots")
    (tmp_path / "answers").write_text("in the way")
    pool = QueryPool(Settings(data=tmp_path, readers=1, answer_buffer=100_000))
    try:
        with pytest.raises(QueryTooLarge, match="disk"):
            pool.run(PAIRS)
        assert pool.run("ASK {}").whole
    finally:
        pool.close()


def spool() -> Spool:
    """An answer of three bytes that is made."""
    with tempfile.TemporaryFile() as file:
        made = Spool(os.dup(file.fileno()), lambda: None)
        file.write(b"abc")
    made.grown(3)
    made.ended()
    return made


def test_so_many_large_answers_may_be_open_and_no_more():
    answers = OpenAnswers(most=2, stalled=60)
    open_ones = [spool(), spool()]
    for one in open_ones:
        answers.add(one)
    refused = spool()
    with pytest.raises(Busy, match="large answers"):
        answers.add(refused)
    assert list(Rest(open_ones[0], 0)) == [b"abc"]
    answers.add(refused)
    for one in (*open_ones, refused):
        one.close()


def test_an_answer_that_is_left_lying_gives_way_to_a_new_one():
    answers = OpenAnswers(most=2, stalled=0)
    lying, read, new = spool(), spool(), spool()
    answers.add(lying)
    answers.add(read)
    assert read.part(0) == b"abc"
    answers.add(new)
    with pytest.raises(Busy, match="gave way"):
        lying.part(0)
    assert read.part(1) == b"bc"
    for one in (lying, read, new):
        one.close()
    assert all(one.closed for one in (lying, read, new))


def test_too_many_open_answers_are_an_error_before_the_answer_begins(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, answer_buffer=100_000))
    pool._quiet._answers._most = 1
    try:
        first = pool.run(PAIRS, ["csv"])
        with pytest.raises(Busy, match="large answers"):
            pool.run(PAIRS, ["csv"])
        assert pool.run("ASK {}").whole
        assert len(first.content) > 1_000_000
        assert len(pool.run(PAIRS, ["csv"]).content) > 1_000_000
    finally:
        pool.close()
