"""Who may talk to the review server: browsers that call it by a name of its own, from its own pages, with the password
where one is set.

A web page from elsewhere may do nothing. It can't reach the server under a name of its own (`Access.knows`), and a
change needs a token that only the server's own pages have (`Access.token`).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from banmian.errors import UsageError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PASSWORD_FILE = "password.scrypt"
LEAST_PASSWORD = 8
COST, BLOCK_SIZE, PARALLEL = 2**15, 8, 1
"""Parameters of scrypt: about 0.1 s and 32 MiB for each try."""
MEMORY = 64 * 2**20
SESSION_SECONDS = 12 * 3600
MOST_SESSIONS = 1000
FREE_TRIES = 5
LONGEST_WAIT = 300.0
"""Wrong passwords after the first few double the wait before the next try, up to this many seconds."""
MOST_CALLERS = 10_000


def hash_password(password: str) -> str:
    """What is kept of a password. Raises UsageError where it is too short."""
    if len(password) < LEAST_PASSWORD:
        raise UsageError(
            f"a password needs at least {LEAST_PASSWORD} characters", "Choose a longer one; a few words will do."
        )
    salt = secrets.token_bytes(16)
    return f"scrypt${COST}${BLOCK_SIZE}${PARALLEL}${salt.hex()}${_scrypt(password, salt).hex()}"


def keep_password(folder: Path, password: str) -> Path:
    """Write the hash of a password into a file that only its owner reads. Raises UsageError, OSError."""
    path = folder / PASSWORD_FILE
    data = (hash_password(password) + "\n").encode()
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{secrets.token_hex(8)}.unfinished"
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(data)
    os.replace(unfinished, path)
    return path


def kept_password(folder: Path) -> str | None:
    """The hash in a folder; None where none was kept. Raises UsageError for a file of another shape, OSError."""
    path = folder / PASSWORD_FILE
    if not path.exists():
        return None
    kept = path.read_text(encoding="ascii", errors="replace").strip()
    if len(kept.split("$")) != 6 or not kept.startswith("scrypt$"):
        raise UsageError(f"{path} holds no password", "Set it again with --set-password.")
    return kept


def is_password(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept."""
    _, cost, block_size, parallel, salt, wanted = kept.split("$")
    found = _scrypt(password, bytes.fromhex(salt), int(cost), int(block_size), int(parallel))
    return hmac.compare_digest(found.hex(), wanted)


def _scrypt(password: str, salt: bytes, cost: int = COST, block: int = BLOCK_SIZE, parallel: int = PARALLEL) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "replace"), salt=salt, n=cost, r=block, p=parallel, maxmem=MEMORY, dklen=32
    )


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(slots=True)
class _Tries:
    wrong: int = 0
    not_before: float = 0.0


@dataclass(slots=True)
class Access:
    """What is asked of a request; safe to use from several threads.

    ``names`` are the host names that the server answers to, ``kept`` the hash of its password or None.
    """

    names: Sequence[str] = LOOPBACK
    kept: str | None = None
    clock: Callable[[], float] = time.monotonic
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _sessions: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _tries: OrderedDict[str, _Tries] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def knows(self, name: str | None, own: str | None) -> bool:
        """Whether the server answers to a host name; ``own`` is the address at which the request arrived."""
        return name is not None and (name.lower() in self.names or (name == own and not is_loopback(name)))

    def admits(self, session: str | None) -> bool:
        """Whether a browser has given the password, if there is one."""
        if self.kept is None:
            return True
        with self._lock:
            end = self._sessions.get(session or "")
            return end is not None and end > self.clock()

    def token(self, session: str | None) -> str:
        """What a page of the server sends along with a change."""
        return hmac.new(self._secret, (session or "").encode(), "sha256").hexdigest()

    def is_token(self, token: str | None, session: str | None) -> bool:
        """Whether a token is that of a browser's session."""
        return hmac.compare_digest((token or "").encode(), self.token(session).encode())

    def wait(self, caller: str) -> float:
        """Seconds before a caller may try a password."""
        with self._lock:
            found = self._tries.get(caller)
            return max(0.0, found.not_before - self.clock()) if found else 0.0

    def enter(self, caller: str, password: str) -> str | None:
        """A new session for the right password, None for a wrong one or a try that comes too early."""
        if self.kept is None or self.wait(caller) > 0:
            return None
        with self._lock:
            right = is_password(password, self.kept)
            if not right:
                self._count(caller)
                return None
            self._tries.pop(caller, None)
            session = secrets.token_urlsafe(32)
            self._sessions[session] = self.clock() + SESSION_SECONDS
            while len(self._sessions) > MOST_SESSIONS:
                self._sessions.popitem(last=False)
            return session

    def leave(self, session: str | None) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(session or "", None)

    def _count(self, caller: str) -> None:
        found = self._tries.setdefault(caller, _Tries())
        self._tries.move_to_end(caller)
        found.wrong += 1
        if found.wrong >= FREE_TRIES:
            found.not_before = self.clock() + min(LONGEST_WAIT, 2.0 ** (found.wrong - FREE_TRIES + 1))
        while len(self._tries) > MOST_CALLERS:
            self._tries.popitem(last=False)


def access_for(host: str, names: Sequence[str], kept: str | None) -> Access:
    """The access to a server that listens at ``host`` and is also called ``names``.

    Raises UsageError for an address that others reach, or further names, without a password.
    """
    public = not is_loopback(host)
    if (public or names) and kept is None:
        raise UsageError(
            f"others reach {host if public else ', '.join(names)}: a password is needed",
            "Set one with `banmian review DIR --set-password`.",
        )
    own = [] if host in ("0.0.0.0", "::") else [host.lower()]
    return Access((*LOOPBACK, *own, *(name.lower() for name in names)), kept)
