"""The projector's loop in a running service: follow the ledger, publish snapshots."""

from __future__ import annotations

import logging
import threading
import time

from app.projection.projector import Projector

POLL = 0.05
"""Seconds between two looks at the ledger when nothing happens."""

STEP = 20
"""Events applied between two thoughts of publishing."""

RETRY = 1.0
"""Seconds to wait after an error before trying again: a full disk may have room then."""

log = logging.getLogger(__name__)


def follow(projector: Projector, stop: threading.Event, interval: float) -> None:
    """Catch up with the ledger and publish until ``stop`` is set; snapshots are at least ``interval`` seconds apart.

    An error is logged and tried again: nothing is lost, since the ledger has it all.
    """
    position, published, last = -1, -1, float("-inf")
    while not stop.is_set():
        try:
            if position < 0 or projector.behind():
                position = projector.catch_up(limit=STEP)
            due = position != published and time.monotonic() - last >= interval
            if due and projector.publish() is not None:
                published, last = position, time.monotonic()
        except Exception:
            log.exception("the projection stopped after event %d and will be tried again", projector.position())
            stop.wait(RETRY)
            continue
        if position == published or not due:
            stop.wait(POLL)
