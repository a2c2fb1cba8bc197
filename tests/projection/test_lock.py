"""One process owns a data folder, and the kernel knows when it has gone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import Busy
from app.projection.lock import owned, owner

CHILD = """
import sys
from pathlib import Path
from app.projection.lock import owned
with owned(Path(sys.argv[1]), "sayso serve"):
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_a_folder_has_one_owner_who_is_named(tmp_path: Path):
    assert owner(tmp_path / "none") is None
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", CHILD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdout.readline() == b"mine\n"
        assert owner(tmp_path) == f"sayso serve (process {child.pid})"
        with pytest.raises(Busy, match="sayso serve"), owned(tmp_path, "sayso add"):
            pass
        child.kill()
    assert owner(tmp_path) is None
    with owned(tmp_path, "sayso add"):
        assert owner(tmp_path).startswith("sayso add")
    assert owner(tmp_path) is None
