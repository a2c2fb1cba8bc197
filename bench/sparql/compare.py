"""Asks the same of every server, checks that all say the same, and measures them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Store

from bench.sparql.client import Failed, one
from bench.sparql.data import DataSet
from bench.sparql.measure import Ask, Cell, Clients, Run
from bench.sparql.queries import Again, Asking, Question, questions
from bench.sparql.servers import OURS, Peer, Server, reason_to_skip

FRESH, AGAIN = "another question each time", "the same question again"
CHECKED = 3
"""So many questions of each kind are asked of all servers, to see whether they say the same."""
STRING = "http://www.w3.org/2001/XMLSchema#string"
Rows: TypeAlias = Counter[frozenset[tuple[str, str, str, str]]]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to measure: seconds of each measurement, seconds after which an answer is given up, numbers of clients, seed."""

    seconds: float
    limit: float
    clients: Sequence[int]
    seed: int


@dataclass(frozen=True, slots=True)
class Key:
    """What a measurement is of."""

    server: str
    question: str
    way: str
    clients: int


@dataclass(slots=True)
class Outcome:
    """What came out for one data set."""

    quads: int
    making: dict[str, float]
    names: tuple[str, ...] = ()
    cells: dict[Key, Cell] = field(default_factory=dict)
    rows: dict[str, dict[str, list[Rows]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def servers(self) -> list[str]:
        """The servers that were measured, ours first."""
        return list(self.rows)

    def differences(self) -> list[str]:
        """Where a server says something else than ours; a difference makes its time worthless."""
        ours = self.rows.get(OURS, {})
        return [
            f"{server} says something else than {OURS}: {name}"
            for server, rows in self.rows.items()
            for name, found in rows.items()
            if name in ours and found != ours[name]
        ]


def compare(data: DataSet, peers: Sequence[Peer], plan: Plan, say: Say) -> Outcome:
    """Measure all servers on one data set, one after the other."""
    asked = questions(Store.read_only(str(data.snapshot)))
    outcome = Outcome(data.quads, data.seconds, tuple(question.name for question in asked))
    for peer in peers:
        reason = reason_to_skip(peer, data.quads)
        if reason is not None:
            outcome.notes.append(f"{peer.name} is left out: {reason}")
            continue
        say(f"{data.quads:,} quads: {peer.name}")
        with closing(Server(peer, data)) as server:
            _check(outcome, peer.name, server, asked, plan)
            for number in plan.clients:
                with closing(Clients(number)) as clients:
                    _measure(outcome, peer.name, server, asked, plan, clients)
    return outcome


def _check(outcome: Outcome, name: str, server: Server, asked: Sequence[Question], plan: Plan) -> None:
    found = outcome.rows.setdefault(name, {})
    for question in asked:
        ask = Asking(question, plan.seed)
        try:
            found[question.name] = [rows(one(server.address, ask(), plan.limit)) for _ in range(CHECKED)]
        except Failed as error:
            outcome.notes.append(f"{name}, {question.name}: {error}")
            server.again()


def _measure(outcome: Outcome, name: str, server: Server, asked: Sequence[Question], plan: Plan, clients: Clients) -> None:
    for question in asked:
        if question.name not in outcome.rows[name]:
            continue
        same = Again(question.asked(Asking(question, plan.seed).chance))
        ways: dict[str, list[Ask]] = {
            FRESH: [Asking(question, plan.seed, client) for client in range(1, clients.number + 1)],
            AGAIN: [same] * clients.number,
        }
        for way, asks in ways.items():
            cell = clients.ask(Run(server.address, plan.seconds, plan.limit), asks)
            if cell.seconds:
                outcome.cells[Key(name, question.name, way, clients.number)] = cell
            if cell.refusals:
                busy = f"busy {cell.refusals} times, and asked again"
                outcome.notes.append(f"{name}, {question.name}, {way}, {clients.number} clients: {busy}")
            if cell.failures:
                outcome.notes.append(f"{name}, {question.name}, {clients.number} clients: {cell.failures[0]}")
                server.again()


def rows(answer: bytes) -> Rows:
    """The solutions of an answer in SPARQL's JSON, whatever their order."""
    bindings = json.loads(answer)["results"]["bindings"]
    return Counter(frozenset(_term(name, term) for name, term in row.items()) for row in bindings)


def _term(name: str, term: dict[str, str]) -> tuple[str, str, str, str]:
    kind = term["type"].removeprefix("typed-")
    datatype = term.get("datatype", "")
    return name, kind, term["value"], "" if datatype == STRING else datatype
