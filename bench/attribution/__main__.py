"""``python -m bench.attribution``: scores who-says-what on PolNeAR, document by document, and says how fast it was.

``rules`` are the rules alone, ``encoder`` the model alone, ``both`` what ``sayso add`` does with them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from app.resources import resources
from bench import machine
from bench.attribution.polnear import Article, read_split
from bench.attribution.score import score
from bench.attribution.systems import Both, Read, Rules, System

DATA = Path(__file__).parents[3] / "shared" / "data" / "polnear"


def main() -> None:
    """Read the arguments, run one system over one split, and print the scores."""
    arguments = argparse.ArgumentParser(prog="python -m bench.attribution", description=__doc__)
    arguments.add_argument("--data", type=Path, default=DATA, help="folder of PolNeAR (train, dev)")
    arguments.add_argument("--split", default="dev", choices=("train", "dev"))
    arguments.add_argument("--system", default="both", choices=("rules", "encoder", "both"))
    arguments.add_argument("--model", type=Path, default=resources() / "models" / "encoder", help="folder of the encoder")
    arguments.add_argument("--limit", type=int, help="only so many articles")
    options = arguments.parse_args()
    articles = list(read_split(options.data / options.split))[: options.limit]
    system = _system(options.system, options.model)
    print(score((each.text, system.relations(each.text), each.relations) for each in articles).table())
    print(_speed(articles, system.seconds))
    print(machine.name())


def _system(name: str, model: Path) -> System:
    if name == "rules":
        return Rules()
    return Read(model) if name == "encoder" else Both(model)


def _speed(articles: list[Article], seconds: dict[str, float]) -> str:
    words = sum(len(article.text.split()) for article in articles)
    steps = ", ".join(f"{step} {words / spent:.0f}" for step, spent in seconds.items())
    return f"{len(articles)} articles, {words} words; words per CPU second: {steps}, all {words / sum(seconds.values()):.0f}"


if __name__ == "__main__":
    main()
