"""Laws, bills, orders and court cases that a text cites: ``find_citations``."""

from app.extraction.citations.find import find_citations
from app.extraction.citations.law import Citation
from app.extraction.citations.numbered import numbered_stretches
from app.extraction.citations.titles import law_titled

__all__ = ["Citation", "find_citations", "law_titled", "numbered_stretches"]
