"""Makes a clean page picture look scanned: skew, blur, noise, yellowed paper, show-through."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageFilter


@dataclass(frozen=True)
class Wear:
    """How worn a scan is. Angle in degrees, blur and noise in pixels and grey levels, the rest shares."""

    angle: float = 0.4
    blur: float = 0.7
    noise: float = 7.0
    yellowing: float = 0.0
    show_through: float = 0.0
    speckles: int = 0
    quality: int = 70


def draw_wear(rng: Random) -> Wear:
    """A scan between a good office scanner's and a tired archive's."""
    return Wear(
        angle=rng.uniform(-1.2, 1.2),
        blur=rng.uniform(0.3, 1.1),
        noise=rng.uniform(3, 12),
        yellowing=rng.choice((0.0, 0.0, rng.uniform(0.1, 0.5))),
        show_through=rng.choice((0.0, 0.0, rng.uniform(0.05, 0.18))),
        speckles=rng.choice((0, 200, 800)),
        quality=rng.randint(55, 85),
    )


def degrade(page: Image.Image, wear: Wear, rng: Random) -> Image.Image:
    """The page as a worn scan of the same size."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    grey = page.convert("L")
    turned = grey.rotate(wear.angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    values = np.asarray(turned.filter(ImageFilter.GaussianBlur(wear.blur)), dtype=np.float32)
    if wear.show_through:
        back = np.asarray(grey.filter(ImageFilter.GaussianBlur(3)), dtype=np.float32)[:, ::-1]
        values -= (255 - back) * wear.show_through
    height, width = values.shape
    for _ in range(wear.speckles):
        y, x = int(noise.integers(0, height - 3)), int(noise.integers(0, width - 3))
        values[y : y + 2, x : x + 2] -= 90
    shade = np.linspace(-8, 6, width, dtype=np.float32)[None, :]
    values = values * 0.93 + 8 + shade + noise.normal(0, wear.noise, values.shape).astype(np.float32)
    values = np.clip(values, 0, 250)
    if not wear.yellowing:
        return Image.fromarray(values.astype(np.uint8))
    tint = 1 - wear.yellowing * np.array([0.06, 0.14, 0.42])
    return Image.fromarray((values[:, :, None] * tint).astype(np.uint8))
