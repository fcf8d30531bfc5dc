"""Prefect's server application with a check of the host name in requests."""

from __future__ import annotations

from fastapi import FastAPI
from prefect.server.api.server import create_app
from starlette.middleware.trustedhost import TrustedHostMiddleware

from banmian.flows.server_access import HOSTS


def create_guarded_app() -> FastAPI:
    """The application that `banmian.flows.local_server.running_server` runs under uvicorn."""
    app = create_app(final=True)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)
    return app
