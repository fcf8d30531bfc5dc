"""The IIIF export of a batch as the review server shows it: its files, and a search in each of its documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from banmian.errors import DamagedFileError
from banmian.review.content_search import answer
from banmian.review.open_documents import OpenDocuments
from banmian.review.refusals import NotFoundError
from banmian.wording.search_normalization import find_all_places, terms

HERE = "iiif"
"""Where the export lies below the server's address, and below ``DIR/export``."""

Json = dict[str, Any]


class IiifSite:
    """``DIR/export/iiif``, which `banmian export --format iiif` fills."""

    def __init__(self, root: Path, documents: OpenDocuments) -> None:
        self._folder, self._documents = root / "export" / HERE, documents

    def file(self, parts: list[str]) -> Path:
        """A file of the export. Raises NotFoundError."""
        home = self._folder.resolve()
        path = home.joinpath(*parts).resolve()
        if not path.is_relative_to(home) or not path.is_file():
            raise NotFoundError(f"no {'/'.join(parts)} in {self._folder}")
        return path

    def search(self, name: str, address: str, asked: Mapping[str, str]) -> Json:
        """What Content Search answers of a document. Raises NotFoundError, DamagedFileError, OSError."""
        path = self.file([name, "manifest.json"])
        try:
            manifest: Json = json.loads(path.read_bytes())
        except ValueError as error:
            raise DamagedFileError(f"{path}: {error}", "Export the batch again.") from error
        wanted = terms(asked.get("q", ""))

        def find(text: str) -> Iterator[tuple[int, int]]:
            found = sorted(place for term in wanted for place in find_all_places(term, text))
            end = -1
            for place in found:
                if place[0] >= end:
                    end = place[1]
                    yield place

        return answer(self._documents.get(name), manifest, address, asked, find)
