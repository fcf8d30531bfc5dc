"""Tesseract of the system for what lines say: scripts that no model in the package knows (Fraktur, Cyrillic …).

Lines are found and pages set upright as with the default engine. All crops of a call go through one run of the
`tesseract` command; boxes of its characters give their places. Lines of like height are laid under one another, since
alone a line without tall letters is taken for one in capitals (столько for СТОЛЬКО); what is read in none of them so is
asked for alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from banmian.errors import EngineError, MissingRequirementError
from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.ocr.paddle_engine import PaddleEngine
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

COMMAND = "tesseract"
LINE_HEIGHT = 48
"""Px to which lines are brought: capitals of about 30 px, which Tesseract reads best."""
MARGIN = 10
"""Px of paper put round a line."""
ONE_LINE, ONE_COLUMN, ONE_BLOCK = "7", "5", "6"
"""Tesseract's page segmentation modes for a line, for a column and for lines under one another."""
ALIKE, MOST_LINES = 1.7, 40
"""Lines under one another differ in height by at most this ratio, and are no more than so many,"""
GAP = 0.4
"""so many of their heights apart."""
VERTICAL = "_vert"
"""Ending of the names of models for columns."""
SECONDS = 240
PAGE_END = "\f"
UNSPACED = "unspaced"
"""Attribute of words before which no space stands."""
DEFAULT_LANGUAGES = "eng"

_BOX = re.compile(r"x_bboxes (\d+) (\d+) (\d+) (\d+)")
_WORD_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
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
        said: dict[int, Recognition] = {}
        stacks = [make_stack(crops, places) for places in alike_heights([crop.shape[0] for crop in crops])]
        for stack, page in zip(stacks, self._pages([stack.picture for stack in stacks], ONE_BLOCK), strict=True):
            said.update(stack.split(page))
        left = [place for place in range(len(crops)) if not said[place].glyphs]
        alone = self._read([_padded(crops[place]) for place in left], ONE_LINE)
        said.update(zip(left, alone, strict=True))
        return [said[place] for place in range(len(crops))]

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """What the crops of vertical lines, turned a quarter anticlockwise, say, in their order."""
        if not self._languages.endswith(VERTICAL):
            return self.recognise(crops)
        upright = [np.ascontiguousarray(np.rot90(_padded(crop), -1)) for crop in crops]
        return self._read(upright, ONE_COLUMN)

    def recognise_fraktur(self, crops: Sequence[Raster]) -> list[Recognition]:
        """Nothing: the languages that the user names read Fraktur, or do not."""
        return [Recognition(()) for _ in crops]

    def _read(self, pictures: Sequence[Raster], mode: str) -> list[Recognition]:
        along = 1 if mode == ONE_COLUMN else 0
        lengths = [picture.shape[0 if along else 1] for picture in pictures]
        return [
            _recognition(_words(page), length - 2 * MARGIN, along)
            for page, length in zip(self._pages(pictures, mode), lengths, strict=True)
        ]

    def _pages(self, pictures: Sequence[Raster], mode: str) -> list[ElementTree.Element]:
        """What Tesseract says of each picture, as a page of hOCR."""
        if not pictures:
            return []
        with tempfile.TemporaryDirectory(prefix="banmian-") as folder:
            listed = Path(folder) / "lines.txt"
            names = [str(Path(folder) / f"{number:05d}.png") for number in range(len(pictures))]
            for name, picture in zip(names, pictures, strict=True):
                cv2.imwrite(name, np.ascontiguousarray(picture[:, :, ::-1]))
            listed.write_text("\n".join(names) + "\n", "utf-8")
            self._run([str(listed), str(Path(folder) / "read"), "-l", self._languages, "--psm", mode])
            pages = read_hocr((Path(folder) / "read.hocr").read_bytes(), len(pictures))
            texts = (Path(folder) / "read.txt").read_text("utf-8").split(PAGE_END)
            for page, text in zip(pages, texts, strict=False):
                mark_unspaced(_words(page), text)
            return pages

    def _run(self, arguments: Sequence[str]) -> None:
        environment = {**os.environ, "OMP_THREAD_LIMIT": str(self._threads or 1)}
        command = [COMMAND, *arguments, "-c", "hocr_char_boxes=1", "-c", "tessedit_create_hocr=1"]
        command += ["-c", "tessedit_create_txt=1"]
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


def _scaled(crop: Raster, scale: float) -> Raster:
    size = (max(1, round(scale * crop.shape[1])), max(1, round(scale * crop.shape[0])))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(crop, size, interpolation=way), np.uint8)


