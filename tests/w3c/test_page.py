"""``docs/conformance.md`` says what these tests hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.w3c import protocols
from tests.w3c.__main__ import BEGIN, END, TITLES, write
from tests.w3c.judging import EVALUATION, SYNTAX
from tests.w3c.known import CALLING, FAILURES, NOT_OURS
from tests.w3c.suite import Suite


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "conformance.md").read_text("utf-8")


def test_it_lists_every_failure_with_its_reason(page: str) -> None:
    listed = [line for line in page.splitlines() if line.endswith(" |") and "| fails | fails |" in line]
    assert sorted(listed) == sorted(f"| `{name}` | fails | fails | {reason} |" for name, reason in FAILURES.items())


def test_it_counts_what_passes(page: str, suite: Suite) -> None:
    cases = [case for case in suite.cases(*EVALUATION, *SYNTAX) if case.group not in (*CALLING, *NOT_OURS)]
    for kind, title in TITLES.items():
        some = [case for case in cases if case.kind == kind]
        passing = sum(case.id not in FAILURES for case in some)
        assert f"| {title} | {len(some)} | {passing} | {passing} |" in page


def test_it_says_what_the_protocols_give(page: str, suite: Suite) -> None:
    assert suite.folder.is_dir()
    assert protocols.tables() in page


def test_tables_go_between_the_marks_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    write(page, "new")
    assert page.read_text("utf-8") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    page.write_text("no marks", "utf-8")
    with pytest.raises(ValueError, match="no line"):
        write(page, "new")
