"""What the records of an archive name: the bodies, series and conferences known, and new ones."""

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from communiques.archive.records import Faulty, Meeting, Record
from communiques.models import Kind, Series
from events.models import Conference
from organizations import arabic
from organizations.languages import LANGUAGES
from organizations.models import Organization, OrganizationAlias


class Surroundings:
    """The bodies, series and conferences that some records name: those known, and new ones."""

    def __init__(self, records: list[Record]):
        self.events: list[tuple] = []
        self.new_bodies: list[str] = []
        self.new_conferences: list[str] = []
        self.bodies = bodies_called(
            {name for record in records for name in (record.issuer, *record.organizations)}
        )
        self.series = series_of_issuers({self.body(record.issuer) for record in records})
        self.conferences = conferences_called(
            {text for record in records if record.conference for text in record.conference.titles}
        )

    def body(self, spelling: str) -> Organization:
        """The body of that name, however it is spelt; a new one where nobody has it."""
        key = arabic.fold(spelling)
        if not key:
            raise Faulty(_("“%(name)s” is not the name of a body") % {"name": spelling})
        if key not in self.bodies:
            self.bodies[key] = self.new_body(spelling)
        return self.bodies[key]

    def new_body(self, spelling: str) -> Organization:
        body = Organization.objects.create(**{f"name_{language_of(spelling)}": spelling})
        self.events.append((gettext_noop("body added by an import"), body, {"name": spelling}))
        self.new_bodies.append(spelling)
        return body

    def series_of(self, record: Record) -> Series:
        """The issuer's series of that kind; a new one for the archive where it has none."""
        issuer = self.body(record.issuer)
        key = issuer.pk, record.kind
        if key not in self.series:
            self.series[key] = new_series(issuer, record.kind)
        return self.series[key]

    def conference(self, record: Record) -> Conference | None:
        """The conference of those days with one of the titles; a new one where there is none."""
        wanted = record.conference
        if wanted is None:
            return None
        found = next((each for each in self.conferences if wanted.is_it(each)), None)
        return found or self.new_conference(wanted)

    def new_conference(self, wanted: Meeting) -> Conference:
        titles = {f"title_{language}": text for language, text in wanted.title.items()}
        begun = wanted.starts_on is None or wanted.starts_on <= timezone.localdate()
        row = Conference.objects.create(
            state=Conference.State.HELD if begun else Conference.State.CONFIRMED,
            starts_on=wanted.starts_on,
            ends_on=wanted.ends_on,
            **titles,
        )
        self.conferences.append(row)
        self.events.append((gettext_noop("conference added by an import"), row, titles))
        self.new_conferences.append(wanted.titles[0])
        return row


def bodies_called(spellings: set[str]) -> dict[str, Organization]:
    """Folded spelling → the body that it means, of those known."""
    keys = set(map(arabic.fold, spellings))
    aliases = OrganizationAlias.objects.filter(key__in=keys).select_related("organization")
    return {alias.key: alias.organization for alias in aliases}


def series_of_issuers(issuers: set[Organization]) -> dict[tuple[int, str], Series]:
    """(issuer, kind) → the issuer's first series of that kind."""
    latest_first = Series.objects.filter(issuer__in=issuers).order_by("-pk")
    return {(each.issuer_id, each.kind): each for each in latest_first}


def new_series(issuer: Organization, kind: Kind) -> Series:
    names = {}
    for language in LANGUAGES:
        with translation.override(language):
            name = issuer.name_in(language) or issuer.slug
            names[f"name_{language}"] = f"{name}: {kind.label}"[:200]
    stem, rest = issuer.slug.upper()[:30], f"{kind.value.upper()}/{{year}}/{{number}}"
    if Series.objects.filter(pattern=f"{stem}/{rest}").exists():
        stem = f"{stem}-{issuer.pk}"  # another body's address begins alike
    return Series.objects.create(issuer=issuer, kind=kind, pattern=f"{stem}/{rest}", **names)


def conferences_called(titles: set[str]) -> list[Conference]:
    return list(Conference.objects.filter(Q(title_ar__in=titles) | Q(title_en__in=titles)))


def language_of(spelling: str) -> str:
    """'ar' where the name has an Arabic letter."""
    return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in spelling) else "en"
