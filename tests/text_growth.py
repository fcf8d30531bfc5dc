"""Time and memory for texts against their size: ``python tests/text_growth.py [-o TABLE] [--largest BYTES]``.

Every pattern of `hostile_texts`, and some put together at random, is read at 10 KB, 100 KB, 1 MB and 10 MB, each ten
times the size before taking at most `MOST_GROWTH` times its processor time; then large texts are read as a batch
reads them, in a worker process with its limits.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hostile_cases import SETTINGS, Case, Outcome, read_case
from hostile_texts import PATTERNS, repeated

from banmian.batch.worker_pool import WorkerPool
from banmian.errors import BanmianError
from banmian.reading.documents import read_file

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
MOST_GROWTH = 16.0
"""Times the processor time that ten times the text may take; in proportion it is 10."""
LEAST_SECONDS = 0.3
"""Shorter times say nothing of growth."""
PIECES = (
    *("桥", "大桥通车", " ", "\u3000", "a", "1", ".", "，", "。", "：", "-", "—", "|", "**", "#", "（", "）", "《"),
    *("“", "<tr>", "</table>", "讯", "记者", "摄", "版", "月", "\n", "\n\n", "\u200b", "and", "…", "·"),
)
AT_RANDOM = 20
WORDS = """
大桥 通车 两岸 灯光 江心 连成 一线 昨夜 钢梁 落下 石匠 合龙
温度 缝隙 设计 学校 操场 天文台 孩子 星星 渡轮 茶馆 船长 铜钟
整点 乘客 公交 司机 头班车 线路 调整 问卷 收回 要求 座位 车身
早稻 收割 下游 村里 下田 今年 收成 去年 医院 护士 机器 病人
路程 庄稼 集市 商贩 蔬菜 价格 平稳 天气 晴朗 气温 回升 居民
社区 广场 晚会 歌声 老人 书店 读者
""".split()  # noqa: SIM905


@dataclass(frozen=True)
class Growth:
    """Processor seconds of a pattern at each size; `steps` are the ratios of neighbours that can be told."""

    name: str
    seconds: tuple[float, ...]

    @property
    def steps(self) -> list[float]:
        """Times the processor time that each size takes of the one before."""
        pairs = zip(self.seconds, self.seconds[1:], strict=False)
        return [long / max(LEAST_SECONDS, short) for short, long in pairs if long > LEAST_SECONDS]

    @property
    def is_linear(self) -> bool:
        """Whether time grows with size and no faster."""
        return all(step <= MOST_GROWTH for step in self.steps)


def ordinary(size: int, seed: int = 1) -> bytes:
    """A text of articles: headings, bylines and paragraphs of invented sentences, about ``size`` bytes."""
    dice, pieces, length = random.Random(seed), [], 0
    while length < size:
        paragraphs = ["，".join("".join(dice.choices(WORDS, k=4)) for _ in range(9)) + "。" for _ in range(4)]
        head = "".join(dice.choices(WORDS, k=5))
        piece = f"{head}\n\n本报记者 白野青\n\n" + "\n\n".join(paragraphs) + "\n\n"
        pieces.append(piece)
        length += len(piece.encode())
    return "".join(pieces).encode()


def seconds_for(data: bytes) -> float:
    """Processor seconds to read a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_bytes(data)
        began = time.process_time()
        with suppress(BanmianError):  # refused with a name: how long that took is what is asked
            read_file(path, SETTINGS)
        return time.process_time() - began


def growths(largest: int) -> Iterator[Growth]:
    """How each pattern grows."""
    dice = random.Random(7)
    drawn = {f"random-{n}": "".join(dice.choices(PIECES, k=dice.randint(1, 6))) for n in range(AT_RANDOM)}
    sizes = [size for size in SIZES if size <= largest]
    for name, pattern in (PATTERNS | drawn).items():
        yield Growth(name, tuple(seconds_for(repeated(pattern, size)) for size in sizes))


LARGE: dict[str, Callable[[], bytes]] = {
    "100 MB of ordinary text": partial(ordinary, 100_000_000),
    "a line of 20 MB of spaces": partial(bytes, b" " * 20_000_000),
    "20 MB of spaces within a text": lambda: ordinary(2_000) + b" " * 20_000_000 + ordinary(2_000, 2),
    "a million lines": lambda: b"".join(b"%d. a line of text\n" % number for number in range(1_000_000)),
    "two million lines of Chinese": lambda: ordinary(56_000_000, 3).replace("，".encode(), b"\n"),
}


def large(names: Sequence[str]) -> Iterator[Outcome]:
    """What becomes of large texts."""
    pool = WorkerPool(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        for name, make in LARGE.items():
            if not names or name in names:
                yield read_case(Case(f"{name.replace(' ', '-')}.txt", make, "a large text"), Path(folder), pool)
    pool.close()


def main() -> int:
    """The command line; the exit status is 1 where time does not grow as it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, help="file for the table")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="bytes of the largest repeated text")
    chosen = parser.parse_args()
    steps, wrong = list[float](), list[str]()
    rows = ["| text | status | processor seconds | most memory, MB | what is said |", "|---|---|--:|--:|---|"]
    for outcome in large(()):
        said = "; ".join(outcome.reasons)[:100]
        cells = (f"{outcome.processor:.0f}", f"{outcome.megabytes:.0f}", said)
        rows.append(f"| {outcome.name[:-4].replace('-', ' ')} | {outcome.status} | {' | '.join(cells)} |")
        print(rows[-1], flush=True)
    for growth in growths(chosen.largest):
        steps += growth.steps
        wrong += [] if growth.is_linear else [growth.name]
        told = " ".join(f"{second:.2f}" for second in growth.seconds)
        print(f"{growth.name}: {told}{'' if growth.is_linear else '  FAULT'}", flush=True)
    last = f"Ten times the text took at most {max(steps, default=0):.1f} times as long ({len(steps)} comparisons)."
    print(last)
    if chosen.output is not None:
        chosen.output.write_text("\n".join([*rows, "", last, ""]), "utf-8")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
