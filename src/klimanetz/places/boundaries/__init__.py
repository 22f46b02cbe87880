"""Boundaries from files of the surveying offices. Needs the extra `geo` (shapely, brotli)."""
