from registry.cli.text_table import aligned


def test_japanese_characters_take_two_columns():
    assert aligned([["", "2年度"], ["協議", "50"], ["abc", "1,000"]]) == [
        "      2年度",
        "協議     50",
        "abc   1,000",
    ]
