"""The address of any record's own page."""

from flask import current_app, url_for


def record_address(noun: str, record_id: int) -> str:
    """The page of a record; blank where its noun has no pages."""
    if f"{noun}.show" not in current_app.view_functions:
        return ""
    values = {f"{noun.removesuffix('s')}_id": record_id}
    return url_for(f"{noun}.show", **values)  # type: ignore[arg-type]
