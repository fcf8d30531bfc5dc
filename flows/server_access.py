"""Who may talk to a Prefect server that banmian starts: this user's own processes, and nobody else.

Prefect's server answers every local process and every web page by default. Ours asks for a random secret
(Prefect's API auth string), answers scripts of no other origin, protects forms by a token, and, where it stays
(`banmian serve`), refuses other host names (`host_check`), so that a web page can't reach it under a name of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping

SECRET_BYTES = 32
HOSTS = ("127.0.0.1", "localhost")
SERVER_SECRET = "PREFECT_SERVER_API_AUTH_STRING"
CLIENT_SECRET = "PREFECT_API_AUTH_STRING"
ORIGINS = "PREFECT_SERVER_CORS_ALLOWED_ORIGINS"
CSRF = "PREFECT_SERVER_CSRF_PROTECTION_ENABLED"
NO_ORIGIN = "http://127.0.0.1"
"""The origin of a server on port 80: an embedded server on another port shows no pages, so it needs none."""


def protect_server(environment: MutableMapping[str, str], port: int | None = None) -> None:
    """Set the secret, the allowed origins and the form protection of a server on ``port`` (None: embedded).

    Processes started with this environment inherit the secret; it is printed and logged nowhere. What the user has
    set stays: a secret of their own, named for either side, is used for both.
    """
    secret = environment.get(SERVER_SECRET) or environment.get(CLIENT_SECRET) or _new_secret()
    environment[SERVER_SECRET] = environment[CLIENT_SECRET] = secret
    environment.setdefault(CSRF, "true")
    origins = NO_ORIGIN if port is None else ",".join(f"http://{host}:{port}" for host in HOSTS)
    environment.setdefault(ORIGINS, origins)


def _new_secret() -> str:
    return f"banmian:{secrets.token_urlsafe(SECRET_BYTES)}"
