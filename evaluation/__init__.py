"""How good an output is, held against truth: every figure with its definition, from pure functions.

`evaluation.scoring.evaluate` scores files and folders; `evaluation.scoring.score` scores one edition.
"""
