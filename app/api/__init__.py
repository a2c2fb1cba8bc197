"""The web: JSON, SPARQL, linked data, exports and pages over answers."""

from app.api.main import create_app

__all__ = ["create_app"]
