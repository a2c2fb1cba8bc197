"""Whether the service is alive, and whether it is ready, part by part."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.responses import JSONResponse

from app.api.parts import PartsOf

router = APIRouter(tags=["operations"])


@router.get("/healthz")
async def get_health() -> dict[str, str]:
    """Alive; waits for no thread, so that it is true while others wait."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"description": "a part is not ready; the answer says which"}})
def get_readiness(parts: PartsOf) -> JSONResponse:
    """Ready, with a word on each part: ledger, engine, model, index; 503 where one is not."""
    words = {name: _word(check) for name, check in parts.checks().items()}
    ready = all(word.startswith("ok") for word in words.values())
    return JSONResponse({"status": "ready" if ready else "not ready", **words}, 200 if ready else 503)


def _word(check: Callable[[], str]) -> str:
    """What a check says; of a failure only its kind, since anyone may ask."""
    try:
        return f"ok: {check()}"
    except Exception as error:
        return f"failed: {type(error).__name__}"
