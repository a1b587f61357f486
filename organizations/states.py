"""The 22 members of the League of Arab States, in the order in which the League lists them.

Written by hand from their constitutions and the League's own list: the Arabic names in software
packages are faulty.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from organizations import arabic, audit
from organizations.models import Organization, OrganizationAlias

COLUMNS = ("name_ar", "name_en", "formal_name_ar", "formal_name_en", "acronym_en")


@dataclass(frozen=True)
class State:
    """A state by its short and its formal names, and what else it is often called."""

    iso2: str
    name_ar: str
    name_en: str
    formal_name_ar: str
    formal_name_en: str
    spellings: tuple[str, ...] = ()
    acronym_en: str = ""

    @property
    def names(self) -> list[str]:
        """All that it is called, its own names first."""
        return [*filter(None, (getattr(self, each) for each in COLUMNS)), *self.spellings]


STATES = (
    State(
        "JO", "الأردن", "Jordan", "المملكة الأردنية الهاشمية", "Hashemite Kingdom of Jordan",
        ("Jordanie",),
    ),
    State(
        "AE", "الإمارات", "United Arab Emirates", "دولة الإمارات العربية المتحدة",
        "United Arab Emirates", ("الإمارات العربية المتحدة", "دولة الإمارات", "Emirates",
        "The United Arab Emirates", "Émirats arabes unis"), "UAE",
    ),
    State("BH", "البحرين", "Bahrain", "مملكة البحرين", "Kingdom of Bahrain", ("Bahreïn",)),
    State(
        "TN", "تونس", "Tunisia", "الجمهورية التونسية", "Republic of Tunisia",
        ("Tunisie", "Tunisian Republic"),
    ),
    State(
        "DZ", "الجزائر", "Algeria", "الجمهورية الجزائرية الديمقراطية الشعبية",
        "People's Democratic Republic of Algeria", ("الجمهورية الجزائرية", "Algérie"),
    ),
    State("DJ", "جيبوتي", "Djibouti", "جمهورية جيبوتي", "Republic of Djibouti"),
    State(
        "SA", "السعودية", "Saudi Arabia", "المملكة العربية السعودية", "Kingdom of Saudi Arabia",
        ("العربية السعودية", "Arabie saoudite"), "KSA",
    ),
    State(
        "SD", "السودان", "Sudan", "جمهورية السودان", "Republic of the Sudan",
        ("The Sudan", "Republic of Sudan", "Soudan"),
    ),
    State(
        "SY", "سوريا", "Syria", "الجمهورية العربية السورية", "Syrian Arab Republic",
        ("سورية", "الجمهورية السورية", "Syrie"),
    ),
    State(
        "SO", "الصومال", "Somalia", "جمهورية الصومال الفيدرالية", "Federal Republic of Somalia",
        ("جمهورية الصومال", "جمهورية الصومال الاتحادية", "Somalie"),
    ),
    State("IQ", "العراق", "Iraq", "جمهورية العراق", "Republic of Iraq", ("Irak",)),
    State("OM", "عُمان", "Oman", "سلطنة عُمان", "Sultanate of Oman"),
    State("PS", "فلسطين", "Palestine", "دولة فلسطين", "State of Palestine"),
    State("QA", "قطر", "Qatar", "دولة قطر", "State of Qatar"),
    State(
        "KM", "جزر القمر", "Comoros", "جمهورية القمر المتحدة", "Union of the Comoros",
        ("القمر", "القمر المتحدة", "الاتحاد القمري", "اتحاد جزر القمر", "The Comoros", "Comores"),
    ),
    State("KW", "الكويت", "Kuwait", "دولة الكويت", "State of Kuwait", ("Koweït",)),
    State(
        "LB", "لبنان", "Lebanon", "الجمهورية اللبنانية", "Lebanese Republic",
        ("Republic of Lebanon", "Liban"),
    ),
    State(
        "LY", "ليبيا", "Libya", "دولة ليبيا", "State of Libya",
        ("الجماهيرية", "الجماهيرية الليبية", "الجماهيرية العظمى",
         "الجماهيرية العربية الليبية الشعبية الاشتراكية العظمى", "Libyan Arab Jamahiriya",
         "Jamahiriya", "Libye"),
    ),
    State(
        "EG", "مصر", "Egypt", "جمهورية مصر العربية", "Arab Republic of Egypt", ("Égypte",),
    ),
    State("MA", "المغرب", "Morocco", "المملكة المغربية", "Kingdom of Morocco", ("Maroc",)),
    State(
        "MR", "موريتانيا", "Mauritania", "الجمهورية الإسلامية الموريتانية",
        "Islamic Republic of Mauritania", ("Mauritanie",),
    ),
    State("YE", "اليمن", "Yemen", "الجمهورية اليمنية", "Republic of Yemen"),
)  # fmt: skip


@dataclass
class Report:
    """The states added, the bodies found to be one, and the spellings that mean other bodies."""

    added: list[str] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def establish() -> Report:
    """Add the states that are missing. One that has its ISO code already is left as it is,
    whatever an office has made of it; a body that only has the name gets what it lacks."""
    report = Report()
    for rank, state in enumerate(STATES, start=1):
        if not everyone().filter(iso2=state.iso2).exists():
            add(state, rank, report)
    return report


def everyone() -> QuerySet:
    return Organization._base_manager.all()


def add(state: State, rank: int, report: Report) -> None:
    owners = owners_of(state)
    body = next(iter(owners.values()), None) or Organization()
    (report.adopted if body.pk else report.added).append(state.iso2)
    verb = gettext_noop("state recognised") if body.pk else gettext_noop("state added")
    strange = {key: owner for key, owner in owners.items() if owner != body}
    fill(body, state, rank, strange)
    body.save()
    for spelling in state.spellings:
        if arabic.fold(spelling) not in owners:
            OrganizationAlias.objects.create(organization=body, spelling=spelling)
    report.taken += [(state.iso2, str(owner)) for owner in dict.fromkeys(strange.values())]
    audit.record(verb, body, iso2=state.iso2)


def owners_of(state: State) -> dict[str, Organization]:
    """Key → the body that has it, of all that the state is called, its own names first."""
    keys = list(dict.fromkeys(map(arabic.fold, state.names)))
    rows = OrganizationAlias.objects.filter(key__in=keys).select_related("organization")
    found = {row.key: row.organization for row in rows}
    return {key: found[key] for key in keys if key in found}


def fill(body: Organization, state: State, rank: int, strange: dict[str, Organization]) -> None:
    """Set what is empty, but no name that means another body."""
    if body.kind == Organization.Kind.OTHER:
        body.kind = Organization.Kind.STATE
    body.iso2 = state.iso2
    if body.protocol_order is None:
        body.protocol_order = rank
    for column in COLUMNS:
        text = getattr(state, column)
        if not getattr(body, column) and arabic.fold(text) not in strange:
            setattr(body, column, text)
