"""``python -m bench.attribution.lexicon``: how often each word, in each construction, attributes something in train.

These counts are what ``app/extraction/attributions/cues.tsv`` was chosen by: uses with enough cases of which more than about a
third attribute, without words that only report acts, and with the common cues that 840 articles are too few to show.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import spacy

from app.extraction.attributions.candidates import Candidate
from app.extraction.attributions.constructions import candidates
from app.extraction.attributions.drafts import Frame
from app.extraction.attributions.lexicon import PARTS
from app.extraction.attributions.masking import mask_all
from bench.attribution.__main__ import DATA
from bench.attribution.polnear import Article, read_split
from bench.attribution.score import overlap, tidy
from bench.attribution.systems import PIPELINE, paragraphs_of

Use = tuple[str, str, str]


def count(article: Article, nlp: spacy.language.Language) -> tuple[Counter[Use], Counter[Use]]:
    """How often each use occurs in an article, and how often it attributes (cue on the word, content overlapping by half)."""
    seen: Counter[Use] = Counter()
    hits: Counter[Use] = Counter()
    paragraphs = paragraphs_of(article.text, nlp)
    for paragraph, masked in zip(paragraphs, mask_all(paragraphs, nlp), strict=True):
        frame = Frame(paragraph, masked)
        for candidate in candidates(masked.doc):
            if masked.whole_at(candidate.head) is None:
                use = (PARTS[candidate.trigger.pos_], candidate.trigger.lemma_.lower(), candidate.construction)
                seen[use] += 1
                hits[use] += _attributes(article, frame, candidate)
    return seen, hits


def _attributes(article: Article, frame: Frame, candidate: Candidate) -> bool:
    place = frame.span((candidate.trigger.i, candidate.trigger.i + 1)).start
    content = frame.span((candidate.start, candidate.end))
    return any(
        any(start <= place < end for start, end in relation.cue)
        and overlap(((content.start, content.end),), tidy(article.text, relation.content)) >= 0.5
        for relation in article.relations
    )


def main() -> None:
    """Print the counts as tab-separated lines: part of speech, lemma, construction, hits, cases."""
    arguments = argparse.ArgumentParser(prog="python -m bench.attribution.lexicon", description=__doc__)
    arguments.add_argument("--data", type=Path, default=DATA, help="folder of PolNeAR (train, dev)")
    arguments.add_argument("--limit", type=int, help="only so many articles")
    options = arguments.parse_args()
    nlp = spacy.load(PIPELINE)
    seen: Counter[Use] = Counter()
    hits: Counter[Use] = Counter()
    for article in list(read_split(options.data / "train"))[: options.limit]:
        for total, part in zip((seen, hits), count(article, nlp), strict=True):
            total.update(part)
    for use, number in hits.most_common():
        if number:
            print(*use, number, seen[use], sep="\t")


if __name__ == "__main__":
    main()
