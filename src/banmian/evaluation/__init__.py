"""How good an output is, held against truth: every figure with its definition, from pure functions.

`banmian.evaluation.scoring.evaluate` scores files and folders; `banmian.evaluation.scoring.score` scores one document.
"""
