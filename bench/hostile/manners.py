"""Clients that do not keep to HTTP, or to the end of what they began. None waits for an answer that could be judged."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import urlencode

from bench.hostile.requests import BIG, DIRECT

RESET = struct.pack("ii", 1, 0)
"""Linger on, for no time: close breaks the connection off (socket(7))."""
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def _head(length: int) -> bytes:
    return f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {DIRECT}\r\nContent-Length: {length}\r\n\r\n".encode()


def _get(query: str) -> bytes:
    return f"GET /sparql?{urlencode({'query': query})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def half_a_head(connection: socket.socket) -> None:
    """Says goodbye in the middle of a header."""
    connection.sendall(_head(10)[:-20])


def half_a_body(connection: socket.socket) -> None:
    """Promises more than it sends."""
    connection.sendall(_head(1000) + b"SELECT *")


def a_byte_at_a_time(connection: socket.socket) -> None:
    """Sends so slowly that it gives up itself."""
    connection.sendall(_head(1000))
    for _ in range(20):
        connection.sendall(b"#")
        time.sleep(0.1)


def no_http(connection: socket.socket) -> None:
    """Speaks TLS, or so."""
    connection.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) + b"\r\n\r\n")
    connection.recv(1000)


def endless_head(connection: socket.socket) -> None:
    """Has more headers than anybody reads."""
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 100_000)
    connection.recv(1000)


def nobody_waits(connection: socket.socket) -> None:
    """Asks something long and goes."""
    connection.sendall(_get(LONG))
    time.sleep(0.3)


def reads_slowly(connection: socket.socket) -> None:
    """Asks for something large and reads it so slowly that it gives up itself."""
    connection.sendall(_get(BIG))
    for _ in range(50):
        connection.recv(4096)
        time.sleep(0.1)


def breaks_off(connection: socket.socket) -> None:
    """Asks for something large and breaks the connection in the middle of it."""
    connection.sendall(_get(BIG))
    connection.recv(100_000)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)


MANNERS: Mapping[str, Callable[[socket.socket], None]] = {
    manner.__name__.replace("_", " "): manner
    for manner in (half_a_head, half_a_body, a_byte_at_a_time, no_http, endless_head, nobody_waits, reads_slowly, breaks_off)
}


def misbehave(port: int, name: str, limit: float) -> None:
    """Connect, behave so, and go."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=limit) as connection:
        MANNERS[name](connection)
