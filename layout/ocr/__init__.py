"""From a page image to the page model: preparation with OpenCV, OCR behind an engine interface, graphics."""
