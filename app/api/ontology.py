"""What the names say, and what the data set is: ontology, JSON-LD context, VoID."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.answers.stats import stats
from app.api import formats
from app.api.negotiation import best
from app.api.parts import Parts, PartsOf, Reader
from app.api.service_description import dataset_description
from app.errors import NotFound
from app.export.description import written_graph
from app.graph.packaged import context_document, ontology_graph

router = APIRouter(tags=["linked data"])


@router.get("/ontology/context.jsonld", response_class=Response)
def get_context() -> Response:
    """The JSON-LD context of our names."""
    return Response(context_document(), media_type=formats.JSON_LD)


@router.get("/ontology", response_class=Response)
def get_ontology(request: Request, parts: PartsOf) -> Response:
    """The ontology, in the RDF format that is asked for."""
    media = best(request.headers.get("accept"), [*formats.RDF.values(), formats.HTML])
    return _ontology(formats.TURTLE if media == formats.HTML else media, parts)


@router.get("/ontology/sayso.{extension}", response_class=Response)
def get_ontology_file(extension: str, parts: PartsOf) -> Response:
    """The ontology, in the RDF format of the extension."""
    if extension not in formats.RDF:
        raise NotFound(f"the ontology is there as {', '.join(formats.RDF)}, not as {extension}")
    return _ontology(formats.RDF[extension], parts)


def _ontology(media: str, parts: Parts) -> Response:
    body = written_graph(ontology_graph(), media, str(parts.iris.context()))
    return Response(body, media_type=media, headers={"Vary": "Accept"})


@router.get("/.well-known/void", response_class=Response)
@router.get("/dataset", response_class=Response, include_in_schema=False)
def get_dataset(request: Request, parts: PartsOf, reader: Reader) -> Response:
    """The data set: VoID and DCAT."""
    media = best(request.headers.get("accept"), [*formats.RDF.values(), formats.HTML])
    media = formats.TURTLE if media == formats.HTML else media
    home = str(request.base_url).rstrip("/")
    graph = dataset_description(parts.iris, home, stats(reader))
    return Response(written_graph(graph, media, str(parts.iris.context())), media_type=media, headers={"Vary": "Accept"})


@router.get("/.well-known/sparql", include_in_schema=False)
def get_sparql() -> RedirectResponse:
    """Where the SPARQL service is."""
    return RedirectResponse("/sparql", 307)
