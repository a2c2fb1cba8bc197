"""Documents and profiles made of a few own sentences, without a parser."""

from __future__ import annotations

from app.joining.copying import fingerprints
from app.joining.profile import Profile
from app.model.document import Document, Metadata
from app.reading.documents import read_text

PIER = (
    "The county reopened the north pier on Tuesday after two winters of repairs that cost far more than engineers had planned.",
    "Crews replaced all of the old timber piles with steel and moved the ticket office closer to the bus stop on Front Street.",
    "Fishermen who had tied up across the bay since the storm began to return with their boats before the ribbon was cut.",
    "A second contract, for lights and benches along the breakwater, goes out to bid in March and should be done by summer.",
)
SCHOOL = (
    "Enrollment in the valley's rural schools fell again this fall, and three districts weigh whether to share a principal.",
    "Parents in Dunmore packed a gymnasium to hear how bus routes would change if the smallest of the buildings were closed.",
    "The state sends money by the pupil, so every family that moves away leaves a hole in a budget that was thin already.",
    "Board members put off the vote until they have seen what heating the old brick building through another winter costs.",
)


def read(*paragraphs: str, **metadata: str) -> Document:
    """A document of these paragraphs; keyword arguments are metadata."""
    return read_text("\n\n".join(paragraphs), Metadata(**metadata))  # type: ignore[arg-type]


def shown(document: Document, **more: object) -> Profile:
    """The profile of a document of which nothing is known but its words and metadata."""
    known = {"outlet": document.metadata.publisher, "published": document.metadata.published, "title": document.metadata.title}
    return Profile(document.id, prints=fingerprints(document), **(known | more))  # type: ignore[arg-type]
