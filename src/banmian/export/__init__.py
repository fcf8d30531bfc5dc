"""Formats that archives and readers use, made from finished article documents."""
