"""The settings switch the language model on, and what it found goes the whole road into the graph's shapes and the ledger."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.composition import road_of
from app.errors import InvalidInput
from app.extraction.rules import RuleExtractor
from app.ledger.sql import SqlLedger
from app.settings import Settings
from tests.extraction.llm.server import Canned, serving, telling
from tests.extraction.llm.texts import document_of, span_of

TEXT = document_of("For Maria Lopez, a teacher, the matter is plain: the harbour must close.", "“It is cold,” the mayor said.")
PLAIN = {"source": "Maria Lopez, a teacher", "cue": "the matter is plain", "content": ["the harbour must close"]}


def test_what_the_model_found_is_in_the_ledger(tmp_path: Path) -> None:
    with serving(telling(PLAIN, {"source": "a friend", "cue": "the matter is plain", "content": ["the harbour"]})) as server:
        settings = Settings(data=tmp_path, llm_url=server.url, llm_model="small", llm_key=SecretStr("sk-hidden"))
        with closing(SqlLedger.of(settings)) as ledger:
            road_of(settings, ledger).add(TEXT)
            extraction = ledger.extraction(TEXT.id)
    assert extraction is not None
    assert extraction.activity.model.endswith("; llm small: kept 1 of 2")
    assert span_of(TEXT, "the harbour must close") in [each.content[0] for each in extraction.attributions]
    assert server.asked[0].headers["Authorization"] == "Bearer sk-hidden"


def test_with_a_broken_server_the_document_goes_in(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with serving(Canned(403, b"sk-hidden is not allowed here")) as server:
        settings = Settings(data=tmp_path, llm_url=server.url, llm_model="small", llm_key=SecretStr("sk-hidden"))
        with closing(SqlLedger.of(settings)) as ledger:
            assert road_of(settings, ledger).add(TEXT).created
    assert "it answered 403: … is not allowed here" in caplog.text
    assert "sk-hidden" not in caplog.text


@pytest.mark.parametrize("url", [None, ""])
def test_nothing_is_asked_by_default(tmp_path: Path, url: str | None) -> None:
    settings = Settings(data=tmp_path, llm_url=url)
    with closing(SqlLedger.of(settings)) as ledger:
        assert isinstance(road_of(settings, ledger).extractor, RuleExtractor)


def test_an_address_without_a_model_stops_before_any_document(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, llm_url="http://127.0.0.1:1")
    with closing(SqlLedger.of(settings)) as ledger, pytest.raises(InvalidInput, match="SAYSO_LLM_MODEL"):
        road_of(settings, ledger)
