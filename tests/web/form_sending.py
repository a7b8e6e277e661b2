"""What a browser without script would send for a form of a page."""

from collections import defaultdict

from tests.web.form_reading import CONTROLS, Element, Page


def form_on(text: str, *, within: str = "") -> dict[str, str | list[str]]:
    """The values of the page's form (of the one in the element with this id), as they stand."""
    page = Page.of(text)
    forms = _forms(page)
    if within:
        forms = [one for one in forms if any(outer.attributes.get("id") == within for outer in one.within)]
    return _values(page, forms[0])


def form_to(text: str, address: str) -> dict[str, str | list[str]]:
    """The values of the page's form that is sent to this address; one without an address is sent to the page itself."""
    page = Page.of(text)
    return _values(page, next(one for one in _forms(page) if one.attributes.get("action", address) == address))


def _forms(page: Page) -> list[Element]:
    return [one for one in page.by_tag("form") if one.inside("main") and one.attributes.get("method") == "post"]


def _values(page: Page, form: Element) -> dict[str, str | list[str]]:
    values: defaultdict[str, list[str]] = defaultdict(list)
    for control in page.by_tag(*CONTROLS):
        if any(one is form for one in control.within) and "name" in control.attributes:
            values[control.attributes["name"]] += values_of(page, control)
    return {name: found[0] if len(found) == 1 else found for name, found in values.items() if found}


def values_of(page: Page, control: Element) -> list[str]:
    if control.tag == "textarea":
        return [control.text.removeprefix("\r").removeprefix("\n")]
    if control.tag == "select":
        options = [one for one in page.by_tag("option") if any(outer is control for outer in one.within)]
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        return [one.attributes.get("value", "") for one in chosen]
    if control.attributes.get("type") in {"checkbox", "radio"} and "checked" not in control.attributes:
        return []
    return [] if control.attributes.get("type") == "file" else [control.attributes.get("value", "")]
