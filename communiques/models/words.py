"""The words of one language, and their digest."""

from dataclasses import asdict, dataclass

from communiques.digests import digest


@dataclass(frozen=True)
class Text:
    """The words of one language: all that a drafter types and an approver approves."""

    language: str
    title: str = ""
    summary: str = ""
    body: str = ""
    change_note: str = ""

    @property
    def digest(self) -> str:
        return digest(asdict(self))

    @property
    def fields(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in TEXT_FIELDS}

    def __bool__(self):
        return any(self.fields.values())


TEXT_FIELDS = ("title", "summary", "body", "change_note")
