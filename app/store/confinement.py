"""What a reader process may not do: use more memory than its share, outlive its parent, open a connection.

The guard keeps SERVICE from the engine; that the kernel refuses sockets is the second lock on the same door.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

WATCH = 0.5
"""Seconds between two looks whether the parent still lives."""

GRACE = 5
"""Seconds beyond its time limit after which the kernel ends a query that nobody has ended."""

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Audit number of the machine and number of its ``socket`` call (linux/audit.h, asm/unistd.h)."""


def confine(memory: int, sockets: bool = False) -> None:
    """Confine this process to ``memory`` bytes of address space, to the life of its parent, and to what it has open.

    With ``sockets`` it may open connections all the same: to answer queries that call services which the settings allow.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    if not sockets:
        with suppress(OSError):
            refuse_sockets()


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """Have the kernel end this process where the block takes longer, even if no Python code gets to run."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)


def refuse_sockets() -> None:
    """Make every later ``socket`` call of this process fail with EPERM (seccomp filter; no privilege is needed).

    Raises ``OSError`` where the system has no such filters.
    """
    if platform.machine() not in SOCKET:
        raise OSError(f"the number of the socket call is not known for {platform.machine()}")
    audit, call = SOCKET[platform.machine()]
    load, equal, give = 0x20, 0x15, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_RET|K
    allow, refuse = 0x7FFF0000, 0x00050001  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO with EPERM
    steps = [
        (load, 0, 0, 4),
        (equal, 0, 3, audit),
        (load, 0, 0, 0),
        (equal, 0, 1, call),
        (give, 0, 0, refuse),
        (give, 0, 0, allow),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel takes no seccomp filter")
