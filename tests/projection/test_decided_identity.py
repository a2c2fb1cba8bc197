"""Entities under decisions of people: ids follow from the documents and the decisions alone, in whatever order they came."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.linking.identity import ONLY, digest, entity_id
from app.model.decision import Decided, Decision, DecisionKind
from app.model.extraction import EntityType
from app.model.resolution import Key, LocalEntity, Resolution, Strength
from app.projection.components import Rule, components
from app.projection.database import ProjectionDatabase
from app.projection.decisions import Decisions
from app.projection.entities import EntitiesFile
from app.projection.identity import Identities, redirected
from tests.projection.world import found, made

S, W, L = Strength.STRONG, Strength.WEAK, Strength.LOCAL


def entity(*keys: Key) -> LocalEntity:
    return LocalEntity(EntityType.PERSON, "N", (), keys)


def same(sequence: int, *sides: set[str]) -> Rule:
    return Rule(sequence, False, tuple(map(frozenset, sides)))


def apart(sequence: int, *sides: set[str]) -> Rule:
    return Rule(sequence, True, tuple(map(frozenset, sides)))


def test_a_merge_makes_one_of_two_and_undoing_it_makes_two(identities: Identities, database: ProjectionDatabase):
    identities.put("a", [entity(Key("p"))])
    identities.put("b", [entity(Key("q"))])
    assert identities.decide(same(7, {"p"}, {"q"})) == {"b"}
    assert identities.ids("a") == identities.ids("b") == (digest("p"),)
    assert redirected(database.connection, digest("q")) == digest("p")
    assert identities.undo(7) == {"b"}
    assert identities.ids("b") == (digest("q"),)
    assert redirected(database.connection, digest("q")) is None


def test_a_merge_waits_for_documents_that_come_later(identities: Identities):
    assert identities.decide(same(1, {"p"}, {"q"})) == set()
    identities.put("b", [entity(Key("q"))])
    assert identities.ids("b") == (digest("q"),)
    assert identities.put("a", [entity(Key("p"))]) == {"b"}
    assert identities.ids("b") == (digest("p"),)


def test_another_key_stands_in_where_the_lowest_is_gone(identities: Identities):
    identities.decide(same(1, {"p", "r"}, {"q"}))
    identities.put("a", [entity(Key("r"))])
    identities.put("b", [entity(Key("q"))])
    assert identities.ids("a") == identities.ids("b")


def test_undoing_the_first_of_two_merges_leaves_the_second(identities: Identities):
    for document, key in zip("abc", "pqr", strict=True):
        identities.put(document, [entity(Key(key))])
    identities.decide(same(1, {"p"}, {"q"}))
    identities.decide(same(2, {"p", "q"}, {"r"}))
    assert identities.ids("a") == identities.ids("b") == identities.ids("c")
    assert identities.undo(1) == {"b"}
    assert identities.ids("a") == identities.ids("c") != identities.ids("b")


def test_what_is_different_stays_so_when_a_document_would_join_it(identities: Identities):
    identities.put("a", [entity(Key("p"))])
    identities.put("b", [entity(Key("q"))])
    identities.decide(apart(1, {"p"}, {"q"}))
    identities.put("c", [entity(Key("p"), Key("q"))])
    assert (identities.ids("a"), identities.ids("b"), identities.ids("c")) == ((digest("p"),), (digest("q"),), (digest("p"),))
    assert identities.undo(1) == {"b"}
    assert identities.ids("b") == (digest("p"),)


def test_difference_holds_along_chains(identities: Identities):
    identities.decide(apart(1, {"p"}, {"s"}))
    for document, keys in {"a": "pq", "b": "qr", "c": "rs"}.items():
        identities.put(document, [entity(*map(Key, keys))])
    identities.put("d", [entity(Key("s"))])
    assert identities.ids("a") != identities.ids("d")


def test_an_acronym_that_two_merged_bodies_share_means_one(identities: Identities):
    identities.put("a", [entity(Key("p"), Key("x", W))])
    identities.put("b", [entity(Key("q"), Key("x", W))])
    identities.put("c", [entity(Key("x", W), Key("c's x", L))])
    assert identities.ids("c") == (digest("c's x"),)
    assert identities.decide(same(1, {"p"}, {"q"})) == {"b", "c"}
    assert identities.ids("c") == (digest("p"),)


def decided(sequence: int, kind: DecisionKind, *keys: set[str], documents: tuple[str, ...] = ()) -> Decided:
    return Decided(
        sequence, Decision(kind, keys=tuple(map(tuple, map(sorted, keys))), documents=documents), "2026-01-02T03:04:05Z"
    )


def read(decisions: Decisions, text: str, *entities: LocalEntity) -> tuple[LocalEntity, ...]:
    document = made(text)
    return decisions.resolved(Resolution(document, found(document), entities)).entities


def test_what_one_document_knows_can_be_merged(identities: Identities, database: ProjectionDatabase):
    known = entity(Key("the mayor in a", L))
    only = ONLY + entity_id(known.keys)
    decisions = Decisions.of([decided(3, DecisionKind.MERGE, {only}, {"p"})])
    identities.put("a", [known])
    identities.put("b", [entity(Key("p"))])
    identities.decide(same(3, {only}, {"p"}))
    assert identities.ids("a") != identities.ids("b")
    identities.put("a", read(decisions, "a", known))
    assert identities.ids("a") == identities.ids("b") == (digest("p"),)
    assert redirected(database.connection, entity_id(known.keys)) == digest("p")
    identities.undo(3)
    identities.put("a", read(Decisions(), "a", known))
    assert identities.ids("a") == (entity_id(known.keys),)


def test_an_entity_of_documents_alone_keeps_its_id_under_a_decision(identities: Identities):
    known = entity(Key("the mayor in a", L))
    decisions = Decisions.of([decided(3, DecisionKind.DIFFERENT, {ONLY + entity_id(known.keys)}, {"p"})])
    identities.put("a", read(decisions, "a", known))
    assert identities.ids("a") == (entity_id(known.keys),)


def test_bare_acronyms_that_were_one_stay_one_under_a_decision(identities: Identities):
    shown = {document: entity(Key("x", W), Key(f"x in {document}", L)) for document in "abc"}
    sides = {ONLY + entity_id(one.keys[1:]) for one in shown.values()}
    decisions = Decisions.of([decided(1, DecisionKind.DIFFERENT, sides, {"p"})])
    identities.decide(apart(1, sides, {"p"}))
    for document, one in shown.items():
        identities.put(document, read(decisions, document, one))
    identities.put("d", [entity(Key("x", W), Key("x in d", L))])
    assert len({identities.ids(document) for document in "abcd"}) == 1


def test_a_split_gives_documents_an_entity_of_their_own():
    both = entity(Key("p"), Key("x", W))
    document = made("one")
    decisions = Decisions.of([decided(9, DecisionKind.SPLIT, {"p", "o"}, documents=(document.id,))])
    assert read(decisions, "one", both)[0].keys == (Key("split:9"),)
    assert read(decisions, "other", both)[0].keys == both.keys
    assert read(decisions, "one", entity(Key("q")))[0].keys == (Key("q"),)
    undone = Decided(9, Decision(DecisionKind.SPLIT, keys=(("p",),), documents=(document.id,)), "", undone=10)
    assert read(Decisions.of([undone]), "one", both)[0] == both


def test_a_split_entity_has_no_record_of_an_authority():
    shown = LocalEntity(
        EntityType.AGENCY, "The Official Bureau", ("Bureau",), (Key("p"),), "https://e.org/a", ("https://e.org/b",)
    )
    decisions = Decisions.of([decided(9, DecisionKind.SPLIT, {"p"}, documents=(made("one").id,))])
    (other,) = read(decisions, "one", shown)
    assert (other.name, other.authority, other.same_as) == ("Bureau", None, ())


def test_what_is_known_of_an_entity_for_a_decision(identities: Identities, tmp_path: Path):
    identities.put("a", [entity(Key("p"), Key("q"))])
    identities.put("b", [entity(Key("q"), Key("x", W))])
    identities.put("c", [entity(Key("x", W), Key("c's x", L)), entity(Key("c's own", L))])
    file = EntitiesFile(tmp_path / "p.sqlite")
    whole = file.get(digest("p"))
    assert (whole.keys, whole.holders, whole.documents) == (("p", "q"), (), {"a", "b", "c"})
    alone = file.get(digest("c's own"))
    assert (alone.keys, alone.holders, alone.documents) == ((ONLY + digest("c's own"),), ("c",), {"c"})
    assert file.get("never") is None
    assert EntitiesFile(tmp_path / "not there").get("p") is None
    assert (file.shown(["z", "q"]), file.shown(["z", "x"])) == (True, False)


def test_keys_that_a_decision_keeps_apart_belong_to_one_side_alone(identities: Identities, tmp_path: Path):
    identities.decide(apart(1, {"p"}, {"q"}))
    identities.put("a", [entity(Key("p"), Key("q"))])
    identities.put("b", [entity(Key("q"))])
    file = EntitiesFile(tmp_path / "p.sqlite")
    assert (file.get(digest("p")).keys, file.get(digest("q")).keys) == (("p",), ("q",))


Step = tuple[str, object, object]


@st.composite
def histories(draw) -> list[Step]:
    """Documents that come, change and go, and decisions that are taken and undone."""
    steps: list[Step] = []
    for number in range(1, draw(st.integers(2, 12))):
        if draw(st.integers(0, 2)):
            shown = [
                entity(
                    *(Key(key, S) for key in draw(st.sets(st.sampled_from("pqrstu"), min_size=1, max_size=2))),
                    *(Key(key, W) for key in draw(st.sets(st.sampled_from("xy"), max_size=1))),
                )
                for _ in range(draw(st.integers(0, 2)))
            ]
            shown += [entity(Key(key, W), Key(f"{number}", L)) for key in draw(st.sets(st.sampled_from("xy"), max_size=1))]
            steps.append(("document", draw(st.sampled_from("abcdef")), shown))
        elif draw(st.integers(0, 2)):
            one = draw(st.sets(st.sampled_from("pqrstu"), min_size=1, max_size=2))
            other = draw(st.sets(st.sampled_from(sorted(set("pqrstu") - one)), min_size=1, max_size=2))
            steps.append(("decide", number, Rule(number, draw(st.booleans()), (frozenset(one), frozenset(other)))))
        else:
            steps.append(("undo", draw(st.integers(1, 12)), None))
    return steps


def after(database: ProjectionDatabase, steps: list[Step]) -> dict[str, tuple[str, ...]]:
    """The ids of all documents after these steps; on the way, whatever moves is told."""
    identities = Identities(database.connection)
    names: dict[str, tuple[str, ...]] = {}
    for kind, name, value in steps:
        moved = (
            identities.put(name, value)
            if kind == "document"
            else identities.decide(value)
            if kind == "decide"
            else identities.undo(name)
        )
        before = dict(names)
        names |= {each: identities.ids(each) for each in ({*names, name} if kind == "document" else names)}
        assert {each for each in before if before[each] != names[each]} - {name} <= moved
    return names


def left(steps: list[Step]) -> tuple[list[Step], list[Step]]:
    """The documents as they are at the end, and the decisions in force."""
    documents = {name: (kind, name, value) for kind, name, value in steps if kind == "document"}
    rules: dict[object, Step] = {}
    for kind, name, value in steps:
        if kind == "decide":
            rules[name] = (kind, name, value)
        elif kind == "undo":
            rules.pop(name, None)
    return list(documents.values()), list(rules.values())


@settings(max_examples=80, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_any_history_gives_what_the_documents_and_the_decisions_in_force_give_in_any_order(tmp_path_factory, steps, random):
    folder = tmp_path_factory.mktemp("i")
    first, second = ProjectionDatabase(folder / "a.sqlite"), ProjectionDatabase(folder / "b.sqlite")
    documents, rules = left(steps)
    again = [*documents, *rules]
    random.shuffle(again)
    assert after(first, steps) == after(second, again)
    first.close()
    second.close()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.frozensets(st.sampled_from("pqrstu"), min_size=1, max_size=3), min_size=1, max_size=6), st.data())
def test_nothing_that_is_different_is_in_one_component(signatures, data):
    one, other = data.draw(st.sampled_from("pqr")), data.draw(st.sampled_from("stu"))
    rules = [apart(1, {one}, {other}), same(2, {"p"}, {"u"})]
    shown = {place: frozenset(map(Key, keys)) for place, keys in enumerate(signatures)}
    for component in components(shown, rules):
        assert not {Key(one), Key(other)} <= component.keys
    assert sorted(place for component in components(shown, rules) for place in component.members) == sorted(shown)
