"""What an outlet prints under article after article."""

from app.model.document import Metadata, Role
from app.reading.documents import read_text
from app.reading.segments.repetition import Paragraphs, paragraph_key

LINE = "The Herald has kept watch on the river since 1871."
BACKGROUND = "The landing was closed for eleven months."


def test_a_line_at_the_end_of_two_documents_of_an_outlet_is_boilerplate(prose: tuple[str, ...]) -> None:
    memory = Paragraphs()
    first = read_text("\n".join((*prose[:2], LINE)), Metadata(publisher="Herald", url="http://h.example/1"), memory)
    memory.remember(first)
    second = read_text("\n".join((*prose[2:], LINE)), Metadata(publisher="Herald", url="http://h.example/2"), memory)
    assert second.segments[-1].role is Role.BOILERPLATE
    assert second.segments[-1].reason == "also in 1 other document of the outlet"
    elsewhere = read_text("\n".join((*prose[2:], LINE)), Metadata(publisher="Clarion"), memory)
    assert elsewhere.segments[-1].role is Role.BODY


def test_background_that_comes_back_between_paragraphs_is_body(prose: tuple[str, ...]) -> None:
    memory = Paragraphs()
    memory.remember(read_text("\n".join((prose[0], BACKGROUND, prose[1])), Metadata(publisher="Herald"), memory))
    again = read_text("\n".join((prose[2], BACKGROUND, prose[3])), Metadata(publisher="Herald"), memory)
    assert {one.role for one in again.segments} == {Role.BODY}


def test_another_version_of_a_text_is_not_all_boilerplate(prose: tuple[str, ...]) -> None:
    memory = Paragraphs()
    memory.remember(read_text("\n".join(prose), Metadata(publisher="Herald"), memory))
    revised = read_text("\n".join((*prose, "A second pier will be closed.")), Metadata(publisher="Herald"), memory)
    assert {one.role for one in revised.segments} == {Role.BODY}


def test_reading_a_document_again_does_not_count_as_another() -> None:
    memory = Paragraphs()
    metadata = Metadata(publisher="Herald")
    first = read_text(f"One short text.\n{LINE}", metadata, memory)
    memory.remember(first)
    assert read_text(f"One short text.\n{LINE}", metadata, memory) == first


def test_keys_ignore_case_and_white_space_and_pass_over_long_paragraphs() -> None:
    assert paragraph_key("Two  Words") == paragraph_key("two\nwords")
    assert paragraph_key("word " * 100) is None
    assert paragraph_key(", , ,") is None
