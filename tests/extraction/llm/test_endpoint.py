"""Which addresses, names and keys make an endpoint, and that a key is never shown."""

from __future__ import annotations

import pytest

from app.errors import InvalidInput
from app.extraction.llm.endpoint import Endpoint


def address(url: str) -> str:
    return Endpoint.checked(url, "small", None, 5).address


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1/chat/completions"),
        ("https://models.example/v1/chat/completions", "https://models.example/v1/chat/completions"),
        ("https://models.example/api", "https://models.example/api/v1/chat/completions"),
        ("https://models.example/v1beta/openai", "https://models.example/v1beta/openai/chat/completions"),
        ("https://models.example/v1?version=3", "https://models.example/v1/chat/completions?version=3"),
    ],
)
def test_a_base_with_or_without_its_version_leads_to_the_same_door(given: str, asked: str) -> None:
    assert address(given) == asked


@pytest.mark.parametrize(
    "given",
    [
        "models.example",
        "ftp://models.example",
        "http://",
        "http://me:hunter2@models.example",
        "http://a b",
        "http://[",
        "http://a:x/",
    ],
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(InvalidInput, match="SAYSO_LLM_URL") as refused:
        address(given)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("name", [None, "", "  ", "two\nlines", "x" * 300])
def test_a_model_must_be_named(name: str | None) -> None:
    with pytest.raises(InvalidInput, match="SAYSO_LLM_MODEL"):
        Endpoint.checked("http://127.0.0.1:1", name, None, 5)


@pytest.mark.parametrize("key", ["two\nlines", "two words", "schlüssel"])
def test_a_key_that_cannot_be_sent_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(InvalidInput, match="SAYSO_LLM_KEY") as refused:
        Endpoint.checked("http://127.0.0.1:1", "small", key, 5)
    assert key not in str(refused.value)


def test_a_key_is_not_shown() -> None:
    endpoint = Endpoint.checked("http://127.0.0.1:1", "small", "sk-hidden\n", 5)
    assert endpoint.key == "sk-hidden"
    assert "hidden" not in repr(endpoint)
