import json
from dataclasses import replace

from registry.evaluation.checks import check
from registry.exports.sheet_json import findings_json, sheet_json
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import seed_sheet

ABOUT = {"fiscal_year", "label", "state", "source", "rules"}
KEYS = ABOUT | {"head", "plan", "do", "indicators", "costs", "check", "summary", "action", "findings"}


def exported(sheet):
    return json.loads(sheet_json(sheet, check(sheet)))


def test_the_whole_sheet_is_one_object():
    sheet = exported(seed_sheet())
    assert set(sheet) == KEYS
    assert (sheet["fiscal_year"], sheet["label"], sheet["state"]) == (2020, "2年度", "published")
    assert sheet["rules"] == {
        "agreement_date": "concluded",
        "meeting_basis": "meeting",
        "merged_organizations": "as_concluded",
    }
    assert sheet["head"]["title"] == "産学官連携推進事業"
    assert sheet["check"]["1"] == {
        "achieved": True,
        "not_achieved": False,
        "reason": "令和2年度は新たに2件の連携協定を締結した。また協定に基づき各種事業を推進している。",
    }


def test_the_bridge_is_there_only_where_the_sheet_has_that_line():
    assert "bridge" not in exported(seed_sheet())
    assert exported(clean_sheet(do__bridge="1件は既存の相手方"))["bridge"] == "1件は既存の相手方"


def test_an_indicator_tells_what_feeds_it():
    indicators = exported(seed_sheet())["indicators"]
    assert [(one["kind"], one["slot"], one["unit"], one["count"]) for one in indicators] == [
        ("activity", "ア", "回", "meetings"),
        ("activity", "イ", "", None),
        ("population", "ア", "件", "population"),
        ("population", "イ", "", None),
        ("outcome", "ア", "件", "organizations_cumulative"),
        ("outcome", "イ", "", None),
    ]
    assert [one["value"] for one in indicators[4]["cells"]] == [47, 48, 55, 49, 55, 55, 55, 55]
    assert [one["computed"] for one in indicators[4]["cells"]] == [47, 48, None, 49, None, None, None, None]


def test_a_finding_is_an_object_in_the_reader_s_language():
    findings = json.loads(findings_json(2020, check(seed_sheet()), say=lambda _message: "和文"))
    assert (findings["fiscal_year"], len(findings["findings"])) == (2020, 26)
    assert findings["findings"][0] == {
        "code": "outcome_above_population",
        "severity": "error",
        "cell": "indicators.outcome.ア.actual.2018",
        "message": "和文",
        "explanation": None,
    }


def test_words_stand_in_the_file_as_they_are_read():
    assert "産学官連携推進事業" in sheet_json(seed_sheet(), ())


def test_a_sheet_without_contradictions_has_an_empty_list_of_findings():
    assert exported(clean_sheet())["findings"] == []
    assert exported(replace(clean_sheet(), explanations=()))["do"]["bridge"] == ""
