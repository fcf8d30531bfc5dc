"""Labelled graphs, as `banmian.learning.examples` has them."""

from banmian.learning.examples import Example, examples_of, regions_of

__all__ = ["Example", "examples_of", "regions_of"]
