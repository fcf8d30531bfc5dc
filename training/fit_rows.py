"""Fit the recogniser to old Latin print, blackletter and roman.

    python -m training.latin_type --out type.npz FOLDER [FOLDER ...]
    python -m training.fit_rows --type type.npz --start PP-OCRv6_rec_small.onnx --out latin-1.onnx [--seconds 3600]

Every weight is trained (AdamW; CTC of Graves et al. 2006) on rows that are set as it goes. Ten times on the way the
character errors on rows are told whose words and faces take no part.
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from training.batch_supply import STEP_WIDTH, Supply, batch_of
from training.fit_columns import CLIPPED, Training, decoded, learning_rate
from training.latin_texts import LatinTexts
from training.latin_type import LatinCase
from training.network import TrainableNetwork
from training.synthetic_columns import Example
from training.synthetic_rows import Rows

REPLACED = {"↚": "„", "↛": "‚", "↜": "№"}
"""Outputs for signs that no newspaper prints, and what is read by them instead."""
WIDTHS = (320, 448, 576, 704, 832, 992, 1216)
"""Widths in px of batches; longer rows are left out."""
BATCH_PIXELS = 65_536
"""Px of width in a batch: rows times width."""
JUDGED_ROWS = 96
TOLD = 10

Crops = NDArray[np.uint8]


def read(network: TrainableNetwork, crops: Sequence[Crops], device: str) -> list[str]:
    """What the network reads of crops (LINE_HEIGHT, width)."""
    texts, characters = [""] * len(crops), network.characters
    order = sorted(range(len(crops)), key=lambda place: crops[place].shape[1])
    for first in range(0, len(order), 48):
        places = order[first : first + 48]
        width = max(WIDTHS[0], -(-max(crops[place].shape[1] for place in places) // STEP_WIDTH) * STEP_WIDTH)
        batch = batch_of([Example(crops[place], "") for place in places], width, {})
        with torch.no_grad():
            best = network(Training(network, device).crops(batch)).argmax(2).cpu()
        for line, place in zip(best.tolist(), places, strict=True):
            texts[place] = decoded(line, characters)
    return texts


def errors_of(texts: Sequence[str], truths: Sequence[str]) -> float:
    """Character errors without spaces, by the length of the truth."""
    pairs = [(text.replace(" ", ""), truth.replace(" ", "")) for text, truth in zip(texts, truths, strict=True)]
    return sum(Levenshtein.distance(*pair) for pair in pairs) / max(1, sum(len(truth) for _text, truth in pairs))


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


def fit(network: TrainableNetwork, supply: Supply, seconds: float, rate: float, trial: Trial) -> None:
    """Train for a time, and say how it goes ten times."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_float32_matmul_precision("high")
    network.to(device)
    training = Training(network, device)
    trained = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, betas=(0.9, 0.99), weight_decay=0.005)
    print("at first", trial.errors(network, device), flush=True)
    began, reported, losses, steps, lines, waited = time.monotonic(), 0, [], 0, 0, 0.0
    while (share := (time.monotonic() - began) / seconds) < 1:
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(rate, share)
        asked = time.monotonic()
        batch = supply.next()
        waited += time.monotonic() - asked
        loss = training.loss(batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, CLIPPED)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.detach())
        steps, lines = steps + 1, lines + len(batch.lengths)
        if int(share * TOLD) > reported:
            reported = int(share * TOLD)
            mean = float(torch.stack(losses).mean())
            passed = time.monotonic() - began
            print(f"{passed:.0f} s, {steps} steps, {lines} rows, waited {waited:.1f} s, loss {mean:.4f}")
            print("  ", trial.errors(network, device), flush=True)
            losses = []
    print(f"{steps} steps, {lines} rows", trial.errors(network, device), flush=True)


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
    faces, said = LatinCase(options.type), LatinTexts(number_of)
    rows = [Rows(faces, said, 1000 * options.seed + worker) for worker in range(options.workers)]
    supply = Supply(rows, number_of, options.pixels, widths=WIDTHS)
    case, texts = LatinCase(options.type, judging=True), LatinTexts(number_of, judging=True)
    trial = Trial(case, texts, options.judged_rows, options.judged)
    fit(network, supply, options.seconds, options.rate, trial)
    network.to("cpu").write(options.out)


if __name__ == "__main__":
    main()
