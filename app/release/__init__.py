"""Releases of the data: kept states of the graph with their checksum, their record, and a way to ask them again."""
