"""When readers see what is in the ledger: the service that has the data folder publishes it, or else this process does."""

from __future__ import annotations

import time
from contextlib import closing

from app.errors import Busy, DataFolder
from app.settings import Settings
from app.store.engine import engine_of
from app.store.port import GraphStates

OWNER_CHECK = 0.5
"""Seconds to wait for another process to publish before looking whether it still has the data folder."""


def published_after(settings: Settings, sequence: int) -> None:
    """Return when readers see the ledger event ``sequence``: wait for the service that has the data folder, or do its work.

    Raises ``Busy`` where the folder's owner has not published it in the time that a query may take.
    """
    with closing(engine_of(settings).states()) as states:
        deadline = time.monotonic() + settings.query_timeout
        while not _published(states, sequence):
            from app.composition import projecting  # takes longer to import than most commands to run

            try:
                with projecting(settings, "sayso") as projector:
                    projector.catch_up()
                    projector.publish()
            except Busy:
                if time.monotonic() > deadline:
                    raise
                states.wait_for(sequence, OWNER_CHECK)


def _published(states: GraphStates, sequence: int) -> bool:
    """Whether readers see the event; an empty ledger has a state to publish, too."""
    if sequence:
        return states.sequence() >= sequence
    try:
        states.newest()
    except DataFolder:
        return False
    return True
