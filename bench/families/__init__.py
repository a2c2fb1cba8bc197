"""Families of made-up articles with known truth: who said what, in which documents, from how many independent origins."""
