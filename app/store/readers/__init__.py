"""Reader processes: they ask the engine what strangers want to know, and can be killed while they do."""
