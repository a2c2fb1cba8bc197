"""Measurements that a person runs: ``python -m bench.throughput``."""
