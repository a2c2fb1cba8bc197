"""Children that die are started again; one that cannot live ends the service with a message."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from app.cli.supervision import TRIES, Child, Supervisor


def test_a_child_that_cannot_live_is_given_up(tmp_path: Path) -> None:
    counted = tmp_path / "starts"
    code = f"open({str(counted)!r}, 'a').write('x'); raise SystemExit(3)"
    messages: list[str] = []
    assert Supervisor([Child("worker", [sys.executable, "-S", "-c", code])], messages.append).run() == 1
    assert counted.read_text() == "x" * TRIES
    assert "giving up" in messages[-1]
    assert "exit status 3" in messages[-1]


def test_a_dead_child_is_started_again_and_all_end_on_stop(tmp_path: Path) -> None:
    mark = tmp_path / "was-here"
    code = f"import sys, pathlib; p = pathlib.Path({str(mark)!r}); new = not p.exists(); p.touch(); new or sys.stdin.read()"
    child = Child("worker", [sys.executable, "-S", "-c", code])
    messages: list[str] = []
    supervisor = Supervisor([child], messages.append)
    threading.Timer(2.0, supervisor.stop).start()
    assert supervisor.run() == 0
    assert [message for message in messages if "started again" in message]
    assert child.ended()
