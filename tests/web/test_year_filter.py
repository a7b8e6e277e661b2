"""A condition on fiscal years, as it is typed."""

import pytest

from registry.web.year_filter import read_years


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("R2", ("2020", "令和2年度")),
        ("令和２年度", ("2020", "令和2年度")),
        ("H30-R2", ("2018-2020", "平成30年度～令和2年度")),
        ("２５〜２年度", ("2013-2020", "平成25年度～令和2年度")),
        ("2020 ー 2018", ("2018-2020", "平成30年度～令和2年度")),
        ("2018-2020", ("2018-2020", "平成30年度～令和2年度")),
        ("R2-R2", ("2020", "令和2年度")),
        ("H28-R2-R3", None),
        ("R2-", None),
        ("さきおととし", None),
        ("-" * 200, None),
    ],
)
def test_years_are_read_in_any_notation_and_what_is_none_is_left_out(site, typed, read):
    with site.test_request_context("/"):
        assert read_years(typed) == read
