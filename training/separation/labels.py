"""Pages with their truth, as `banmian.learning.labels` has them."""

from banmian.learning.labels import CLEAR, NO_ARTICLE, RUN, SURE, UNKNOWN, LabelledPage, Places, folded

__all__ = ["CLEAR", "NO_ARTICLE", "RUN", "SURE", "UNKNOWN", "LabelledPage", "Places", "folded"]
