"""A registry with something in every corner, and all of what it says, so that two can be held against each other."""

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from registry.commands.agreements import amend_agreement, delete_agreement
from registry.commands.attachments import remove_file
from registry.commands.audit import record_entry
from registry.commands.organizations import merge_organizations, rename_organization, succeed_organizations
from registry.commands.users import add_user, invite_user
from registry.database import db, discard, writing
from registry.domain.backups import LEFT_OUT
from registry.domain.rules import CountingRules
from registry.domain.users import UserDraft
from registry.domain.vocabulary import Role
from registry.evaluation.layout import printed_form
from registry.exports.sheet_documents import sheet_document
from registry.language import say_in_japanese
from registry.models import LoginFailure, OrganizationContact, PostedForm, SavedView, SiteSetting, User, UserSession
from registry.queries.attachments import file_store
from registry.queries.audit import get_head
from registry.queries.backups import stored_files
from registry.queries.counting.numbers import count_years
from registry.queries.sheets import get_sheet
from tests.attaching import attached, replaced
from tests.imports.attached import GOOD, PDF
from tests.office import SATO, agreement, day, meeting, organization, project

TODAY = day("2021-12-20")


def fill_every_corner() -> None:
    """Beside the demonstration: references to later rows, rows of every table, odd characters, files of every kind."""
    with writing():
        early = organization(
            "﨑山㈱ \"'\\", kana="さきやま", notes="一行目\n二行目\t\u3000🙂", groups=("東京ネットワーク",)
        )
        later, twin = organization("神山株式会社"), organization("神山(株)")
        succeed_organizations(SATO, organization_ids=[early.id], successor_id=later.id, on=day("2021-04-01"))
        merge_organizations(SATO, duplicate_id=twin.id, into_id=later.id)
        rename_organization(
            SATO, organization_id=later.id, name="新神山株式会社", kana="しんかみやま", on=day("2021-05-01")
        )
        first = agreement(early, concluded="2019-04-01", expires_on=day("2020-03-31"), auto_renewal_months=12)
        agreement(early, later, concluded="2021-04-02", renews_id=first.id, fields=("防災",))
        amend_agreement(SATO, agreement_id=first.id, amended_on=day("2020-01-01"), effective_on=None, summary="期間")
        delete_agreement(SATO, agreement_id=agreement(later, concluded="2021-05-01").id)
        held = meeting(later, held="2021-06-01", counted=False, counted_reason="重複")
        project(agreements=(first.id,), departments=("農政課",), organizations=(later.id,))
        add_user(SATO, name="佐藤", role=Role.ADMINISTRATOR, password="a long sentence")
        invite_user(SATO, draft=UserDraft("鈴木", Role.VIEWER))
        add_what_has_no_deed_yet(later.id)
    for name, (data, _) in GOOD.items():
        attached(held, name, data)
    new = replaced(attached(first, "協定書.pdf", PDF), "協定書（改）.pdf", PDF + b"\n")
    with writing():
        remove_file(SATO, attachment_id=new.id)


def add_what_has_no_deed_yet(organization_id: int) -> None:
    user = db.session.scalars(sa.select(User)).first()
    rows = (
        OrganizationContact(organization_id=organization_id, name="田中", mail="tanaka@example.jp"),
        SavedView(user_id=user.id, noun="agreements", name="今年度", query="q=%E9%98%B2"),
        SiteSetting(name="city", value="試験市"),
    )
    moment = SATO.at + timedelta(microseconds=123)
    db.session.add_all(
        [
            *rows,
            UserSession(token_hash="0" * 64, user_id=user.id, began_at=moment, seen_at=moment),
            LoginFailure(name_key="x", address="127.0.0.1", failed_at=moment),
            PostedForm(key="1", noun="meetings", record_id=1, posted_at=moment),
        ]
    )
    for row in rows:
        record_entry(SATO, action="test", record=row)


def everything(app: Flask) -> dict[str, object]:
    """All rows that a backup holds, the numbers, the documents' bytes, the log's head, and the bytes of the files."""
    with app.app_context():
        discard()
        sheet = get_sheet(2020, as_of=TODAY, rules=CountingRules())
        grid = printed_form(sheet, with_findings=True, say=say_in_japanese)
        told = rows_here()
        told["counts"] = repr(count_years(range(2010, 2022), as_of=TODAY, rules=CountingRules()))
        told["documents"] = [sheet_document(form, grid).data for form in ("html", "xlsx", "pdf")]
        told["head"] = get_head()
        told["files"] = [file_store().read(each.stored_as, sha256=each.sha256) for each in stored_files()]
        db.session.remove()
        return told


def rows(app: Flask) -> dict[str, object]:
    """All rows that a backup holds; every connection is closed again."""
    with app.app_context():
        told = rows_here()
        db.session.remove()
        db.engine.dispose()
        return told


def rows_here() -> dict[str, object]:
    return {table.name: rows_of(table) for table in db.metadata.sorted_tables if table.name not in LEFT_OUT}


def rows_of(table: sa.Table) -> list[tuple]:
    return [tuple(row) for row in db.session.execute(sa.select(table).order_by(*table.primary_key.columns))]


def left_out_rows(app: Flask) -> int:
    with app.app_context():
        return sum(len(rows_of(db.metadata.tables[name])) for name in LEFT_OUT)
