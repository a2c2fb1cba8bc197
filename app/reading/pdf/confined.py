"""PDFs are read in a process of their own, under a limit of time and memory: a file may be made to take down its reader."""

from __future__ import annotations

import multiprocessing
import resource
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from app.errors import TooLarge, UnreadableDocument
from app.reading.pdf.limits import PdfLimits
from app.reading.pdf.read import PdfText, read_pdf


def read_confined(data: bytes, limits: PdfLimits) -> PdfText:
    """``read_pdf`` in a process that is killed where it takes too long.

    Raises what ``read_pdf`` raises, and ``TooLarge`` or ``UnreadableDocument`` where the process was killed or died.
    """
    with ProcessPool(
        max_workers=1, context=multiprocessing.get_context("spawn"), initializer=_confine, initargs=(limits.memory,)
    ) as pool:
        try:
            found: PdfText = pool.schedule(read_pdf, args=(data, limits), timeout=limits.seconds).result()
        except TimeoutError:
            raise TooLarge(f"reading the PDF takes more than {limits.seconds:g} seconds (setting SAYSO_PDF_TIMEOUT)") from None
        except MemoryError:
            raise TooLarge(f"reading the PDF takes more than {limits.memory:,} bytes of memory (SAYSO_PDF_MEMORY)") from None
        except (ProcessExpired, BrokenProcessPool):
            raise UnreadableDocument("it is a PDF that cannot be read: it ended the process that read it") from None
    return found


def _confine(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
