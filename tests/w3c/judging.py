"""Whether a test of the suite passes: asked of our endpoint, and asked of the engine directly, by the same rules."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx

from tests.w3c import direct
from tests.w3c.endpoint import Endpoint
from tests.w3c.results import Result, expected, same
from tests.w3c.suite import Case, Suite

ORDERED = re.compile(r"\bORDER\s+BY\b[^{}]*$", re.IGNORECASE)
"""The order of solutions counts where the outermost query asks for one."""
REFUSALS = (httpx.HTTPStatusError, SyntaxError, RuntimeError)
EVALUATION = ("QueryEvaluationTest", "CSVResultFormatTest")
SYNTAX = ("PositiveSyntaxTest11", "NegativeSyntaxTest11")
UPDATES = ("UpdateEvaluationTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11")


def passes(suite: Suite, endpoint: Endpoint, case: Case) -> bool:
    """Whether our endpoint passes the test."""
    if case.kind in EVALUATION:
        return right(suite, case, endpoint.answered)
    return endpoint.ask(case).is_success == case.kind.startswith("Positive")


def passes_directly(suite: Suite, case: Case) -> bool:
    """Whether the engine passes the test where it is asked directly."""
    if case.kind in EVALUATION:
        return right(suite, case, lambda asked: direct.answered(suite, asked))
    return direct.accepted(suite, case) == case.kind.startswith("Positive")


def right(suite: Suite, case: Case, answered: Callable[[Case], Result]) -> bool:
    """Whether the answer is the expected one; a refusal is not."""
    assert case.result is not None
    try:
        answer = answered(case)
    except REFUSALS:
        return False
    wanted = expected(case.result, suite.iri(case.result))
    return same(answer, wanted, ORDERED.search(case.text()) is not None)
