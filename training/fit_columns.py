"""Fit the recogniser to vertical print.

    python -m training.fit_columns --out vertical-2.onnx [--start WEIGHTS.onnx] [--seconds 3600]
        [--transcriptions LINES.txt]

Every weight is trained (AdamW; CTC of Graves et al. 2006) on columns that are set as it goes, and the weights of the
last steps are averaged. It starts from the weights in the package unless others are named.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as functional
from rapidfuzz.distance import Levenshtein
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.batch_supply import PART_PIXELS, WIDTHS, Batch, Supply, batch_of, fits
from training.column_texts import Texts, in_big5, lines_of, traditional_words
from training.lookalikes import lookalikes
from training.network import TrainableNetwork
from training.packing import Material, unpack
from training.synthetic_columns import Columns, Example
from training.typefaces import installed_type

SHIPPED = Path(__file__).parents[1] / "layout" / "ocr" / "models" / "vertical-2.onnx"
CLIPPED = 2.0
"""Most length of a gradient."""
WARM_UP = 0.03
"""Share of the time over which the learning rate rises."""
AVERAGED = 0.997
"""What of the averaged weights stays at each step."""
TOLD = 10
"""How often it is said how the training goes."""
HALVES_COUNT = 1.2
"""How much longer half precision is taken to be, for it is less exact."""
TRIED = 3
"""Steps by which the ways of reckoning are compared."""
JUDGED_SEED = 77
"""Columns by which the training is judged are drawn with this seed."""


@dataclass(frozen=True, slots=True)
class ComputeMode:
    """How the network is reckoned: its products in half precision or not, and pictures stored by channel or not."""

    halves: bool = False
    channels_last: bool = False

    def context(self) -> AbstractContextManager[Any]:
        """In which the network runs."""
        return torch.autocast("cuda", torch.bfloat16, enabled=self.halves)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Training:
    """A network on its device, and how it is reckoned."""

    network: TrainableNetwork
    device: str
    reckoning: ComputeMode = ComputeMode()

    def crops(self, batch: Batch) -> Tensor:
        """Crops as the network takes them, from -1 to 1, 0 beyond their widths."""
        grey = torch.from_numpy(batch.crops).to(self.device).float() / 127.5 - 1
        places = torch.arange(grey.shape[2], device=self.device)
        grey = grey * (places < torch.from_numpy(batch.widths).to(self.device)[:, None])[:, None]
        form = torch.channels_last if self.reckoning.channels_last else torch.contiguous_format
        return grey.unsqueeze(1).expand(-1, 3, -1, -1).contiguous(memory_format=form)

    def loss(self, batch: Batch) -> Tensor:
        """CTC loss of a batch, by the length of its lines."""
        with self.reckoning.context():
            scores = self.network(self.crops(batch))
        shares = scores.float().log_softmax(2).permute(1, 0, 2)
        steps = torch.full((len(batch.lengths),), shares.shape[0], dtype=torch.long)
        labels = torch.from_numpy(batch.labels).to(self.device)
        return functional.ctc_loss(shares, labels, steps, torch.from_numpy(batch.lengths), zero_infinity=True)


def quickest_mode(network: TrainableNetwork, device: str, batch: Batch) -> ComputeMode:
    """The way of reckoning that takes the least time with this batch on a GPU."""
    taken: dict[ComputeMode, float] = {}
    for reckoning in (ComputeMode(halves, last) for halves in (False, True) for last in (False, True)):
        _store(network, reckoning)
        for step in range(TRIED + 2):
            if step == 2:  # the first steps choose their algorithms
                torch.cuda.synchronize()
                began = time.monotonic()
            Training(network, device, reckoning).loss(batch).backward()  # type: ignore[no-untyped-call]
            network.zero_grad(set_to_none=True)
        torch.cuda.synchronize()
        taken[reckoning] = (time.monotonic() - began) / TRIED
        print(f"{reckoning}: {taken[reckoning]:.3f} s a step of {batch.crops.shape}", flush=True)
    best = min(taken, key=lambda reckoning: taken[reckoning] * (HALVES_COUNT if reckoning.halves else 1))
    _store(network, best)
    return best


def _store(network: TrainableNetwork, reckoning: ComputeMode) -> None:
    form = torch.channels_last if reckoning.channels_last else torch.contiguous_format
    for weight in network.parameters():
        if weight.dim() == 4:
            weight.data = weight.data.contiguous(memory_format=form)


def learning_rate(most: float, share: float) -> float:
    """The rate at a share of the time: up, then down along a cosine."""
    if share < WARM_UP:
        return most * share / WARM_UP
    return most * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (share - WARM_UP) / (1 - WARM_UP))))


def decoded(row: Sequence[int], signs: Sequence[str]) -> str:
    """What the best signs of all time steps say: each once, the blank never."""
    return "".join(signs[number] for number, _ in groupby(row))


def error_rate(network: TrainableNetwork, device: str, examples: Sequence[Example]) -> float:
    """Character errors of the first reading of columns, by their characters."""
    signs, wrong = network.characters, 0
    number_of = {sign: number for number, sign in enumerate(signs) if sign}
    for width in WIDTHS:
        held = [example for example in examples if width == next((w for w in WIDTHS if fits(example, w)), None)]
        if held:
            with torch.no_grad():
                best = network(Training(network, device).crops(batch_of(held, width, number_of))).argmax(2).cpu()
            for example, row in zip(held, best.tolist(), strict=True):
                wrong += Levenshtein.distance(example.text, decoded(row, signs))
    return wrong / max(1, sum(len(example.text) for example in examples))


def fit(training: Training, supply: Supply, seconds: float, rate: float, judged: Sequence[Example]) -> AveragedModel:
    """Train for a time, say how it goes, and return the averaged weights."""
    network, device = training.network, training.device
    trained = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, betas=(0.9, 0.99), weight_decay=0.005, fused=device == "cuda")
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    losses: list[Tensor] = []
    began, reported, steps, lines, waited = time.monotonic(), 0, 0, 0, 0.0
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
        averaged.update_parameters(network)
        losses.append(loss.detach())
        steps, lines = steps + 1, lines + len(batch.lengths)
        if int(share * TOLD) >= reported:
            reported = int(share * TOLD) + 1
            mean, errors = float(torch.stack(losses).mean()), error_rate(network, device, judged)
            print(f"{time.monotonic() - began:.0f} s, {steps} steps, {lines} lines, {waited:.0f} s waited", end=", ")
            print(f"loss {mean:.4f}, errors {errors:.4f}", flush=True)
            losses = []
    last, mean_weights = (error_rate(one, device, judged) for one in (network, averaged.module))
    print(f"{steps} steps, {lines} lines; errors {last:.4f}, with averaged weights {mean_weights:.4f}", flush=True)
    return averaged


def judged_columns(material: Material, number_of: Mapping[str, int], count: int) -> list[Example]:
    """Columns of material that is not trained on."""
    columns = Columns(material.type_case, Texts(number_of, material.words, material.transcribed), JUDGED_SEED)
    return [example for example in (columns.example() for _ in range(count)) if example is not None]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, required=True, help="where the averaged weights go")
    parser.add_argument("--last", type=Path, help="where the weights of the last step go, too")
    parser.add_argument("--start", type=Path, default=SHIPPED, help="weights to begin with")
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate; 4e-4 from stock weights")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1, help="processes that set columns")
    parser.add_argument("--parts", type=int, default=1, help="how many of their parts are a batch; 8 on a GPU")
    parser.add_argument("--pixels", type=int, default=PART_PIXELS, help="lines times width of a part")
    parser.add_argument("--plain", action="store_true", help="try no quicker ways of reckoning on a GPU")
    parser.add_argument("--transcriptions", type=Path, help="lines of real papers, one a line")
    parser.add_argument("--fonts", type=Path, action="append", default=[], help="a folder with packages of npm")
    parser.add_argument("--material", type=Path, help="type, words and lines as training.packing packed them")
    parser.add_argument("--judged", type=Path, help="such material that is not trained on, to judge by")
    parser.add_argument("--columns", type=int, default=300, help="how many columns of that")
    return parser.parse_args()


def _material(options: argparse.Namespace, known: set[str]) -> Material:
    if options.material:
        return unpack(options.material)
    transcribed = lines_of(options.transcriptions) if options.transcriptions else []
    return Material(installed_type(options.fonts), traditional_words(known), transcribed)


def main() -> None:
    """The command."""
    options = _options()
    torch.manual_seed(options.seed)
    network = TrainableNetwork(options.start)
    number_of = {sign: number for number, sign in enumerate(network.characters) if sign}
    material = _material(options, set(number_of))
    alike = lookalikes(network.output_weights(), network.characters, [sign for sign in number_of if in_big5(sign)])
    texts = Texts(number_of, material.words, material.transcribed, alike)
    print("type of:", " ".join(material.type_case.packages), flush=True)
    judged = judged_columns(unpack(options.judged), number_of, options.columns) if options.judged else []
    columns = [Columns(material.type_case, texts, 1000 * options.seed + worker) for worker in range(options.workers)]
    supply = Supply(columns, number_of, options.pixels, options.parts)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    network.to(device)
    plain = options.plain or device == "cpu"
    training = Training(network, device, ComputeMode() if plain else quickest_mode(network, device, supply.next()))
    print(training.reckoning, f"errors {error_rate(network, device, judged):.4f}", flush=True)
    averaged = fit(training, supply, options.seconds, options.rate, judged)
    averaged.module.to("cpu").write(options.out)
    if options.last:
        network.to("cpu").write(options.last)


if __name__ == "__main__":
    main()
