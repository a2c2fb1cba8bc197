"""Two articles about one audit, resolved by hand: the smallest data with a case of everything that the graph can say.

The texts and the bodies in them are made up, but for ICE and DHS, which come from a small authority file in Python.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from app.graph.build import build_graphs
from app.graph.graphs import Graphs
from app.graph.iris import Iris
from app.linking.identity import AUTHORITY, alone, entity_id
from app.model.authority import AuthorityRecord
from app.model.document import Document, Kind, Metadata, Role, Segment
from app.model.extraction import (
    Activity,
    Attribution,
    Certainty,
    ClaimKind,
    CueKind,
    EntityType,
    Extraction,
    Form,
    Mention,
    Period,
    Polarity,
    Quantity,
    SourceKind,
    Style,
    TimeMention,
)
from app.model.resolution import Key, LocalEntity, Membership, Resolution, Strength
from app.model.text import Span

IRIS = Iris("http://127.0.0.1:8000")
ADDED = "2026-01-02T03:04:05Z"
OWN = "https://w3id.org/sayso/authority/us-federal/"
ICE, DHS = f"{OWN}ice", f"{OWN}dhs"

RECORDS = {
    ICE: AuthorityRecord(
        ICE,
        EntityType.AGENCY,
        "U.S. Immigration and Customs Enforcement",
        names=("Immigration and Customs Enforcement",),
        notations=("ICE",),
        parent=DHS,
        same_as=("http://example.org/same/ice",),
        source="us-federal",
    ),
    DHS: AuthorityRecord(DHS, EntityType.AGENCY, "Department of Homeland Security", notations=("DHS",), source="us-federal"),
}


class SampleAuthorities:
    """The records above, behind the port that authority files have."""

    def record(self, iri: str) -> AuthorityRecord | None:
        return RECORDS.get(iri)

    def entity_id(self, iri: str) -> str:
        return entity_id([Key(AUTHORITY + iri)])


AUTHORITIES = SampleAuthorities()


def document(text: str, publisher: str, kind: Kind = Kind.ARTICLE, **metadata: str) -> Document:
    """A document with this text as one body paragraph."""
    known = Metadata(kind=kind, publisher=publisher, **metadata)
    identifier = sha256(f"{publisher}\0{text}".encode()).hexdigest()[:16]
    segment = Segment(Span(0, len(text)), Role.BODY, "the only paragraph")
    return Document(identifier, text, known, (segment,), "en", sha256(text.encode()).hexdigest())


def at(text: str, words: str, nth: int = 0) -> Span:
    """The span of the ``nth`` occurrence of ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


ACTIVITY = Activity("sayso 0.1.0", "rules 1", "2026-01-02T03:04:04Z", "2026-01-02T03:04:05Z")

ENTITIES = (
    LocalEntity(EntityType.ORGANIZATION, "Harbor Post", (), (Key("outlet:harbor post"),)),
    LocalEntity(EntityType.AGENCY, "ICE", ("ICE",), (Key(AUTHORITY + ICE),), authority=ICE),
    LocalEntity(
        EntityType.AGENCY, "Lake Audit Office", ("Lake Audit Office", "LAO"), (Key("agency:lake audit office"),), part_of=1
    ),
    LocalEntity(
        EntityType.REPORT,
        "Holds Without Answers",
        ("Holds Without Answers",),
        (Key("report:holds without answers"),),
        issuer=2,
        number="LAO-21-07",
    ),
    LocalEntity(EntityType.PERSON, "Mara Quill", ("Mara Quill",), (Key("person:mara quill:lao"),)),
    LocalEntity(
        EntityType.LAW, "8 USC 1373", ("8 USC 1373",), (Key("law:usc:8:1373"),), same_as=("https://example.org/usc 8/1373",)
    ),
    LocalEntity(EntityType.ORGANIZATION, "Wren Institute", ("Wren Institute",), (Key("org:wren"),)),
    LocalEntity(EntityType.PLACE, "Port Alder", ("Port Alder",), (Key("place:port alder", Strength.LOCAL), Key("place:pa"))),
)
OUTLET, ICE_AT, LAO, REPORT, QUILL, LAW, WREN, PORT = range(8)

