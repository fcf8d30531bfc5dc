"""Text layers: from the glyphs that a PDF page paints to the lines of the page model."""
