"""What is seen of documents together: which depend on each other, which attributions say the same, where they differ."""
