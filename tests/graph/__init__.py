"""Tests; a package, so that tests can share what they build."""
