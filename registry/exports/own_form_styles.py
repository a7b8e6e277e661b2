"""Which styles of a workbook show a number as a day."""

import re

from registry.exports.own_form_tags import Tag, read_tags

_DAYS_BY_NUMBER = frozenset((*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)))
"""Formats that no workbook needs to write down; those from 27 on are the Japanese ones."""
_NO_PARTS_OF_A_DAY = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|general|e[+-]', re.IGNORECASE)
_PART_OF_A_DAY = re.compile("[ydge]", re.IGNORECASE)


def day_styles(styles: bytes) -> frozenset[str]:
    """The numbers of cell styles, as cells name them, that show a day."""
    own: dict[str, str] = {}
    formats: list[str] = []
    kept: list[str] = []

    def note_format(tag: Tag) -> None:
        own[tag.attributes.get("numFmtId", "")] = tag.attributes.get("formatCode", "")

    def begin(_tag: Tag) -> None:
        formats.clear()

    closed = {
        "numFmt": note_format,
        "xf": lambda tag: formats.append(tag.attributes.get("numFmtId", "0")),
        "cellXfs": lambda _tag: kept.extend(formats),
    }
    read_tags(styles, closed, opened={"cellXfs": begin})
    return frozenset(str(place) for place, number in enumerate(kept) if _shows_day(number, own))


def _shows_day(number: str, own: dict[str, str]) -> bool:
    if number in own:
        return bool(_PART_OF_A_DAY.search(_NO_PARTS_OF_A_DAY.sub("", own[number])))
    return number.isdecimal() and int(number) in _DAYS_BY_NUMBER
