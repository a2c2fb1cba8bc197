"""Where the time of an answer goes, layer by layer: the engine, its results as text, the reader process, HTTP.

Each layer is measured with all that is below it and nothing above; what a layer takes is the difference. So the figures hold
whatever the layers look like inside.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, Store

from app.settings import Settings
from app.store import guard
from app.store.engine import engine_of
from bench.sparql.client import Client
from bench.sparql.compare import Plan, Say
from bench.sparql.data import DataSet
from bench.sparql.queries import Asking, Question, questions, solutions
from bench.sparql.servers import Server, ours

MOST = 500
"""So many questions of a kind are asked of each layer at most."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Median seconds of each layer of an answer to one kind of question, in the order in which a request goes through them."""

    question: str
    parts: dict[str, float]


def profile(data: DataSet, plan: Plan, workers: int, say: Say) -> list[Shares]:
    """The shares of all seven kinds of question: one client, another question each time, the same ones for each layer."""
    store = Store.read_only(str(data.snapshot))
    say(f"{data.quads:,} quads: layers")
    texts = {question.name: _texts(store, question, plan) for question in questions(store)}
    inside = {name: _inside(store, Settings(data=data.data), asked) for name, asked in texts.items()}
    with closing(Server(ours(workers), data)) as server, closing(Client(server.address, plan.limit)) as client:
        outside = {name: _median(client.ask, asked) for name, asked in texts.items()}
    return [_shares(name, inside[name], outside[name]) for name in texts]


def _texts(store: Store, question: Question, plan: Plan) -> list[str]:
    """As many questions of a kind as the engine answers in the time of a measurement."""
    ask, end, texts = Asking(question, plan.seed), time.perf_counter() + plan.seconds, list[str]()
    while not texts or (time.perf_counter() < end and len(texts) < MOST):
        texts.append(ask())
        _exhausted(store, texts[-1])
    return texts


def _inside(store: Store, settings: Settings, texts: Sequence[str]) -> dict[str, float]:
    """What the layers below HTTP take, each with all that is below it."""
    with closing(engine_of(settings).runner()) as runner:
        return {
            "engine": _median(lambda text: _exhausted(store, text), texts),
            "written": _median(lambda text: _written(store, text), texts),
            "guard": _median(guard.passed, texts),
            "runner": _median(lambda text: runner.run(text, ["json"]).content, texts),
        }


def _shares(name: str, inside: dict[str, float], outside: float) -> Shares:
    return Shares(
        name,
        {
            "HTTP: server, parameters, negotiation, the answer": max(0.0, outside - inside["runner"]),
            "guard": inside["guard"],
            "to the reader process and back": max(0.0, inside["runner"] - inside["guard"] - inside["written"]),
            "engine": inside["engine"],
            "results as text": max(0.0, inside["written"] - inside["engine"]),
            "the whole answer": outside,
        },
    )


def _exhausted(store: Store, text: str) -> int:
    return len(list(solutions(store, text)))


def _written(store: Store, text: str) -> bytes | None:
    return solutions(store, text).serialize(format=QueryResultsFormat.JSON)


def _median(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """The median time of the work over the texts, after a first one that does not count."""
    work(f"{texts[0]} ")
    taken = []
    for text in texts:
        begun = time.perf_counter()
        work(text)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def table(quads: int, shares: Sequence[Shares]) -> str:
    """The shares as Markdown."""
    head = ["layer (median ms)", *(share.question for share in shares)]
    lines = [f"**Where an answer's time goes, {quads:,} quads**", "", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for part in shares[0].parts:
        lines.append(f"| {part} | {' | '.join(f'{share.parts[part] * 1000:.2f}' for share in shares)} |")
    return "\n".join(lines)
