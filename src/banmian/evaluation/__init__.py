"""Evaluation of an output against truth: every figure with its definition, computed by pure functions.

`banmian.evaluation.scoring.evaluate` scores files and folders; `banmian.evaluation.scoring.score` scores one
document.
"""
