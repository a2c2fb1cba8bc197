"""A projector that is killed at any instant goes on where it was, and ends in what a rebuild gives."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.projection.world import World

CHILD = """
import sys
from pathlib import Path
from tests.projection.world import World
world = World(Path(sys.argv[1]))
print("open", flush=True)
while world.projector.position() < world.ledger.last():
    world.projector.catch_up(limit=1)
    world.projector.publish()
print("done", flush=True)
"""


def texts() -> list[str]:
    rolls = random.Random(7)
    entities = [f"e:s{rolls.randrange(40)},s{rolls.randrange(40)},w{rolls.randrange(9)},l:Name-{n}" for n in range(150)]
    return [" ".join([*rolls.sample(entities, 5), f"c:claim-{rolls.randrange(60)}", f"c:words-{n}!"]) for n in range(60)]


def _write_graph(world: World, name: str, number: int) -> None:
    newest = world.ledger.graph(name)
    content = b"".join(b"<http://e/a> <http://e/p> <http://e/%d> .\n" % each for each in range(number % 4, number + 3))
    world.ledger.write_graph(name, content, content.count(b"\n"), None, after=newest.sequence if newest else 0)


@pytest.mark.slow
def test_kills_at_any_instant_leave_what_a_rebuild_gives(tmp_path: Path):
    world, rolls = World(tmp_path), random.Random(3)
    world.add(*texts())
    for number in range(12):
        _write_graph(world, f"notes-{number % 3}", number)
    for text in texts()[::7]:
        world.retract(text)
    last = world.ledger.last()
    world.close()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    kills, finished = 0, False
    while not finished and kills < 15:
        with subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, env=environment) as child:
            assert child.stdout.readline() == b"open\n"
            time.sleep(rolls.uniform(0.0, 0.3))
            child.kill()
            finished = b"done" in child.stdout.read()
            kills += not finished
    world = World(tmp_path)
    assert world.projector.catch_up() == last
    after = world.quads(), world.index()
    world.projector.rebuild()
    assert (world.quads(), world.index()) == after
    assert kills
    world.close()
