"""``python -m bench.attribution.silver OUT``: the names that the rules find in PolNeAR, as labels to train the names head on.

Each name has the type that most of its mentions in all articles have: what the rules get wrong at one place, they mostly
get right at others. Descriptions ("the report") are no names and are left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import spacy

from app.extraction.candidate import Candidate, settle
from app.extraction.rules import RuleExtractor
from app.linking.authority import shipped
from app.model.extraction import Form
from bench.attribution.__main__ import DATA
from bench.attribution.labels import Label
from bench.attribution.polnear import Article, read_split
from bench.attribution.systems import PIPELINE, paragraphs_of


@cache
def _extractor() -> tuple[spacy.language.Language, RuleExtractor]:
    nlp = spacy.load(PIPELINE)
    return nlp, RuleExtractor(nlp, shipped())


def names_in(article: Article) -> tuple[str, list[tuple[Label, str]]]:
    """The names of an article by the rules, each with its words."""
    nlp, extractor = _extractor()
    paragraphs = paragraphs_of(article.text, nlp, names=True)
    named = (each for each in settle(extractor.named(paragraphs)) if _is_name(each))
    return article.name, [((c.span.start, c.span.end, str(c.type)), c.span.of(article.text)) for c in named]


def _is_name(candidate: Candidate) -> bool:
    return candidate.form in (Form.NAME, Form.ACRONYM, Form.CITATION)


def by_vote(found: Sequence[tuple[str, list[tuple[Label, str]]]]) -> Iterator[tuple[str, list[Label]]]:
    """The names with the type that their words have most often in all articles."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for _, names in found:
        for (_, _, type_), words in names:
            votes[words][type_] += 1
    for article, names in found:
        yield article, [(start, end, votes[words].most_common(1)[0][0]) for (start, end, _), words in names]


def main() -> None:
    """Read the arguments, find the names of a split, and write them as lines of JSON."""
    arguments = argparse.ArgumentParser(prog="python -m bench.attribution.silver", description=__doc__)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--data", type=Path, default=DATA, help="folder of PolNeAR (train, dev)")
    options = arguments.parse_args()
    articles = list(read_split(options.data / "train"))
    with ProcessPoolExecutor(2) as processes:
        found = list(processes.map(names_in, articles, chunksize=8))
    options.out.write_text("".join(json.dumps(each) + "\n" for each in by_vote(found)), "utf-8")


if __name__ == "__main__":
    main()
