"""Line charts as PNG files, with nothing but the standard library and NumPy."""

import struct
import zlib

import numpy as np

_WHITE, _GREY, _BLACK = (255, 255, 255), (210, 210, 210), (30, 30, 30)
_COLOURS = ((31, 90, 180), (200, 60, 40), (40, 140, 60), (130, 80, 170))
# Digits, sign, point and letters that labels need, 3 by 5 pixels each, a row in three bits.
_GLYPHS = {
    "0": "75557", "1": "26227", "2": "71747", "3": "71717", "4": "55711", "5": "74717",
    "6": "74757", "7": "71111", "8": "75757", "9": "75717", "-": "00700", ".": "00002",
    "e": "07746", "k": "45655", " ": "00000",
}  # fmt: skip


def _text(canvas, x, y, text, scale=2):
    for place, letter in enumerate(text):
        for row, bits in enumerate(_GLYPHS.get(letter, "00000")):
            for column in range(3):
                if int(bits) >> (2 - column) & 1:
                    left = x + (place * 4 + column) * scale
                    top = y + row * scale
                    canvas[top : top + scale, left : left + scale] = _BLACK


def _line(canvas, x0, y0, x1, y1, colour):
    count = int(max(abs(x1 - x0), abs(y1 - y0))) + 1
    columns = np.linspace(x0, x1, count).round().astype(int)
    rows = np.linspace(y0, y1, count).round().astype(int)
    for offset in (0, 1):
        canvas[np.clip(rows + offset, 0, canvas.shape[0] - 1), columns] = colour


def chart(series, width=800, height=420):
    """Pixels of a chart; ``series`` is a list of (xs, ys), drawn in blue, red, green, violet."""
    canvas = np.full((height, width, 3), _WHITE, dtype=np.uint8)
    left, right, top, bottom = 80, width - 20, 20, height - 40
    xs = np.concatenate([np.asarray(x, float) for x, _ in series])
    ys = np.concatenate([np.asarray(y, float) for _, y in series])
    x_low, x_high = float(xs.min()), float(max(xs.max(), xs.min() + 1e-9))
    y_low, y_high = float(ys.min()), float(max(ys.max(), ys.min() + 1e-9))
    for tick in range(5):
        share = tick / 4
        row = int(bottom - share * (bottom - top))
        canvas[row, left:right] = _GREY
        _text(canvas, 4, row - 5, f"{y_low + share * (y_high - y_low):.3f}")
        column = int(left + share * (right - left) * 0.94)
        _text(canvas, column, bottom + 12, f"{(x_low + share * (x_high - x_low)) / 1e3:.0f}k")
    for (x, y), colour in zip(series, _COLOURS):
        columns = left + (np.asarray(x, float) - x_low) / (x_high - x_low) * (right - left)
        rows = bottom - (np.asarray(y, float) - y_low) / (y_high - y_low) * (bottom - top)
        for i in range(1, len(columns)):
            _line(canvas, columns[i - 1], rows[i - 1], columns[i], rows[i], colour)
    return canvas


def png(pixels):
    """A PNG file of an array of height, width and three colours."""
    height, width, _ = pixels.shape
    lines = b"".join(b"\0" + row.tobytes() for row in pixels)

    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(lines, 9))
        + chunk(b"IEND", b"")
    )
