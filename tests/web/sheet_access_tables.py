"""The tables of who may do what around the evaluation sheets; a part of those in ``access_tables``."""

from registry.domain.vocabulary import Role

LOGIN = "login"
"""Sent to the login first."""
NOBODY = "nobody"
WHO = (NOBODY, Role.VIEWER, Role.DEPARTMENT, Role.SECRETARIAT, Role.CHIEF, Role.ADMINISTRATOR)
"""The columns; where all roles get the same, a line has nobody's and theirs."""

PAGES_OF_SHEETS = {
    "/sheets": (LOGIN, 302),
    "/sheets/2020": (LOGIN, 200),
    "/sheets/2021": (LOGIN, 404, 404, 200, 200, 200),
    "/sheets/new": (LOGIN, 403, 403, 200, 200, 200),
    "/sheets/2020/edit/head": (LOGIN, 403, 403, 200, 200, 200),
    "/sheets/2020/edit/do": (LOGIN, 403, 403, 200, 200, 200),
    "/sheets/2020/edit/figures": (LOGIN, 403, 403, 200, 200, 200),
    "/sheets/2020/edit/check": (LOGIN, 403, 403, 200, 200, 200),
    "/sheets/2020/edit/summary": (LOGIN, 403, 403, 200, 200, 200),
    "/sheets/2020/edit/action": (LOGIN, 403, 403, 200, 200, 200),
    "/sheets/2020.json": (LOGIN, 200),
    "/sheets/2020.xlsx": (LOGIN, 200),
    "/sheets/2020.pdf": (LOGIN, 200),
    "/sheets/2020/form": (LOGIN, 200),
    "/sheets/2020/form/1": (LOGIN, 404),
    "/sheets/2020/form.xlsx": (LOGIN, 404),
    "/sheets/2020/form-start.xlsx": (LOGIN, 200),
    "/sheets/2020/names": (LOGIN, 200),
    "/sheets/2020/evidence/organizations_cumulative/2020": (LOGIN, 200),
    "/sheets/2020/findings/indicator_never_moves/indicators.activity.ア": (LOGIN, 403, 403, 200, 200, 200),
    "/sheets/2020/finalize": (LOGIN, 403, 403, 403, 409, 409),
    "/sheets/2020/reopen": (LOGIN, 403, 403, 403, 409, 409),
    "/sheets/2020/published": (LOGIN, 403, 403, 403, 409, 409),
    "/sheets/2020/revisions": (LOGIN, 200),
    "/sheets/2020/revisions/1": (LOGIN, 404),
    "/sheets/2020/revisions/1.pdf": (LOGIN, 404),
    "/sheets/2020/revisions/1/compare/2": (LOGIN, 404),
    "/sheets/2020/revisions/1/evidence/meetings/2020": (LOGIN, 404),
    "/sheets/2020/drift": (LOGIN, 404),
    "/sheets/2020/evidence/organizations_cumulative/2020.csv": (LOGIN, 200),
    "/sheets/2020/years": (LOGIN, 200),
    "/sheets/2020/years.xlsx": (LOGIN, 200),
    "/sheets/2020/compare/2019": (LOGIN, 200),
    "/sheets/2020/annex.xlsx": (LOGIN, 200),
    "/sheets/2020/annex.pdf": (LOGIN, 200),
}
DEEDS_OF_SHEETS = {
    "/sheets/2020/findings/indicator_never_moves/indicators.activity.ア": (LOGIN, 403, 403, 422, 422, 422),
    "/sheets/2020/finalize": (LOGIN, 403, 403, 403, 409, 409),
    "/sheets/2020/reopen": (LOGIN, 403, 403, 403, 409, 409),
    "/sheets/2020/published": (LOGIN, 403, 403, 403, 409, 409),
    "/sheets/2020/form": (LOGIN, 403, 403, 422, 422, 422),
    "/sheets/2020/form/take-over": (LOGIN, 403, 403, 404, 404, 404),
    "/sheets/2020/form/1/delete": (LOGIN, 403, 403, 404, 404, 404),
    "/sheets/2020/form/1/restore": (LOGIN, 403, 403, 404, 404, 404),
    "/sheets/new": (LOGIN, 403, 403, 422, 422, 422),
    "/sheets/2020/edit/summary": (LOGIN, 403, 403, 409, 409, 409),
}
