"""A page's forms as a reader with a screen reader meets them: which control has which name, hint and error."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

VOID = {"input", "meta", "link", "br", "hr", "img", "path", "rect", "col", "circle", "line", "use"}
CONTROLS = {"input", "select", "textarea"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    within: tuple["Element", ...]
    text: str = ""

    def inside(self, tag: str) -> bool:
        return any(one.tag == tag for one in self.within)

    def has_class(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()


@dataclass
class Page(HTMLParser):
    """All elements of a page in their order."""

    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    @classmethod
    def of(cls, text: str) -> "Page":
        page = cls()
        page.feed(text)
        return page

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        """What closes itself, such as the lines of an icon, closes nothing else."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data):
        for element in self._open:
            element.text += data

    def by_tag(self, *tags: str) -> list[Element]:
        return [one for one in self.elements if one.tag in tags]

    def controls(self) -> list[Element]:
        """What a reader fills in, on the page's own forms."""
        return [
            one
            for one in self.by_tag(*CONTROLS)
            if one.inside("main") and one.inside("form") and one.attributes.get("type") != "hidden"
        ]


def faults_of(text: str, *, sent: bool) -> list[str]:
    """What is wrong with a page's forms; ``sent`` says that it came back with errors."""
    page = Page.of(text)
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    described = {name for one in page.elements for name in one.attributes.get("aria-describedby", "").split()}
    faults = [f"two elements have the id {one}" for one in sorted({one for one in ids if ids.count(one) > 1})]
    faults += [f"a description that is not there: {one}" for one in sorted(described - set(ids))]
    faults += [
        f"nobody is told the {kind} {one.text.strip()!r}"
        for kind in ("hint", "error")
        for one in page.elements
        if one.tag == "p"
        and one.has_class(kind)
        and one.attributes.get("id") not in described
        and not one.inside("legend")
        and not any(outer.has_class("candidates") for outer in one.within)
    ]
    faults += [fault for control in page.controls() for fault in _faults_of_control(page, control)]
    if sent:
        summary = [one for one in page.elements if one.has_class("error-summary")]
        if not summary or "autofocus" not in summary[0].attributes or summary[0].attributes.get("role") != "alert":
            faults.append("no summary of the errors takes the focus")
        targets = [
            unquote(one.attributes["href"][1:])
            for one in page.by_tag("a")
            if one.attributes.get("href", "").startswith("#")
        ]
        faults += [f"a link of the summary leads nowhere: #{one}" for one in targets if one not in {*ids, "main"}]
        title = next(one.text for one in page.by_tag("title"))
        if not title.startswith(("エラー:", "Error:")):
            faults.append(f"the title does not begin with the error: {title}")
    return faults


def _faults_of_control(page: Page, control: Element) -> list[str]:
    kind, name = control.attributes.get("type", "text"), control.attributes.get("name", "?")
    faults = []
    if "placeholder" in control.attributes or "disabled" in control.attributes:
        faults.append(f"{name} has a placeholder or is disabled")
    labels = {one.attributes.get("for") for one in page.by_tag("label")}
    named = (
        control.inside("label")
        or "aria-label" in control.attributes
        or "aria-labelledby" in control.attributes
        or control.attributes.get("id") in labels
    )
    if not named:
        faults.append(f"{name} has no name")
    same = [one for one in page.controls() if one.attributes.get("name") == name and one.attributes.get("type") == kind]
    if kind == "radio" and len(same) > 1:
        sets = [outer for outer in control.within if outer.tag == "fieldset"]
        if not sets or not any(one.tag == "legend" and sets[-1] in one.within for one in page.elements):
            faults.append(f"the choices of {name} have no fieldset with a legend")
    return faults
