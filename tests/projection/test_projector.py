"""The projection on real parts: the same graph whatever the order, the history or the interruption."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SKOS, URIRef

from app.graph.names import SAYSO
from app.ledger.port import AuthorityFile
from app.linking.identity import digest
from app.projection import picks
from app.search.port import Indexed
from app.store.port import Change
from tests.projection.world import IRIS, World, made

TEXT, VALUE = URIRef(picks.TEXT), URIRef("https://schema.org/value")

TEXTS = [
    "e:s1:Alpha c:one-thing",
    "e:s1,s2,w1:Alpha-Office c:One-Thing! e:l:Nobody",
    "e:s2,w2:Office-of-Alpha e:s4:Delta c:other",
    "e:w1,l:AO c:other",
    "e:w1,w2,l:AO e:s3:Gamma",
    "e:s3,w1:Gamma-Bureau@The-Bureau",
    "e:s3,s4:Both c:One-Thing",
    "e:w3,l:Lonely",
    "e:w3,l:Lonely c:more",
    "",
]


@pytest.fixture
def world(tmp_path: Path):
    made_world = World(tmp_path)
    yield made_world
    made_world.close()


def test_what_the_ledger_has_is_in_the_graph_and_in_the_index(world: World):
    world.add("e:s1:Alpha c:one-thing")
    assert world.projector.catch_up() == 1
    world.projector.publish()
    assert world.of("e:s1:Alpha c:one-thing") == {digest("s1")}
    assert world.said("entities", SKOS.prefLabel) == {(digest("s1"), "Alpha")}
    assert world.said("claims", TEXT) == {(digest("one-thing"), "one-thing")}
    assert world.search.search("alpha", Indexed.ENTITY).hits[0].id == digest("s1")
    assert world.search.documents("one-thing") == [made("e:s1:Alpha c:one-thing").id]
    assert world.reader.ask(f"ASK {{ ?d <{SAYSO.warning}> 'careful' }}")
    assert world.store.position() == world.projector.position() == 1


def test_retracting_removes_exactly_what_the_document_alone_supported(world: World):
    world.add("e:s1:Alpha c:shared", "e:s1:Alpha e:s9:Nu c:shared c:alone")
    world.projector.catch_up()
    world.retract("e:s1:Alpha e:s9:Nu c:shared c:alone")
    world.projector.catch_up()
    assert world.said("entities", SKOS.prefLabel) == {(digest("s1"), "Alpha")}
    assert world.said("claims", TEXT) == {(digest("shared"), "shared")}
    assert world.search.search("alone").total == world.search.search("nu", Indexed.ENTITY).total == 0
    world.retract("e:s1:Alpha c:shared")
    world.projector.catch_up()
    assert {quad.graph_name.value for quad in world.quads()} == {str(IRIS.graph(name)) for name in ("dataset", "decisions")}
    assert world.index() == []


def test_a_value_written_in_two_ways_stays_while_one_document_has_it(world: World):
    world.add("c:same", "c:same and more words")
    world.projector.catch_up()
    assert world.said("claims", VALUE) == {(digest("same"), "0.5")}
    world.retract("c:same")
    world.projector.catch_up()
    assert world.said("claims", VALUE) == {(digest("same"), "0.5")}


def test_one_name_and_one_wording_are_picked_and_the_other_names_stay(world: World):
    world.add("e:s1:Al c:words", "e:s1:Alpha c:Words!", "e:s1:A@Official")
    world.projector.catch_up()
    entity = digest("s1")
    assert world.said("entities", SKOS.prefLabel) == {(entity, "Official")}
    assert world.said("entities", SKOS.altLabel) == {(entity, "Al"), (entity, "Alpha"), (entity, "A")}
    assert world.said("claims", TEXT) == {(digest("words"), "Words!")}
    world.retract("e:s1:A@Official")
    world.retract("e:s1:Al c:words")
    world.projector.catch_up()
    assert world.said("entities", SKOS.prefLabel) == {(entity, "Alpha")}
    assert world.said("entities", SKOS.altLabel) == set()
    assert world.search.search("official", Indexed.ENTITY).total == 0


def test_documents_are_built_again_when_another_joins_their_entities(world: World):
    world.add("e:s5:Five", "e:s2:Two")
    world.projector.catch_up()
    assert world.of("e:s5:Five") != world.of("e:s2:Two")
    world.add("e:s2,s5:Both")
    world.projector.catch_up()
    joined = world.of("e:s5:Five")
    assert joined == world.of("e:s2:Two") == {digest("s2")}
    assert world.said("entities", SKOS.prefLabel) == {(digest("s2"), "Both")}
    world.retract("e:s2,s5:Both")
    world.projector.catch_up()
    assert world.of("e:s5:Five") == {digest("s5")}


@settings(max_examples=8, deadline=None)
@given(st.permutations(TEXTS), st.lists(st.sampled_from(TEXTS), max_size=4), st.integers(1, 7))
def test_any_order_and_history_ends_in_the_same_graph(tmp_path_factory, order: list[str], gone: list[str], step: int):
    folder = tmp_path_factory.mktemp("w")
    first, second = World(folder / "a"), World(folder / "b")
    for text in order:
        first.add(text)
        if first.ledger.last() % step == 0:
            first.projector.catch_up()
    for text in dict.fromkeys(gone):
        first.retract(text)
        first.projector.catch_up()
    first.projector.catch_up()
    second.add(*[text for text in TEXTS if text not in gone])
    second.projector.catch_up()
    assert first.content() == second.content()
    assert first.index() == second.index()
    first.close()
    second.close()


def test_a_rebuild_gives_the_same_triples(world: World):
    world.add(*TEXTS)
    world.retract(TEXTS[1])
    world.add(TEXTS[1])
    world.retract(TEXTS[3])
    world.projector.catch_up()
    before, index = world.quads(), world.index()
    assert world.projector.rebuild() == 13
    assert (world.quads(), world.index()) == (before, index)


def test_applying_an_event_again_changes_nothing(world: World):
    world.add(*TEXTS)
    world.projector.catch_up()
    world.retract(TEXTS[6])
    events = world.ledger.events(limit=100)
    world.projector.catch_up()
    before = world.quads(), world.index()
    world.projector._apply(events[-1])
    assert (world.quads(), world.index()) == before


def test_a_graph_one_event_ahead_is_gone_on_with(world: World, monkeypatch: pytest.MonkeyPatch):
    world.add(*TEXTS[:4])
    world.projector.catch_up()
    world.add(*TEXTS[4:])

    def interrupted():
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(world.projector._database, "commit", interrupted)
        with pytest.raises(KeyboardInterrupt):
            world.projector.catch_up()
    assert (world.store.position(), world.projector.position()) == (5, 4)
    assert world.projector.catch_up() == len(TEXTS)
    after = world.quads()
    world.projector.rebuild()
    assert world.quads() == after


def test_a_projection_that_lost_its_tables_or_its_graph_is_built_anew(tmp_path: Path):
    world = World(tmp_path)
    world.add(*TEXTS)
    world.projector.catch_up()
    before = world.quads()
    world.store.clear()
    assert world.projector.catch_up() == len(TEXTS)
    assert world.quads() == before
    world.close()
    for file in tmp_path.glob("projection.sqlite*"):
        file.unlink()
    world = World(tmp_path)
    world.projector.catch_up()
    assert world.quads() == before
    world.close()


def test_another_version_of_the_code_builds_everything_anew(tmp_path: Path):
    world = World(tmp_path)
    world.add(*TEXTS)
    world.projector.catch_up()
    before = world.quads()
    stray = world.store.triples(str(IRIS.graph("claims")))
    world.store.apply(Change(len(TEXTS), replace={"http://example.org/graph/stray": stray}))
    world.close()
    world = World(tmp_path, version="2")
    world.projector.catch_up()
    assert world.quads() == before
    world.close()


def test_an_authority_file_builds_everything_anew_once(world: World):
    world.add(*TEXTS)
    world.projector.catch_up()
    before = world.content()
    world.ledger.add_authority(AuthorityFile("mine.csv", "text/csv", b"x"))
    assert world.projector.catch_up() == len(TEXTS) + 1
    assert world.projector.catch_up() == len(TEXTS) + 1
    assert world.refreshed == 1
    assert world.content() == before


def test_nothing_is_published_in_the_middle_of_a_rebuild(world: World, monkeypatch: pytest.MonkeyPatch):
    world.add(*TEXTS)
    world.projector.catch_up()
    world.projector.publish()
    applied = []

    def interrupted(event):
        applied.append(event)
        if len(applied) == 3:
            raise KeyboardInterrupt
        return type(world.projector)._apply(world.projector, event)

    with monkeypatch.context() as patched:
        patched.setattr(world.projector, "_apply", interrupted)
        with pytest.raises(KeyboardInterrupt):
            world.projector.rebuild()
    assert world.projector.publish() is None
    world.projector.catch_up()
    assert world.projector.publish() == f"{len(TEXTS)}-2"


def test_packaged_graphs_are_written_and_replaced(tmp_path: Path):
    first, second = b"<http://x.org/a> <http://x.org/b> [ <http://x.org/c> 1 ] .", b"<http://x.org/a> <http://x.org/b> 2 ."
    graph = str(IRIS.graph("shapes"))
    world = World(tmp_path, packaged={"shapes": [first, first]})
    world.projector.catch_up()
    assert len(world.store.triples(graph)) == 4
    world.close()
    world = World(tmp_path, packaged={"shapes": [second]})
    world.projector.catch_up()
    assert len(world.store.triples(graph)) == 1
    world.projector.rebuild()
    assert len(world.store.triples(graph)) == 1
    world.close()


def test_a_few_events_at_a_time(world: World):
    world.add(*TEXTS)
    assert world.projector.catch_up(limit=3) == 3
    assert world.projector.catch_up(limit=100) == len(TEXTS)
