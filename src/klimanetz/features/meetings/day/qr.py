"""A code that the camera of any phone reads."""

import segno

#: A quarter of the code may be lost to glare or creases.
CORRECTION = "q"


def draw_code(address: str) -> str:
    """`address` as an SVG that a page holds; black on white, because cameras want it so."""
    code = segno.make(address, error=CORRECTION, micro=False, boost_error=False)
    return str(code.svg_inline(omitsize=True, light="#fff", svgclass="code", lineclass=None))
