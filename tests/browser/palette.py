"""Screenshots as small PNG files: at most 256 colours, which is plenty for letters and areas.

The browser that took the picture counts its colours; nothing else needs to be installed.
"""

import zlib
from base64 import b64decode, b64encode
from pathlib import Path
from struct import pack

from playwright.sync_api import Browser

REDUCE = """
async (picture) => {
  const bitmap = await createImageBitmap(await (await fetch(picture)).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const pixels = new Array(width * height), counts = new Map();
  for (let i = 0; i < pixels.length; i++) {
    const colour = (data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2];
    pixels[i] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const distance = (one, other) => one.reduce((sum, part, i) => sum + (part - other[i]) ** 2, 0);
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([c]) => parts(c));
  const places = new Map();
  for (const colour of counts.keys()) {
    const distances = palette.map((other) => distance(parts(colour), other));
    places.set(colour, distances.indexOf(Math.min(...distances)));
  }
  let indices = "";
  for (const colour of pixels) indices += String.fromCharCode(places.get(colour));
  return { width, height, palette: palette.flat(), indices: btoa(indices) };
}
"""


def write_small(browser: Browser, picture: bytes, path: Path) -> None:
    page = browser.new_page()
    found = page.evaluate(REDUCE, "data:image/png;base64," + b64encode(picture).decode())
    page.close()
    width, indices = found["width"], b64decode(found["indices"])
    lines = (indices[at : at + width] for at in range(0, len(indices), width))
    unfiltered = b"".join(b"\0" + line for line in lines)
    head = pack(">IIBBBBB", width, found["height"], 8, 3, 0, 0, 0)
    chunks = (
        chunk(b"IHDR", head),
        chunk(b"PLTE", bytes(found["palette"])),
        chunk(b"IDAT", zlib.compress(unfiltered, 9)),
        chunk(b"IEND", b""),
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))
