"""件数と団体数 as a part of the annex: the steps of the year, and which agreement brought a new organization."""

from registry.evaluation.annex import AnnexBridge, NewAgreement
from registry.evaluation.bridge import Bridge
from registry.evaluation.counts import EvidenceRecord
from registry.exports.annex import AnnexPart, AnnexTable, Change, Value
from registry.exports.tables import TableColumn
from registry.language import gettext as _
from registry.language import say
from registry.words import KINDS, year_label


def bridge_part(bridge: AnnexBridge, fiscal_year: int, *, key: str) -> AnnexPart:
    """The part; its sentence says why the agreements and the organizations moved by different numbers."""
    title = _("Agreements and organizations")
    return AnnexPart(
        key=key,
        title=_("%(title)s, %(year)s", title=title, year=year_label(fiscal_year)),
        name=title,
        facts=((_("In one sentence"), say(bridge.bridge.sentence)),),
        tables=(_steps(bridge.bridge, fiscal_year), _new_agreements(bridge), *_others(bridge)),
    )


def _steps(bridge: Bridge, fiscal_year: int) -> AnnexTable:
    agreements: tuple[Value, ...] = (
        bridge.agreements_opening,
        Change(bridge.agreements_new),
        None,
        None,
        bridge.agreements_closing,
    )
    organizations: tuple[Value, ...] = (
        bridge.organizations_opening,
        Change(bridge.organizations_by_agreement),
        Change(bridge.organizations_by_joining),
        Change(-bridge.organizations_merged),
        bridge.organizations_closing,
    )
    return AnnexTable(
        columns=(
            TableColumn("", 18),
            TableColumn(_("End of %(year)s", year=year_label(fiscal_year - 1)), 16),
            TableColumn(_("New agreements"), 16),
            TableColumn(_("Joining and renewal"), 16),
            TableColumn(_("Merged"), 16),
            TableColumn(_("End of %(year)s", year=year_label(fiscal_year)), 16),
        ),
        rows=((_("Agreements"), *agreements), (_("Organizations"), *organizations)),
        empty="",
    )


def _new_agreements(bridge: AnnexBridge) -> AnnexTable:
    return AnnexTable(
        title=_("New agreements, and the organizations whose first one they are"),
        columns=(
            TableColumn(_("No."), 6),
            TableColumn(_("Agreement"), 46),
            TableColumn(_("Concluded on"), 18),
            TableColumn(_("Organizations that it brought"), 46),
        ),
        rows=[(place, *_new(one)) for place, one in enumerate(bridge.new_agreements, start=1)],
        empty=_("There is no new agreement in this year."),
    )


def _new(one: NewAgreement) -> tuple[Value, ...]:
    brought = "\n".join(
        _("%(name)s (%(remark)s)", name=body.label, remark=_(KINDS[body.kind])) if body.kind else body.label
        for body in one.brought
    )
    return one.agreement.label, one.agreement.date, brought or _("none: existing partners only")


def _others(bridge: AnnexBridge) -> tuple[AnnexTable, ...]:
    """Who came by joining or renewal, and who went into another one; left out where nobody did."""
    tables = (
        (_("Organizations that came by joining or renewal"), bridge.joined),
        (_("Organizations that became one with another"), bridge.merged),
    )
    columns = (
        TableColumn(_("No."), 6),
        TableColumn(_("Organization"), 46),
        TableColumn(_("Day"), 18),
        TableColumn(_("Agreement"), 46),
    )
    return tuple(
        AnnexTable(title=title, columns=columns, rows=[_other(*one) for one in enumerate(found, start=1)], empty="")
        for title, found in tables
        if found
    )


def _other(place: int, one: EvidenceRecord) -> tuple[Value, ...]:
    agreement = " ".join(filter(None, (one.source_number, one.source_label)))
    return place, one.label, one.date, agreement
