"""Object stores through fsspec: ``s3://bucket/folder`` and everything else that fsspec supports.

Only calls on single keys are used, so that characters with a meaning in globs are taken literally. Any failure of
the store is an OSError, as with a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from banmian.errors import MissingRequirementError, UsageError
from banmian.printable import without_password

PASSWORDS = (
    "Set it where the store's client looks for it: in the environment (AWS_SECRET_ACCESS_KEY, FSSPEC_SFTP_PASSWORD, "
    "FSSPEC_SMB_PASSWORD) or in ~/.config/fsspec."
)
AT_ONCE = 16
"""Concurrent requests where many objects are read, written or removed."""

MARKS = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "created")
"""What stores report of an object's content or change, most reliable first."""

T = TypeVar("T")


class StoreError(OSError):
    """An object store refused or did not answer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An object: its ``size`` in bytes, and a ``stamp`` that changes with its content."""

    key: str
    size: int
    stamp: str


def is_remote(place: object) -> bool:
    """Whether a place is the URL of a store and not a path."""
    return "://" in str(place) and not str(place).startswith("file://")


def place_of(name: str | Path) -> Path | str:
    """A path for what is on this machine (``file://`` too), the URL for everything else.

    Raises UsageError for a URL with a password.
    """
    text = str(name)
    refuse_password(text)
    return text if is_remote(text) else Path(text.removeprefix("file://"))


def refuse_password(place: object) -> None:
    """Raise UsageError for a URL with a password: it would stand in manifests, documents, logs, parameters of runs."""
    shown = without_password(str(place))
    if shown != str(place):
        raise UsageError(f"{shown} names a password", PASSWORDS)


class Store:
    """The objects under one URL, by their keys relative to it. Listings never come from a cache."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._files, root = _file_system(self.url)
        self._root = root.strip("/")

    def url_of(self, key: str) -> str:
        """The whole URL of a key."""
        return f"{self.url}/{key}" if key else self.url

    def list(self, under: str = "") -> Iterator[Entry]:
        """All objects under a key, by their keys from the store's own URL; finding none is not an error."""
        with _faults(self.url_of(under)):
            found: dict[str, dict[str, Any]] = {}
            try:
                found = self._files.find(self._path(under), detail=True)
            except FileNotFoundError:
                return
        for path, info in found.items():
            yield _entry(path.lstrip("/").removeprefix(self._root).lstrip("/"), info)

    def glob(self, pattern: str) -> Iterator[Entry]:
        """All objects whose keys match a glob from the store's own URL."""
        with _faults(self.url_of(pattern)):
            found = self._files.glob(self._path(pattern), detail=True)
        for path, info in found.items():
            if info["type"] == "file":
                yield _entry(path.lstrip("/").removeprefix(self._root).lstrip("/"), info)

    def entry(self, key: str) -> Entry | None:
        """The object at a key, None where there is none."""
        with _faults(self.url_of(key)):
            try:
                info = self._files.info(self._path(key))
            except FileNotFoundError:
                return None
        return _entry(key, info) if info["type"] == "file" else None

    def read(self, key: str) -> bytes:
        """The content of an object. Raises FileNotFoundError."""
        with _faults(self.url_of(key)):
            data: bytes = self._files.cat_file(self._path(key))
        return data

    def write(self, key: str, data: bytes) -> None:
        """Write an object as a whole."""
        with _faults(self.url_of(key)):
            self._files.pipe_file(self._path(key), data)

    def create(self, key: str, data: bytes) -> bool:
        """Create an object where none exists; False where one does.

        One operation where the store supports it (S3: ``If-None-Match``), else a look and then a write.
        """
        with _faults(self.url_of(key)):
            try:
                self._files.pipe_file(self._path(key), data, mode="create")
            except FileExistsError:
                return False
            except OSError as error:
                if _is_precondition(error):
                    return False
                raise
        return True

    def download(self, key: str, path: Path) -> None:
        """Copy an object into a file. Raises FileNotFoundError."""
        with _faults(self.url_of(key)):
            self._files.get_file(self._path(key), str(path))

    def upload(self, path: Path, key: str) -> None:
        """Copy a file into an object, whole."""
        with _faults(self.url_of(key)):
            self._files.put_file(str(path), self._path(key))

    def remove(self, keys: Iterable[str]) -> None:
        """Remove objects; missing ones are not an error."""
        for _ in call_concurrently(self._remove, keys):
            pass

    def _remove(self, key: str) -> None:
        with _faults(self.url_of(key)):
            try:
                self._files.rm_file(self._path(key))
            except FileNotFoundError:
                return

    def _path(self, key: str) -> str:
        return f"{self._root}/{key}" if key and self._root else key or self._root


def call_concurrently(call: Callable[[str], T], keys: Iterable[str]) -> Iterator[T]:
    """The call's results in the order of the keys, with a few concurrent calls and little read-ahead."""
    waiting = iter(keys)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        while chunk := list(islice(waiting, 4 * AT_ONCE)):
            yield from threads.map(call, chunk)


def _file_system(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    refuse_password(url)
    kind = url.split("://")[0]
    try:
        files, root = url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        remedy = "pip install banmian[s3]" if kind in ("s3", "s3a") else "Install the package that fsspec names."
        raise MissingRequirementError(f"{url}: {error}", remedy) from error
    except ValueError as error:
        raise UsageError(f"{url}: {error}", "Name a path, or a URL such as s3://bucket/folder.") from error
    return files, str(root)


def _entry(key: str, info: dict[str, Any]) -> Entry:
    size = int(info.get("size") or 0)
    mark = next((info[name] for name in MARKS if info.get(name)), "")
    if isinstance(mark, datetime):
        mark = mark.timestamp()
    return Entry(key, size, f"{size} {mark}".replace('"', "").strip())


def _is_precondition(error: OSError) -> bool:
    cause = getattr(error.__cause__, "response", None) or {}
    code = str(cause.get("Error", {}).get("Code", ""))
    return code in ("PreconditionFailed", "ConditionalRequestConflict", "412") or "precondition" in str(error).lower()


@contextmanager
def _faults(url: str) -> Iterator[None]:
    """Raise every fault of a store's client as an OSError with the URL in it, like a fault of a disk."""
    try:
        yield
    except (FileNotFoundError, PermissionError) as error:
        raise type(error)(error.errno or 0, str(error.strerror or error), url) from error
    except Exception as error:
        raise StoreError(f"{url}: {error}") from error
