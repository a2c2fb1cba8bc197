"""The extractor that lets another one work first, then asks a language model what it missed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.errors import LanguageModelFailed
from app.extraction.llm.client import ChatClient
from app.extraction.llm.grounded import all_found
from app.extraction.llm.merging import merged
from app.extraction.llm.pieces import MOST, Piece, pieces_of
from app.extraction.llm.prompt import messages
from app.extraction.llm.speakers import attribution_of
from app.extraction.llm.told import Told, told_by
from app.extraction.port import DescribingExtractor
from app.extraction.rules import now
from app.model.document import ENGLISH, Document
from app.model.extraction import Extraction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the model told about each piece that was sent; ``failures`` says why there is nothing for the others."""

    pieces: tuple[Piece, ...]
    told: tuple[tuple[Told, ...], ...]
    failures: tuple[str, ...]
    unsent: int = 0

    @property
    def count(self) -> int:
        """How many attributions were told."""
        return sum(map(len, self.told))


class LanguageModelExtractor:
    """Adds to what ``inner`` found the attributions that a language model tells and that stand in the text word for word.

    What the model does not say, says wrongly or says too late is left out, with a warning in the log and the count in the
    provenance; the document goes in all the same.
    """

    def __init__(self, inner: DescribingExtractor, client: ChatClient, clock: Callable[[], str] = now) -> None:
        self._inner = inner
        self._client = client
        self._clock = clock

    @property
    def model(self) -> str:
        """Names and versions of the inner extractor's rules and models, and the language model's name."""
        return f"{self._inner.model}; llm {self._client.model}"

    def extract(self, document: Document) -> Extraction:
        """What both find in the document; only what ``inner`` finds where it is not English."""
        extraction = self._inner.extract(document)
        if document.language != ENGLISH:
            return extraction
        heard = self._heard(document)
        found = all_found(document.text, heard.pieces, heard.told)
        self._warn(document, heard, len(found))
        described = self._inner.describe(document, found)
        told = [attribution_of(document.text, each, extraction.mentions) for each in described]
        model = f"{extraction.activity.model}; llm {self._client.model}: {_summary(heard, len(found))}"
        return replace(
            extraction,
            activity=replace(extraction.activity, model=model, ended=self._clock()),
            attributions=merged(extraction.attributions, told),
        )

    def _heard(self, document: Document) -> Heard:
        """Asks about one piece after the other."""
        pieces = pieces_of(document)
        answered, told, failures = [], [], []
        for piece in pieces[:MOST]:
            try:
                told.append(told_by(self._client.ask(messages(piece.text(document.text)))))
                answered.append(piece)
            except LanguageModelFailed as error:
                failures.append(str(error))
        return Heard(tuple(answered), tuple(told), tuple(failures), len(pieces[MOST:]))

    def _warn(self, document: Document, heard: Heard, kept: int) -> None:
        name = self._client.model
        if heard.failures:
            number, all_sent = len(heard.failures), len(heard.failures) + len(heard.pieces)
            first = heard.failures[0]
            log.warning("document %s: no answer of llm %s for %d of %d pieces: %s", document.id, name, number, all_sent, first)
        if heard.unsent:
            log.warning("document %s: its last %d pieces were not sent to llm %s", document.id, heard.unsent, name)
        if heard.count and not kept:
            log.warning("document %s: none of %d attributions that llm %s told is in its text", document.id, heard.count, name)


def _summary(heard: Heard, kept: int) -> str:
    """What the provenance says of the model's part: "kept 5 of 9"."""
    parts = [f"kept {kept} of {heard.count}"] if heard.pieces or not heard.failures else []
    parts += (
        [f"no answer for {len(heard.failures)} of {len(heard.failures) + len(heard.pieces)} pieces"] if heard.failures else []
    )
    parts += [f"{heard.unsent} pieces not sent"] if heard.unsent else []
    return ", ".join(parts)
