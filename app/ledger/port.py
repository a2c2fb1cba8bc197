"""What the rest of the house needs of a ledger, whatever database holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.model.decision import Decided, Decision
from app.model.document import Document
from app.model.extraction import Extraction


class EventKind(StrEnum):
    """What can happen to the record."""

    ADD = "add"
    RETRACT = "retract"
    AUTHORITY = "authority"
    GRAPH = "graph"
    DECISION = "decision"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the ledger took something in: the event's sequence number, and whether this call made it."""

    sequence: int
    created: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """A document as the ledger holds it.

    ``sequence`` is that of the newest event that brought it in or took it out, ``active`` says which of the two. ``added`` is
    the moment (ISO 8601, UTC) of that event; of one that was brought back by undoing its retraction, when it was added.
    """

    document: Document
    added: str
    sequence: int
    active: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the record: ``subject`` is the id of a document, the name of an authority file or graph, a decision's kind.

    An event that undoes a decision has ``decision/N`` for its subject; one that undoes a retraction has the id of the document,
    which it brings back. ``at`` is ISO 8601 in UTC.
    """

    sequence: int
    kind: EventKind
    subject: str
    at: str
    payload: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    """A user's own authority file, byte for byte."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WorkspaceGraph:
    """A researcher's own graph as the event ``sequence`` left it, or removed it: then it is not ``present``.

    ``by`` is the name of the token of who wrote it, where there was one. ``triples`` counts what ``content``, N-Triples in
    UTF-8, holds.
    """

    name: str
    sequence: int
    at: str
    by: str | None
    triples: int
    content: bytes | None = None
    present: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """An API token as it can be shown: never the secret, which is kept only as a hash."""

    id: str
    name: str
    created: str
    revoked: str | None


class Ledger(Protocol):
    """The append-only record. A method is one transaction; sequence numbers grow in the order in which they become visible."""

    def add(self, document: Document, extraction: Extraction, warnings: Sequence[str] = (), *, conforms: bool = True) -> Entry:
        """Take a document in with its extraction and what validation said; a document that is in already changes nothing."""

    def retract(self, document_id: str, reason: str, by: str | None = None) -> int:
        """Record that a document is withdrawn and return the sequence number; ``NotFound`` where it is not in."""

    def decide(self, decision: Decision, by: str | None = None) -> Entry:
        """Record a decision; one that is in force already changes nothing, and a retraction is one of its document.

        Raises ``Contradiction`` where it cannot hold beside one that is in force, and what ``retract`` raises.
        """

    def undo(self, sequence: int, by: str | None = None) -> Entry:
        """Take back the decision with this number, whoever took it; taken back already, it stays so.

        Raises ``NotFound`` where there is no decision with this number.
        """

    def decisions(self, until: int | None = None, *, in_force: bool = True) -> list[Decided]:
        """The decisions as the event ``until`` left them, in their order; ``in_force`` leaves out those that were undone."""

    def revisions(self, document_id: str, until: int | None = None) -> tuple[str, ...]:
        """The ids of the active documents with this one's address, the one that was added last first: it is the current one.

        A document without an address stands for itself. ``until`` is the event up to which the ledger is read.
        """

    def document(self, document_id: str, until: int | None = None) -> Recorded | None:
        """The document as recorded, up to the event ``until``; ``None`` where it never came in."""

    def documents(self, batch: int = 100) -> Iterator[Recorded]:
        """Every active document, in the order of sequence numbers, read ``batch`` at a time."""

    def extraction(self, document_id: str, until: int | None = None) -> Extraction | None:
        """The document's extraction, the newest up to the event ``until``."""

    def warnings(self, document_id: str, until: int | None = None) -> tuple[str, ...]:
        """What validation warned of, at the newest event up to ``until``."""

    def events(self, after: int = 0, limit: int = 100) -> list[Event]:
        """At most ``limit`` events that follow ``after``, in order."""

    def last(self) -> int:
        """The sequence number of the newest event, 0 for an empty ledger."""

    def add_authority(self, file: AuthorityFile) -> Entry:
        """Take in an authority file; a file of the same name takes the place of the older, the same content changes nothing."""

    def authorities(self) -> list[AuthorityFile]:
        """The newest file of each name, by name."""

    def write_graph(self, name: str, content: bytes | None, triples: int, by: str | None, after: int) -> Entry:
        """Give a workspace graph its whole content, or remove it (``None``); the same content again changes nothing.

        ``after`` is the sequence of the newest event of this graph that the caller has seen, 0 for none: raises ``Overtaken``
        where there is a newer one, so that nobody overwrites what he has not read.
        """

    def graph(self, name: str, until: int | None = None) -> WorkspaceGraph | None:
        """The workspace graph after its newest event, up to ``until``; ``None`` where it never was."""

    def graphs(self) -> list[WorkspaceGraph]:
        """The workspace graphs that are present, by name, without their content."""

    def create_token(self, name: str) -> tuple[Token, str]:
        """Make an API token; the second value is the secret, which is shown once and not kept."""

    def tokens(self) -> list[Token]:
        """All tokens, revoked ones included, oldest first."""

    def revoke_token(self, token_id: str) -> None:
        """Make a token worthless; ``NotFound`` where there is none with this id."""

    def verify_token(self, secret: str) -> Token | None:
        """The token whose secret this is, ``None`` where it is unknown or revoked; compared in constant time."""

    def close(self) -> None:
        """Give back the connections."""
