"""What is known before a list is read: the directory, the conference, its lists so far."""

from collections import defaultdict

from django.db.models import F

from events.models import ACTIVE, Delegate, RosterImport
from organizations import arabic
from organizations.models import Honorific, Organization, OrganizationAlias, PersonAlias


class Known:
    """The directory and the conference, each read once."""

    def __init__(self, roster: RosterImport):
        standing = OrganizationAlias.objects.filter(organization__merged_into=None)
        spellings = standing.values_list("key", "organization_id")
        self.body_keys: dict[str, int] = dict(spellings)
        bodies = Organization.objects.order_by("sort_ar", "id")
        rows = bodies.values_list("pk", "name_ar", "name_en", "iso2")
        self.bodies = {pk: ar or en for pk, ar, en, _iso2 in rows}
        self.codes = {iso2: pk for pk, _ar, _en, iso2 in rows if iso2}
        self.people: dict[int, str] = {}
        self.person_keys: dict[str, list[int]] = defaultdict(list)
        self.by_sound: dict[str, list[tuple[int, str]]] = defaultdict(list)
        standing = PersonAlias.objects.filter(person__merged_into=None)
        columns = ("key", "sounds", "ends", "spelling", "person_id")
        names_of_people = ("person__name_ar", "person__name_en")
        for key, sounds, ends, spelling, pk, ar, en in standing.order_by(
            "person_id", "id"
        ).values_list(*columns, *names_of_people):
            self.people[pk] = ar or en
            self.person_keys[key].append(pk)
            for sound in {sounds, ends} - {""}:
                self.by_sound[sound].append((pk, spelling))
        self.honorifics: dict[str, int] = {}
        for each in Honorific.objects.order_by("-precedence", "-id"):
            for form in ("masculine_ar", "masculine_en", "feminine_ar", "feminine_en"):
                if key := arabic.fold(getattr(each, form) or ""):
                    self.honorifics[key] = each.pk
        places = Delegate.objects.filter(conference=roster.conference_id)
        self.active: dict[int, Delegate] = {}
        self.former: set[tuple[int, int]] = set()
        for place in places.annotate(body_pk=F("delegation__organization")).order_by("pk"):
            if place.state in ACTIVE:
                self.active[place.person_id] = place
            else:
                self.former.add((place.person_id, place.body_pk))
        earlier = RosterImport.objects.filter(
            conference=roster.conference_id, state=RosterImport.State.APPLIED
        )
        self.parts: dict[str, int] = {}
        for parts in earlier.order_by("applied_at").values_list("done__parts", flat=True):
            self.parts |= parts or {}
