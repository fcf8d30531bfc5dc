"""Fit the recogniser to old Latin print, blackletter and roman.

    python -m training.latin_type --out type.npz FOLDER [FOLDER ...]
    python -m training.fit_rows --type type.npz --start PP-OCRv6_rec_small.onnx --out latin-1.onnx [--seconds 3600]

Every weight is trained (AdamW; CTC of Graves et al. 2006) on rows that are set as it goes. Ten times on the way the
character errors on rows are told whose words and faces take no part.
"""

from __future__ import annotations

import argparse
import multiprocessing
import pickle
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from torch import Tensor

from training.columns import LINE_HEIGHT, Example
from training.fit import CLIPPED, learning_rate
from training.latin_texts import LatinTexts
from training.latin_type import LatinCase
from training.network import TrainableNetwork
from training.rows import Rows
from training.supply import STEP_WIDTH, fits

REPLACED = {"↚": "„", "↛": "‚", "↜": "№"}
"""Outputs for signs that no newspaper prints, and what is read by them instead."""
WIDTHS = (320, 448, 576, 704, 832, 992, 1216)
"""Widths in px of batches; longer rows are left out."""
BATCH_PIXELS = 65_536
"""Px of width in a batch: rows times width."""
JUDGED_ROWS = 96
TOLD = 10
WAITING = 48
"""Batches that wait to be taken, at most."""

Crops = NDArray[np.uint8]
Pack = tuple[Crops, list[int], list[list[int]]]
"""Crops (rows, LINE_HEIGHT, width), their own widths, and the numbers of their signs."""


def pack_of(examples: Sequence[Example], width: int, number_of: dict[str, int]) -> Pack:
    """Rows side by side, small enough to be handed from process to process."""
    crops = np.zeros((len(examples), LINE_HEIGHT, width), np.uint8)
    for crop, example in zip(crops, examples, strict=True):
        crop[:, : example.picture.shape[1]] = example.picture
    signs = [[number_of[sign] for sign in example.text] for example in examples]
    return crops, [example.picture.shape[1] for example in examples], signs


def packs(rows: Rows, number_of: dict[str, int], pixels: int) -> Iterator[Pack]:
    """Packs without end, each of rows of about one width."""
    held: dict[int, list[Example]] = {width: [] for width in WIDTHS}
    while True:
        example = rows.example()
        width = next((width for width in WIDTHS if example is not None and fits(example, width)), None)
        if example is None or width is None:
            continue
        held[width].append(example)
        if len(held[width]) * width >= pixels:
            yield pack_of(held[width], width, number_of)
            held[width] = []


def tensor_of(crops: Crops, widths: Sequence[int], device: str) -> Tensor:
    """Crops as the network takes them: from -1 to 1, 0 beyond each row's end."""
    values = torch.from_numpy(crops).to(device).float() / 127.5 - 1
    within = torch.arange(crops.shape[2], device=device)[None, :] < torch.tensor(widths, device=device)[:, None]
    return (values * within[:, None, :]).unsqueeze(1).expand(-1, 3, -1, -1).contiguous()


def loss_of(network: TrainableNetwork, pack: Pack, device: str) -> Tensor:
    """CTC loss of a pack, by the length of its rows."""
    crops, widths, signs = pack
    scores = network(tensor_of(crops, widths, device)).log_softmax(2).permute(1, 0, 2)
    lengths = torch.tensor([len(row) for row in signs])
    labels = torch.zeros((len(signs), int(lengths.max())), dtype=torch.long)
    for place, row in enumerate(signs):
        labels[place, : len(row)] = torch.tensor(row)
    steps = torch.full((len(signs),), scores.shape[0], dtype=torch.long)
    return functional.ctc_loss(scores, labels.to(device), steps, lengths, zero_infinity=True)


