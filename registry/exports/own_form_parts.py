"""The parts of a workbook's file: found by their relations, and put back in the same order."""

import io
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from zipfile import ZipFile

from registry.exports.own_form_tags import tags_of


@dataclass(frozen=True)
class Relation:
    """``kind`` is the last word of its type; ``part`` the path of what it leads to."""

    kind: str
    part: str


class Package:
    """The file of a workbook, all of it unpacked; it was checked when it came in."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(io.BytesIO(data)) as archive:
            self._members = archive.infolist()
            self._parts = {one.filename: archive.read(one) for one in self._members}
        self._names = {name.lower(): name for name in self._parts}

    def __getitem__(self, path: str) -> bytes:
        return self._parts[self._names[path.lower()]]

    def __setitem__(self, path: str, part: bytes) -> None:
        self._parts[self._names[path.lower()]] = part

    def relations(self, path: str) -> Mapping[str, Relation]:
        """Where a part leads to, by the relation's id; "" is the file itself."""
        folder, name = posixpath.split(path)
        listed = self[posixpath.join(folder, "_rels", f"{name}.rels")]
        return {
            one.attributes["Id"]: Relation(
                posixpath.basename(one.attributes["Type"]),
                posixpath.normpath(posixpath.join("/", folder, one.attributes["Target"])).lstrip("/"),
            )
            for one in tags_of(listed, "Relationship")
            if one.attributes.get("TargetMode") != "External"
        }

    def packed(self) -> bytes:
        """The file with the parts as they are now, each under its old name, in its old place, with its old date."""
        out = io.BytesIO()
        with ZipFile(out, "w") as archive:
            for member in self._members:
                part = self._parts[member.filename]
                member.extra = b""  # of what was packed before: sizes, room to grow
                archive.writestr(member, part)
        return out.getvalue()
