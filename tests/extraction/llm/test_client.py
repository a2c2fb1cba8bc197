"""The client against a real server on loopback, in all the bad manners that servers have."""

from __future__ import annotations

import json
import socket

import pytest

from app.errors import LanguageModelFailed
from app.extraction.llm.client import ChatClient
from app.extraction.llm.endpoint import Endpoint
from app.extraction.llm.exchange import MOST_BYTES
from tests.extraction.llm.server import Canned, CannedServer, serving, written

MESSAGES = [{"role": "user", "content": "Who says what?"}]


def client(server: CannedServer, key: str | None = None, timeout: float = 10) -> ChatClient:
    return ChatClient(Endpoint.checked(server.url, "small", key, timeout))


def failure(*answers: Canned, key: str | None = None, timeout: float = 10) -> str:
    """What the client says when it is answered like this."""
    with serving(*answers) as server, pytest.raises(LanguageModelFailed) as failed:
        client(server, key, timeout).ask(MESSAGES)
    return str(failed.value)


def test_the_model_is_asked_for_json_of_a_schema_and_shown_the_key() -> None:
    with serving(written("fine")) as server:
        assert client(server, key="sk-1").ask(MESSAGES) == "fine"
    asked = server.asked[0]
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == "Bearer sk-1"
    assert (asked.body["model"], asked.body["messages"], asked.body["stream"]) == ("small", MESSAGES, False)
    assert asked.body["response_format"]["type"] == "json_schema"
    assert asked.body["response_format"]["json_schema"]["strict"] is True


def test_without_a_key_nobody_is_shown() -> None:
    with serving(written("fine")) as server:
        client(server).ask(MESSAGES)
    assert "Authorization" not in server.asked[0].headers


@pytest.mark.parametrize("status", [400, 422])
def test_a_server_that_knows_no_schema_is_asked_in_plainer_manners_and_that_is_remembered(status: int) -> None:
    refused = Canned(status, b'{"error": "unknown response_format"}')
    with serving(*[refused] * 4, written("fine")) as server:
        asking = client(server)
        assert asking.ask(MESSAGES) == "fine"
        assert asking.ask(MESSAGES) == "fine"
    formats = [asked.body.get("response_format", {}).get("type") for asked in server.asked]
    assert formats == ["json_schema", "json_schema", "json_object", "json_object", None, None]


def test_a_server_that_stumbles_over_the_schema_is_asked_in_plainer_manners_at_once() -> None:
    stumbling = Canned(500, b'{"error": {"message": "literal_error: body, response_format, type"}}')  # as llama-cpp-python does
    with serving(stumbling, stumbling, written("fine")) as server:
        assert client(server).ask(MESSAGES) == "fine"
    assert [asked.body["response_format"]["type"] for asked in server.asked] == ["json_schema", "json_schema", "json_object"]


def test_a_text_that_is_refused_in_every_manner_does_not_stop_the_next() -> None:
    with serving(*[Canned(400, b'{"error": "too long"}')] * 5, written("fine")) as server:
        asking = client(server)
        with pytest.raises(LanguageModelFailed, match=r"400.*too long"):
            asking.ask(MESSAGES)
        assert asking.ask(MESSAGES) == "fine"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(status: int) -> None:
    with serving(Canned(status, headers={"Retry-After": "0"}), written("fine")) as server:
        assert client(server).ask(MESSAGES) == "fine"
    assert len(server.asked) == 2


def test_a_server_that_stays_busy_is_asked_three_times() -> None:
    with serving(Canned(503, b"overloaded", headers={"Retry-After": "0"})) as server:
        with pytest.raises(LanguageModelFailed, match="503: overloaded"):
            client(server).ask(MESSAGES)
        assert len(server.asked) == 3


@pytest.mark.parametrize("value", ["3600", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_nobody_waits_an_hour(value: str) -> None:
    with serving(Canned(429, headers={"Retry-After": value})) as server:
        with pytest.raises(LanguageModelFailed, match="429"):
            client(server).ask(MESSAGES)
        assert len(server.asked) == 1


@pytest.mark.parametrize("value", ["0", "Sat, 01 Jan 2000 00:00:00 GMT", "soon", "-1"])
def test_the_time_to_wait_may_be_given_in_any_shape(value: str) -> None:
    with serving(Canned(429, headers={"Retry-After": value}), written("fine")) as server:
        assert client(server).ask(MESSAGES) == "fine"


def test_a_server_that_failed_is_left_alone_for_a_while() -> None:
    with serving(Canned(404, b"no such door")) as server:
        asking = client(server)
        with pytest.raises(LanguageModelFailed, match="404: no such door"):
            asking.ask(MESSAGES)
        with pytest.raises(LanguageModelFailed, match="left alone"):
            asking.ask(MESSAGES)
        assert len(server.asked) == 1


def test_redirects_are_not_followed() -> None:
    with serving(written("elsewhere")) as other:
        said = failure(Canned(307, headers={"Location": f"{other.url}/v1/chat/completions"}), key="sk-1")
    assert "redirects are not followed" in said
    assert other.asked == []


def test_a_server_that_is_not_there_is_said_to_be_away() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(LanguageModelFailed, match="cannot be reached"):
        ChatClient(Endpoint.checked(f"http://127.0.0.1:{port}", "small", None, 5)).ask(MESSAGES)


def test_an_answer_that_does_not_begin_is_not_waited_for() -> None:
    assert "within 0.3 seconds" in failure(Canned(body=b"{}", pause=3), timeout=0.3)


def test_an_answer_that_dawdles_is_not_waited_for() -> None:
    said = failure(Canned(body=b" " * 100, pause=0.2, parts=100), timeout=0.5)  # would take 20 seconds
    assert "within 0.5 seconds" in said


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    assert f"more than {MOST_BYTES} bytes" in failure(written("x" * (MOST_BYTES + 1)))


@pytest.mark.parametrize("body", [b"", b"<html>Welcome</html>", b"\xff\xfe", b"[" * 100_000, b'{"choices"'])
def test_an_answer_that_is_not_json_is_a_failure(body: bytes) -> None:
    assert "not JSON" in failure(Canned(body=body))


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        "text",
        {"choices": []},
        {"choices": None},
        {"choices": [{"message": "text"}]},
        {"choices": [{"message": {}}]},
        {"choices": [{"message": {"content": None}}]},
        {"choices": [{"message": {"content": ["a"]}}]},
        {"error": {"message": "out of credit"}},
    ],
)
def test_json_of_another_shape_is_a_failure(value: object) -> None:
    assert failure(Canned(body=json.dumps(value).encode())).startswith("its answer has n")


def test_a_server_that_takes_the_request_and_says_nothing_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.listen()
        endpoint = Endpoint.checked(f"http://127.0.0.1:{silent.getsockname()[1]}", "small", None, 0.3)
        with pytest.raises(LanguageModelFailed):
            ChatClient(endpoint).ask(MESSAGES)


def test_what_a_server_says_is_cut_put_on_one_line_and_never_shows_the_key() -> None:
    said = failure(Canned(401, b"Incorrect key: sk-hidden\r\n\x1b[31mred" + b"x" * 5000), key="sk-hidden")
    assert said.startswith("it answered 401: Incorrect key: … [31mred")
    assert "hidden" not in said
    assert len(said) < 300
