"""A marked text is the text: property tests over hostile characters and marks that overlap in every way."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from app.answers.models import Segment
from app.api.page.highlight import Paragraph, paragraphs
from app.api.page.marks import Mark

CHARACTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0") | st.sampled_from("<>&\"'\r\n\t é😀e\u0301")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=60)
LOOKS = ("said", "who", "cue", "spot")


class Reader(HTMLParser):
    """Reads HTML as a browser does: the text, which elements are open over each part of it, and all ids and links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.over: list[tuple[int, int, list[str]]] = []
        self.ids: list[str] = []
        self.notes: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        assert tag != "a" or "a" not in [name for name, _ in self.open], "a link in a link"
        self.open.append((tag, attributes))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if attributes.get("class") == "note":
            self.notes.append((attributes["data-n"], len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        before = len(self.text)
        self.text += data
        keys = [attributes["data-at"] for _, attributes in self.open if "data-at" in attributes]
        self.over.append((before, len(self.text), keys))


def read(found: list[Paragraph]) -> Reader:
    reader = Reader()
    reader.feed("".join(f"{paragraph.gap}<p>{paragraph.html}</p>" for paragraph in found))
    reader.close()
    assert reader.open == []
    return reader


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Segment], list[Mark]]:
    text = draw(TEXTS)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda pair: pair[0] < pair[1])
    mention = places.map(lambda pair: Mark(*pair, "mention agency", f"/entity/{pair[0]}", 'a "name" <b>'))
    saying = st.tuples(places, st.sampled_from(LOOKS), st.none() | st.integers(1, 9)).map(
        lambda given: Mark(*given[0], given[1], said=(1,), number=given[2])
    )
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    segments = [Segment(start=start, end=end, role="body", reason="") for start, end in pairs if start < end]
    return text, segments, draw(st.lists(mention | saying, max_size=8))


@given(marked())
def test_stripping_the_tags_gives_back_exactly_the_text(given: tuple[str, list[Segment], list[Mark]]) -> None:
    assert read(paragraphs(*given)).text == given[0]


@given(marked())
def test_each_character_of_a_segment_is_under_exactly_the_marks_that_cover_it(
    given: tuple[str, list[Segment], list[Mark]],
) -> None:
    text, segments, marks = given
    reader = read(paragraphs(text, segments, marks))
    shown = [(segment.start, segment.end) for segment in segments] or [(0, len(text))]
    for start, end, keys in reader.over:
        inside = any(left <= start and end <= right for left, right in shown)
        expected = sorted(mark.key for mark in marks if inside and mark.start <= start and mark.end >= end)
        assert sorted(keys) == expected


@given(marked())
def test_ids_are_unique_and_every_passage_that_is_shown_has_one(given: tuple[str, list[Segment], list[Mark]]) -> None:
    text, segments, marks = given
    reader = read(paragraphs(text, segments, marks))
    assert len(reader.ids) == len(set(reader.ids))
    shown = {key for _, _, keys in reader.over for key in keys}
    assert set(reader.ids) == {f"passage-{key}" for key in shown}


@given(marked())
def test_a_reference_stands_once_where_its_content_ends(given: tuple[str, list[Segment], list[Mark]]) -> None:
    text, segments, marks = given
    reader = read(paragraphs(text, segments, marks))
    shown = {key for _, _, keys in reader.over for key in keys}
    numbered = {mark for mark in marks if mark.number is not None and mark.key in shown}
    assert {number for number, _ in reader.notes} == {str(mark.number) for mark in numbered}
    assert all(any(mark.end >= at for mark in numbered if str(mark.number) == number) for number, at in reader.notes)


def test_hostile_text_stays_text() -> None:
    text = "<script>alert(1)</script> & \"x\" 'y'"
    html = paragraphs(text, [], [Mark(0, 8, "mention agency", '/entity/x"><script>', '"><img src=x>')])[0].html
    assert "<script" not in html
    assert "<img" not in html
    assert read(paragraphs(text, [], [])).text == text


def test_a_link_within_a_link_is_split_around_the_inner_one() -> None:
    outer, inner = Mark(0, 11, "mention policy", "/entity/policy"), Mark(0, 3, "mention agency", "/entity/ice")
    html = paragraphs("ICE's rules", [], [outer, inner])[0].html
    assert html.startswith('<span class="mention policy" data-at="0-11" id="passage-0-11"><a class="mention agency"')
    assert html.endswith('href="/entity/policy">&#39;s rules</a>')


def test_a_quotation_over_two_paragraphs_has_its_reference_at_its_end() -> None:
    text = "one two\n\nthree"
    segments = [Segment(start=0, end=7, role="body", reason=""), Segment(start=9, end=14, role="body", reason="")]
    first, second = paragraphs(text, segments, [Mark(4, 14, "said", said=(1,), number=1)])
    assert "note" not in first.html
    assert second.html.endswith('aria-label="1: who says this"></a></span>')
    assert " id=" not in second.html
