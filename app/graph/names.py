"""The names of classes and properties; our own are declared here and defined in ``ontology/sayso.ttl``, as a test checks.

A name that a vocabulary does not have raises ``AttributeError``, here as in the namespaces of rdflib. Ours are plain
attributes, because the lookup of rdflib's costs a tenth of the time of building a graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, XSD, Graph, Namespace, URIRef

from app.model.extraction import EntityType

_OWN = Namespace("https://w3id.org/sayso/ontology#")
_OA = Namespace("http://www.w3.org/ns/oa#")

A = RDF.type
"""``rdf:type``, as Turtle writes it."""


class SAYSO:
    """Our own terms (``ontology/sayso.ttl``)."""

    Agency = _OWN["Agency"]
    Attribution = _OWN["Attribution"]
    Claim = _OWN["Claim"]
    Decision = _OWN["Decision"]
    Dependence = _OWN["Dependence"]
    Discrepancy = _OWN["Discrepancy"]
    Document = _OWN["Document"]
    DocumentGraph = _OWN["DocumentGraph"]
    Echo = _OWN["Echo"]
    Entity = _OWN["Entity"]
    Extraction = _OWN["Extraction"]
    Group = _OWN["Group"]
    Mention = _OWN["Mention"]
    Passage = _OWN["Passage"]
    Policy = _OWN["Policy"]
    PrimaryDocument = _OWN["PrimaryDocument"]
    Program = _OWN["Program"]
    Quantity = _OWN["Quantity"]
    Revision = _OWN["Revision"]
    Side = _OWN["Side"]
    TimeExpression = _OWN["TimeExpression"]
    WorkspaceGraph = _OWN["WorkspaceGraph"]
    about = _OWN["about"]
    added = _OWN["added"]
    addressedTo = _OWN["addressedTo"]
    approximate = _OWN["approximate"]
    attribution = _OWN["attribution"]
    basis = _OWN["basis"]
    certainty = _OWN["certainty"]
    claim = _OWN["claim"]
    claimKind = _OWN["claimKind"]
    comparator = _OWN["comparator"]
    contentPassage = _OWN["contentPassage"]
    cueKind = _OWN["cueKind"]
    cueNegated = _OWN["cueNegated"]
    cuePassage = _OWN["cuePassage"]
    decisionKind = _OWN["decisionKind"]
    dependence = _OWN["dependence"]
    dependenceKind = _OWN["dependenceKind"]
    derivedDocument = _OWN["derivedDocument"]
    discrepancyKind = _OWN["discrepancyKind"]
    document = _OWN["document"]
    drift = _OWN["drift"]
    explanation = _OWN["explanation"]
    form = _OWN["form"]
    headTitle = _OWN["headTitle"]
    hedge = _OWN["hedge"]
    inDocument = _OWN["inDocument"]
    independentOrigins = _OWN["independentOrigins"]
    ledgerSequence = _OWN["ledgerSequence"]
    model = _OWN["model"]
    notExtracted = _OWN["notExtracted"]
    ofClaim = _OWN["ofClaim"]
    ordinal = _OWN["ordinal"]
    origin = _OWN["origin"]
    page = _OWN["page"]
    passage = _OWN["passage"]
    periodEnd = _OWN["periodEnd"]
    periodStart = _OWN["periodStart"]
    polarity = _OWN["polarity"]
    quantity = _OWN["quantity"]
    reason = _OWN["reason"]
    refersTo = _OWN["refersTo"]
    relative = _OWN["relative"]
    reportedIn = _OWN["reportedIn"]
    restriction = _OWN["restriction"]
    sha256 = _OWN["sha256"]
    shownOn = _OWN["shownOn"]
    side = _OWN["side"]
    sideValue = _OWN["sideValue"]
    stance = _OWN["stance"]
    source = _OWN["source"]
    sourceKind = _OWN["sourceKind"]
    sourcePassage = _OWN["sourcePassage"]
    style = _OWN["style"]
    fullText = _OWN["fullText"]
    time = _OWN["time"]
    via = _OWN["via"]
    warning = _OWN["warning"]
    wording = _OWN["wording"]


class OA:
    """The terms of the Web Annotation vocabulary that we use; rdflib has no list of them."""

    TextPositionSelector = _OA["TextPositionSelector"]
    TextQuoteSelector = _OA["TextQuoteSelector"]
    end = _OA["end"]
    exact = _OA["exact"]
    prefix = _OA["prefix"]
    start = _OA["start"]
    suffix = _OA["suffix"]


ENTITY_CLASSES: Mapping[EntityType, URIRef] = MappingProxyType(
    {
        EntityType.AGENCY: SAYSO.Agency,
        EntityType.ORGANIZATION: ORG.Organization,
        EntityType.PERSON: SDO.Person,
        EntityType.PLACE: SDO.Place,
        EntityType.LAW: SDO.Legislation,
        EntityType.PROGRAM: SAYSO.Program,
        EntityType.REPORT: SDO.Report,
        EntityType.POLICY: SAYSO.Policy,
        EntityType.GROUP: SAYSO.Group,
    }
)
"""The class of each type of entity: the only table of them. Each entity is a ``sayso:Entity`` as well."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "sayso": str(_OWN),
        "schema": str(SDO),
        "org": str(ORG),
        "oa": str(_OA),
        "prov": str(PROV),
        "skos": str(SKOS),
        "dcterms": str(DCTERMS),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "owl": str(OWL),
        "xsd": str(XSD),
        "sh": str(SH),
        "eli": "http://data.europa.eu/eli/ontology#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "void": "http://rdfs.org/ns/void#",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
    }
)
"""The prefixes under which our graphs are written and read."""


def entity_type(classes: set[URIRef]) -> EntityType | None:
    """The type of an entity that has these classes, ``None`` where none of them is a type's."""
    return next((kind for kind, name in ENTITY_CLASSES.items() if name in classes), None)


def bind_prefixes(graph: Graph) -> Graph:
    """Make ``graph`` serialise with our prefixes; returns the same graph."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph
