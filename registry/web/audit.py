"""The audit log: who did what and when, as a list and as a file, and the proof that nobody has altered it."""

import re
from itertools import chain

from flask import Blueprint, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.domain.errors import TooManyRows
from registry.domain.lists import MOST_ROWS
from registry.domain.names import clean
from registry.domain.permissions import Permission
from registry.exports.tables import MIMETYPES, table_file
from registry.queries.audit import verify_chain
from registry.queries.audit_entries import count_entries, find_entries, walk_entries
from registry.queries.listing import id_in
from registry.web.access import requires
from registry.web.audit_list import SPEC, paging, shown_entries, table_of, wanted_entries
from registry.web.audit_proof import proof_in_words
from registry.web.clock import today
from registry.web.files import file_answer
from registry.web.frame import show_page
from registry.web.lists import asked, list_page
from registry.web.saving import Answer

bp = Blueprint("audit", __name__)
PER_PAGE = 50
HASH = re.compile("[0-9a-f]{64}")


@bp.get("/audit")
@requires(Permission.SEE_AUDIT)
def show_list() -> str:
    """The newest entries that meet the conditions, or those before or after one of them."""
    wanted = asked(SPEC)
    before, after = (id_in(request.args.get(name, "")) for name in ("before", "after"))
    found = find_entries(wanted_entries(wanted.query), before=before, after=after, limit=PER_PAGE)
    return show_page(
        "audit/list.html",
        list=list_page(wanted, total=0),
        rows=tuple(shown_entries(found.entries)),
        paging=paging(wanted, found),
    )


@bp.get("/audit.<any(csv, xlsx):form>")
@requires(Permission.SEE_AUDIT)
def download(form: str) -> Response:
    """All entries that meet the conditions."""
    wanted = wanted_entries(asked(SPEC).query)
    if count_entries(wanted) > MOST_ROWS:
        raise TooManyRows(most=f"{MOST_ROWS:,}")
    data = table_file(table_of(chain.from_iterable(walk_entries(wanted)), today()), form)
    return file_answer(data, mimetype=MIMETYPES[form], name=f"{_('Audit log')}.{form}", plain_name=f"audit.{form}")


@bp.get("/audit/verify")
@requires(Permission.SEE_AUDIT)
def verify() -> Answer:
    """Walk the whole log; ``?head=`` is a hash that was printed earlier and must be in it."""
    given = clean(request.args.get("head", ""))
    head = "".join(given.split()).lower()
    mistyped = bool(head) and not HASH.fullmatch(head)
    proof = proof_in_words(verify_chain(None if mistyped else head or None))
    return show_page("audit/verify.html", proof=proof, given=given, mistyped=mistyped), 422 if mistyped else 200
