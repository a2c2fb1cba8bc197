"""Sayso: on whose say-so? News articles and their sources as a knowledge graph of attributed claims."""

__version__ = "0.1.0"
