"""Fit the recogniser to vertical print.

    python -m training.fit --out vertical-2.onnx [--start WEIGHTS.onnx] [--seconds 3600] [--transcriptions LINES.txt]

Every weight is trained (AdamW; CTC of Graves et al. 2006) on columns that are set as it goes. It starts from the
weights in the package unless others are named.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor

from training.columns import LINE_HEIGHT, Columns, Example
from training.network import TrainableNetwork
from training.texts import Texts, lines_of
from training.typefaces import TypeCase

SHIPPED = Path(__file__).parents[1] / "layout" / "ocr" / "models" / "vertical-1.onnx"
WIDTHS = (320, 448, 640, 896, 1408)
"""Widths in px of batches; longer columns are left out."""
STEP_WIDTH = 8
BATCH_PIXELS = 24_576
"""Px of width in a batch: lines times width."""
CLIPPED = 2.0
"""Most length of a gradient."""
WARM_UP = 0.03
"""Share of the time over which the learning rate rises."""


@dataclass(frozen=True, slots=True)
class Batch:
    """``crops`` (lines, 3, 48, width) from -1 to 1; ``labels`` of all lines, one after the other, and their counts."""

    crops: Tensor
    labels: Tensor
    lengths: Tensor


def batch_of(examples: Sequence[Example], width: int, number_of: dict[str, int]) -> Batch:
    """Columns as the network takes them, filled up to `width`."""
    crops = np.zeros((len(examples), LINE_HEIGHT, width), np.float32)
    for crop, example in zip(crops, examples, strict=True):
        crop[:, : example.picture.shape[1]] = example.picture / 127.5 - 1
    labels = [[number_of[sign] for sign in example.text] for example in examples]
    joined = torch.tensor([number for line in labels for number in line])
    tensor = torch.from_numpy(crops).unsqueeze(1).expand(-1, 3, -1, -1).contiguous()
    return Batch(tensor, joined, torch.tensor([len(line) for line in labels]))


def fits(example: Example, width: int) -> bool:
    """Whether a batch of that width has a time step for every sign, and one between two that are alike."""
    twins = sum(before == after for before, after in zip(example.text, example.text[1:], strict=False))
    return example.picture.shape[1] <= width and len(example.text) + twins < width // STEP_WIDTH


def stream(columns: Columns, number_of: dict[str, int]) -> Iterator[Batch]:
    """Batches without end, each of columns of about one width."""
    held: dict[int, list[Example]] = {width: [] for width in WIDTHS}
    while True:
        example = columns.example()
        width = next((width for width in WIDTHS if example is not None and fits(example, width)), None)
        if example is None or width is None:
            continue
        held[width].append(example)
        if len(held[width]) * width >= BATCH_PIXELS:
            yield batch_of(held[width], width, number_of)
            held[width] = []


def learning_rate(most: float, share: float) -> float:
    """The rate at a share of the time: up, then down along a cosine."""
    if share < WARM_UP:
        return most * share / WARM_UP
    return most * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (share - WARM_UP) / (1 - WARM_UP))))


def loss_of(network: TrainableNetwork, batch: Batch, device: str) -> Tensor:
    """CTC loss of a batch, by the length of its lines."""
    scores = network(batch.crops.to(device)).log_softmax(2).permute(1, 0, 2)
    steps = torch.full((len(batch.lengths),), scores.shape[0], dtype=torch.long)
    return functional.ctc_loss(scores, batch.labels.to(device), steps, batch.lengths, zero_infinity=True)


def fit(network: TrainableNetwork, batches: Iterator[Batch], seconds: float, rate: float) -> None:
    """Train for a time, and say how it goes ten times."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network.to(device)
    trained = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, betas=(0.9, 0.99), weight_decay=0.005)
    began, told, losses, lines = time.monotonic(), 0, [], 0
    while (share := (time.monotonic() - began) / seconds) < 1:
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(rate, share)
        batch = next(batches)
        loss = loss_of(network, batch, device)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, CLIPPED)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(float(loss.detach()))
        lines += len(batch.lengths)
        if int(share * 10) > told or not told:
            told = int(share * 10) + 1
            print(f"{time.monotonic() - began:.0f} s, {lines} lines, loss {np.mean(losses):.4f}", flush=True)
            losses = []


def _supply(queue: multiprocessing.Queue[Batch], texts: Texts, number_of: dict[str, int], seed: int) -> None:
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    for batch in stream(Columns(TypeCase(), texts, seed), number_of):
        queue.put(batch)


def _from_workers(count: int, texts: Texts, number_of: dict[str, int], seed: int) -> Iterator[Batch]:
    queue: multiprocessing.Queue[Batch] = multiprocessing.Queue(4 * count)
    for worker in range(count):
        arguments = (queue, texts, number_of, seed + worker)
        multiprocessing.Process(target=_supply, args=arguments, daemon=True).start()
    while True:
        yield queue.get()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="where the new weights go")
    parser.add_argument("--start", type=Path, default=SHIPPED, help="weights to begin with")
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate; 4e-4 from stock weights")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1, help="processes that set columns")
    parser.add_argument("--transcriptions", type=Path, help="lines of real papers, one a line")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    network = TrainableNetwork(options.start)
    number_of = {sign: number for number, sign in enumerate(network.characters) if sign}
    texts = Texts(number_of, lines_of(options.transcriptions) if options.transcriptions else ())
    print("type of:", " ".join(TypeCase().packages), flush=True)
    fit(network, _from_workers(options.workers, texts, number_of, 1000 * options.seed), options.seconds, options.rate)
    network.to("cpu").write(options.out)


if __name__ == "__main__":
    main()
