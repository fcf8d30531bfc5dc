"""Files of other programs that hold text with its places: ALTO and PAGE-XML, read whole."""
