"""The sheet as one JSON object, as contract.md's readers expect it."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import Message
from registry.evaluation.findings import Finding
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_data import data_of

Say = Callable[[Message], str]


def sheet_json(sheet: Sheet, findings: Sequence[Finding], *, say: Say = str) -> str:
    """The whole sheet; ``say`` puts a finding's message into the reader's language."""
    data = data_of(sheet)
    head = {"fiscal_year": data.pop("fiscal_year"), "label": FiscalYear(sheet.fiscal_year).label}
    state = {"state": data.pop("state"), "source": data.pop("source"), "rules": sheet.rules.as_dict()}
    bridge = {"bridge": sheet.do.bridge} if sheet.do.bridge else {}
    return _written(head | state | data | bridge | {"findings": findings_data(findings, say=say)})


def findings_json(fiscal_year: int, findings: Sequence[Finding], *, say: Say = str) -> str:
    """The findings of a year's sheet."""
    return _written({"fiscal_year": fiscal_year, "findings": findings_data(findings, say=say)})


def findings_data(findings: Sequence[Finding], *, say: Say = str) -> list[dict[str, Any]]:
    """Each finding as an object."""
    return [
        {
            "code": one.code,
            "severity": one.severity.value,
            "cell": one.cell,
            "message": say(one.message),
            "explanation": one.explanation,
        }
        for one in findings
    ]


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
