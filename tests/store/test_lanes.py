"""Who is asked next: long queries leave room for quick ones, and those who wait are served as they came."""

import json
import os
import signal
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import Busy, QueryTimeout, QueryTooLarge
from app.settings import Settings
from app.store.asking import Question
from app.store.pool import QueryPool
from app.store.port import Answer
from app.store.readers.known import KnownLong
from app.store.readers.lanes import Lanes
from tests.store.reader_processes import ENDLESS, busy_readers, readers, readers_at_rest, until


def lanes(most_waiting: int = 8, patience: float = 30) -> Lanes:
    """The rules of who is next say nothing about what a reader is; here it is a number."""
    return Lanes(1, most_waiting, patience)


def waiting(of: Lanes, threads: ThreadPoolExecutor) -> Future:
    """One more who waits, after all who wait already."""
    before = len(of._waiting)
    future = threads.submit(of.take)
    until(lambda: len(of._waiting) == before + 1)
    return future


def test_who_came_first_is_served_first():
    of = lanes()
    with ThreadPoolExecutor(5) as threads:
        queue = [waiting(of, threads) for _ in range(5)]
        for number in range(5):
            of.give(number)
        assert [one.result() for one in queue] == list(range(5))


def test_more_than_may_wait_are_refused_at_once():
    of = lanes(most_waiting=2)
    with ThreadPoolExecutor(2) as threads:
        queue = [waiting(of, threads) for _ in range(2)]
        with pytest.raises(Busy, match="wait already"):
            of.take()
        of.give(1)
        of.give(2)
        assert [one.result() for one in queue] == [1, 2]


def test_patience_ends_and_leaves_no_place_taken():
    of = lanes(most_waiting=1, patience=0.05)
    for _ in range(3):
        with pytest.raises(Busy, match="busy"):
            of.take()
    of.give(1)
    assert of.take() == 1


def test_a_reader_given_at_the_last_moment_is_not_lost():
    of = lanes(patience=0.001)
    taken: list[int] = []

    def take() -> None:
        try:
            taken.append(of.take())
        except Busy:
            taken.append(-1)

    for number in range(300):
        thread = threading.Thread(target=take)
        thread.start()
        of.give(number)
        thread.join()
        if taken[-1] == -1:
            assert of.take() == number
        else:
            assert taken[-1] == number
    assert of.short_of_readers()


def test_who_waits_is_told_that_the_service_ends():
    of = lanes()
    with ThreadPoolExecutor(1) as threads:
        queue = waiting(of, threads)
        of.end()
        assert "ending" in str(queue.exception())
    with pytest.raises(Busy, match="ending"):
        of.take()


def count(pool: QueryPool) -> int:
    """A quick query."""
    answer: Answer = pool.run("SELECT (COUNT(*) AS ?n) { ?s <http://example.org/p> ?o }")
    return int(json.loads(answer.content)["results"]["bindings"][0]["n"]["value"])


def test_quick_queries_pass_while_as_many_long_ones_as_may_be_run(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, long_query=0.5, query_timeout=60))
    try:
        with ThreadPoolExecutor(1) as threads:
            long = threads.submit(pool.run, ENDLESS)
            until(lambda: any(niceness(pid) > 0 for pid in readers(data)))
            assert [count(pool) for _ in range(5)] == [500] * 5
            with pytest.raises(Busy, match="long"):
                pool.run(ENDLESS)
            assert count(pool) == 500
            os.kill(next(pid for pid in readers(data) if niceness(pid) > 0), signal.SIGKILL)
            assert isinstance(long.exception(), QueryTooLarge)
        assert count(pool) == 500
    finally:
        pool.close()


def test_after_a_long_query_another_may_be_long(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, long_query=0.2, query_timeout=1))
    try:
        for _ in range(3):
            with pytest.raises(QueryTimeout):
                pool.run(ENDLESS)
    finally:
        pool.close()


SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(STRLEN(CONCAT(?c, ?f)) > 1000) }"


def test_a_reader_that_gave_way_is_replaced_by_one_that_need_not(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, long_query=0.01))
    try:
        pool.run("ASK {}")
        assert json.loads(pool.run(SLOW).content)["results"]["bindings"][0]["n"]["value"] == "0"
        until(lambda: len(readers(data)) == 2 and not any(niceness(pid) for pid in readers(data)))
    finally:
        pool.close()


def test_who_waits_gets_a_reader_when_one_is_free_and_no_more_may_wait(data: Path):
    settings = Settings(data=data, readers=1, long_query=60, query_timeout=60, max_waiting=1)
    pool = QueryPool(settings, patience=60)
    try:
        with ThreadPoolExecutor(3) as threads:
            held = [threads.submit(pool.run, ENDLESS)]
            until(lambda: len(busy_readers(data)) == 1)
            held.append(threads.submit(pool.run, ENDLESS))
            until(lambda: len(busy_readers(data)) == 2)
            waits = threads.submit(count, pool)
            until(lambda: len(pool._quiet._lanes._waiting) == 1)
            with pytest.raises(Busy, match="wait already"):
                pool.run("ASK {}")
            for reader in busy_readers(data):
                os.kill(reader, signal.SIGKILL)
            assert waits.result() == 500
            assert [type(one.exception()) for one in held] == [QueryTooLarge] * 2
    finally:
        pool.close()


def niceness(pid: int) -> int:
    """How much a process gives way; 0 for one that has ended."""
    try:
        return os.getpriority(os.PRIO_PROCESS, pid)
    except ProcessLookupError:
        return 0


def test_a_query_that_was_long_is_refused_at_once_while_others_are(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, long_query=0.3, query_timeout=60))
    try:
        with ThreadPoolExecutor(1) as threads:
            long = threads.submit(pool.run, ENDLESS)
            until(lambda: any(niceness(pid) > 0 for pid in readers(data)))
            other = f"{ENDLESS} LIMIT 1"
            with pytest.raises(Busy, match="long"):
                pool.run(other)
            there = readers_at_rest(data, 2)
            for _ in range(5):
                with pytest.raises(Busy, match="long"):
                    pool.run(other)
            assert count(pool) == 500
            assert readers(data) == there
            for reader in there:
                os.kill(reader, signal.SIGKILL)
            assert isinstance(long.exception(), QueryTooLarge)
    finally:
        pool.close()


def question(text: str) -> Question:
    return Question(text, False, (), (), (), 1, 1, 1)


def test_what_was_long_is_known_until_it_is_not_or_until_so_many_others_were():
    known = KnownLong(most=2)
    for text in "abc":
        known.learn(question(text), True)
    assert [known.knows(question(text)) for text in "abc"] == [False, True, True]
    known.learn(question("b"), False)
    known.learn(question("d"), True)
    assert [known.knows(question(text)) for text in "bcd"] == [False, True, True]
