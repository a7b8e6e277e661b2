"""A TrueType font of one character, a filled square, made by hand."""

import struct

EM = 1000
SQUARE = struct.pack(
    ">hhhhh HH BBBB hhhh hhhh",
    *(1, 0, 0, EM, EM),  # one contour, its box
    *(3, 0),  # the last point, no instructions
    *(1, 1, 1, 1),  # points on the curve, both coordinates in words
    *(0, 0, EM, 0),
    *(0, EM, 0, -EM),
)


def font_with(character, *, family):
    """The font file: the glyph .notdef, and a square for the character."""
    code = ord(character)
    tables = {
        b"OS/2": _metrics(code),
        b"cmap": struct.pack(">4HI 2H6I", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1, code, code, 1),
        b"glyf": SQUARE * 2,
        b"head": struct.pack(
            ">4I2H2Q4h2H3h", 1 << 16, 1 << 16, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, 0, EM, EM, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">I3hH6h10xH", 1 << 16, EM, 0, 0, EM, 0, 0, EM, 1, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", EM, 0, EM, 0),
        b"loca": struct.pack(">III", 0, len(SQUARE), 2 * len(SQUARE)),
        b"maxp": struct.pack(">I5H18x", 1 << 16, 2, 4, 1, 0, 0),
        b"name": _names({1: family, 2: "Regular", 4: family, 6: family}),
        b"post": struct.pack(">I I2hI16x", 3 << 16, 0, -100, 50, 0),
    }
    return _file(tables)


def _metrics(code):
    start = struct.pack(">Hh3H58x4s", 4, EM, 400, 5, 0, b"none")
    return start + struct.pack(">3H3h2H8x2h3H", 64, code, code, EM, 0, 0, EM, 0, 500, 700, 0, 32, 1)


def _names(words):
    texts = {number: text.encode("utf-16-be") for number, text in words.items()}
    records, place = b"", 0
    for number, text in texts.items():
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(text), place)
        place += len(text)
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + b"".join(texts.values())


def _file(tables):
    """The tables behind their directory, each at a place that four divides."""
    directory, content = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 32), b""
    start = len(directory) + 16 * len(tables)
    for tag, table in tables.items():
        directory += struct.pack(">4sIII", tag, 0, start + len(content), len(table))
        content += table + bytes(-len(table) % 4)
    return directory + content
