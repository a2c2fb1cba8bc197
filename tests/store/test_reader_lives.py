"""How reader processes begin and end: replaced when they die, gone when the service goes. Both are real."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from app.errors import Busy, QueryTimeout, QueryTooLarge
from app.settings import Settings
from app.store.pool import QueryPool
from tests.store.reader_processes import ENDLESS, alive, busy_readers, files_at_rest, readers, until


def test_one_too_many_is_told_that_all_are_busy(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, query_timeout=60, long_query=60), patience=5)
    try:
        with ThreadPoolExecutor(2) as threads:
            held = [threads.submit(pool.run, ENDLESS) for _ in range(2)]
            until(lambda: len(busy_readers(data)) == 2)
            with pytest.raises(Busy, match="busy"):
                pool.run("ASK {}")
            for reader in busy_readers(data):
                os.kill(reader, signal.SIGKILL)
            assert [type(one.exception()) for one in held] == [QueryTooLarge, QueryTooLarge]
        assert pool.run("ASK {}").snapshot == "7"
    finally:
        pool.close()


def test_a_reader_that_dies_between_queries_is_replaced(data: Path):
    pool = QueryPool(Settings(data=data, readers=1))
    try:
        pool.run("ASK {}")
        until(lambda: len(readers(data)) == 2)
        for _ in range(3):
            before = readers(data)
            for reader in before:
                os.kill(reader, signal.SIGKILL)
            assert pool.run("ASK {}").snapshot == "7"
            until(lambda before=before: len(readers(data) - before) == 2)
    finally:
        pool.close()


def test_a_reader_that_is_killed_at_work_is_replaced(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, long_query=60))
    try:
        with ThreadPoolExecutor(1) as threads:
            asked = threads.submit(pool.run, ENDLESS)
            until(lambda: len(busy_readers(data)) == 1)
            os.kill(busy_readers(data).pop(), signal.SIGKILL)
            assert isinstance(asked.exception(), QueryTooLarge)
        assert pool.run("ASK {}").snapshot == "7"
    finally:
        pool.close()


def test_readers_that_cannot_start_are_told_of_and_do_not_spin(data: Path, caplog: pytest.LogCaptureFixture):
    pool = QueryPool(Settings(data=data, readers=1, query_memory=20_000_000), patience=0.1)

    def starts() -> list[float]:
        told = [record for record in caplog.records if "before it was asked" in record.message]
        return [record.created for record in told if record.thread == told[0].thread]

    try:
        with pytest.raises(Busy):
            pool.run("ASK {}")
        until(lambda: len(starts()) == 4)
        times = starts()
    finally:
        pool.close()
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert all(pause >= 0.1 * 2**number for number, pause in enumerate(pauses))


def test_many_threads_get_their_own_answers(data: Path):
    pool = QueryPool(Settings(data=data, readers=2, long_query=60))

    def asked(number: int) -> bool:
        answer = pool.run(f"SELECT ?o {{ <http://example.org/{number}> ?p ?o }}", ["csv"])
        return answer.content == f"o\r\na text of some length {number}\r\n".encode()

    try:
        with ThreadPoolExecutor(32) as threads:
            assert all(threads.map(asked, range(300)))
    finally:
        pool.close()


def test_what_is_stopped_leaves_neither_files_open_nor_processes(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, query_timeout=0.5))
    try:
        pool.run("ASK {}")
        until(lambda: len(readers(data)) == 2)
        before = files_at_rest()
        for _ in range(5):
            with pytest.raises(QueryTimeout):
                pool.run(ENDLESS)
        until(lambda: len(readers(data)) == 2)
        assert files_at_rest() == before
    finally:
        pool.close()
    assert not readers(data)
    assert files_at_rest() < before


def test_closing_leaves_no_process_and_tells_those_who_ask(data: Path):
    pool = QueryPool(Settings(data=data, readers=1, long_query=60, query_timeout=60), patience=60)
    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(pool.run, ENDLESS) for _ in range(3)]
        until(lambda: len(busy_readers(data)) == 2)
        pool.close()
        assert [str(one.exception()) for one in asked] == ["the service is ending"] * 3
    assert not readers(data)
    with pytest.raises(Busy, match="ending"):
        pool.run("ASK {}")
    pool.close()


PARENT = """
import sys, threading
from pathlib import Path
from app.settings import Settings
from app.store.pool import QueryPool
if __name__ == "__main__":
    pool = QueryPool(Settings(data=Path(sys.argv[1]), readers=2, query_timeout=60))
    pool.run("ASK {}")
    threading.Thread(target=pool.run, args=(sys.argv[2],), daemon=True).start()
    print("asking", flush=True)
    sys.stdin.read()
"""


def test_readers_do_not_outlive_a_killed_parent(data: Path, tmp_path: Path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, str(script), str(data), ENDLESS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout.readline() == b"asking\n"
        until(lambda: len(readers(data, parent.pid)) == 3)
        left = readers(data, parent.pid)
        parent.kill()
    until(lambda: not any(alive(pid) for pid in left))
