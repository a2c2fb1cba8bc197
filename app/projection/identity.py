"""Who is who across documents, kept as a pure function of the documents that are in: the order of arrival cannot matter.

Entities that share a strong key are one. What is kept is not each mention but each *signature*, the set of strong and weak keys
that an entity shows: a thousand documents that name an agency in the same ways have one signature, and one more of them costs a
look-up. Only a signature that comes or goes makes us look at the component that it belongs to.

An entity that has weak keys alone (a bare acronym) joins the one strong entity that shows any of them; where there are several,
it stays with its document; where there is none, it joins the others that show the same.

Decisions of people join entities, or keep them apart, by their strong keys (``components``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from app.linking.identity import ONLY, entity_id, local_id
from app.model.resolution import Key, LocalEntity, Strength
from app.projection.components import Component, Keys, Rule, components

SHOWING = "SELECT DISTINCT id, entity FROM signature_key JOIN signature ON signature = id WHERE key = ? AND strength = ?"


@dataclass(frozen=True, slots=True)
class Known:
    """A signature with its keys, and the id that it has now (``None``: each document its own); ``fresh`` before it has one."""

    keys: Keys
    entity: str | None
    fresh: bool = False

    @property
    def strong(self) -> Keys:
        """Its strong keys."""
        return frozenset(key for key in self.keys if key.strength is Strength.STRONG)


@dataclass(slots=True)
class Region:
    """Signatures whose ids may depend on each other, and the numbers of the decisions on them."""

    known: dict[int, Known] = field(default_factory=dict)
    rules: set[int] = field(default_factory=set)


class Identities:
    """Ids of the documents' entities, in the projection's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def put(self, document: str, entities: Sequence[LocalEntity]) -> set[str]:
        """Take in (again) what a document shows; returns the other documents of which entities have another id now."""
        return self._exchange(document, [(_shared(entity.keys), local_id(entity.keys)) for entity in entities])

    def remove(self, document: str) -> set[str]:
        """Forget a document; returns the other documents of which entities have another id now."""
        return self._exchange(document, [])

    def decide(self, rule: Rule) -> set[str]:
        """Let a decision hold; returns the documents of which entities have another id now."""
        rows = [(rule.sequence, rule.apart, place, key) for place, side in enumerate(rule.sides) for key in side]
        self._sql.executemany("INSERT OR REPLACE INTO rule VALUES (?, ?, ?, ?)", rows)
        return self._settle(set(), set(), self._ruled(rule.sequence))

    def undo(self, sequence: int) -> set[str]:
        """Let the decision with this number hold no longer; returns the documents of which entities have another id now."""
        seeds = self._ruled(sequence)
        self._sql.execute("DELETE FROM rule WHERE sequence = ?", (sequence,))
        return self._settle(set(), set(), seeds)

    def ids(self, document: str) -> tuple[str, ...]:
        """The ids of a document's entities, in their order."""
        query = (
            "SELECT coalesce(entity, alone) FROM holder LEFT JOIN signature ON signature = id WHERE document = ? ORDER BY place"
        )
        return tuple(row[0] for row in self._sql.execute(query, (document,)))

    def _exchange(self, document: str, entities: Sequence[tuple[Keys, str]]) -> set[str]:
        before = {row[0] for row in self._sql.execute("SELECT signature FROM holder WHERE document = ?", (document,)) if row[0]}
        called = self._called(document)
        self._sql.execute("DELETE FROM holder WHERE document = ?", (document,))
        after, new = set(), set()
        for place, (keys, alone) in enumerate(entities):
            signature, made = self._interned(keys) if keys else (None, False)
            after |= {signature} if signature else set()
            new |= {signature} if signature and made else set()
            self._sql.execute("INSERT INTO holder VALUES (?, ?, ?, ?)", (document, place, signature, alone))
        gone = {signature for signature in before - after if not self._held(signature)}
        moved = self._settle(new, gone) - {document}
        for alone, entity in self._called(document).items():
            self._redirect(called.get(alone, entity), entity)
        return moved

    def _called(self, document: str) -> dict[str, str]:
        """The ids of a document's entities by those that they would have alone, which other keys do not change."""
        query = "SELECT alone, coalesce(entity, alone) FROM holder LEFT JOIN signature ON signature = id WHERE document = ?"
        return dict(self._sql.execute(query, (document,)).fetchall())

    def _interned(self, keys: Keys) -> tuple[int, bool]:
        digest = blake2b("\x1f".join(f"{key.strength}{key.value}" for key in sorted(keys)).encode(), digest_size=16).digest()
        row = self._sql.execute("SELECT id FROM signature WHERE digest = ?", (digest,)).fetchone()
        if row is not None:
            return row[0], False
        strong = any(key.strength is Strength.STRONG for key in keys)
        made = self._sql.execute("INSERT INTO signature (digest, strong) VALUES (?, ?)", (digest, strong)).lastrowid
        assert made is not None
        self._sql.executemany(
            "INSERT INTO signature_key VALUES (?, ?, ?)", [(key.value, int(key.strength), made) for key in keys]
        )
        return made, True

    def _held(self, signature: int) -> bool:
        return self._sql.execute("SELECT 1 FROM holder WHERE signature = ? LIMIT 1", (signature,)).fetchone() is not None

    def component(self, signature: int) -> Component:
        """The strong signatures that are one with this one, with the keys by which they are."""
        around = self._region({signature})
        return next(each for each in self._strong(around.known, around.rules) if signature in each.members)

    def _settle(self, new: set[int], gone: set[int], touched: Iterable[int] = ()) -> set[str]:
        """Give ids anew to all that the new and gone signatures, and those that are touched otherwise, have to do with."""
        around = self._region({*new, *gone, *touched})
        region = around.known
        for signature in new:
            region[signature] = replace(region[signature], fresh=True)
        for signature in gone:
            self._sql.execute("DELETE FROM signature WHERE id = ?", (signature,))
            self._sql.execute("DELETE FROM signature_key WHERE signature = ?", (signature,))
        left = {signature: known for signature, known in region.items() if signature not in gone}
        moved: set[str] = set()
        for component in self._strong(left, around.rules):
            moved |= self._assign(component.members, left, entity_id(component.keys))
        # The weak ones come after: they look at the ids of the strong.
        moved |= self._settle_weak({signature: known for signature, known in left.items() if not known.strong}, left)
        return moved

    def _strong(self, signatures: dict[int, Known], rules: set[int]) -> list[Component]:
        strong = {signature: known.strong for signature, known in signatures.items() if known.strong}
        return components(strong, [self._rule(sequence) for sequence in rules])

    def _settle_weak(self, weak: dict[int, Known], region: dict[int, Known]) -> set[str]:
        moved: set[str] = set()
        free: dict[int, Keys] = {}
        for signature, known in sorted(weak.items()):
            owners = self._owners(known.keys)
            if owners:
                moved |= self._assign({signature}, region, owners.pop() if len(owners) == 1 else None)
            else:
                free[signature] = known.keys
        for component in components(free):
            moved |= self._assign(component.members, region, entity_id(component.keys))
        return moved

    def _owners(self, keys: Keys) -> set[str]:
        """The ids of the strong entities that show any of these weak keys."""
        query = f"{SHOWING} AND strong"
        return {row[1] for key in keys for row in self._sql.execute(query, (key.value, int(key.strength)))}

    def _assign(self, signatures: Iterable[int], region: dict[int, Known], entity: str | None) -> set[str]:
        moved: set[str] = set()
        for signature in signatures:
            if region[signature].entity == entity:
                continue
            holders = self._sql.execute("SELECT document, alone FROM holder WHERE signature = ?", (signature,)).fetchall()
            self._sql.execute("UPDATE signature SET entity = ? WHERE id = ?", (entity, signature))
            moved |= {document for document, _ in holders}
            for _, alone in holders if not region[signature].fresh else ():
                self._redirect(region[signature].entity or alone, entity or alone)
        return moved

    def _redirect(self, old: str, new: str) -> None:
        if old != new:
            self._sql.execute("INSERT OR REPLACE INTO redirect VALUES (?, ?)", (old, new))

    def _region(self, seeds: set[int]) -> Region:
        """All signatures whose id may depend on the seeds, with these.

        Strong ones are followed along strong keys and decisions; from them and from the weak ones, weak ones along weak keys.
        """
        region = Region()
        waiting = set(seeds)
        decided = self._sql.execute("SELECT EXISTS (SELECT 1 FROM rule)").fetchone()[0]
        while waiting:
            signature = waiting.pop()
            known = region.known[signature] = self._known(signature)
            for key in known.keys:
                waiting |= self._neighbours(key) - region.known.keys()
            for sequence in self._rules_on(known.strong) - region.rules if decided else ():
                region.rules.add(sequence)
                waiting |= self._ruled(sequence) - region.known.keys()
        return region

    def _rules_on(self, keys: Keys) -> set[int]:
        query = "SELECT sequence FROM rule WHERE key = ?"
        return {row[0] for key in keys for row in self._sql.execute(query, (key.value,))}

    def _ruled(self, sequence: int) -> set[int]:
        """The signatures that show a key on which the decision is."""
        query = "SELECT signature FROM rule JOIN signature_key USING (key) WHERE sequence = ? AND strength = ?"
        return {row[0] for row in self._sql.execute(query, (sequence, int(Strength.STRONG)))}

    def _rule(self, sequence: int) -> Rule:
        rows = self._sql.execute("SELECT apart, side, key FROM rule WHERE sequence = ?", (sequence,)).fetchall()
        sides = [frozenset(key for _, side, key in rows if side == place) for place in (0, 1)]
        return Rule(sequence, bool(rows[0][0]), tuple(sides))

    def _neighbours(self, key: Key) -> set[int]:
        query = "SELECT signature FROM signature_key WHERE key = ? AND strength = ?"
        if key.strength is Strength.WEAK:
            query = (
                "SELECT id FROM signature_key JOIN signature ON signature = id WHERE key = ? AND strength = ? AND NOT strong"
            )
        return {row[0] for row in self._sql.execute(query, (key.value, int(key.strength)))}

    def _known(self, signature: int) -> Known:
        rows = self._sql.execute("SELECT key, strength FROM signature_key WHERE signature = ?", (signature,))
        keys = frozenset(Key(value, Strength(strength)) for value, strength in rows)
        entity = self._sql.execute("SELECT entity FROM signature WHERE id = ?", (signature,)).fetchone()[0]
        return Known(keys, entity)


