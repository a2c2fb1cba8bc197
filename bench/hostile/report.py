"""What came of a run, for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median, quantiles

from bench.hostile.processes import Look
from bench.hostile.trial import Found


def report(found: Found) -> str:
    """Counts by role and status, times, memory, and what is wrong."""
    return "\n".join([*_answers(found), *_memory(found.looks, found.end), *_verdict(found)])


def times(seconds: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    if len(seconds) < 2:
        return "-"
    return f"median {1000 * median(seconds):.1f} ms, p95 {1000 * quantiles(seconds, n=20)[-1]:.1f} ms"


def _answers(found: Found) -> Iterator[str]:
    for role, counts in sorted(found.record.statuses.items()):
        shown = ", ".join(f"{status}: {count}" for status, count in sorted(counts.items()))
        yield f"{role:<8} {counts.total():6} requests; {shown}; answered in {times(found.record.seconds[role])}"
    yield f"right answers to good queries: {found.record.right}"


def _memory(looks: Sequence[Look], end: Look) -> Iterator[str]:
    peak = max(looks, key=lambda one: one.all)
    for name, one in (("at the beginning", looks[0]), ("at the peak", peak), ("at the end", end)):
        yield (
            f"memory {name}: {one.all / 1e6:,.0f} MB in {one.processes} processes "
            f"(readers {one.readers / 1e6:,.0f} MB, all others {one.others / 1e6:,.0f} MB)"
        )
    yield f"most that one reader had: {max(one.largest for one in looks) / 1e6:,.0f} MB"


def _verdict(found: Found) -> Iterator[str]:
    yield f"calls that the listener saw: {found.calls}"
    yield from (f"WRONG: {fault}" for fault in found.faults)
    yield "wrong: nothing" if not found.faults else f"wrong: {len(found.faults)}"
