"""Segmentation: the lines of a page become text blocks, headings, figures, tables, frames and furniture."""