def read(network: TrainableNetwork, crops: Sequence[Crops], device: str) -> list[str]:
    """What the network reads of crops (LINE_HEIGHT, width)."""
    texts, characters = [""] * len(crops), network.characters
    order = sorted(range(len(crops)), key=lambda place: crops[place].shape[1])
    for first in range(0, len(order), 48):
        places = order[first : first + 48]
        width = max(WIDTHS[0], -(-max(crops[place].shape[1] for place in places) // STEP_WIDTH) * STEP_WIDTH)
        table = np.zeros((len(places), LINE_HEIGHT, width), np.uint8)
        for row, place in zip(table, places, strict=True):
            row[:, : crops[place].shape[1]] = crops[place]
        with torch.no_grad():
            shown = tensor_of(table, [crops[place].shape[1] for place in places], device)
            best = network(shown).argmax(2).cpu().numpy()
        for line, place in zip(best, places, strict=True):
            changed = np.concatenate(([True], line[1:] != line[:-1])) & (line > 0)
            texts[place] = "".join(characters[number] for number in line[changed])
    return texts


def errors_of(texts: Sequence[str], truths: Sequence[str]) -> float:
    """Character errors without spaces, by the length of the truth."""
    pairs = [(text.replace(" ", ""), truth.replace(" ", "")) for text, truth in zip(texts, truths, strict=True)]
    return sum(_distance(*pair) for pair in pairs) / max(1, sum(len(truth) for _text, truth in pairs))


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (sign != wanted))
    return row[-1]


class Trial:
    """Sets of rows by name, and how well a network reads each; ``further`` is a pickle of more of them."""

    def __init__(self, case: LatinCase, texts: LatinTexts, count: int, further: Path | None = None) -> None:
        self._sets: dict[str, tuple[list[Crops], list[str]]] = {}
        for name, blackletter in (("blackletter", 1.0), ("roman", 0.0)):
            rows = Rows(case, texts, 7, blackletter)
            examples = [example for _ in range(count) if (example := rows.example()) is not None]
            self._sets[name] = [example.picture for example in examples], [example.text for example in examples]
        if further is not None:
            self._sets |= pickle.loads(further.read_bytes())

    def errors(self, network: TrainableNetwork, device: str) -> dict[str, float]:
        """Character errors on each set."""
        found = {name: read(network, crops, device) for name, (crops, _truths) in self._sets.items()}
        return {name: round(errors_of(texts, self._sets[name][1]), 4) for name, texts in found.items()}


def fit(network: TrainableNetwork, supply: Iterator[Pack], seconds: float, rate: float, trial: Trial) -> None:
    """Train for a time, and say how it goes ten times."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_float32_matmul_precision("high")
    network.to(device)
    trained = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, betas=(0.9, 0.99), weight_decay=0.005)
    print("at first", trial.errors(network, device), flush=True)
    began, told, losses, steps, lines, waited = time.monotonic(), 0, [], 0, 0, 0.0
    while (share := (time.monotonic() - began) / seconds) < 1:
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(rate, share)
        asked = time.monotonic()
        pack = next(supply)
        waited += time.monotonic() - asked
        loss = loss_of(network, pack, device)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, CLIPPED)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.detach())
        steps, lines = steps + 1, lines + len(pack[0])
        if int(share * TOLD) > told:
            told = int(share * TOLD)
            mean = float(torch.stack(losses).mean())
            passed = time.monotonic() - began
            print(f"{passed:.0f} s, {steps} steps, {lines} rows, waited {waited:.1f} s, loss {mean:.4f}")
            print("  ", trial.errors(network, device), flush=True)
            losses = []
    print(f"{steps} steps, {lines} rows", trial.errors(network, device), flush=True)


def _supply(made: multiprocessing.Queue[Pack], file: Path, number_of: dict[str, int], seed: int, pixels: int) -> None:
    cv2.setNumThreads(1)
    for pack in packs(Rows(LatinCase(file), LatinTexts(number_of), seed), number_of, pixels):
        made.put(pack)


def start_workers(count: int, file: Path, number_of: dict[str, int], seed: int, pixels: int) -> Iterator[Pack]:
    """Packs of other processes, taken over while the network is at work.

    To be called before torch has computed anything: its threads do not outlive a fork.
    """
    made: multiprocessing.Queue[Pack] = multiprocessing.Queue(WAITING)
    for worker in range(count):
        arguments = (made, file, number_of, 1000 * seed + worker, pixels)
        multiprocessing.Process(target=_supply, args=arguments, daemon=True).start()
    at_hand: queue.Queue[Pack] = queue.Queue(WAITING // 4)

    def take_over() -> None:
        while True:
            at_hand.put(made.get())

    threading.Thread(target=take_over, daemon=True).start()
    return iter(at_hand.get, None)


def rename_outputs(network: TrainableNetwork, replaced: dict[str, str]) -> None:
    """Have outputs of the network stand for other signs."""
    for entry in network.model.metadata_props:
        if entry.key == "character":
            entry.value = "\n".join(replaced.get(sign, sign) for sign in entry.value.split("\n"))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--type", type=Path, required=True, help="faces, as training.latin_type writes them")
    parser.add_argument("--start", type=Path, required=True, help="weights to begin with: the stock ones")
    parser.add_argument("--out", type=Path, required=True, help="where the new weights go")
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--rate", type=float, default=3e-4, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1, help="processes that set rows")
    parser.add_argument("--pixels", type=int, default=BATCH_PIXELS, help="px of width in a batch")
    parser.add_argument("--judged-rows", type=int, default=JUDGED_ROWS, help="rows of each kind to judge by")
    parser.add_argument("--judged", type=Path, help="further rows to judge by: a pickle of sets by name")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    network = TrainableNetwork(options.start)
    rename_outputs(network, REPLACED)
    number_of = {sign: number for number, sign in enumerate(network.characters) if sign}
    supply = start_workers(options.workers, options.type, number_of, options.seed, options.pixels)
    case, texts = LatinCase(options.type, judging=True), LatinTexts(number_of, judging=True)
    trial = Trial(case, texts, options.judged_rows, options.judged)
    fit(network, supply, options.seconds, options.rate, trial)
    network.to("cpu").write(options.out)


if __name__ == "__main__":
    main()
