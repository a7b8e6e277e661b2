import pytest

from registry.domain.corporate_number import is_corporate_number, read_corporate_number

# The National Tax Agency itself. By hand: 000012050002 from the right, times 1 and 2 in turn, is
# 2·1 + 0 + 0 + 0 + 5·1 + 0 + 2·1 + 1·2 = 11; 11 mod 9 is 2; the check digit is 9 - 2 = 7.
TAX_AGENCY = "7000012050002"


def test_a_number_with_its_check_digit_is_a_corporate_number():
    assert is_corporate_number(TAX_AGENCY)


@pytest.mark.parametrize("first", "012345689")
def test_any_other_check_digit_is_refused(first):
    assert not is_corporate_number(first + TAX_AGENCY[1:])


@pytest.mark.parametrize(
    "value",
    [
        "",
        "700001205000",
        "70000120500020",
        "7000-012050002",
        " 7000012050002",
        "T7000012050002",
        "７００００１２０５０００２",
        "x" * 13,
    ],
)
def test_only_the_stored_form_is_one(value):
    assert not is_corporate_number(value)


@pytest.mark.parametrize(
    "typed",
    [
        "7000012050002",
        "７００００１２０５０００２",
        "7-0000-1205-0002",
        "7 0000 1205 0002",
        "7－0000−1205ー0002",
        "T7000012050002",
        "t7000012050002",
        "Ｔ７００００１２０５０００２",
        "T-7000012050002",
        "\u30007000012050002\n",
    ],
)
def test_a_typed_number_is_read_in_any_width_with_dashes_and_an_invoice_numbers_t(typed):
    assert read_corporate_number(typed) == TAX_AGENCY


@pytest.mark.parametrize("typed", ["", "法人番号", "6000012050002", "TT7000012050002", "7.00001E+12", "7" * 61, "\x00"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError, match="corporate number"):
        read_corporate_number(typed)


def test_a_megabyte_is_refused():
    with pytest.raises(ValueError, match="too long"):
        read_corporate_number("7" * 10**6)
