"""``sayso decide``: what a person knows better than the software."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.invocation import say, say_json, settings_of

if TYPE_CHECKING:
    from app.answers.decisions import Decision
    from app.cli.local import Local
    from app.ledger.port import Entry
    from app.projection.deciding import Wish

Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; the ledger keeps it.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; otherwise your login name.")]
OneEntity = Annotated[str, typer.Argument(metavar="ENTITY", help="An entity's id or IRI.")]
OtherEntity = Annotated[str, typer.Argument(metavar="OTHER", help="Another entity's id or IRI.")]


def application() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(
        no_args_is_help=True,
        help="Correct who is who and what is one claim: decisions hold when documents are read again, and can be undone.",
    )
    for name, command in COMMANDS.items():
        app.command(name)(command)
    return app


def merge(context: typer.Context, entity: OneEntity, other: OtherEntity, reason: Reason, by: By = None) -> None:
    """Make one entity of two, when documents call one person or body by names that the software does not join.

    Example: sayso decide merge 3f2a9c01d4e5 us-federal-ice --reason 'the field office signs as ICE'
    """
    _decide(context, by, "merge", reason, entities=[entity, other])


def different(context: typer.Context, entity: OneEntity, other: OtherEntity, reason: Reason, by: By = None) -> None:
    """Keep two entities apart, when you know that a document to come could join what is not one.

    Example: sayso decide different 3f2a9c01d4e5 90b1c2d3e4f5 --reason 'two people of this name'
    """
    _decide(context, by, "different", reason, entities=[entity, other])


def split(
    context: typer.Context,
    entity: OneEntity,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT…", help="The documents that mean another.")],
    reason: Reason,
    by: By = None,
) -> None:
    """Say that some documents mean another by an entity's name, when two people or bodies were taken for one.

    Example: sayso decide split 3f2a9c01d4e5 0a1b2c3d4e5f6071 --reason 'this one is the senator'
    """
    _decide(context, by, "split", reason, entities=[entity], documents=documents)


def reject(
    context: typer.Context,
    attribution: Annotated[str, typer.Argument(metavar="ATTRIBUTION", help="An attribution's id or IRI.")],
    reason: Reason,
    by: By = None,
) -> None:
    """Take an attribution out of the graph, when the software has read one that the text does not make.

    Example: sayso decide reject 0a1b2c3d4e5f6071-120-188-4 --reason 'the words are a caption'
    """
    _decide(context, by, "reject", reason, attributions=[attribution])


def join(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id or IRI.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another claim's id or IRI.")],
    reason: Reason,
    by: By = None,
) -> None:
    """Make one claim of two, when they say the same in words that the software does not join.

    Example: sayso decide join 5b6c7d8e9f00 11223344aabb --reason 'one says it in English units'
    """
    _decide(context, by, "join", reason, claims=[claim, other])


def part(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id or IRI.")],
    attributions: Annotated[list[str], typer.Argument(metavar="ATTRIBUTION…", help="Those that claim something else.")],
    reason: Reason,
    by: By = None,
) -> None:
    """Make a claim of their own of some attributions, when they claim something else than the others of their claim.

    Example: sayso decide part 5b6c7d8e9f00 0a1b2c3d4e5f6071-120-188-4 --reason 'another year is meant'
    """
    _decide(context, by, "part", reason, claims=[claim], attributions=attributions)


def retract(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document's id or IRI.")],
    reason: Reason,
    by: By = None,
) -> None:
    """Withdraw a document, when it should not count: its graph goes, with all that it alone supported.

    Example: sayso decide retract 0a1b2c3d4e5f6071 --reason 'the outlet has withdrawn it'
    """
    _decide(context, by, "retract", reason, documents=[document])


def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", min=1, max=2**62, help="The number of the decision.")],
    by: By = None,
) -> None:
    """Take a decision back, yours or another's, when it was wrong: all is as it would be without it.

    Example: sayso decide undo 12
    """
    from app.cli.local import opened

    with opened(settings_of(context)) as local:
        entry = local.ledger.undo(number, by or login())
        local.publish()
    say(f"undone: decision {number}" if entry.created else f"decision {number} was undone already")


def list_(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON a decision, undone ones included.")] = False,
) -> None:
    """List the decisions with who took them, when and why, to see what people changed and which number to undo.

    Example: sayso decide list
    """
    from app.cli.local import opened

    with opened(settings_of(context)) as local:
        found = told(local)
    if as_json:
        for each in found:
            say_json(each.model_dump(mode="json"))
        return
    from app.cli.tables import show, table

    rows = [(each.id, each.kind, about(each), each.by, each.at[:10], state(each), each.reason) for each in found]
    show(table("Decisions", ["no.", "kind", "about", "by", "on", "state", "why"], rows, numbers=["no."]))


def told(local: Local) -> Sequence[Decision]:
    """All decisions, the newest first."""
    from app.answers.decisions import DecisionFilter, Decisions
    from app.answers.paging import Slice

    with local.reader() as reader:
        answers = Decisions(reader, local.ledger, local.entities(), local.iris)
        return answers.list(DecisionFilter(), Slice(max(1, local.ledger.last()))).items


def about(decision: Decision) -> str:
    """What a decision is about, by name."""
    named = [thing.name for thing in (*decision.entities, *decision.claims, *decision.documents)]
    return "; ".join([*named, *decision.attributions])


def state(decision: Decision) -> str:
    """Whether a decision holds."""
    if decision.undone is not None:
        return f"undone by {decision.undone.by or 'someone'}"
    return "in force" if decision.effect else "without effect"


def login() -> str | None:
    """The name of who is logged in, where the system knows one."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None


def _decide(context: typer.Context, by: str | None, kind: str, reason: str, **about: Sequence[str]) -> None:
    from app.cli.local import opened
    from app.model.decision import DecisionKind
    from app.projection.deciding import Wish

    wish = Wish(DecisionKind(kind), reason, **{name: tuple(ids) for name, ids in about.items()})
    with opened(settings_of(context)) as local:
        entry = _decided(local, wish, by or login())
        local.publish()
    say(f"decision {entry.sequence}" + ("" if entry.created else " says so already") + f": {kind}")


def _decided(local: Local, wish: Wish, by: str | None) -> Entry:
    from app.answers.decisions import ClaimAttributions
    from app.projection.deciding import Deciding

    with local.reader() as reader:
        claims = ClaimAttributions(reader, local.iris)
        return Deciding(local.ledger, local.entities(), claims, local.iris, local.merges()).decide(wish, by)


COMMANDS: dict[str, Callable[..., None]] = {
    "merge": merge,
    "different": different,
    "split": split,
    "reject": reject,
    "join": join,
    "part": part,
    "retract": retract,
    "undo": undo,
    "list": list_,
}
