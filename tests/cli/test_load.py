"""The service under good, slow, broken and hostile clients at once: the short form of ``python -m bench.hostile``."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import PATIENCE, environment

LIMITS = {"SAYSO_QUERY_TIMEOUT": "3", "SAYSO_QUERY_MEMORY": "1000000000", "SAYSO_READERS": "2"}


@pytest.mark.slow
def test_good_clients_are_answered_rightly_whatever_others_do(repository: Path):
    command = [sys.executable, "-m", "bench.hostile", "--seconds", "10", "--quads", "3000"]
    ran = subprocess.run(
        command, cwd=repository, env=environment() | LIMITS, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    right = int(ran.stdout.partition("right answers to good queries: ")[2].split()[0])
    assert right >= 40
