"""The measurements as Markdown for people and as JSON for programs."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from bench import machine
from bench.sparql.compare import AGAIN, FRESH, Key, Outcome
from bench.sparql.measure import Cell, medians
from bench.sparql.servers import OURS, OXIGRAPH, RDFLIB

SMALL = 0.010
"""Seconds: questions that Oxigraph answers more quickly are small, and held to a difference, not to a ratio."""

READ = "Times are median / 95th percentile, in milliseconds; ratios are of medians over the questions that both have answered."


def markdown(outcomes: Sequence[Outcome], clients: Sequence[int]) -> str:
    """All tables, one section for each data set."""
    parts = [f"{machine.name()}. {READ}"]
    for outcome in outcomes:
        steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in outcome.making.items())
        parts.append(f"### {outcome.quads:,} quads\n\nMade in: {steps}.")
        parts += [_table(outcome, number) for number in clients]
        parts.append("\n".join(f"- {line}" for line in [*summary(outcome, clients), *outcome.notes, *_differences(outcome)]))
    return "\n\n".join(parts)


def summary(outcome: Outcome, clients: Sequence[int]) -> Iterator[str]:
    """What the aims are about: geometric means, the worst ratio and the largest difference."""
    for number in clients:
        for way in (FRESH, AGAIN):
            for peer in outcome.servers():
                if peer != OURS and (ratios := [theirs / ours for ours, theirs in _pairs(outcome, peer, way, number)]):
                    mean = statistics.geometric_mean(ratios)
                    yield f"{clients_(number)}, {way}: {OURS} is {mean:.2f} times as fast as {peer} (geometric mean of medians)"
        yield from _against_oxigraph(outcome, number)


def _against_oxigraph(outcome: Outcome, number: int) -> Iterator[str]:
    pairs = _pairs(outcome, OXIGRAPH, FRESH, number)
    large = [ours / theirs for ours, theirs in pairs if theirs >= SMALL]
    small = [ours - theirs for ours, theirs in pairs if theirs < SMALL]
    if large:
        yield f"{clients_(number)}: at most {max(large):.2f} times {OXIGRAPH}'s median, where it is {SMALL * 1000:g} ms or more"
    if small:
        yield f"{clients_(number)}: at most {max(small) * 1000:.1f} ms more than {OXIGRAPH}'s median, where it is less"


def as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """All numbers, in seconds."""
    return {"machine": machine.name(), "data_sets": [_as_json(outcome) for outcome in outcomes]}


def _as_json(outcome: Outcome) -> dict[str, Any]:
    cells = [
        {
            "server": key.server,
            "question": key.question,
            "way": key.way,
            "clients": key.clients,
            "median": cell.median,
            "p95": cell.slow,
            "per_second": cell.rate,
            "answers": len(cell.seconds),
        }
        for key, cell in outcome.cells.items()
    ]
    notes = [*outcome.notes, *outcome.differences()]
    return {"quads": outcome.quads, "making": outcome.making, "measurements": cells, "notes": notes}


def _table(outcome: Outcome, number: int) -> str:
    """One row for each kind of question: all servers with another question each time, then with the same one again."""
    servers = outcome.servers()
    others = [server for server in servers if server != OURS]
    ratios = [f"{other} / {OURS}" for other in others]
    head = [f"question, {clients_(number)}", *servers, *ratios, *(f"again: {server}" for server in servers)]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for name in outcome.names:
        fresh = [_written(outcome.cells.get(Key(server, name, FRESH, number)), number) for server in servers]
        times = [_ratio(_pair(outcome, other, name, FRESH, number)) for other in others]
        again = [_written(outcome.cells.get(Key(server, name, AGAIN, number)), number) for server in servers]
        lines.append(f"| {' | '.join([name, *fresh, *times, *again])} |")
    return "\n".join(lines)


def _written(cell: Cell | None, number: int) -> str:
    if cell is None:
        return "not measured"
    rate = f", {cell.rate:.0f} per s" if number > 1 else ""
    return f"{cell.median * 1000:.2f} / {cell.slow * 1000:.2f}{rate}"


def _ratio(pair: tuple[float, float] | None) -> str:
    return "" if pair is None else f"{pair[1] / pair[0]:.2f}"


def _pair(outcome: Outcome, peer: str, name: str, way: str, number: int) -> tuple[float, float] | None:
    """Our median and a peer's, where both were measured."""
    ours, theirs = (outcome.cells.get(Key(server, name, way, number)) for server in (OURS, peer))
    return None if ours is None or theirs is None else medians(ours, theirs)


def _pairs(outcome: Outcome, peer: str, way: str, number: int) -> list[tuple[float, float]]:
    """Our median and a peer's, for each kind of question that both were measured with."""
    found = (_pair(outcome, peer, name, way, number) for name in outcome.names)
    return [pair for pair in found if pair is not None]


def _differences(outcome: Outcome) -> list[str]:
    answered = ", ".join(server for server in outcome.servers() if server in (OXIGRAPH, RDFLIB))
    return outcome.differences() or ([f"the same rows from {OURS}, {answered}"] if answered else [])


def clients_(number: int) -> str:
    """``1 client``, ``8 clients``."""
    return "1 client" if number == 1 else f"{number} clients"
