"""A projector that is killed at any instant goes on where it was, and ends in what a rebuild gives."""

import multiprocessing
import random
import time
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.projection.world import World

FORKS = multiprocessing.get_context("forkserver")
"""Makes processes that need not import everything anew."""


def follow(data: Path, told: Connection) -> None:
    """Project to the ledger's end, in a process that may be killed at any instant."""
    world = World(data)
    told.send("open")
    while world.projector.position() < world.ledger.last():
        world.projector.catch_up(limit=1)
        world.projector.publish()
    told.send("done")


def killed(data: Path, seconds: float) -> bool:
    """Let a projector follow for so long and kill it; whether it was still at work."""
    hears, tells = FORKS.Pipe(duplex=False)
    child = FORKS.Process(target=follow, args=(data, tells))
    child.start()
    tells.close()
    with closing(hears):
        assert hears.recv() == "open"
        time.sleep(seconds)
        child.kill()
        child.join()
        return not heard_the_end(hears)


def heard_the_end(hears: Connection) -> bool:
    """Whether the process said that it was done before its end of the line was closed."""
    try:
        return bool(hears.recv() == "done")
    except EOFError:
        return False


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
    FORKS.set_forkserver_preload([__name__])
    kills = 0
    while kills < 15 and killed(tmp_path, rolls.uniform(0.0, 0.3)):
        kills += 1
    world = World(tmp_path)
    assert world.projector.catch_up() == last
    after = world.quads(), world.index()
    world.projector.rebuild()
    assert (world.quads(), world.index()) == after
    assert kills
    world.close()
