"""Numbers that count or measure something: ``find_quantities``."""

from app.extraction.quantities.find import find_quantities

__all__ = ["find_quantities"]
