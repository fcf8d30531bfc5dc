"""Batches of synthetic lines, set by as many processes as the training needs."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from training.synthetic_columns import LINE_HEIGHT, Example

WIDTHS = (192, 320, 448, 640, 896, 1408)
"""Widths in px of batches; longer columns are left out."""
STEP_WIDTH = 8
"""Px of width for each time step of the network."""
PART_PIXELS = 24_576
"""Px of width, lines times width, that a process hands over at once."""
READY = 4
"""Batches that wait for the training."""
BARE = 128
"""Grey of what a crop does not fill."""


class Lines(Protocol):
    """Synthetic lines without end."""

    def example(self) -> Example | None:
        """One line; None where it can't be set."""


@dataclass(frozen=True, slots=True)
class Batch:
    """``crops`` (lines, 48, width), grey; the ``widths`` that they fill; the ``labels`` of all lines, one after the
    other; and how many each line has."""

    crops: NDArray[np.uint8]
    widths: NDArray[np.int64]
    labels: NDArray[np.int64]
    lengths: NDArray[np.int64]


def batch_of(examples: Sequence[Example], width: int, number_of: Mapping[str, int]) -> Batch:
    """Lines filled up to `width`."""
    crops = np.full((len(examples), LINE_HEIGHT, width), BARE, np.uint8)
    for crop, example in zip(crops, examples, strict=True):
        crop[:, : example.picture.shape[1]] = example.picture
    labels = [number_of[sign] for example in examples for sign in example.text]
    widths = [example.picture.shape[1] for example in examples]
    lengths = [len(example.text) for example in examples]
    return Batch(crops, np.array(widths), np.array(labels, np.int64), np.array(lengths))


def joined(parts: Sequence[Batch]) -> Batch:
    """Batches of one width as one."""
    return Batch(
        np.concatenate([part.crops for part in parts]),
        np.concatenate([part.widths for part in parts]),
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.lengths for part in parts]),
    )


def fits(example: Example, width: int) -> bool:
    """Whether a batch of that width has a time step for every sign, and one between two that are alike."""
    twins = sum(before == after for before, after in zip(example.text, example.text[1:], strict=False))
    return example.picture.shape[1] <= width and len(example.text) + twins < width // STEP_WIDTH


def parts_of(
    lines: Lines, number_of: Mapping[str, int], pixels: int = PART_PIXELS, widths: Sequence[int] = WIDTHS
) -> Iterator[Batch]:
    """Batches without end, each of lines of about one width and of `pixels` in all."""
    held: dict[int, list[Example]] = {width: [] for width in widths}
    while True:
        example = lines.example()
        width = next((width for width in widths if example is not None and fits(example, width)), None)
        if example is None or width is None:
            continue
        held[width].append(example)
        if len(held[width]) * width >= pixels:
            yield batch_of(held[width], width, number_of)
            held[width] = []


class Supply:
    """Batches of `parts` parts of `pixels` each; each of `lines` sets them in a process of its own.

    It is to be made before the GPU is first used, for its processes are forked. They end with this one.
    """

    def __init__(
        self,
        lines: Sequence[Lines],
        number_of: Mapping[str, int],
        pixels: int = PART_PIXELS,
        parts: int = 1,
        widths: Sequence[int] = WIDTHS,
    ) -> None:
        forked = multiprocessing.get_context("fork")
        self._parts: multiprocessing.Queue[Batch] = forked.Queue(4 * len(lines))
        self._ready: queue.Queue[Batch] = queue.Queue(READY)
        for one in lines:
            forked.Process(target=_supply, args=(self._parts, one, number_of, pixels, widths), daemon=True).start()
        threading.Thread(target=self._join, args=(parts,), daemon=True).start()

    def next(self) -> Batch:
        """The next batch; waits for it."""
        return self._ready.get()

    def _join(self, parts: int) -> None:
        held: defaultdict[int, list[Batch]] = defaultdict(list)
        while True:
            part = self._parts.get()
            waiting = held[part.crops.shape[2]]
            waiting.append(part)
            if len(waiting) == parts:
                self._ready.put(joined(waiting))
                waiting.clear()


def _supply(
    made: multiprocessing.Queue[Batch], lines: Lines, number_of: Mapping[str, int], pixels: int, widths: Sequence[int]
) -> None:
    cv2.setNumThreads(1)
    for part in parts_of(lines, number_of, pixels, widths):
        made.put(part)
