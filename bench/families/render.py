"""From a plan to the document: its text, the extraction that it should have, and the truth of its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.model.extraction import (
    Activity,
    Attribution,
    Certainty,
    ClaimKind,
    Comparator,
    CueKind,
    EntityType,
    Extraction,
    Form,
    Period,
    Polarity,
    Quantity,
    SourceKind,
    Style,
)
from app.model.text import Span
from app.reading.identity import document_id
from bench.families.banks import Bank
from bench.families.facts import amount, period_words, pick, quantity_unit, words
from bench.families.plan import Plain, Plan, Telling
from bench.families.writer import OPEN, Writer

ACTIVITY = Activity("sayso", "made up; bench.families", "2026-01-02T03:04:04Z", "2026-01-02T03:04:05Z")
TOKEN = re.compile(r"\{\w+\}|[<>\[\]]|[^{}<>\[\]]+")
STYLES = {"direct": Style.DIRECT, "mixed": Style.MIXED, "asserted": Style.ASSERTED}
COMPARATORS = {"over": Comparator.GREATER, "least": Comparator.GREATER_EQUAL, "upto": Comparator.LESS_EQUAL}
MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
NEGATED = re.compile(r"\b(?:not|no|never)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a document that tells a fact: where its content stands, and what it tells."""

    span: Span
    telling: Telling
    source: str


@dataclass(frozen=True, slots=True)
class Made:
    """A document as it is written: the record that ``sayso add`` takes, its extraction and its truth."""

    id: str
    record: dict[str, str]
    extraction: Extraction
    who: tuple[str, ...]
    told: tuple[Told, ...]
    plan: Plan


def made(plan: Plan, bank: Bank, name: str) -> Made:
    """Write the document of a plan; ``name`` makes its address."""
    return _Renderer(plan, bank).made(name)


