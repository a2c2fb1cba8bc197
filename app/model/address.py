"""When two addresses are one: the only place that says so."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

PORTS = {"http": "80", "https": "443"}
"""The ports that an address need not name (RFC 3986, 6.2.3)."""

TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_ga|_gl", re.IGNORECASE
)
"""Parameters that say how a reader came to a page, and never which page it is."""

UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
ASCII = "".join(map(chr, range(0x21, 0x7F)))
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


def normal_address(url: str | None) -> str | None:
    """The address in the form in which it is compared; ``None`` where there is none.

    Of an http address, scheme and host in small letters, without default port, fragment, slash at its end and the parameters
    that trackers add; percent signs as RFC 3986 (6.2.2) has them. Nothing else is touched: another scheme, host, path or query
    may be another page. What is no http address stays as it is. The form is plain ASCII.
    """
    given = quote((url or "").strip(), safe=ASCII, errors="surrogatepass")
    if not given:
        return None
    try:
        parts = urlsplit(given)
        scheme, place = parts.scheme.lower(), _place(parts)
    except ValueError:
        return given
    if scheme not in PORTS or not place:
        return given
    query = "&".join(part for part in parts.query.split("&") if part and not TRACKING.fullmatch(part.partition("=")[0]))
    return f"{scheme}://{place}{_escaped(parts.path).rstrip('/')}" + (f"?{_escaped(query)}" if query else "")


def _place(parts: SplitResult) -> str:
    """User, host and port. Raises ``ValueError`` for a port that is none."""
    user, at, _ = parts.netloc.rpartition("@")
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port is None or str(parts.port) == PORTS.get(parts.scheme.lower()) else f":{parts.port}"
    return f"{user}{at}{host}{port}" if host else ""


def _escaped(part: str) -> str:
    def written(found: re.Match[str]) -> str:
        sign = chr(int(found[1], 16))
        return sign if UNRESERVED.fullmatch(sign) else found.group().upper()

    return ESCAPE.sub(written, part)
