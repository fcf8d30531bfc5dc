"""The share of word spaces that reading keeps, on drawn pages of Western and Korean type."""
