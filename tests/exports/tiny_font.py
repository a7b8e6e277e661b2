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
    names = _names({1: family, 2: "Regular", 4: family, 6: family})
    tables = {
        b"OS/2": struct.pack(">HhHHH", 4, EM, 400, 5, 0) + bytes(32) + bytes(10) + bytes(16) + b"none"
        + struct.pack(">HHHhhhHH", 64, ord(character), ord(character), EM, 0, 0, EM, 0) + bytes(8)
        + struct.pack(">hhHHH", 500, 700, 0, 32, 1),
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIIIIII", 12, 0, 28, 0, 1, *[ord(character)] * 2, 1),
        b"glyf": SQUARE * 2,
        b"head": struct.pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, 0, EM, EM, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhh", 0x10000, EM, 0, 0, EM, 0, 0, EM, 1, 0, 0) + bytes(10) + struct.pack(">H", 2),
        b"hmtx": struct.pack(">HhHh", EM, 0, EM, 0),
        b"loca": struct.pack(">III", 0, len(SQUARE), 2 * len(SQUARE)),
        b"maxp": struct.pack(">IH", 0x10000, 2) + struct.pack(">HHHH", 4, 1, 0, 0) + bytes(18),
        b"name": names,
        b"post": struct.pack(">IIhhI", 0x30000, 0, -100, 50, 0) + bytes(16),
    }  # fmt: skip
    return _file(tables)


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
