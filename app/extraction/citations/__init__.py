"""Laws, bills, orders and court cases that a text cites: ``find_citations``."""

from app.extraction.citations.find import find_citations
from app.extraction.citations.law import Citation
from app.extraction.citations.numbered import numbered_stretches

__all__ = ["Citation", "find_citations", "numbered_stretches"]
