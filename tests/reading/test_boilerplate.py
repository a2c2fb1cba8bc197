"""Lines that are on many pages and in no article; and lines of articles that look a little like them."""

from collections.abc import Callable

import pytest

from app.model.document import Kind, Metadata
from app.reading.formats import sniff
from app.reading.source import MediaType

Label = Callable[..., dict[str, str]]

FURNITURE = (
    "Advertisement",
    "ADVERTISEMENT",
    "Advertisement - story continues below",
    "Article continues below this ad",
    "Sponsored Content",
    "Share this article",
    "Share on Facebook Tweet Email",
    "Facebook | X | WhatsApp | Copy link",
    "Sign up for our morning newsletter.",
    "Get the best of the Herald delivered to your inbox every weekday.",
    "Subscribe to the Herald today for $1 a week.",
    "Read more: Ferry workers ask for a raise",
    "RELATED: Ferry Workers Ask for a Raise",
    "READ MORE: Senator says ferry is late",
    "SEE ALSO: “It floats,” says captain",
    "You may also like",
    "More from the Herald",
    "Most Read",
    "Click here to see the full list.",
    "Watch the video below:",
    "Follow us on Twitter and Facebook.",
    "Follow Ada Quist on Twitter: @adaquist",
    "Like us on Facebook",
    "Photo by Ada Quist",
    "Photo: Ada Quist/Herald",
    "The ferry Mary Ann leaves its slip in heavy fog. (Ada Quist/AFP/Getty Images)",
    "The ferry Mary Ann in 1931. (File photo)",
    "© 2021 The Herald. All rights reserved.",
    "Copyright 2021 The Herald Company",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "What do you think?",
    "Do you agree with the county's plan?",
    "Let us know what you think in the comments.",
    "Leave a comment",
    "12 Comments",
    "Tell us your thoughts below.",
    "We use cookies to improve your experience.",
    "By signing up, you agree to our terms of use and privacy policy.",
    "Correction: An earlier version of this article misspelled the captain's name.",
    "Editor's note: This story was updated on Tuesday.",
    "This article has been updated to include a statement of the county.",
    "This is a developing story. Check back for updates.",
    "Tags: ferries, harbor, budget",
    "Filed under: Transport",
    "#ferry #harbor",
    "Reach her at aquist@herald.example.",
    "Contact the reporter at 555-010-2000 or news@herald.example.",
    "news@herald.example",
    "Got a tip? Write to us.",
    "Submit a correction",
    "See a typo? Report it here.",
    "Read our editorial guidelines.",
    "We are committed to accuracy and strive to serve our readers.",
    "The views expressed here are the author's own.",
    "* * *",
    "(h/t The Clarion)",
    "Should riders pay more?",
    "Did the county do the right thing?",
    "Take our poll",
    "Vote now!",
    "About the Author",
    "Newest Oldest Most Voted",
    "Login to reply",
    "Click to share on Twitter (Opens in new window)",
    "Previous Post",
    "Powered by Disqus",
    "Keep reading",
    "Gift this article",
    "WATCH: Ferry sails again",
    "MORE: How the ferry was built",
    "Media playback is unsupported on your device",
    "Image source, Getty Images",
    "AP Photo/Ada Quist",
    "Please enter a valid email address.",
    "Please disable your ad blocker.",
    "This website uses cookies.",
    "If you value our work, please consider making a donation.",
    "Help us keep reporting: become a member.",
    "If you enjoyed this article, share it with your friends.",
    "This story originally appeared in the Clarion.",
    "A version of this article appears in print on January 30, 2018, on page A1.",
    "To contact the reporter on this story: Ada Quist in Port Ann at aquist@herald.example",
    "Our Standards: the principles of the Herald Trust.",
    "Grandmother Of Nine Wins Pie Contest After Judges Ask For Seconds",
    "Local Dog Finds His Way Home - Owners Say They 'Never Lost Hope'",
)

