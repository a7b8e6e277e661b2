"""Fields for amounts of money and for figures, in any usual notation."""

from decimal import Decimal

from flask_babel import gettext as _

from registry.domain.amounts import read_amount, read_figure
from registry.domain.report_drafts import LARGEST
from registry.forms.fields import ReadField


def written_figure(value: Decimal | int) -> str:
    """1,234 or 91.5: as it may be typed in again."""
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else f"{value:,}"


class FigureField(ReadField):
    """A figure with up to three decimals."""

    def read(self, text: str) -> Decimal:
        """The figure."""
        figure = read_figure(text)
        if figure is None:
            raise ValueError(_("Enter a number, such as 124 or 91.5."))
        return figure

    def shown(self) -> str:
        """The value in words."""
        return "" if self.data is None else written_figure(self.data)


class AmountField(ReadField):
    """An amount in whole yen."""

    def read(self, text: str) -> int:
        """The amount."""
        amount = read_amount(text)
        if amount is None or amount >= LARGEST:
            raise ValueError(_("Enter an amount in whole yen, such as 120,000."))
        return amount

    def shown(self) -> str:
        """The value in words."""
        return "" if self.data is None else written_figure(self.data)

    @property
    def understood(self) -> str:
        """The amount that was understood, where it was written in another way."""
        plain = self.data is None or self.typed in {None, str(self.data), self.shown()}
        return "" if plain or self.errors else _("%(amount)s yen", amount=self.shown())