def redirected(connection: sqlite3.Connection, old: str) -> str | None:
    """The id that an entity has now which once had the id ``old``; ``None`` where ``old`` is in use, or never was."""
    seen, current = {old}, old
    while not _lives(connection, current):
        row = connection.execute("SELECT new FROM redirect WHERE old = ?", (current,)).fetchone() or _decided(
            connection, current
        )
        if row is None or row[0] in seen:
            return None
        current = row[0]
        seen.add(current)
    return current if current != old else None


def _decided(connection: sqlite3.Connection, entity: str) -> tuple[str] | None:
    """The id that an entity which one document alone knows has by a decision."""
    query = "SELECT entity FROM signature_key JOIN signature ON signature = id WHERE key = ? LIMIT 1"
    found: tuple[str] | None = connection.execute(query, (f"{ONLY}{entity}",)).fetchone()
    return found


def _lives(connection: sqlite3.Connection, entity: str) -> bool:
    if connection.execute("SELECT 1 FROM signature WHERE entity = ? LIMIT 1", (entity,)).fetchone():
        return True
    query = "SELECT 1 FROM holder LEFT JOIN signature ON signature = id WHERE alone = ? AND entity IS NULL LIMIT 1"
    return connection.execute(query, (entity,)).fetchone() is not None


def _shared(keys: Iterable[Key]) -> Keys:
    return frozenset(key for key in keys if key.strength is not Strength.LOCAL)
