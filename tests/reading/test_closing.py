"""The end of a page: biographies, facts about the author, headings of the page's own lines."""

from collections.abc import Callable

from app.model.document import Metadata

Label = Callable[..., dict[str, str]]


def test_a_biography_with_its_facts_is_boilerplate(prose: tuple[str, ...], labelled: Label) -> None:
    end = (
        "Nell Ibarra was a copy editor for the Herald before she turned to reporting.",
        "She studied geology in Leeds and plays the tuba.",
        "Leeds, England",
        "Languages Spoken",
        "English, Spanish",
    )
    roles = labelled("\n".join((*prose, *end)), Metadata(author="Nell Ibarra"))
    assert [roles[one] for one in end] == ["boilerplate"] * 5
    assert [roles[one] for one in prose] == ["body"] * 4


def test_a_biography_is_known_by_its_calling_where_no_author_is(prose: tuple[str, ...], labelled: Label) -> None:
    biography = "Nell Ibarra is a staff writer for the Herald who covers harbors."
    assert labelled("\n".join((*prose, biography)))[biography] == "boilerplate"


def test_the_author_of_the_byline_is_known_at_the_end(prose: tuple[str, ...], labelled: Label) -> None:
    biography = "Nell Ibarra lives by the river with two cats."
    roles = labelled("\n".join(("By Nell Ibarra", *prose, biography.replace("lives", "writes"))))
    assert roles["Nell Ibarra writes by the river with two cats."] == "boilerplate"


def test_a_heading_above_the_pages_own_lines_goes_with_them(prose: tuple[str, ...], labelled: Label) -> None:
    end = ("Our Promise", "Report a correction", "We strive to serve our readers with accuracy.")
    assert [labelled("\n".join((*prose, *end)))[one] for one in end] == ["boilerplate"] * 3


def test_a_list_after_one_advertisement_is_still_the_article(prose: tuple[str, ...], labelled: Label) -> None:
    results = ("North pier: four inches", "South pier: none")
    assert [labelled("\n".join((*prose, "Advertisement", *results)))[one] for one in results] == ["body"] * 2


def test_a_last_paragraph_about_a_journalist_in_the_news_is_body(prose: tuple[str, ...], labelled: Label) -> None:
    last = "Nell Ibarra is a reporter for the Herald, and she said that nobody had shown her the report."
    assert labelled("\n".join((*prose, last)))[last] == "body"


def test_a_biography_that_ends_with_an_address_goes_on_after_it(prose: tuple[str, ...], labelled: Label) -> None:
    end = ("Nell Ibarra covers harbors for the Herald. Reach her at nell@herald.example.", "She plays the tuba.")
    assert [labelled("\n".join((*prose, *end)))[one] for one in end] == ["boilerplate"] * 2
