"""``python -m bench.families make|run|score``: makes families of articles, puts them in, says how well they were joined."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.families.banks import WORDINGS


def main() -> None:
    """Do what the command says."""
    given = _arguments()
    if given.command == "make":
        from bench.families.make import write

        print(f"{write(given.folder, given.documents, given.seed, given.wording)} documents in {given.folder}")
    elif given.command == "run":
        from bench.families.run import run

        print(run(given.folder, given.data, given.extraction, validated=given.validate))
    else:
        from bench.families.score import report, scored

        print(report(scored(given.folder, given.data)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.families", description="Families of made-up articles.")
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="write documents with their truth")
    make.add_argument("--documents", type=int, default=2000, help="how many (2000)")
    make.add_argument("--seed", type=int, default=1)
    make.add_argument("--wording", choices=WORDINGS, default="tune")
    run = commands.add_parser("run", help="put the documents into a data folder")
    run.add_argument("--extraction", choices=("oracle", "model"), default="model")
    run.add_argument("--validate", action="store_true", help="check the oracle's documents against the shapes, too")
    score = commands.add_parser("score", help="compare the graph with the truth")
    for command in (make, run, score):
        command.add_argument("folder", type=Path, help="the folder of the families")
    for command in (run, score):
        command.add_argument("--data", type=Path, required=True, help="the data folder of Sayso")
    return parser.parse_args()


if __name__ == "__main__":
    main()
