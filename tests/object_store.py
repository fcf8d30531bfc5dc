"""An S3-compatible server on loopback, for as long as the tests that ask for it."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from banmian.flows.local_server import free_port

START_SECONDS = 60.0
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}


@contextmanager
def running_store() -> Iterator[dict[str, str]]:
    """A server; gives the environment that leads to it."""
    port = free_port()
    arguments = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/moto-api/")
        yield {**CREDENTIALS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    finally:
        process.kill()
        process.wait()


def _wait_for(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def objects(url: str) -> dict[str, bytes]:
    """Every object under a URL but the manifest, by its key from there."""
    from banmian.batch.object_stores import Store

    store = Store(url)
    return {entry.key: store.read(entry.key) for entry in store.list() if entry.key != "manifest.json"}
