"""Fields for amounts of money and for figures, in any usual notation."""

from decimal import Decimal

from flask_babel import gettext as _
from wtforms import StringField

from registry.domain.amounts import read_amount, read_figure
from registry.domain.report_drafts import LARGEST


def written_figure(value: Decimal | int) -> str:
    """1,234 or 91.5: as it may be typed in again."""
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else f"{value:,}"


class AmountField(StringField):
    """An amount in whole yen."""

    data: int | None
    typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raises ValueError."""
        self.typed = valuelist[0] if valuelist else ""
        self.data = None
        if not self.typed.strip():
            return
        amount = read_amount(self.typed)
        if amount is None or amount >= LARGEST:
            raise ValueError(_("Enter an amount in whole yen, such as 120,000."))
        self.data = amount

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else written_figure(self.data)

    @property
    def understood(self) -> str:
        """The amount that was understood, where it was written in another way."""
        plain = self.data is None or self.typed in {None, str(self.data), written_figure(self.data)}
        return "" if plain or self.errors else _("%(amount)s yen", amount=self.shown())

    def shown(self) -> str:
        """The value in words."""
        return "" if self.data is None else written_figure(self.data)


class FigureField(StringField):
    """A figure with up to three decimals."""

    data: Decimal | None
    typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raises ValueError."""
        self.typed = valuelist[0] if valuelist else ""
        self.data = read_figure(self.typed) if self.typed.strip() else None
        if self.data is None and self.typed.strip():
            raise ValueError(_("Enter a number, such as 124 or 91.5."))

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else written_figure(self.data)

    def shown(self) -> str:
        """The value in words."""
        return "" if self.data is None else written_figure(self.data)
