"""Who is who across documents, against a slow and plain telling of the same rule."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.linking.identity import AUTHORITY, OWN_AUTHORITIES, digest, entity_id
from app.model.extraction import EntityType
from app.model.resolution import Key, LocalEntity, Strength
from app.projection.database import ProjectionDatabase
from app.projection.identity import Identities, redirected

S, W, L = Strength.STRONG, Strength.WEAK, Strength.LOCAL


def entity(*keys: Key) -> LocalEntity:
    return LocalEntity(EntityType.AGENCY, "N", (), keys)


One = tuple[str, int]


def of(entities: dict[One, LocalEntity], one: One, strength: Strength) -> set[Key]:
    return {key for key in entities[one].keys if key.strength is strength}


def grouped(entities: dict[One, LocalEntity], members: list[One], strength: Strength) -> dict[One, set[Key]]:
    """For each member all keys of this strength of those that it hangs together with."""
    keys = {one: of(entities, one, strength) for one in members}
    for _ in members:
        for one in members:
            keys[one] = set().union(*(other for other in keys.values() if other & keys[one]))
    return keys


def plainly(documents: dict[str, list[LocalEntity]]) -> dict[str, tuple[str, ...]]:
    """The rule, told over all entities at once."""
    entities = {(document, place): one for document, shown in documents.items() for place, one in enumerate(shown)}
    strong = [one for one in entities if of(entities, one, S)]
    ids = {one: entity_id(keys) for one, keys in grouped(entities, strong, S).items()}
    free = []
    for one in entities.keys() - set(strong):
        weak = of(entities, one, W)
        owners = {ids[other] for other in strong if weak & of(entities, other, W)}
        if weak and not owners:
            free.append(one)
        else:
            ids[one] = owners.pop() if len(owners) == 1 else entity_id(of(entities, one, L))
    ids |= {one: entity_id(keys) for one, keys in grouped(entities, free, W).items()}
    return {document: tuple(ids[document, place] for place in range(len(shown))) for document, shown in documents.items()}


@st.composite
def histories(draw) -> list[tuple[str, list[LocalEntity]]]:
    steps = []
    for number in range(draw(st.integers(1, 10))):
        document = draw(st.sampled_from("abcdef"))
        shown = []
        for place in range(draw(st.integers(0, 3))):
            strong = draw(st.sets(st.sampled_from("pqrstu"), max_size=2))
            weak = draw(st.sets(st.sampled_from("xyz"), max_size=2))
            local = not strong or draw(st.booleans())
            keys = [Key(key, S) for key in strong] + [Key(key, W) for key in weak]
            shown.append(entity(*keys, *([Key(f"{document}{number}{place}", L)] if local else [])))
        steps.append((document, shown))
    return steps


@settings(max_examples=60, deadline=None)
@given(histories())
def test_after_any_history_ids_are_what_the_rule_says(tmp_path_factory, steps):
    database = ProjectionDatabase(tmp_path_factory.mktemp("i") / "p.sqlite")
    identities, now = Identities(database.connection), {}
    for document, shown in steps:
        before = {name: identities.ids(name) for name in now}
        moved = identities.put(document, shown) if shown else identities.remove(document)
        now = {**now, document: shown}
        ids = {name: identities.ids(name) for name in now}
        assert ids == plainly(now)
        assert {name for name in before if before[name] != ids[name]} - {document} <= moved
    assert database.connection.execute(
        "SELECT count(*) FROM signature WHERE id NOT IN (SELECT signature FROM holder)"
    ).fetchone() == (0,)
    database.close()


def test_a_common_strong_key_makes_one_entity(identities: Identities):
    identities.put("a", [entity(Key("p"))])
    assert identities.put("b", [entity(Key("p"), Key("o"))]) == {"a"}
    assert identities.ids("a") == identities.ids("b") == (digest("o"),)


def test_an_authority_gives_the_name(identities: Identities):
    identities.put("a", [entity(Key("name:office"))])
    identities.put("b", [entity(Key("name:office"), Key(f"{AUTHORITY}{OWN_AUTHORITIES}us-federal/ice"))])
    assert identities.ids("a") == ("us-federal-ice",)


def test_an_acronym_joins_while_it_has_one_meaning(identities: Identities):
    identities.put("a", [entity(Key("x", W), Key("a's x", L))])
    assert identities.ids("a") == (digest("x"),)
    assert identities.put("b", [entity(Key("p"), Key("x", W))]) == {"a"}
    assert identities.ids("a") == (digest("p"),)
    assert identities.put("c", [entity(Key("q"), Key("x", W))]) == {"a"}
    assert identities.ids("a") == (digest("a's x"),)
    assert identities.remove("b") == {"a"}
    assert identities.ids("a") == (digest("q"),)


def test_the_same_again_moves_nothing(identities: Identities):
    identities.put("a", [entity(Key("p"))])
    assert identities.put("b", [entity(Key("p"))]) == set()
    assert identities.put("b", [entity(Key("p"))]) == set()
    assert identities.remove("b") == set()


def test_an_old_id_leads_to_the_new_one(identities: Identities, database: ProjectionDatabase):
    identities.put("a", [entity(Key("q"))])
    assert redirected(database.connection, digest("q")) is None
    identities.put("b", [entity(Key("q"), Key("p"))])
    assert redirected(database.connection, digest("q")) == digest("p")
    identities.put("c", [entity(Key("p"), Key("o"))])
    assert redirected(database.connection, digest("q")) == digest("o")
    assert redirected(database.connection, digest("o")) is None
    assert redirected(database.connection, "never") is None
    identities.remove("b")
    assert redirected(database.connection, digest("q")) is None
