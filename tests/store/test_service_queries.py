"""Queries that call other services: in processes of their own, which alone may open sockets, and not for long."""

import json
import platform
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import Busy, QueryRefused, QueryTimeout, ServiceFailed
from app.settings import Settings
from app.store.asking import Question
from app.store.confinement import SOCKET
from app.store.pool import QueryPool
from app.store.readers.crew import Crew
from app.store.readers.lanes import Lanes
from app.store.readers.process import Share
from app.store.readers.spool import OpenAnswers
from app.store.readers.turn import Limits
from tests.store.listening import Listener, listening
from tests.store.reader_processes import readers, readers_at_rest, until


def calling(listener: Listener) -> str:
    return f"SELECT ?found {{ SERVICE <{listener.address}> {{ ?s ?p ?found }} }}"


def pool_for(data: Path, listener: Listener, **more: object) -> QueryPool:
    return QueryPool(Settings(data=data, readers=1, service_addresses=listener.address, **more))


def test_an_allowed_service_is_called_and_its_process_goes(data: Path):
    with listening() as listener:
        pool = pool_for(data, listener)
        try:
            for _ in range(3):
                rows = json.loads(pool.run(calling(listener)).content)["results"]["bindings"]
                assert [row["found"]["value"] for row in rows] == ["42"]
            assert listener.calls == 3
            assert pool.run("ASK {}").snapshot == "7"
        finally:
            pool.close()
    assert not readers(data)


def test_each_such_query_has_a_fresh_process(data: Path):
    with listening() as listener:
        pool = pool_for(data, listener)
        try:
            pool.run(calling(listener))
            for _ in range(3):
                before = readers_at_rest(data, 2)
                pool.run(calling(listener))
                until(lambda before=before: len(before - readers(data)) == 1)
            assert len(listener.asked) == 4
        finally:
            pool.close()


def test_a_service_that_does_not_answer_in_time_is_not_waited_for(data: Path):
    with listening(sleeps=True) as listener:
        pool = pool_for(data, listener, service_timeout=1, query_timeout=60)
        try:
            with pytest.raises(QueryTimeout, match="1 second"):
                pool.run(calling(listener))
        finally:
            pool.close()


def test_a_service_that_cannot_be_reached_is_an_error(data: Path):
    with listening() as listener:
        pool = pool_for(data, listener)
        query = calling(listener)
    try:
        with pytest.raises(ServiceFailed):
            pool.run(query)
        assert pool.run(query.replace("SERVICE", "SERVICE SILENT")).whole
    finally:
        pool.close()


def test_waiting_for_services_holds_nobody_up(data: Path):
    with listening(sleeps=True) as listener:
        pool = pool_for(data, listener, service_timeout=60)
        try:
            with ThreadPoolExecutor(2) as threads:
                waiting = [threads.submit(pool.run, calling(listener)) for _ in range(2)]
                until(lambda: listener.calls == 2)
                assert [pool.run("ASK {}").snapshot for _ in range(5)] == ["7"] * 5
                pool.close()
                assert [type(one.exception()) for one in waiting] == [Busy, Busy]
        finally:
            pool.close()


def test_other_addresses_stay_refused(data: Path):
    with listening() as listener, listening() as other:
        pool = pool_for(data, listener)
        try:
            with pytest.raises(QueryRefused):
                pool.run(calling(other))
        finally:
            pool.close()
        assert other.calls == 0


@pytest.mark.skipif(platform.machine() not in SOCKET, reason="no filter of system calls is known for this machine")
def test_where_the_guard_fails_the_kernel_keeps_other_readers_from_calling(data: Path):
    crew = Crew(1, Share(data, 3_000_000_000), Limits(20, 20, 3_000_000_000), Lanes(1, 1, 30), OpenAnswers())
    try:
        with listening() as listener:
            with pytest.raises(ServiceFailed):
                crew.answer(Question(calling(listener), False, ("json",), (), (), 20, 1_000_000, 1_000_000, calls=True))
            assert listener.calls == 0
    finally:
        crew.close()
