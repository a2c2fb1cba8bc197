"""Which part of the graph an export holds: always whole documents, with the entities and claims that they name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.answers.documents import published
from app.answers.paging import Condition
from app.answers.places import iri_of
from app.answers.sparql import node, values
from app.graph.iris import Iris


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents of an export: one, those that name an entity, those that report a claim, those of a time; all by default.

    Things are named by id or IRI; dates are as exact as given (``2018``, ``2018-01``) and inclusive.
    """

    document: str | None = None
    entity: str | None = None
    claim: str | None = None
    published_from: str | None = None
    published_to: str | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing narrows it."""
        return self == Scope()

    def pattern(self, iris: Iris) -> str:
        """What makes ``?item`` a document of this scope; raises ``InvalidInput`` for a value that cannot be."""
        narrowing = " ".join(condition.pattern for condition in self._conditions(iris))
        return f"{narrowing} ?item a sayso:Document ."

    def _conditions(self, iris: Iris) -> Iterable[Condition]:
        if self.document is not None:
            yield Condition(values("item", [node(iri_of(iris, "document", self.document))]))
        if self.entity is not None:
            entity = values("scopeEntity", [node(iri_of(iris, "entity", self.entity))])
            yield Condition.some(f"{entity} ?scopeMention sayso:refersTo ?scopeEntity ; sayso:inDocument ?item")
        if self.claim is not None:
            yield Condition(
                f"{values('scopeClaim', [node(iri_of(iris, 'claim', self.claim))])} ?scopeClaim sayso:reportedIn ?item ."
            )
        yield from published(self.published_from, self.published_to)
