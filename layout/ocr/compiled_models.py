"""Networks as OpenVINO compiled them, kept in the cache folder: to compile one takes twice as long as to read it.

A file holds one network with the digest of all that it was made from (weights, versions, processor, threads, code)
and its own; whatever does not agree is left aside and written anew. Files are written whole, so processes that start
together are in nobody's way; where nothing can be written, each process compiles for itself.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from banmian.errors import MissingRequirementError
from banmian.layout.ocr.model_files import cache_folder, write_to_cache

log = logging.getLogger(__name__)


def load_compiled(
    core: Any, name: str, origin: Sequence[str], properties: dict[str, str], compile_network: Callable[[], Any]
) -> Any:
    """The compiled network of that name; compiled where none of the same ``origin`` is kept.

    ``core`` is OpenVINO's. Raises what `compile_network` raises.
    """
    path = cache_folder() / "compiled" / f"{name}.blob"
    head = _digest("\n".join([*origin, *(f"{key}={value}" for key, value in sorted(properties.items()))]).encode())
    with suppress(OSError):
        kept = path.read_bytes()
        body = kept[2 * len(head) :]
        if kept[: 2 * len(head)] == head + _digest(body):
            try:
                return core.import_model(body, "CPU", properties)
            except RuntimeError as error:
                log.warning("%s can't be used and is written anew: %s", path, error)
    compiled = compile_network()
    body = compiled.export_model().getvalue()
    with suppress(MissingRequirementError):  # a folder that nobody may write to
        write_to_cache(path, head + _digest(body) + body)
    return compiled


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
