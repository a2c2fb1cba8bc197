"""The engine's refusals and failures as our errors, and the marks by which an answer says that it was cut."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.errors import Busy, EngineAway, EngineFailed, QueryTimeout, QueryTooLarge, SaysoError

LONGEST = 300
TIMED_OUT = re.compile(r"S1TAT|S1T00|timed out|timeout|time limit", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


class EngineRefused(EngineFailed):
    """The engine takes this request not, though it may take others."""


def cut(headers: Mapping[str, str]) -> SaysoError | None:
    """Why an answer with status 200 is not whole, by the headers with which Virtuoso says so; ``None`` where it is."""
    if "X-SPARQL-MaxRows" in headers:
        most = headers["X-SPARQL-MaxRows"]
        return QueryTooLarge(f"the graph engine gives {most} rows at most (ResultSetMaxRows): ask for less, or page with LIMIT")
    state = headers.get("X-SQL-State", "")
    if not state or state == "00000":
        return None
    if TIMED_OUT.search(state):
        return QueryTimeout("the graph engine stopped the query at its time limit: ask for less")
    return EngineFailed(f"the graph engine did not give the whole answer: {_line(headers.get('X-SQL-Message', state))}")


def refused_query(status: int, text: str) -> SaysoError:
    """The error that a query's status other than 200 means."""
    said = _line(text)
    if status in {429, 503}:
        return Busy(f"the graph engine is busy: {said}")
    if status in {408, 504} or (status >= 500 and TIMED_OUT.search(text[:LONGEST])):
        return QueryTimeout("the graph engine stopped the query at its time limit: ask for less")
    if status == 400:
        return EngineFailed(f"the graph engine cannot answer this query, which is good SPARQL: {said}")
    return refused(status, text, "SAYSO_STORE_URL")


def refused(status: int, text: str, setting: str) -> SaysoError:
    """The error that a status without success means, from the service whose address the setting has."""
    if status in {401, 403}:
        return EngineFailed(
            f"the graph engine does not let us in ({status}): see SAYSO_STORE_AUTH, SAYSO_STORE_USER and {setting}"
        )
    if status in {404, 405, 415} or 300 <= status < 400:
        return EngineFailed(f"the graph engine has no such service ({status}): see {setting}")
    if status in {429, 502, 503, 504}:
        return EngineAway(f"the graph engine cannot do it now ({status}): {_line(text)}")
    return EngineRefused(f"the graph engine refused a request ({status}): {_line(text)}")


def _line(text: str) -> str:
    lines = (" ".join(line.split()) for line in TAG.sub(" ", text).splitlines())
    return next((line[:LONGEST] for line in lines if line), "without a word")
