"""The loop of a running service: who has written sees it published."""

import threading
from pathlib import Path

from app.projection.service import follow
from app.store.snapshots import Snapshots
from tests.projection.test_projector import TEXTS
from tests.projection.world import World


def running(world: World, interval: float = 0.05) -> tuple[threading.Event, threading.Thread]:
    stop = threading.Event()
    thread = threading.Thread(target=follow, args=(world.projector, stop, interval))
    thread.start()
    return stop, thread


def test_what_is_written_is_published_soon(tmp_path: Path):
    world, snapshots = World(tmp_path), Snapshots(tmp_path / "snapshots")
    stop, thread = running(world)
    assert snapshots.wait_for(0, 5)
    for number, text in enumerate(TEXTS, 1):
        world.add(text)
        assert snapshots.wait_for(number, 10)
    assert world.reader.snapshot() == str(len(TEXTS))
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    world.close()


def test_an_empty_ledger_is_published_too(tmp_path: Path):
    world = World(tmp_path)
    stop, thread = running(world)
    while world.reader._snapshots.current() is None:
        assert thread.is_alive()
    assert world.reader.count() == 0
    stop.set()
    thread.join(10)
    world.close()


def test_an_error_is_tried_again(tmp_path: Path, monkeypatch, caplog):
    monkeypatch.setattr("app.projection.service.RETRY", 0.01)
    world, failures = World(tmp_path), [OSError("the disk is full"), OSError("still")]
    apply = world.store.apply
    monkeypatch.setattr(world.store, "apply", lambda change: _fail(failures.pop()) if failures else apply(change))
    world.add(TEXTS[0])
    stop, thread = running(world)
    assert world.store.snapshots.wait_for(1, 10)
    stop.set()
    thread.join(10)
    assert "tried again" in caplog.text
    world.close()


def _fail(error: Exception):
    raise error
