"""Repair rules, one module each, their registry, and what several of them ask."""
