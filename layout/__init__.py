"""Layout: readers give glyphs and lines, geometry gives columns, blocks, reading order and articles."""
