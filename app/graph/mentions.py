"""Mentions: where a document names an entity, and what the mention refers to."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal

from app.graph.frame import Frame
from app.graph.graphs import Triple
from app.graph.names import SAYSO, A
from app.model.extraction import Form

FORMS = {form: Literal(form.value) for form in Form}


def mention_triples(frame: Frame) -> Iterator[Triple]:
    """Every mention with its passage and form, and its entity where that could be decided."""
    for place, mention in enumerate(frame.extraction.mentions):
        iri = frame.iris.mention(frame.document.id, mention.span, mention.type)
        yield iri, A, SAYSO.Mention
        yield iri, SAYSO.inDocument, frame.document_iri
        yield iri, SAYSO.passage, frame.passage(mention.span)
        yield iri, SAYSO.form, FORMS[mention.form]
        entity = frame.meant(place)
        if entity is not None:
            yield iri, SAYSO.refersTo, entity