class _Renderer:
    def __init__(self, plan: Plan, bank: Bank) -> None:
        self._plan, self._bank = plan, bank
        self._writer = Writer()
        self._told: list[Told] = []
        self._report_at: int | None = None

    def made(self, name: str) -> Made:
        self._text()
        plan, found = self._plan, self._writer
        slug = re.sub(r"\W+", "-", plan.publisher.name.casefold())
        record = {
            "kind": "primary" if plan.primary else "article",
            "url": f"https://{slug}.example/{plan.published[:4]}/{name}",
            "title": self._headline(),
            "publisher": plan.publisher.name,
            "author": plan.author,
            "published": plan.published,
            "text": found.text,
        }
        record = {field: value for field, value in record.items() if value}
        identifier = document_id(record["url"], record["publisher"], found.text)
        lists = (found.mentions, found.roles, found.quantities, found.times, found.attributions)
        extraction = Extraction(identifier, ACTIVITY, *map(tuple, lists))  # type: ignore[arg-type]
        return Made(identifier, record, extraction, tuple(found.who), tuple(self._told), plan)

    def _headline(self) -> str:
        return self._plan.headline.format(place=self._plan.report.setting.place.name)

    def _text(self) -> None:
        plan, writer = self._plan, self._writer
        if plan.headed and not plan.primary:
            self._fill(plan.headline)
            writer.end("\n\n")
            writer.text += f"By {plan.author}\n\n"
        if plan.top:
            writer.text += f"{plan.top}\n\n"
        writer.text += self._dateline()
        for paragraph in plan.paragraphs:
            for number, sentence in enumerate(paragraph):
                writer.end(" " if number else "")
                self._fill(sentence.template) if isinstance(sentence, Plain) else self._tell(sentence)
            writer.end("\n\n")
        writer.text = self._closed(writer.text)

    def _dateline(self) -> str:
        plan = self._plan
        if plan.dateline is None:
            return ""
        day = date.fromisoformat(plan.published)
        return f"{plan.dateline}, {MONTHS[day.month - 1]} {day.day} " + (f"({plan.wire.name}) — " if plan.wire else "— ")

    def _closed(self, text: str) -> str:
        """The text with what stands below it."""
        plan = self._plan
        below = [self._bank.words["furniture"]["credit"].format(wire=plan.wire.name)] if plan.wire else []
        return "\n\n".join([text.rstrip(), *below, *([plan.bottom] if plan.bottom else [])]) + "\n"

    def _fill(self, template: str) -> None:
        """Write a sentence that tells no fact."""
        for token in TOKEN.findall(template):
            slot = getattr(self, f"_slot_{token[1:-1]}", None) if token.startswith("{") else None
            if slot is None:
                self._writer.add(token)
            else:
                slot()

    def _slot_place(self) -> None:
        self._writer.full(self._plan.report.setting.place)

    def _slot_agency(self) -> None:
        self._writer.agency(self._plan.report.setting.agency, 0)

    def _slot_subject(self) -> None:
        self._writer.add(self._plan.report.setting.topic.subject)

    def _slot_title(self) -> None:
        agency = self._writer.known.get(self._plan.report.setting.agency.id)
        self._report_at = self._writer.full(self._plan.report.actor, owner=agency)

    def _slot_number(self) -> None:
        self._writer.name(self._plan.report.actor, self._plan.report.number, Form.CITATION)

    def _slot_day(self) -> None:
        """The weekday of the report; a document that is a week older than it says the date."""
        day = date.fromisoformat(self._plan.report.released)
        near = date.fromisoformat(self._plan.published) - day < timedelta(days=7)
        words_ = f"{day:%A}" if near else f"{day:%B} {day.day}"
        self._writer.time(words_, day.isoformat(), day.isoformat(), relative=True)

    def _tell(self, telling: Telling) -> None:
        """Write a sentence that tells a fact, and what is to be found in it."""
        writer, marks = self._writer, dict[str, int]()
        source: tuple[int, Span] | None = None
        via: tuple[int, ...] = ()
        tokens = TOKEN.findall(telling.construction)
        for number, token in enumerate(tokens):
            if token in "<>[]":
                marks[token] = len(writer.text)
            elif token == "{source}":
                source = self._source(telling, tokens[number + 1])
            elif token == "{via}":
                assert telling.via is not None
                via = (writer.full(telling.via),)
            elif token == "{claim}":
                self._claim(telling)
            else:
                writer.add(telling.tail or "" if token == "{tail}" else token)
        self._attribute(telling, marks, source, via)

    def _attribute(
        self, telling: Telling, marks: dict[str, int], source: tuple[int, Span] | None, via: tuple[int, ...]
    ) -> None:
        writer, content = self._writer, Span(marks["<"], marks[">"])
        cue = Span(marks["["], marks["]"]) if "[" in marks else None
        recommends = telling.fact.schema.by == "rec"
        attribution = Attribution(
            (content,),
            STYLES.get(telling.manner, Style.INDIRECT),
            source=source[1] if source else None,
            cue=cue,
            speaker=source[0] if source else None,
            via=via,
            kind=ClaimKind.RECOMMENDATION if recommends else ClaimKind.STATEMENT,
            source_kind=SourceKind.NAMED if source else None,
            cue_kind=CueKind(self._bank.words["cues"][cue.of(writer.text)]) if cue else None,
            polarity=Polarity.NEGATIVE if NEGATED.search(telling.claim) else Polarity.POSITIVE,
            certainty=None if recommends else Certainty.CERTAIN,
        )
        writer.attributions.append(attribution)
        self._told.append(Told(content, telling, writer.who[source[0]] if source else self._plan.publisher.id))

    def _source(self, telling: Telling, following: str) -> tuple[int, Span]:
        """Name the source; a clause that tells the role is closed by a comma where the sentence goes on."""
        assert telling.source is not None
        actor, writer, start = telling.source, self._writer, len(self._writer.text)
        if actor.type is EntityType.PERSON:
            introduced = actor.id not in writer.known
            place = writer.person(actor, pick(self._bank.list("intros.person"), telling.seed), telling.seed)
            span = Span(start, len(writer.text))
            if introduced and not following.startswith((".", ",", ":")):
                writer.add(",")
            return place, span
        if actor.type is EntityType.ORGANIZATION:
            place = writer.full(actor)
        elif telling.report and self._report_at is not None:
            place = writer.name(self._plan.report.actor, "the report", Form.DESCRIPTION)
        else:
            place = writer.agency(actor, telling.seed)
        return place, Span(start, len(writer.text))

    def _claim(self, telling: Telling) -> None:
        """Write what is claimed; quoted in whole or cut."""
        writer = self._writer
        quoted = telling.manner == "direct"
        writer.fresh = writer.fresh or (quoted and writer.text.endswith(OPEN))
        quantity = None
        for token in TOKEN.findall(telling.claim):
            if token == "{q}":
                quantity = self._quantity(telling)
            elif token.startswith("{"):
                self._part(token[1:-1], telling)
            else:
                writer.add(token)
        if quoted and telling.cut < 2 and telling.tail:
            writer.add(f", {telling.tail}" if telling.cut == 0 else " ...")
        if quantity is not None:
            writer.quantities.append(quantity)

    def _part(self, slot: str, telling: Telling) -> None:
        writer, fact = self._writer, telling.fact
        if slot == "place":
            writer.full(fact.place)
        elif slot == "body" and telling.manner == "direct":
            writer.add("the ")
            writer.full(fact.body)
        elif slot == "body":
            writer.agency(fact.body, telling.seed // 7)
        elif slot == "scope":
            writer.add(fact.schema.scope[telling.value.scope])
        else:
            assert telling.value.period is not None
            before, time, _ = period_words(self._bank, telling.value.period, telling.seed // 3)
            if before:
                writer.add(before)
            writer.time(time, *telling.value.period)

    def _quantity(self, telling: Telling) -> Quantity:
        schema, value = telling.fact.schema, telling.value
        hedge, number = words(self._bank, schema, value, telling.seed)
        span = self._writer.add(f"{hedge} {number}" if hedge else number)
        return Quantity(
            span,
            amount(schema, value.number),
            amount(schema, value.lower),
            amount(schema, value.upper),
            quantity_unit(schema, value),
            COMPARATORS.get(value.hedge or "", Comparator.EQUAL),
            value.hedge in {"about", "nearly"},
            hedge,
            schema.scope[value.scope] if schema.scope else None,
            Period(*value.period) if value.period else None,
        )
