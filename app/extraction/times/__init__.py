"""Dates and periods in the text, resolved where they can be: ``find_times``.

The grammar is our own: each rule is a pattern with its meaning. dateparser's search was measured at some 650 ms for 1,000 words
(this grammar: 10), reads "Wednesday" without the verb that says whether it is past or to come, and gives a moment where a
period is meant.
"""

from app.extraction.times.find import find_times

__all__ = ["find_times"]
