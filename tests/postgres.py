"""A PostgreSQL server on loopback with a fresh cluster, from the programs that Debian's package brings."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from banmian.flows.local_server import free_port

ROLE = "prefect"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest version that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def running_postgres() -> Iterator[str]:
    """A server; gives the URL of an empty database, as SQLAlchemy takes it."""
    folder = programs()
    assert folder is not None
    place = Path(tempfile.mkdtemp(prefix="banmian-postgres-"))
    # PostgreSQL refuses to run as root; the package brings a user for it.
    owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if owner:
        shutil.chown(place, "postgres", "postgres")
    data, port = place / "data", free_port()
    control = [folder / "pg_ctl", "-D", data, "-w"]
    try:
        _call([folder / "initdb", "-D", data, "-U", ROLE, "-E", "UTF8", "--auth=trust", "--no-sync"], owner, place)
        options = f"-p {port} -h 127.0.0.1 -k {place} -c fsync=off"
        _call([*control, "-l", place / "log", "-o", options, "start"], owner, place)
        try:
            _call([folder / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", ROLE, "newspapers"], owner, place)
            yield f"postgresql+asyncpg://{ROLE}@127.0.0.1:{port}/newspapers"
        finally:
            _call([*control, "-m", "immediate", "stop"], owner, place)
    finally:
        shutil.rmtree(place)


def _call(arguments: list[Path | str], owner: Mapping[str, object], folder: Path) -> None:
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, cwd=folder, timeout=120, **owner)  # type: ignore[call-overload]
