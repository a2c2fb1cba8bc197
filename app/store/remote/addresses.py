"""Where the other engine is, and who we are to it: the only place that reads the settings ``store_…``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.models import PreparedRequest

from app.errors import InvalidInput
from app.settings import Settings

DEFAULTS = ("union-default-graph", "default-graph-uri", "named-graph-uri")
"""Parameters that may stand in the query address to say what the default graph is."""


class NoAuth(AuthBase):
    """Shows nobody. Without it, requests looks for a name in the user's ``.netrc``."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """The request as it is."""
        return request


@dataclass(frozen=True, slots=True)
class Addresses:
    """The engine's services; an address keeps its own query string."""

    query: str
    update: str | None
    graphs: str | None

    @property
    def query_of_chosen_graphs(self) -> str:
        """The query address for a query that chooses its graphs, in whose place nothing else may come then."""
        parts = urlsplit(self.query)
        kept = [pair for pair in parts.query.split("&") if pair.partition("=")[0] not in DEFAULTS]
        return urlunsplit(parts._replace(query="&".join(kept)))


def addresses_of(settings: Settings) -> Addresses:
    """The addresses of the settings. Raises ``InvalidInput`` for what is no address."""
    query = _address("SAYSO_STORE_URL", settings.store_url)
    if query is None:
        raise InvalidInput("SAYSO_STORE_URL is empty: give the address of the engine's query service")
    return Addresses(
        query,
        _address("SAYSO_STORE_UPDATE_URL", settings.store_update_url),
        _address("SAYSO_STORE_GRAPH_URL", settings.store_graph_url),
    )


def auth_of(settings: Settings) -> AuthBase:
    """How requests show who we are. Raises ``InvalidInput`` where name or password is missing."""
    if settings.store_auth == "none":
        return NoAuth()
    if not settings.store_user or settings.store_password is None:
        raise InvalidInput(f"SAYSO_STORE_AUTH={settings.store_auth} wants SAYSO_STORE_USER and SAYSO_STORE_PASSWORD")
    password = settings.store_password.get_secret_value()
    if settings.store_auth == "basic":
        return HTTPBasicAuth(settings.store_user.encode(), password.encode())
    return HTTPDigestAuth(settings.store_user, password)


def _address(name: str, given: str | None) -> str | None:
    if not given:
        return None
    try:
        parts = urlsplit(given)
        good = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and not parts.fragment
    except ValueError:
        good = False
    if not good or "@" in parts.netloc:
        raise InvalidInput(f"{name}: {given!r} is no http or https address (user and password have settings of their own)")
    return given