FIRST = (
    "Acting Auditor Mara Quill of the Lake Audit Office published Holds Without Answers last week. "
    "The report found that approximately 675 jurisdictions declined holds under 8 USC 1373 in Port Alder. "
    "“Some jails never reply to any request at all,” the office said, according to the Wren Institute. "
    "The audit, based on data from ICE, recommends that ICE count every declined hold. "
    "Letters went to 23 cities. Critics said on Friday the count is far too low to be of any use."
)


FIRST_NAMES = (
    (at(FIRST, "Mara Quill"), EntityType.PERSON, Form.NAME, QUILL),
    (at(FIRST, "Lake Audit Office"), EntityType.AGENCY, Form.NAME, LAO),
    (at(FIRST, "Holds Without Answers"), EntityType.REPORT, Form.NAME, REPORT),
    (at(FIRST, "The report"), EntityType.REPORT, Form.DESCRIPTION, REPORT),
    (at(FIRST, "8 USC 1373"), EntityType.LAW, Form.CITATION, LAW),
    (at(FIRST, "Port Alder"), EntityType.PLACE, Form.NAME, PORT),
    (at(FIRST, "the office"), EntityType.AGENCY, Form.DESCRIPTION, LAO),
    (at(FIRST, "Wren Institute"), EntityType.ORGANIZATION, Form.NAME, WREN),
    (at(FIRST, "The audit"), EntityType.REPORT, Form.DESCRIPTION, REPORT),
    (at(FIRST, "ICE"), EntityType.AGENCY, Form.ACRONYM, ICE_AT),
    (at(FIRST, "ICE", 1), EntityType.AGENCY, Form.ACRONYM, ICE_AT),
    (at(FIRST, "Critics"), EntityType.GROUP, Form.DESCRIPTION, None),
)
FIRST_QUANTITIES = (
    Quantity(
        at(FIRST, "approximately 675 jurisdictions"),
        675.0,
        None,
        None,
        "jurisdictions",
        approximate=True,
        hedge="approximately",
        restriction="in Port Alder",
        period=Period("2014-01", "2017-05"),
    ),
    Quantity(at(FIRST, "23 cities"), 23.0, None, None, "cities"),
)
FIRST_TIMES = (
    TimeMention(at(FIRST, "last week"), Period("2018-01-21", "2018-01-27"), relative=True),
    TimeMention(at(FIRST, "on Friday"), Period("2018-01-26", "2018-01-26"), relative=True),
)
FIRST_ATTRIBUTIONS = (
    Attribution(
        (at(FIRST, "approximately 675 jurisdictions declined holds under 8 USC 1373 in Port Alder"),),
        Style.INDIRECT,
        source=at(FIRST, "The report"),
        cue=at(FIRST, "found"),
        speaker=3,
        kind=ClaimKind.FINDING,
        source_kind=SourceKind.NAMED,
        cue_kind=CueKind.FIND,
        polarity=Polarity.POSITIVE,
        certainty=Certainty.CERTAIN,
    ),
    Attribution(
        (at(FIRST, "Some jails never reply to any request at all"),),
        Style.DIRECT,
        source=at(FIRST, "the office"),
        cue=at(FIRST, "said"),
        speaker=6,
        via=(7,),
        basis=(9,),
        source_kind=SourceKind.NAMED,
    ),
    Attribution(
        (at(FIRST, "ICE count every declined hold"),),
        Style.INDIRECT,
        source=at(FIRST, "The audit, based on data from ICE,"),
        cue=at(FIRST, "recommends"),
        speaker=8,
        kind=ClaimKind.RECOMMENDATION,
        ordinal=1,
        addressee=10,
        source_kind=SourceKind.NAMED,
    ),
    Attribution((at(FIRST, "Letters went to 23 cities"),), Style.ASSERTED),
    Attribution(
        (at(FIRST, "the count is far too low to be of any use"),),
        Style.INDIRECT,
        source=at(FIRST, "Critics"),
        cue=at(FIRST, "said", 1),
        speaker=11,
        source_kind=SourceKind.COLLECTIVE,
        cue_kind=CueKind.REPORT,
        polarity=Polarity.POSITIVE,
        certainty=Certainty.CERTAIN,
    ),
)


