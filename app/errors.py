"""The one tree of errors. Each class has the HTTP status and title that it becomes (RFC 9457), and an exit code."""

from __future__ import annotations

import re
from typing import ClassVar

POSITION = re.compile(r"line (\d+), column (\d+):")


class SaysoError(Exception):
    """Something that we can explain to a person in one line: ``str(error)`` says what was wrong and what to do."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"
    exit_code: ClassVar[int] = 1


class UnreadableDocument(SaysoError):
    """The input cannot be read as a document: empty, binary, without text, broken."""

    status = 422
    title = "The document cannot be read"


class TooLarge(UnreadableDocument):
    """The input is larger than the setting allows."""

    status = 413
    title = "The document is too large"


class UnsupportedFormat(UnreadableDocument):
    """The input is of a type that we do not read."""

    status = 415
    title = "The format is not supported"


class InvalidInput(SaysoError):
    """A parameter or a field has a value that it cannot have."""

    status = 422
    title = "The input is not valid"
    exit_code = 2


class ShapeViolation(SaysoError):
    """The document's graph breaks a SHACL shape; the report says which."""

    status = 409
    title = "The document's graph breaks a shape"

    def __init__(self, message: str, report: str = "") -> None:
        super().__init__(message)
        self.report = report


class Unprocessable(SaysoError):
    """A step of the road failed on this document: a mistake of ours, which must not stop the others."""

    status = 500
    title = "The document cannot be processed"


class NotFound(SaysoError):
    """There is nothing with that id or name."""

    status = 404
    title = "Not found"


class Gone(NotFound):
    """It was there, and was removed for good."""

    status = 410
    title = "Gone"


class AlreadyThere(SaysoError):
    """The name is taken, and what has it never changes."""

    status = 409
    title = "The name is taken"


class Contradiction(SaysoError):
    """A decision cannot hold beside one that is in force; the message names that one."""

    status = 409
    title = "Another decision says otherwise"


class NotAcceptable(SaysoError):
    """None of the asked-for formats can be given."""

    status = 406
    title = "No acceptable format"


class Forbidden(SaysoError):
    """Writing without a token, or with a wrong one."""

    status = 401
    title = "A token is needed"


class QuerySyntax(SaysoError):
    """The query is not SPARQL 1.1; where the place is known, the message begins with it: ``line 1, column 8: …``."""

    status = 400
    title = "The query cannot be parsed"
    exit_code = 2

    @property
    def position(self) -> tuple[int, int] | None:
        """Line and column, counted from 1, where the message names them."""
        found = POSITION.match(str(self))
        return (int(found[1]), int(found[2])) if found else None


class QueryRefused(SaysoError):
    """The query asks for what a reader may not do (update, outside calls)."""

    status = 403
    title = "The query is refused"


class QueryTimeout(SaysoError):
    """The query took longer than the limit and was stopped."""

    status = 504
    title = "The query took too long"


class QueryTooLarge(SaysoError):
    """The query needed more memory than a reader may use, or gave more than may be returned."""

    status = 507
    title = "The query needs too much"


class QueryFailed(SaysoError):
    """The engine failed at the query: a mistake of ours or of the engine's, not of who asks."""

    status = 500
    title = "The query could not be answered"


class ServiceFailed(SaysoError):
    """Another service, which the query calls (SERVICE), did not answer as it should."""

    status = 502
    title = "Another service did not answer"


class UnreadableGraph(SaysoError):
    """The content is not in the format that it is said to be in; the message says where that shows."""

    status = 400
    title = "The graph cannot be read"


class GraphTooLarge(SaysoError):
    """A workspace graph would have more than the setting allows, or reading it takes more than a reader may."""

    status = 413
    title = "The graph is too large"


class GraphRefused(SaysoError):
    """A workspace graph says what only Sayso's own graphs may say; the message names the triple and what to do."""

    status = 422
    title = "The graph is refused"


class GraphNotNamed(SaysoError):
    """A request of the Graph Store Protocol names no graph, or more than one."""

    status = 400
    title = "One graph must be named"
    exit_code = 2


class NotWritable(SaysoError):
    """The graph is one of those that Sayso makes itself, or is not in this store."""

    status = 403
    title = "The graph cannot be written"
    exit_code = 2


class PreconditionFailed(SaysoError):
    """The graph is not in the state that the request makes a condition (``If-Match``, ``If-None-Match``)."""

    status = 412
    title = "The graph is in another state"


class Overtaken(SaysoError):
    """Someone else has written since the caller read."""

    status = 409
    title = "Someone else was quicker"


class Busy(SaysoError):
    """All readers are busy, or the data folder is locked by another process; try again."""

    status = 503
    title = "Busy"


class EngineFailed(SaysoError):
    """The SPARQL engine elsewhere (``store_url``) gave no usable answer: it refused, broke off, or is set up otherwise."""

    status = 502
    title = "The graph engine failed"


class EngineAway(EngineFailed):
    """The SPARQL engine elsewhere cannot be reached now."""

    status = 503
    title = "The graph engine is away"


class LanguageModelFailed(SaysoError):
    """The language model that the settings name gave no usable answer; documents go in without it."""

    status = 502
    title = "The language model failed"


class DataFolder(SaysoError):
    """The data folder is missing, damaged or of another version."""

    status = 500
    title = "The data folder cannot be used"
