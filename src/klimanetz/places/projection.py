"""From degrees to the plane all outlines and dots of the map are drawn on.

Equirectangular with the true scale at 51° N: at Germany's extent shapes stay within 7 % of
Mercator's look and the arithmetic stays exact enough for whole units of about 70 m.
"""

from math import cos, radians

UNITS_PER_DEGREE = 1600
STANDARD_PARALLEL = 51.0
_SQUEEZE = cos(radians(STANDARD_PARALLEL))


def project(longitude: float, latitude: float) -> tuple[int, int]:
    """Whole map units; x grows to the east, y to the south (as SVG wants it)."""
    x = round(longitude * _SQUEEZE * UNITS_PER_DEGREE)
    return x, round((56.0 - latitude) * UNITS_PER_DEGREE)
