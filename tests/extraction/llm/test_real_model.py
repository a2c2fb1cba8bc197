"""The extractor against a real language model behind llama-cpp-python's server; see ``assemble.py`` for how to get both.

The model is small and no instruction follower: what it tells is not asserted, only that whatever is kept stands in the text.
"""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from spacy.language import Language

from app.extraction.llm.client import ChatClient
from app.extraction.llm.endpoint import Endpoint
from app.extraction.llm.extractor import LanguageModelExtractor
from app.extraction.rules import RuleExtractor
from app.linking.authority import shipped
from app.model.document import Role
from tests.extraction.llm.assemble import folder, model_of, python_of
from tests.extraction.llm.texts import document_of

WINDOW = 768
"""Tokens of the model's window: little more than the question has, so that the answer ends soon."""

STARTING = 120
ANSWERING = 500.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def start(log: Path, port: int) -> subprocess.Popen[bytes]:
    """The server, which puts what it says into a file."""
    command = [python_of(folder()), "-m", "llama_cpp.server", "--model", model_of(folder()), "--n_ctx", str(WINDOW)]
    command += [
        "--n_threads",
        "1",
        "--n_threads_batch",
        "1",
    ]  # several wait for each other by spinning, on a busy machine for long
    with log.open("wb") as out:
        return subprocess.Popen([*command, "--host", "127.0.0.1", "--port", str(port)], stdout=out, stderr=subprocess.STDOUT)


def answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/v1/models", timeout=5).ok
    except requests.RequestException:
        return False


@pytest.fixture(scope="module")
def real_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a real model."""
    if not model_of(folder()).exists():
        pytest.skip("could not run: no language model is assembled (python -m tests.extraction.llm.assemble)")
    port, log = free_port(), tmp_path_factory.mktemp("llm") / "server.log"
    url = f"http://127.0.0.1:{port}"
    process = start(log, port)
    try:
        deadline = time.monotonic() + STARTING
        while not answers(url):
            assert process.poll() is None, log.read_text("utf-8", "replace")[-2000:]
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.5)
        yield url
    finally:
        process.kill()  # while it writes, it hears nothing else
        process.wait()


@pytest.mark.slow
def test_of_what_a_real_model_tells_only_what_is_in_the_text_is_kept(real_url: str, nlp: Language) -> None:
    document = document_of(
        ("Harbour to close in May", Role.HEADLINE),
        "The harbour of Port Alder will close in May, Mayor Maria Lopez said on Monday.",
        "“We have no choice,” Lopez told the Daily Planet, “and no money.”",
        ("“Subscribe now,” said Bo Smith.", Role.BOILERPLATE),
    )
    rules = RuleExtractor(nlp, shipped())
    client = ChatClient(Endpoint.checked(real_url, "gemma-3-270m", None, ANSWERING))
    extraction = LanguageModelExtractor(rules, client).extract(document)
    print(extraction.activity.model)
    assert re.search(r"; llm gemma-3-270m: kept \d+ of [1-9]", extraction.activity.model)
    assert {each.cue for each in rules.extract(document).attributions} <= {each.cue for each in extraction.attributions}
    boilerplate = document.segments[-1].span
    spans = [span for each in extraction.attributions for span in (*each.content, each.source, each.cue) if span is not None]
    assert all(span.end <= boilerplate.start for span in spans)
