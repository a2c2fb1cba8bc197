"""The connection to the other engine: one pool of HTTP connections, used from several threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, cast

import requests
from requests.adapters import HTTPAdapter

from app.errors import EngineAway, EngineFailed, InvalidInput
from app.settings import Settings
from app.store.remote.addresses import Addresses, addresses_of, auth_of
from app.store.remote.body import Body, Deadline, MendedBody
from app.store.remote.dialects import N_TRIPLES, RESULTS, Dialect, dialect_of
from app.store.remote.refusals import cut, refused, refused_query
from app.store.remote.rows import table_of

CONNECT = 10.0
"""Seconds to wait for the engine to take a connection."""

WRITING = 600.0
"""Seconds to wait for the engine to say that it has written."""

QUICK = 1.0
"""Seconds within which a connection breaks that was broken before; later, the query may have broken it."""

CONNECTIONS = 64
"""Connections that are kept open; more may be made for a moment."""

LONGEST_REFUSAL = 4_000
"""Bytes read of what the engine says when it refuses."""

Data = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The graphs that a query is to be asked of (SPARQL 1.1 Protocol, 2.1.4); ``by_query``: it has FROM clauses of its own."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()
    by_query: bool = False

    def __bool__(self) -> bool:
        return bool(self.default or self.named or self.by_query)


UNCHOSEN = Chosen()


class Reply:
    """An answer that has begun: its body as a file, the media type it was asked in. Leaving the block lets go of it."""

    def __init__(self, response: requests.Response, media_type: str, dialect: Dialect, deadline: Deadline) -> None:
        self._body = Body(response, deadline)
        self.media_type = media_type
        self.file = cast(IO[bytes], MendedBody(self._body) if dialect.mended else self._body)

    def stop(self) -> None:
        """End the reading of another thread, which gets an error."""
        self._body.stop()

    def __enter__(self) -> Reply:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._body.close()


class Connection:
    """Asks and writes. Every failure is one of ``app/errors.py``; nothing is followed elsewhere (no redirects)."""

    def __init__(self, settings: Settings) -> None:
        self.addresses: Addresses = addresses_of(settings)
        self.dialect = Dialect()
        self._auth = auth_of(settings)
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_connections=4, pool_maxsize=CONNECTIONS))

    def table(self, query: str, deadline: Deadline, chosen: Chosen = UNCHOSEN) -> Reply:
        """Ask for solutions, or for yes or no."""
        return self._asked(query, RESULTS, deadline, chosen)

    def graph(self, query: str, deadline: Deadline, chosen: Chosen = UNCHOSEN) -> Reply:
        """Ask for triples."""
        table = table_of(query) if self.dialect.cuts_graphs else None
        if table is not None:
            with self.table(table, deadline, chosen):
                pass  # its head says whether it was cut
        return self._asked(f"{self.dialect.prologue}{query}", self.dialect.graphs, deadline, chosen)

    def update(self, text: str) -> None:
        """Send a SPARQL Update request. Raises ``EngineRefused`` where the engine takes it not, ``EngineFailed`` otherwise."""
        address = self.addresses.update
        if address is None:
            raise InvalidInput("SAYSO_STORE_UPDATE_URL is empty: give the address of the engine's SPARQL Update service")
        headers = {"Content-Type": "application/sparql-update; charset=utf-8", "Accept": "*/*"}
        self._done("POST", address, "SAYSO_STORE_UPDATE_URL", headers, text.encode())

    def put(self, graph: str, content: bytes) -> None:
        """Give a graph this content (N-Triples) in place of what it has (Graph Store HTTP Protocol, 5.3)."""
        address = self.addresses.graphs
        assert address is not None
        self._done("PUT", address, "SAYSO_STORE_GRAPH_URL", {"Content-Type": N_TRIPLES}, content, {"graph": graph})

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def _asked(self, query: str, media_type: str, deadline: Deadline, chosen: Chosen) -> Reply:
        address = self.addresses.query_of_chosen_graphs if chosen else self.addresses.query
        data: dict[str, str | Sequence[str]] = {"query": query, **self.dialect.parameters(deadline.left())}
        data |= {"default-graph-uri": list(chosen.default), "named-graph-uri": list(chosen.named)}
        response = self._again("POST", address, {"Accept": media_type}, data, deadline)
        if response.status_code == 200:  # what refuses may be another server in between
            self.dialect = dialect_of(response.headers.get("Server", ""))
        reply = Reply(response, media_type, self.dialect, deadline)
        try:
            self._check(response, reply)
        except BaseException:
            reply.__exit__(None, None, None)
            raise
        return reply

    def _check(self, response: requests.Response, reply: Reply) -> None:
        """Raises what the answer's head says."""
        if response.status_code != 200:
            raise refused_query(response.status_code, _said(reply))
        if error := cut(response.headers):
            raise error
        given = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if given != reply.media_type:
            raise EngineFailed(f"the graph engine was asked for {reply.media_type} and gave {given or 'something'}")
        if given == N_TRIPLES and not {"Content-Length", "Transfer-Encoding"} & response.headers.keys():
            raise EngineFailed("the graph engine does not say where its answer ends, so that nobody could see it cut")

    def _again(
        self, method: str, address: str, headers: Mapping[str, str], data: Data, deadline: Deadline
    ) -> requests.Response:
        """The beginning of an answer. A connection that the engine has closed meanwhile is replaced once."""
        try:
            return self._sent(method, address, headers, data, deadline)
        except EngineAway:
            if deadline.seconds - deadline.left() > QUICK:
                raise
            return self._sent(method, address, headers, data, deadline)

    def _sent(self, method: str, address: str, headers: Mapping[str, str], data: Data, deadline: Deadline) -> requests.Response:
        try:
            return self._session.request(
                method,
                address,
                headers=dict(headers),
                data=data,
                auth=self._auth,
                stream=True,
                allow_redirects=False,
                timeout=(CONNECT, deadline.left()),
            )
        except requests.ConnectTimeout as error:
            raise EngineAway(f"the graph engine does not answer: {_why(error)}") from None
        except requests.Timeout:
            raise deadline.error() from None
        except requests.RequestException as error:
            raise EngineAway(f"the graph engine cannot be reached: {_why(error)}") from None

    def _done(
        self,
        method: str,
        address: str,
        setting: str,
        headers: Mapping[str, str],
        content: bytes,
        parameters: Mapping[str, str] | None = None,
    ) -> None:
        try:
            response = self._session.request(
                method,
                address,
                params=parameters,
                headers=dict(headers),
                data=content,
                auth=self._auth,
                allow_redirects=False,
                timeout=(CONNECT, WRITING),
            )
        except requests.RequestException as error:
            raise EngineAway(f"the graph engine cannot be reached: {_why(error)}") from None
        if not 200 <= response.status_code < 300:
            raise refused(response.status_code, response.text[:LONGEST_REFUSAL], setting)


def _said(reply: Reply) -> str:
    try:
        return reply.file.read(LONGEST_REFUSAL).decode("utf-8", "replace")
    except EngineFailed:
        return ""


def _why(error: requests.RequestException) -> str:
    """The last cause, in a few words; the whole text names addresses and objects."""
    reason: BaseException = error
    while reason.__cause__ or reason.__context__:
        reason = reason.__cause__ or reason.__context__ or reason
    return str(reason)[:200]
