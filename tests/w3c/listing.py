"""Tests of the suite as parameters of ours, with those that are known to fail marked so: they must fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import REPOSITORY
from tests.w3c.known import FAILURES
from tests.w3c.suite import Case, Suite

FOLDER = REPOSITORY.parent / "shared" / "data" / "w3c" / "sparql" / "sparql11"
MISSING = "../shared/data/w3c is not there: the W3C's tests, which are not ours to ship"


def listed(
    *kinds: str, where: Callable[[Case], bool] = lambda _: True, failing: Mapping[str, str] = FAILURES
) -> pytest.MarkDecorator:
    """Parametrise with the tests of these kinds; with one that is skipped with the reason where the suite is not there."""
    if not FOLDER.is_dir():
        return pytest.mark.parametrize("case", [pytest.param(None, marks=pytest.mark.skip(MISSING))])
    cases = [case for case in Suite(FOLDER).cases(*kinds) if where(case)]
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.id, marks=_marks(case, failing)) for case in cases])


def _marks(case: Case, failing: Mapping[str, str]) -> list[pytest.MarkDecorator]:
    reason = failing.get(case.id)
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
