"""Bytes to ``Document``: finding the sources, decoding them, taking the text out of pages and records, labelling paragraphs."""
