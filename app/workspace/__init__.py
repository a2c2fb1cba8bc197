"""Researchers' own graphs: what may stand in them, how they are read, and how they are written."""
