"""Fits how certain articles of bare text are, and shows what that is worth on documents of other seeds.

Run: ``python benchmarks/text_certainty.py [FIRST_SEED [COUNT]]``. Fits `CertaintyWeights` by logistic regression
(Newton's method, ridge 1) on invented documents of the seeds 0 to 39, prints the weights, and for the documents of the
given seeds how many articles of each confidence are right: their headline and their body whole.
"""

from __future__ import annotations

import functools
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

FITTED = range(40)
RIDGE = 1.0
SIZES = (3, 6, 11)
SUBHEADINGS = ("问题在哪里", "办法想出来了", "老百姓怎么看", "下一步打算", "算一笔账", "从零开始", "三条路")
IDIOMS = {
    "mainland": ("project", "quality"),
    "tabloid": ("transport", "health", "crime", "living"),
    "republican": ("town", "court", "stage", "trade", "school", "relief"),
}


def articles_of(seed: int, size: int) -> list:
    """Invented articles, of themes or of the idioms of other papers by turns."""
    from repair_damage import Clean, invent_several

    from samples.text.grammar import Memory, Teller

    if seed % 2 == 0:
        return invent_several(seed, size)
    idiom = sorted(IDIOMS)[seed // 2 % len(IDIOMS)]
    rng, memory, made = random.Random(seed), Memory(), []
    for number in range(size):
        teller = Teller(idiom, IDIOMS[idiom][number % len(IDIOMS[idiom])], rng, memory=memory)
        paragraphs = teller.paragraphs(rng.choice((220, 320, 420)), 150)
        kicker = teller.phrase("kicker") if rng.random() < 0.3 else None
        byline = f"本报记者 {teller.phrase('person')}" if rng.random() < 0.7 else None
        made.append(Clean(teller.phrase("head"), paragraphs, kicker or None, None, byline))
    return made


def shuffled(articles: list, rng: random.Random, first: bool) -> str:
    """All heads in another order than their bodies, before or after them."""
    from repair_damage import all_heads, body_below

    heads = all_heads(rng.sample(articles, len(articles)))
    texts = [line for article in articles for line in body_below(article, rng, 0.0)]
    return "\n\n".join(heads + texts if first else texts + heads) + "\n"


def touching(articles: list, rng: random.Random) -> str:
    """Whole paragraphs; every second article has lost its head and byline and touches the one above."""
    from repair_damage import heads

    out: list[str] = []
    for number, article in enumerate(articles):
        out += [*(heads(article) if number % 2 == 0 else []), *article.paragraphs]
    return "\n".join(out) + "\n"


def subheaded(articles: list, rng: random.Random) -> str:
    """Whole paragraphs under signed heads, with subheadings between some."""
    from repair_damage import heads

    out: list[str] = []
    for article in articles:
        article.byline = article.byline or "本报记者 何海"
        told = [article.paragraphs[0]]
        for paragraph in article.paragraphs[1:]:
            told += [rng.choice(SUBHEADINGS), paragraph] if rng.random() < 0.5 else [paragraph]
        article.paragraphs = told
        out += [*heads(article), *told]
    return "\n\n".join(out) + "\n"


def whole(articles: list, rng: random.Random) -> str:
    """Whole paragraphs under their heads, no blank lines."""
    from repair_damage import heads

    return "\n".join(line for article in articles for line in [*heads(article), *article.paragraphs]) + "\n"


def kinds() -> dict[str, Callable[..., str]]:
    """The ways to damage articles."""
    from bare_text_articles import kinds as damages

    own: dict[str, Callable[..., str]] = {
        "other order, first": functools.partial(shuffled, first=True),
        "other order, last": functools.partial(shuffled, first=False),
        "touching": touching,
        "whole": whole,
        "subheadings": subheaded,
    }
    return {**damages(), **own}


def outcomes(seeds: range) -> Iterator[tuple[str, list[float], bool, float]]:
    """For each article found: the kind of document, its evidence, whether it is right, and its confidence."""
    from banmian.repair.bare_text import pipeline

    seen: list = []
    original = pipeline.article_certainties

    def noted(segments: list, left: list) -> list[float]:
        from banmian.repair.bare_text.segment_certainty import collect_evidence

        seen.extend(collect_evidence(segments, left))
        return original(segments, left)

    pipeline.article_certainties = noted  # type: ignore[assignment]
    try:
        for seed in seeds:
            for number, (name, damage) in enumerate(kinds().items()):
                seen.clear()
                articles = articles_of(seed, SIZES[(seed + number) % len(SIZES)])
                content = pipeline.text_to_content(damage(articles, random.Random(seed)))
                wanted = {_bare("".join(article.paragraphs)): article for article in articles}
                for found, evidence in zip(content.articles, seen, strict=True):
                    meant = wanted.get(_bare(found.text))
                    right = meant is not None and _right_head(found.headline, meant.headline, name, articles, meant)
                    yield name, [*asdict(evidence).values()], right, found.confidence or 0.0
    finally:
        pipeline.article_certainties = original


def _right_head(found: str | None, meant: str, name: str, articles: list, article: object) -> bool:
    lost = name == "touching" and articles.index(article) % 2 == 1
    return found is None if lost else _bare(found or "") == _bare(meant)


def _bare(text: str) -> str:
    return re.sub(r"\s|^本报讯（[^）]*）", "", text)


def fit(rows: list[tuple[str, list[float], bool, float]]) -> np.ndarray:
    """Weights of the evidence, the first for every article."""
    table = np.array([[1.0, *row[1]] for row in rows])
    right = np.array([row[2] for row in rows], float)
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - chance) - RIDGE * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights


def report(rows: list[tuple[str, list[float], bool, float]]) -> None:
    """Prints how many articles of each confidence are right, and of each kind."""
    sure, right = np.array([row[3] for row in rows]), np.array([row[2] for row in rows], float)
    error = 0.0
    for low in np.arange(0.0, 1.0, 0.1):
        here = (sure >= low) & (sure < low + 0.1 + 1e-9 * (low > 0.85))
        if here.any():
            error += abs(sure[here].sum() - right[here].sum()) / len(rows)
            print(f"{low:.1f}  {here.sum():5}  said {sure[here].mean():.3f}  right {right[here].mean():.3f}")
    print(f"expected calibration error {error:.3f}")
    for name in sorted({row[0] for row in rows}):
        own = [row for row in rows if row[0] == name]
        said, true = np.mean([row[3] for row in own]), np.mean([row[2] for row in own])
        print(f"{name:32} {len(own):5}  said {said:.3f}  right {true:.3f}", flush=True)


def main(first: int, count: int) -> None:
    from banmian.repair.bare_text.segment_certainty import Evidence

    weights = fit(list(outcomes(FITTED)))
    for name, weight in zip(["base", *(field.name for field in fields(Evidence))], weights, strict=True):
        print(f"    {name}: float = {weight:.2f}")
    report(list(outcomes(range(first, first + count))))


if __name__ == "__main__":
    main(*(int(value) for value in (*sys.argv[1:], "700", "6")[:2]))
