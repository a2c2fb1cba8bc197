"""Who says what: attributions found by rules over quotations and parses."""

from app.extraction.attributions.asserted import find_asserted
from app.extraction.attributions.described import described
from app.extraction.attributions.finder import find_attributions
from app.extraction.attributions.found import FoundAttribution

__all__ = ["FoundAttribution", "described", "find_asserted", "find_attributions"]
