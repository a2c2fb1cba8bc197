"""The chain of an attribution as it is drawn: who reports, through whom, who says it, on what it rests, where it began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.answers.models import Attribution, Ref
from app.api.page.paths import path_of


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the chain: what it does in it, and who it is; ``href`` is ``None`` for words that name nobody known."""

    part: str
    name: str
    type: str = ""
    href: str | None = None
    origin: bool = False


def chain(said: Attribution, publisher: Ref | None) -> list[Step]:
    """The chain from the document to the origin: who reports and says it is one step, the origin is marked where it stands."""
    steps: list[Step] = []
    for step in _steps(said, publisher or said.document):
        if steps and steps[-1].href is not None and steps[-1].href == step.href:
            steps[-1] = replace(step, part="says itself" if step.part == "says" else f"{steps[-1].part}, {step.part}")
        else:
            steps.append(step)
    if said.origin is None:
        return steps
    origin = path_of(said.origin)
    if origin not in [step.href for step in steps]:
        return [*steps, Step("origin", said.origin.name, said.origin.type, origin, origin=True)]
    return [_as_origin(step) if step.href == origin else step for step in steps]


def _steps(said: Attribution, reporter: Ref) -> Iterator[Step]:
    yield _step("reports", reporter)
    yield from (_step("via", ref) for ref in said.via)
    if said.source:
        yield _step("says", said.source)
    elif said.source_passage:
        yield Step("says", f"“{said.source_passage.exact}”")
    yield from (_step("on the basis of", ref) for ref in said.basis)


def _step(part: str, ref: Ref) -> Step:
    return Step(part, ref.name, ref.type, path_of(ref))


def _as_origin(step: Step) -> Step:
    return replace(step, part=f"{step.part}, origin", origin=True)
