"""Where the files are that ship beside the code: ``ontology/``, ``shapes/`` and ``models/``. The only place that knows."""

from __future__ import annotations

import sysconfig
from pathlib import Path

from app.errors import DataFolder


def resources() -> Path:
    """The folder that holds ``ontology/``, ``shapes/`` and ``models/``: the checkout's, or ``share/sayso`` of an installation.

    Raises ``DataFolder`` when neither has them, which means a broken installation.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package, Path(sysconfig.get_path("data")) / "share" / "sayso", package / "share" / "sayso"):
        if (folder / "ontology" / "sayso.ttl").is_file():
            return folder
    raise DataFolder("the ontology and the shapes that ship with sayso were not found; install it again")
