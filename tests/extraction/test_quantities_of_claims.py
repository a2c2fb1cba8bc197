"""That a quantity lies within the content of the claim that it belongs to, whichever way the claim is attributed."""

from __future__ import annotations

import pytest
from spacy.language import Language

from app.extraction.rules import RuleExtractor
from app.linking.authority import shipped
from app.model.document import Metadata
from app.reading.documents import read_text

FRAMES = ["The office said {}.", "“{},” the mayor said.", "{}, according to the sheriff.", "{}."]
CLAIMS = [
    "about 340 guards who used force were fired",
    "the flood killed 12 people in Ohio and nine in Iowa",
    "repairs would cost $5 million to $7 million",
    "nearly half of all farms in the valley failed",
    "homicides climbed 30 percent, from 210 in 2015 to 273 in 2016",
]


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> RuleExtractor:
    return RuleExtractor(nlp, shipped())


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("claim", CLAIMS)
def test_a_quantity_lies_in_the_content_that_says_it(extractor: RuleExtractor, frame: str, claim: str) -> None:
    text = frame.format(claim if frame.startswith("The") else claim.capitalize())
    found = extractor.extract(read_text(text, Metadata(published="2018-01-29")))
    contents = [span for attribution in found.attributions for span in attribution.content]
    assert found.quantities
    assert all(any(content.contains(quantity.span) for content in contents) for quantity in found.quantities)
