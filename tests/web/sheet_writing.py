"""What tests of the sheet's forms have in common: what is stored, what a form shows, and sending it."""

from registry.evaluation.sheet_names import names
from registry.queries.sheets import get_stored_sheet, typed_sheet
from tests.web.form_sending import form_to


def stored(site, year: int = 2021) -> dict:
    with site.app_context():
        return dict(names(typed_sheet(get_stored_sheet(year))))


def shown(client, address: str) -> dict:
    return form_to(client.get(address).text, address)


def send(client, address: str, values: dict | None = None, **more: object):
    """Send the form as it is shown, or these values, with some changed (``__`` stands for dots)."""
    changes = {name.replace("__", "."): value for name, value in more.items()}
    return client.post(address, data=(values or shown(client, address)) | changes)
