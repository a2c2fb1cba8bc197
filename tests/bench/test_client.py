"""The lean client reads whole answers and takes nothing else for one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from bench.sparql.client import Address, Client, Failed
from bench.sparql.measure import LEAST, Run, asked
from bench.sparql.queries import Again

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwho\r\n2;x=1\r\nle\r\n0\r\n\r\n"
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nnot whole"
CUT_CHUNK = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwho\r\n"
WRONG = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\n\r\nwhy"
BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 4\r\n\r\nbusy"


@contextmanager
def server(*answers: bytes) -> Iterator[Address]:
    """A server that gives these answers to the requests of one connection, then closes it."""

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            for answer in answers:
                connection.recv(65_536)
                connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield Address("127.0.0.1", listener.getsockname()[1], "/sparql")
        thread.join()


@pytest.mark.parametrize("answer", [PLAIN, CHUNKED])
def test_a_whole_answer_is_read_and_the_connection_kept(answer: bytes) -> None:
    with server(answer, PLAIN) as address, closing(Client(address, 5)) as client:
        assert [client.ask("ASK {}"), client.ask("ASK {}")] == [b"whole", b"whole"]


@pytest.mark.parametrize("answer", [CUT, CUT_CHUNK, WRONG, BUSY])
def test_what_is_no_whole_answer_fails(answer: bytes) -> None:
    with server(answer) as address, closing(Client(address, 5)) as client, pytest.raises(Failed):
        client.ask("ASK {}")


def test_a_busy_server_is_asked_again() -> None:
    with server(BUSY, BUSY, PLAIN, PLAIN) as address:
        cell = asked(Run(address, seconds=0, limit=5), Again("ASK {}"))
    assert (len(cell.seconds), cell.refusals, cell.failures) == (LEAST, 2, ())


def test_what_fails_ends_a_client() -> None:
    with server(PLAIN, WRONG) as address:
        cell = asked(Run(address, seconds=5, limit=5), Again("ASK {}"))
    assert len(cell.seconds) == 1
    assert cell.failures == ("status 400: why",)


def test_waiting_has_an_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = Address("127.0.0.1", listener.getsockname()[1], "/sparql")
        with closing(Client(address, 0.1)) as client, pytest.raises(Failed, match="no answer within"):
            client.ask("ASK {}")


def test_nobody_there_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with closing(Client(Address("127.0.0.1", port, "/"), 1)) as client, pytest.raises(Failed):
        client.ask("ASK {}")