def _padded(crop: Raster) -> Raster:
    scaled = _scaled(crop, LINE_HEIGHT / crop.shape[0])
    return np.asarray(cv2.copyMakeBorder(scaled, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_REPLICATE), np.uint8)


@dataclass(frozen=True, slots=True)
class Stack:
    """Lines under one another: their places among the crops, each with its top and scaled width (px)."""

    picture: Raster
    places: tuple[int, ...]
    tops: tuple[int, ...]
    widths: tuple[int, ...]

    def split(self, page: ElementTree.Element) -> dict[int, Recognition]:
        """What each line says: the words whose middle is at its height, from left to right."""
        held: dict[int, list[tuple[float, ElementTree.Element]]] = {place: [] for place in self.places}
        for word in _words(page):
            x0, y0, _, y1 = _box_of(word)
            at = max(0, bisect_right(self.tops, (y0 + y1) / 2) - 1)
            held[self.places[at]].append((x0, word))
        return {
            place: _recognition([word for _, word in sorted(held[place], key=lambda one: one[0])], width, 0)
            for place, width in zip(self.places, self.widths, strict=True)
        }


def alike_heights(heights: Sequence[int]) -> list[list[int]]:
    """Places in groups whose heights differ by no more than `ALIKE`, at most `MOST_LINES` in each."""
    groups: list[list[int]] = []
    for place in sorted(range(len(heights)), key=lambda place: heights[place]):
        if groups and len(groups[-1]) < MOST_LINES and heights[place] <= ALIKE * heights[groups[-1][0]]:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def make_stack(crops: Sequence[Raster], places: Sequence[int]) -> Stack:
    """The crops at some places, all made larger or smaller alike, under one another on their own paper."""
    places = sorted(places)
    scale = LINE_HEIGHT / float(np.median([crops[place].shape[0] for place in places]))
    lines = [_scaled(crops[place], scale) for place in places]
    gap = round(GAP * LINE_HEIGHT)
    widest = max(line.shape[1] for line in lines) + 2 * MARGIN
    rows, tops, top = [], [], 0
    for line in lines:
        paper = [int(tone) for tone in np.median(line.reshape(-1, line.shape[2]), axis=0)]
        right = widest - line.shape[1] - MARGIN
        rows.append(cv2.copyMakeBorder(line, gap // 2, gap - gap // 2, MARGIN, right, cv2.BORDER_CONSTANT, value=paper))
        tops.append(top)
        top += rows[-1].shape[0]
    picture = np.asarray(np.concatenate(rows), np.uint8)
    return Stack(picture, tuple(places), tuple(tops), tuple(line.shape[1] for line in lines))


def read_hocr(hocr: bytes, count: int) -> list[ElementTree.Element]:
    """The pages of an hOCR file, of which there must be ``count``."""
    root = ElementTree.fromstring(hocr)
    pages = [element for element in root.iter() if element.get("class") == "ocr_page"]
    if len(pages) != count:
        raise EngineError(f"Tesseract gave {len(pages)} pages for {count}.")
    return pages


def mark_unspaced(words: Sequence[ElementTree.Element], text: str) -> None:
    """Mark the words of a page of hOCR before which its plain text has no space: each syllable of Hangul and each Han
    character is a word in hOCR. Words that the text does not hold in this order stay as they are."""
    end = 0
    for word in words:
        said = "".join("".join(word.itertext()).split())
        start = text.find(said, end)
        if start < 0:
            return
        if start == end > 0:
            word.set(UNSPACED, "")
        end = start + len(said)


def _words(page: ElementTree.Element) -> list[ElementTree.Element]:
    return [element for element in page.iter() if element.get("class") == "ocrx_word"]


def _box_of(word: ElementTree.Element) -> tuple[float, float, float, float]:
    found = _WORD_BOX.search(word.get("title", ""))
    x0, y0, x1, y1 = (float(value) for value in found.groups()) if found else (0.0, 0.0, 0.0, 0.0)
    return x0, y0, x1, y1


def _recognition(words: Sequence[ElementTree.Element], length: float, along: int) -> Recognition:
    """Words as one line; places are shares of its length (px) after its margin."""
    glyphs: list[RecognisedGlyph] = []
    for word in words:
        confidence_match = _WORD_CONFIDENCE.search(word.get("title", ""))
        most = float(confidence_match[1]) / 100 if confidence_match else 1.0
        parts = (element for element in word.iter() if element.get("class") == "ocrx_cinfo")
        read = [_glyph(element, length, along, most) for element in parts]
        found = [glyph for glyph in read if glyph is not None]
        if glyphs and found and UNSPACED not in word.attrib:
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
