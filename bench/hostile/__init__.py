"""What becomes of the service, and of those who ask it well, while others do their worst: ``python -m bench.hostile``."""
