"""The one tree of errors. Each class has the HTTP status and title that it becomes (RFC 9457), and an exit code."""

from __future__ import annotations

from typing import ClassVar


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


class NotAcceptable(SaysoError):
    """None of the asked-for formats can be given."""

    status = 406
    title = "No acceptable format"


class Forbidden(SaysoError):
    """Writing without a token, or with a wrong one."""

    status = 401
    title = "A token is needed"


class QuerySyntax(SaysoError):
    """The query is not SPARQL 1.1, with the position where that shows."""

    status = 400
    title = "The query cannot be parsed"
    exit_code = 2


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


class Busy(SaysoError):
    """All readers are busy, or the data folder is locked by another process; try again."""

    status = 503
    title = "Busy"


class DataFolder(SaysoError):
    """The data folder is missing, damaged or of another version."""

    status = 500
    title = "The data folder cannot be used"
