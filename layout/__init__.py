"""Where things are: readers give glyphs and lines, geometry gives columns, blocks, order and articles."""
