"""A small newspaper typesetter: text is set into lines, columns and frames, then painted as PDF."""
