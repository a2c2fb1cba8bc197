"""What an outlet printed before is known to reading, in this run and in the next."""

from __future__ import annotations

from pathlib import Path

from app.model.document import Document, Metadata, Role
from app.projection.database import ProjectionDatabase
from app.projection.outlets import Outlets, PrintedBefore, Remembered
from app.reading.documents import read_text
from app.reading.segments.repetition import Paragraphs, paragraph_key

FURNITURE = "Harbor Ledger keeps the harbor honest since 1911"
NEWS = (
    "The port closed on Monday after the storm, its director said.",
    "The school opened on Tuesday, and the mayor came with her dog.",
)


def article(news: str, memory: PrintedBefore) -> Document:
    more = f"It was the third time this year that this had happened, said {len(news)} people who keep the records of the town."
    return read_text(f"{news}\n\n{more}\n\n{FURNITURE}", Metadata(publisher="Harbor Ledger"), memory)


def test_a_line_that_an_outlet_printed_before_is_boilerplate_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "projection.sqlite"
    memory = PrintedBefore(path)
    first = article(NEWS[0], memory)
    outlets = Outlets(ProjectionDatabase(path).connection)
    outlets.put(first)
    second = article(NEWS[1], memory)
    assert (second.segments[-1].role, second.segments[-1].reason) == (
        Role.BOILERPLATE,
        "also in 1 other document of the outlet",
    )
    assert all(segment.role is Role.BODY for segment in second.segments[:1])


def test_a_withdrawn_document_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "projection.sqlite"
    memory = PrintedBefore(path)
    document = article(NEWS[0], memory)
    outlets = Outlets(ProjectionDatabase(path).connection)
    outlets.put(document)
    key = paragraph_key(FURNITURE)
    assert key is not None
    assert memory.documents_with("Harbor Ledger", key, besides="another") == 1
    assert memory.documents_with("Harbor Ledger", key, besides=document.id) == 0
    outlets.remove(document.id)
    assert memory.documents_with("Harbor Ledger", key, besides="another") == 0


def test_two_memories_know_what_either_knows(tmp_path: Path) -> None:
    memory = PrintedBefore(tmp_path / "nothing.sqlite")
    together = Paragraphs()
    document = article(NEWS[0], memory)
    together.remember(document)
    key = paragraph_key(FURNITURE)
    assert key is not None
    assert Remembered(together, memory).documents_with("Harbor Ledger", key, besides="another") == 1
