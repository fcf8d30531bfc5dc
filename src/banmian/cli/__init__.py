"""The commands, one a module; each is a thin layer over the Python API."""