def first_article() -> Resolution:
    """An article with a chain (via, basis), a quantity, a recommendation, an assertion and a source without a name."""
    text = FIRST
    found = Extraction(
        document="",
        activity=ACTIVITY,
        mentions=tuple(Mention(span, kind, form) for span, kind, form, _ in FIRST_NAMES),
        quantities=FIRST_QUANTITIES,
        times=FIRST_TIMES,
        attributions=FIRST_ATTRIBUTIONS,
    )
    read = document(
        text, "Harbor Post", url="https://harbor.example/a b", title="Holds", author="A. Reed", published="2018-01-29"
    )
    return Resolution(
        read,
        replace(found, document=read.id),
        ENTITIES,
        tuple(entity for *_, entity in FIRST_NAMES),
        (REPORT, LAO, REPORT, None, None),
        (Membership(QUILL, "Acting Auditor", at(text, "Acting Auditor Mara Quill"), LAO),),
        publisher=OUTLET,
    )


SECOND = (
    "Holds Without Answers shows that approximately 675 jurisdictions declined holds under 8 USC 1373 in Port Alder. "
    "Letters went to 23 cities."
)
SECOND_NAMES = (
    (at(SECOND, "Holds Without Answers"), EntityType.REPORT, Form.NAME, REPORT),
    (at(SECOND, "8 USC 1373"), EntityType.LAW, Form.CITATION, LAW),
)
SECOND_QUANTITY = Quantity(
    at(SECOND, "approximately 675 jurisdictions"),
    675.0,
    None,
    None,
    "jurisdictions",
    approximate=True,
    hedge="approximately",
)
SECOND_ATTRIBUTIONS = (
    Attribution(
        (at(SECOND, "approximately 675 jurisdictions declined holds under 8 USC 1373 in Port Alder"),),
        Style.INDIRECT,
        source=at(SECOND, "Holds Without Answers"),
        cue=at(SECOND, "shows"),
        speaker=0,
        kind=ClaimKind.FINDING,
        source_kind=SourceKind.NAMED,
        cue_kind=CueKind.FIND,
        polarity=Polarity.POSITIVE,
        certainty=Certainty.PROBABLE,
    ),
    Attribution((at(SECOND, "Letters went to 23 cities"),), Style.ASSERTED),
)


def second_article() -> Resolution:
    """Another outlet with the same two claims; the second, of few words, is the outlet's own and so another claim."""
    read = document(SECOND, "Dune Wire", published="2018-02")
    found = Extraction(
        document=read.id,
        activity=ACTIVITY,
        mentions=tuple(Mention(span, kind, form) for span, kind, form, _ in SECOND_NAMES),
        quantities=(SECOND_QUANTITY,),
        attributions=SECOND_ATTRIBUTIONS,
    )
    outlet = LocalEntity(EntityType.ORGANIZATION, "Dune Wire", (), (Key("outlet:dune wire"),))
    entities = (outlet, *ENTITIES[1:])
    return Resolution(read, found, entities, tuple(entity for *_, entity in SECOND_NAMES), (REPORT, None), publisher=OUTLET)


def foreign_document() -> Resolution:
    """A document that is kept without being extracted."""
    read = replace(document("Un informe nuevo.", "La Gaceta", Kind.PRIMARY), language="es")
    return Resolution(read, Extraction(read.id, ACTIVITY))


def graphs(resolution: Resolution, added: str = ADDED, warnings: tuple[str, ...] = ()) -> Graphs:
    """The graphs of a resolution, as if there were no other document."""
    return build_graphs(alone(resolution), IRIS, added, warnings, AUTHORITIES)
