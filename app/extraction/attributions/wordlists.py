"""Lists of words, written as running text so that they can be read."""


def words(text: str) -> frozenset[str]:
    """The words of a list, which white space separates."""
    return frozenset(text.split())
