"""Tesseract of the system for what lines say: scripts that no model in the package knows (Fraktur, Cyrillic …).

Lines are found and pages set upright as with the default engine. All crops of a call go through one run of the
`tesseract` command, each as a page of its own with one line; boxes of its characters give their places.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from banmian.errors import EngineError, MissingRequirementError
from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.ocr.paddle_engine import PaddleEngine
from banmian.layout.readers.base import Raster
from banmian.opencv import cv2

COMMAND = "tesseract"
LINE_HEIGHT = 48
"""Px to which lines are brought: capitals of about 30 px, which Tesseract reads best."""
MARGIN = 10
"""Px of paper put round a line."""
ONE_LINE, ONE_COLUMN = "7", "5"
"""Tesseract's page segmentation modes for a line and for a column."""
VERTICAL = "_vert"
"""Ending of the names of models for columns."""
SECONDS = 240
DEFAULT_LANGUAGES = "eng"

_BOX = re.compile(r"x_bboxes (\d+) (\d+) (\d+) (\d+)")
_CONFIDENCE = re.compile(r"x_conf ([\d.]+)")
_WORD_CONFIDENCE = re.compile(r"x_wconf ([\d.]+)")


class TesseractEngine(PaddleEngine):
    """`languages` are Tesseract's names with + between them: `frk`, `rus`, `deu+eng`, `chi_tra_vert`.

    Raises MissingRequirementError where the command or a model for a language is missing.
    """

    name = "tesseract"

    def __init__(
        self, languages: str = "", profile: str = "default", weights_dir: Path | None = None, threads: int = 0
    ) -> None:
        self._languages = languages or DEFAULT_LANGUAGES
        check_languages(self._languages)
        super().__init__(profile, weights_dir, threads)
        self.models = (*self.models, self._languages)
        self._threads = threads

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """What the crops of horizontal lines say, in their order."""
        return self._read([_padded(crop) for crop in crops], ONE_LINE)

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """What the crops of vertical lines, turned a quarter anticlockwise, say, in their order."""
        if not self._languages.endswith(VERTICAL):
            return self.recognise(crops)
        upright = [np.ascontiguousarray(np.rot90(_padded(crop), -1)) for crop in crops]
        return self._read(upright, ONE_COLUMN)

    def _read(self, pictures: Sequence[Raster], mode: str) -> list[Recognition]:
        if not pictures:
            return []
        with tempfile.TemporaryDirectory(prefix="banmian-") as folder:
            listed = Path(folder) / "lines.txt"
            names = [str(Path(folder) / f"{number:05d}.png") for number in range(len(pictures))]
            for name, picture in zip(names, pictures, strict=True):
                cv2.imwrite(name, np.ascontiguousarray(picture[:, :, ::-1]))
            listed.write_text("\n".join(names) + "\n", "utf-8")
            self._run([str(listed), str(Path(folder) / "read"), "-l", self._languages, "--psm", mode])
            read = (Path(folder) / "read.hocr").read_bytes()
        along = 1 if mode == ONE_COLUMN else 0
        lengths = [picture.shape[0 if along else 1] for picture in pictures]
        return read_hocr(read, lengths, along)

    def _run(self, arguments: Sequence[str]) -> None:
        environment = {**os.environ, "OMP_THREAD_LIMIT": str(self._threads or 1)}
        command = [COMMAND, *arguments, "-c", "hocr_char_boxes=1", "-c", "tessedit_create_hocr=1"]
        try:
            subprocess.run(command, check=True, capture_output=True, env=environment, timeout=SECONDS)
        except subprocess.CalledProcessError as error:
            raise EngineError(f"Tesseract failed: {error.stderr.decode('utf-8', 'replace').strip()[-300:]}") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(f"Tesseract failed: {error}") from error


def check_languages(languages: str) -> None:
    """Raise MissingRequirementError unless Tesseract is there and has a model for each language."""
    if shutil.which(COMMAND) is None:
        raise MissingRequirementError(
            "The command tesseract is not installed.",
            "Install it: apt-get install tesseract-ocr, or brew install tesseract",
        )
    said = subprocess.run([COMMAND, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=False)
    known = set((said.stdout + said.stderr).splitlines()[1:])
    for language in languages.split("+"):
        if language not in known:
            package = f"tesseract-ocr-{language.replace('_', '-').lower()}"
            raise MissingRequirementError(
                f"Tesseract has no model for {language!r}.",
                f"Install it (apt-get install {package}), or name one that `tesseract --list-langs` shows.",
            )


def _padded(crop: Raster) -> Raster:
    scale = LINE_HEIGHT / crop.shape[0]
    size = (max(1, round(scale * crop.shape[1])), LINE_HEIGHT)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(crop, size, interpolation=way)
    return np.asarray(cv2.copyMakeBorder(scaled, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_REPLICATE), np.uint8)


def read_hocr(hocr: bytes, lengths: Sequence[int], along: int) -> list[Recognition]:
    """The recognition of each page of an hOCR file; places are shares of a page's length without its margins."""
    root = ElementTree.fromstring(hocr)
    pages = [element for element in root.iter() if element.get("class") == "ocr_page"]
    if len(pages) != len(lengths):
        raise EngineError(f"Tesseract gave {len(pages)} lines for {len(lengths)}.")
    return [_recognition(page, length - 2 * MARGIN, along) for page, length in zip(pages, lengths, strict=True)]


def _recognition(page: ElementTree.Element, length: float, along: int) -> Recognition:
    glyphs: list[RecognisedGlyph] = []
    for word in (element for element in page.iter() if element.get("class") == "ocrx_word"):
        told = _WORD_CONFIDENCE.search(word.get("title", ""))
        most = float(told[1]) / 100 if told else 1.0
        parts = (element for element in word.iter() if element.get("class") == "ocrx_cinfo")
        read = [_glyph(element, length, along, most) for element in parts]
        found = [glyph for glyph in read if glyph is not None]
        if glyphs and found:
            glyphs.append(RecognisedGlyph(" ", (glyphs[-1].at + found[0].at) / 2, 1.0))
        glyphs += found
    return Recognition(tuple(glyphs))


def _glyph(element: ElementTree.Element, length: float, along: int, most: float) -> RecognisedGlyph | None:
    """A character; no surer than its word, for Tesseract is sure of nearly every character by itself."""
    title, text = element.get("title", ""), "".join(element.itertext()).strip()
    box = _BOX.search(title)
    if not text or box is None:
        return None
    sides = [float(value) for value in box.groups()]
    at = ((sides[along] + sides[along + 2]) / 2 - MARGIN) / max(1.0, length)
    sure = _CONFIDENCE.search(title)
    return RecognisedGlyph(text[:1], min(max(at, 0.0), 1.0), min(most, float(sure[1]) / 100) if sure else 0.0)