CONTENT = (
    "Why did the ferry stop?",
    "Should it be closed? Nobody at the meeting would answer.",
    "“Should riders pay more?” she asked.",
    "“What are your thoughts?” the judge asked the witness.",
    "The county said no.",
    "He disagreed.",
    "By Friday, the council had voted twice.",
    "Photo radar will be used on the bridge from next year.",
    "Advertising revenue fell by a third last year.",
    "Follow the money, investigators were told.",
    "Twitter and Facebook declined to comment.",
    "Comments from the public will be accepted until June.",
    "Related charges against two officers were dropped in May.",
    "The company apologized for the ads and for replies in the comments.",
    "More than 300 people can sign up for the program now that it has been extended.",
    "Subscribers to the plan paid an average of $40.",
    "Copyright law does not cover a ferry's name.",
    "A correction officer was hurt in the fire.",
    "Ada Quist is a harbor master, and she has never seen such a flood.",
    "Quist is a former reporter who now runs the ferry, and riders say that she runs it well.",
    "Share prices of the builder fell on Monday.",
    "QUIST: What do you think of the plan?",
    "Costs and Delays",
    "The Ferry Landing and the Inspectors",
    "1. The county should inspect the northern pier every year",
    "Thursday",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_between_paragraphs_is_boilerplate(line: str, prose: tuple[str, ...], labelled: Label) -> None:
    text = "\n\n".join((*prose[:2], line, *prose[2:]))
    roles = labelled(text)
    assert roles.pop(line) == "boilerplate"
    assert set(roles.values()) == {"body"}


@pytest.mark.parametrize("line", CONTENT)
def test_content_between_paragraphs_is_body(line: str, prose: tuple[str, ...], labelled: Label) -> None:
    assert set(labelled("\n\n".join((*prose[:2], line, *prose[2:]))).values()) == {"body"}


def test_section_headings_of_a_report_are_not_promotions(prose: tuple[str, ...], labelled: Label) -> None:
    heading = "County Did Not Inspect the Northern Pier of the Landing"
    text = "\n\n".join((*prose[:2], heading, *prose[2:]))
    assert labelled(text, Metadata(kind=Kind.PRIMARY))[heading] == "body"


def test_many_headings_divide_a_text(prose: tuple[str, ...], labelled: Label) -> None:
    headings = [
        f"Candidate Number {n} Promises Cheaper Bread And Longer Summers"
        for n in ("One", "Two", "Three", "Four", "Five", "Six")
    ]
    text = "\n\n".join((prose[0], *(p for h in headings for p in (h, prose[3] + h))))
    assert {labelled(text)[heading] for heading in headings} == {"body"}


def test_a_question_that_is_answered_is_the_authors(prose: tuple[str, ...], labelled: Label) -> None:
    question = "Should riders pay more?"
    text = "\n\n".join((*prose[:2], question, "Not if you ask the harbor master, who has counted them for years.", prose[3]))
    assert labelled(text)[question] == "body"


def test_reporters_credits_are_bylines(prose: tuple[str, ...], labelled: Label) -> None:
    credit = "(Reporting by Ada Quist; Editing by Bo Lund)"
    thanks = "Cy Marsh contributed to this report."
    roles = labelled("\n\n".join((*prose, credit, thanks)))
    assert (roles[credit], roles[thanks]) == ("byline", "byline")


@pytest.mark.parametrize(
    "hostile", ["!" * 50_000 + "a", "‘a " * 20_000, "#a" * 20_000, "(" * 20_000 + "/a", "A " * 20_000, "a@" * 20_000]
)
def test_hostile_paragraphs_are_labelled_too(hostile: str, prose: tuple[str, ...], labelled: Label) -> None:
    assert hostile.strip() in labelled("\n\n".join((*prose, hostile)))


def test_a_page_of_comments_alone_is_sniffed() -> None:
    assert sniff(b"<!---->" * 500) is MediaType.TEXT
    assert sniff(b"<!-- a --><!-- b -->\n<html>") is MediaType.HTML
