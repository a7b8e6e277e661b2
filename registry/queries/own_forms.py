"""市の様式: the workbooks of the city's own, by fiscal year."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import undefer

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.own_forms import NoOwnForm
from registry.models import OwnForm
from registry.queries.records import find_record


def find_own_form(fiscal_year: int) -> OwnForm | None:
    """The workbook that is filled for a year, with its bytes: the newest that is not deleted; one statement."""
    newest = _living().where(OwnForm.fiscal_year == fiscal_year).order_by(OwnForm.id.desc()).limit(1)
    return db.session.scalar(newest.options(undefer(OwnForm.data)))


def get_own_form(fiscal_year: int) -> OwnForm:
    """The same; raises NoOwnForm."""
    form = find_own_form(fiscal_year)
    if form is None:
        raise NoOwnForm(year=fiscal_year)
    return form


def get_kept_form(fiscal_year: int, form_id: int) -> OwnForm:
    """One of a year's workbooks, be it deleted; raises NoSuchRecord where it is none of that year's."""
    form = find_record(OwnForm, form_id)
    if form is None or form.fiscal_year != fiscal_year:
        raise NoSuchRecord(noun=OwnForm.noun, id=form_id)
    return form


def find_earlier_form(fiscal_year: int) -> OwnForm | None:
    """The form of the last year before that has one, without its bytes."""
    earlier = _living().where(OwnForm.fiscal_year < fiscal_year)
    return db.session.scalar(earlier.order_by(OwnForm.fiscal_year.desc(), OwnForm.id.desc()).limit(1))


def list_own_forms(fiscal_year: int) -> Sequence[OwnForm]:
    """All that were ever uploaded for a year, deleted ones too, the newest first; without their bytes."""
    of_year = sa.select(OwnForm).where(OwnForm.fiscal_year == fiscal_year)
    return db.session.scalars(of_year.order_by(OwnForm.id.desc())).all()


def _living() -> sa.Select[OwnForm]:
    return sa.select(OwnForm).where(OwnForm.deleted_at.is_(None))
