"""Page images: preparation (OpenCV), recognition behind an engine seam, marks, and the page model."""
