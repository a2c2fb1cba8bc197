"""What the names say, and what the data set is: ontology, shapes, JSON-LD context, VoID."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request
from rdflib import Graph, URIRef
from starlette.responses import RedirectResponse, Response

from app.answers.stats import stats
from app.api import formats
from app.api.page.lists import PagesOf
from app.api.page.pages import Pages
from app.api.page.vocabulary import ONTOLOGY, SHAPES
from app.api.parts import Parts, PartsOf, Reader
from app.api.representation import EXTENSIONS, Representation, media_wanted, split
from app.api.service_description import dataset_description
from app.errors import NotFound
from app.export.description import written_graph
from app.graph.packaged import context_document
from app.release.description import add_versions
from app.release.record import records
from app.resources import resources
from app.store.port import GraphReader

router = APIRouter(tags=["linked data"])

CONTEXT_HOLDS = "public, max-age=3600"
"""Readers of JSON-LD ask for the context with every document that they read."""


@router.get("/ontology/context.jsonld", response_class=Response)
def get_context() -> Response:
    """The JSON-LD context of our names."""
    return Response(context_document(), media_type=formats.JSON_LD, headers={"Cache-Control": CONTEXT_HOLDS})


@router.get("/ontology", response_class=Response)
def get_ontology(request: Request, parts: PartsOf, pages: PagesOf) -> Response:
    """Our terms: a page with each under its own name, or the ontology in the RDF format that is asked for."""
    return _packaged(request, "/ontology", None, parts, pages)


@router.get("/ontology.{extension}", response_class=Response, include_in_schema=False)
@router.get("/ontology/sayso.{extension}", response_class=Response)
def get_ontology_file(request: Request, extension: str, parts: PartsOf, pages: PagesOf) -> Response:
    """The ontology, in the format of the extension."""
    return _packaged(request, "/ontology", extension, parts, pages)


@router.get("/ontology/{term}", response_class=Response)
def get_term(request: Request, term: str, parts: PartsOf, pages: PagesOf) -> Response:
    """One of our terms: 303 to its place in the ontology; with an extension what the ontology says of this term alone."""
    name, extension = split(term)
    iri = URIRef(ONTOLOGY + name)
    if str(iri) not in pages.vocabulary.terms:
        return _version(term, pages)
    if extension in (None, "html"):
        return RedirectResponse(f"/ontology#{name}", 303, {"Vary": "Accept"})
    return _described(request, pages.vocabulary.ontology, iri, f"/ontology/{name}", str(extension), parts)


def _version(name: str, pages: Pages) -> Response:
    """The version of the ontology that we have has an IRI, too (``owl:versionIRI``). Raises ``NotFound``."""
    if name == pages.vocabulary.version:
        return RedirectResponse("/ontology", 303, {"Vary": "Accept"})
    raise NotFound(f"the ontology has no term {name!r}, and its version is {pages.vocabulary.version}")


@router.get("/shapes", response_class=Response)
def get_shapes(request: Request, parts: PartsOf, pages: PagesOf) -> Response:
    """What a graph must be: a page with each shape under its own name, or the shapes in the RDF format that is asked for."""
    return _packaged(request, "/shapes", None, parts, pages)


@router.get("/shapes.{extension}", response_class=Response, include_in_schema=False)
def get_shapes_file(request: Request, extension: str, parts: PartsOf, pages: PagesOf) -> Response:
    """The shapes, in the format of the extension."""
    return _packaged(request, "/shapes", extension, parts, pages)


@router.get("/shapes/{shape}", response_class=Response)
def get_shape(request: Request, shape: str, parts: PartsOf, pages: PagesOf) -> Response:
    """One shape: 303 to its place among the shapes; with an extension this shape alone."""
    name, extension = split(shape)
    if name not in {each.anchor for each in pages.vocabulary.rules}:
        raise NotFound(f"there is no shape {name!r}")
    if extension in (None, "html"):
        return RedirectResponse(f"/shapes#{name}", 303, {"Vary": "Accept"})
    return _described(request, pages.vocabulary.shapes, URIRef(SHAPES + name), f"/shapes/{name}", str(extension), parts)


@router.get("/problems", response_class=Response, include_in_schema=False)
def get_problems(request: Request, pages: PagesOf) -> Response:
    """What each type of problem means: where the ``type`` of problem details (RFC 9457) leads."""
    return pages.problems(request)


def _packaged(request: Request, path: str, extension: str | None, parts: Parts, pages: Pages) -> Response:
    """The ontology or the shapes as a whole."""
    if extension is not None and extension not in EXTENSIONS:
        raise NotFound(f"{path} is there as {', '.join(EXTENSIONS)}, not as {extension}")
    media = media_wanted(request, extension)
    if media == formats.HTML:
        return _answer(request, path, media, pages.edition, lambda: parts.pages[path.strip("/")](request, ""))
    graph = pages.vocabulary.ontology if path == "/ontology" else pages.vocabulary.shapes
    return _answer(request, path, media, "", lambda: _written(graph, media, parts))


def _described(request: Request, graph: Graph, term: URIRef, path: str, extension: str, parts: Parts) -> Response:
    """A term with all that it is made of: its concise bounded description (https://www.w3.org/submissions/CBD/)."""
    media = media_wanted(request, extension)
    return _answer(request, path, media, "", lambda: _written(graph.cbd(term), media, parts, str(term)))


def _answer(request: Request, path: str, media: str, edition: str, make: Callable[[], Response]) -> Response:
    whole, _, term = path.strip("/").partition("/")
    subject = (ONTOLOGY if whole == "ontology" else SHAPES).rstrip("#") + (f"#{term}" if term else "")
    return Representation(path, media, f"{_files()} {edition}", subject).answer(request, make)


def _files() -> str:
    """What stands for the packaged files as they are now."""
    folders = (resources() / "ontology", resources() / "shapes")
    files: list[Path] = [file for folder in folders for file in sorted(folder.glob("*.ttl"))]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _written(graph: Graph, media: str, parts: Parts, top: str | None = None) -> Response:
    return Response(written_graph(graph, media, str(parts.iris.context()), top), media_type=media)


@router.get("/.well-known/void", response_class=Response)
@router.get("/dataset", response_class=Response, include_in_schema=False)
def get_dataset(request: Request, parts: PartsOf, reader: Reader, pages: PagesOf) -> Response:
    """The data set: VoID and DCAT, or a page."""
    return _dataset(request, None, parts, reader, pages)


@router.get("/dataset.{extension}", response_class=Response, include_in_schema=False)
def get_dataset_file(request: Request, extension: str, parts: PartsOf, reader: Reader, pages: PagesOf) -> Response:
    """The data set, in the format of the extension."""
    if extension not in EXTENSIONS:
        raise NotFound(f"the data set is described as {', '.join(EXTENSIONS)}, not as {extension}")
    return _dataset(request, extension, parts, reader, pages)


def _dataset(request: Request, extension: str | None, parts: Parts, reader: GraphReader, pages: Pages) -> Response:
    media, subject = media_wanted(request, extension), str(parts.iris.dataset())
    home = str(request.base_url).rstrip("/")

    def make() -> Response:
        graph = dataset_description(parts.iris, home, stats(reader), parts.extents.of(reader))
        add_versions(graph, parts.iris, records(parts.releases))
        if media == formats.HTML:
            return pages.described(request, graph, subject, "/dataset")
        return _written(graph, media, parts, subject)

    state = " ".join((reader.snapshot(), home, pages.edition, *parts.releases.names()))
    return Representation("/dataset", media, state, subject).answer(request, make)


@router.get("/.well-known/sparql", include_in_schema=False)
def get_sparql() -> RedirectResponse:
    """Where the SPARQL service is."""
    return RedirectResponse("/sparql", 307)
