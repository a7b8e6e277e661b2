"""Whether a text is in a column, letter for letter: what searches ask of folded keys.

Both databases look for a piece of text faster than they compare a pattern, which would have to be escaped besides.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def holds(column: Any, text: str) -> sa.ColumnElement[bool]:
    """Whether the text is a part of the column."""
    return place_in(column, text) > sa.literal_column("0")


class place_in(FunctionElement[int]):  # noqa: N801 - a function of SQL
    """``place_in(column, text)``: where the text begins, counted from 1; 0 where it is not."""

    type = sa.Integer()
    inherit_cache = True


@compiles(place_in)
def _place_in(element: place_in, compiler: SQLCompiler, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


@compiles(place_in, "sqlite")
def _place_in_sqlite(element: place_in, compiler: SQLCompiler, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"
