"""What a list would do, as one page of the desk shows it: some rows, its problems put together,
and what is to be chosen."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from events.roster.planned import ACTION_LABELS, Plan, Row
from events.roster.remarks import Gravity, Remark

#: Rows a page, and bodies and remarks shown at once; the file with remarks has them all.
ROWS, BODIES, REMARKS, ROW_NUMBERS = 100, 20, 300, 12
#: Sheets whose columns can be chosen: a form has no more than 1,000 fields.
SHEETS = 6


@dataclass
class Problem:
    """A remark, with all the rows that it is made on."""

    remark: Remark
    rows: list[int] = field(default_factory=list)

    @property
    def first_rows(self) -> str:
        return _(", ").join(map(str, self.rows[:ROW_NUMBERS]))

    @property
    def further(self) -> int:
        return max(0, len(self.rows) - ROW_NUMBERS)


@dataclass
class Preview:
    """The part of a plan that one page shows."""

    plan: Plan
    query: dict
    user: object
    separator: str

    def __post_init__(self):
        tabs = self.tabs()
        wanted = self.query.get("show", "")
        self.show = wanted if wanted in dict(tabs) else ("look" if self.plan.stops else "all")
        rows = self.rows_of(self.show)
        number = self.query.get("page", "")
        last = max(1, -(-len(rows) // ROWS))
        asked = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
        self.page = min(max(1, asked), last)
        self.pages = range(1, last + 1)
        self.rows = rows[(self.page - 1) * ROWS : self.page * ROWS]
        self.first, self.total = (self.page - 1) * ROWS + 1, len(rows)
        self.links = [(name, label, len(self.rows_of(name))) for name, label in tabs]

    def tabs(self) -> list[tuple[str, str]]:
        return [
            ("all", _("all rows")),
            ("look", _("with remarks to look at")),
            *((action.value, str(label)) for action, label in ACTION_LABELS.items()),
        ]

    def rows_of(self, show: str) -> list[Row]:
        if show == "all":
            return self.plan.rows
        if show == "look":
            return [
                row for row in self.plan.rows if row.gravity in (Gravity.ERROR, Gravity.WARNING)
            ]
        return [row for row in self.plan.rows if row.action == show]

    @property
    def problems(self) -> list[Remark]:
        """Everything to correct, then everything to look at, in the order of the rows."""
        every = self.plan.all_remarks
        order = (Gravity.ERROR, Gravity.WARNING)
        return [each for gravity in order for each in every if each.gravity is gravity]

    @property
    def grouped_problems(self) -> list["Problem"]:
        """What is said of many rows alike, said once."""
        groups: dict[tuple, Problem] = {}
        for each in self.problems:
            said = (each.gravity, each.message, each.column if not each.row else "")
            groups.setdefault(said, Problem(each)).rows.append(each.row)
        return list(groups.values())[:REMARKS]

    @property
    def notes(self) -> list[Remark]:
        """What was done with rows that hold no person."""
        notes = [each for each in self.plan.remarks if each.gravity is Gravity.NOTE]
        return notes[:REMARKS]

    @property
    def open_lines(self) -> list[Remark]:
        """Rows that are wrong as a whole, or were: they can be left out."""
        return [
            each
            for each in self.plan.remarks
            if each.row and (each.gravity is Gravity.ERROR or each.code == "left_out")
        ][:BODIES]

    @property
    def open_bodies(self) -> list:
        return self.every_open_body[:BODIES]

    @property
    def every_open_body(self) -> list:
        """The undecided first."""
        known = ("spelling", "code", "remembered")
        found = [each for each in self.plan.bodies if each.text and each.how not in known]
        return sorted(found, key=lambda each: each.decided)

    @property
    def known_bodies(self) -> list:
        return [each for each in self.plan.bodies if each.pk and each.how != "chosen"][:REMARKS]

    @property
    def may_add_bodies(self) -> bool:
        return self.user.has_perm("organizations.add_organization")

    @property
    def columns(self) -> list:
        """The tables with their columns and a few values of each."""
        return [
            (table, [(column, examples(table, column.index)) for column in table.header.columns])
            for table in self.plan.reading.tables[:SHEETS]
            if table.sheet.lines
        ]

    @property
    def asks_order_of_days(self) -> bool:
        return any(each.code == "day_day_or_month" for each in self.plan.all_remarks)


def examples(table, column: int) -> str:
    """Two values below the header."""
    start = table.header.line.number if table.header.line else 0
    found = (each.cell(column).strip() for each in table.sheet.lines[:40] if each.number > start)
    return " · ".join([each[:30] for each in found if each][:2])
