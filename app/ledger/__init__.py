"""The append-only record of documents, extractions and decisions: the one thing that cannot be rebuilt."""
