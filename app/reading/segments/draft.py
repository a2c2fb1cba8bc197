"""A text whose paragraphs are being labelled: what the families of rules see and give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.model.document import Metadata, Role
from app.reading.segments.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Label:
    """A role with a reason that a reader of the document understands."""

    role: Role
    reason: str


def boilerplate(reason: str) -> Label:
    """A label for what is on the page but not part of the article."""
    return Label(Role.BOILERPLATE, reason)


@dataclass(frozen=True, slots=True)
class Draft:
    """Paragraphs with the labels that earlier rules gave; ``None`` where none has yet."""

    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata
    labels: tuple[Label | None, ...]

    @classmethod
    def of(cls, paragraphs: tuple[Paragraph, ...], metadata: Metadata) -> Draft:
        """A draft without labels."""
        return cls(paragraphs, metadata, (None,) * len(paragraphs))

    def with_labels(self, labels: Mapping[int, Label]) -> Draft:
        """The draft with more labels; a paragraph that already has one keeps it."""
        return replace(self, labels=tuple(old or labels.get(i) for i, old in enumerate(self.labels)))

    def open(self) -> list[int]:
        """Places of the paragraphs without a label."""
        return [i for i, label in enumerate(self.labels) if label is None]


Family = Callable[[Draft], Mapping[int, Label]]
"""A family of rules: labels for paragraphs that it recognises, by place."""
