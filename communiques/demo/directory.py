"""What the seed communiqué speaks of, put into the directory and the events."""

import datetime as dt

from events.models import (
    Conference,
    Delegate,
    Delegation,
    Intervention,
    Organizer,
    Programme,
    Session,
    Theme,
)
from organizations.models import (
    Appointment,
    Honorific,
    Organization,
    OrganizationAlias,
    Person,
    PersonHonorific,
)

Kind = Organization.Kind

#: key: (kind, Arabic, English, acronym, key of the parent, other spellings)
BODIES = {
    "council": (
        Kind.COUNCIL,
        "مجلس وزراء الداخلية العرب",
        "Arab Interior Ministers' Council",
        "AIMC",
        None,
        ["Council of Arab Ministers of Interior"],
    ),
    "secretariat": (
        Kind.SECRETARIAT,
        "الأمانة العامة لمجلس وزراء الداخلية العرب",
        "General Secretariat of the Arab Interior Ministers' Council",
        "",
        "council",
        [],
    ),
    "bureau": (
        Kind.BUREAU,
        "المكتب العربي للتوعية الأمنية والإعلام",
        "Arab Bureau for Security Awareness and Media",
        "",
        "secretariat",
        [],
    ),
    "league": (
        Kind.ARAB_BODY,
        "جامعة الدول العربية",
        "League of Arab States",
        "LAS",
        None,
        ["Arab League", "الجامعة العربية"],
    ),
    "league_secretariat": (
        Kind.SECRETARIAT,
        "الأمانة العامة لجامعة الدول العربية",
        "General Secretariat of the League of Arab States",
        "",
        "league",
        [],
    ),
    "sector": (
        Kind.SECTOR,
        "قطاع الشؤون السياسية الدولية",
        "International Political Affairs Sector",
        "",
        "league_secretariat",
        [],
    ),
    "department": (
        Kind.DEPARTMENT,
        "إدارة الحد من التسلح ونزع السلاح",
        "Arms Control and Disarmament Department",
        "",
        "sector",
        [],
    ),
    "arab_sector": (
        Kind.SECTOR,
        "قطاع الشؤون العربية والأمن القومي",
        "Arab Affairs and National Security Sector",
        "",
        "league_secretariat",
        [],
    ),
    "union": (
        Kind.UNION,
        "الاتحاد الأوروبي",
        "European Union",
        "EU",
        None,
        ["الاتحاد الأوربي"],
    ),
    "interpol": (Kind.INTERNATIONAL_BODY, "الإنتربول", "INTERPOL", "", None, ["ICPO"]),
    "customs": (
        Kind.INTERNATIONAL_BODY,
        "منظمة الجمارك العالمية",
        "World Customs Organization",
        "WCO",
        None,
        [],
    ),
    "survey": (
        Kind.PROGRAMME,
        "برنامج مسح الأسلحة الصغيرة",
        "Small Arms Survey",
        "",
        None,
        [],
    ),
    "parliament": (Kind.ARAB_BODY, "البرلمان العربي", "Arab Parliament", "", None, []),
    "naif": (
        Kind.UNIVERSITY,
        "جامعة نايف العربية للعلوم الأمنية",
        "Naif Arab University for Security Sciences",
        "NAUSS",
        None,
        [],
    ),
}

#: key: (kind, the masculine and the feminine in Arabic, both in English, precedence); the
#: feminine is empty where it is the masculine
HONORIFICS = {
    "excellency": (Honorific.Kind.COURTESY, ("معالي", ""), ("H.E.", ""), 10),
    "mister": (Honorific.Kind.COURTESY, ("السيد", "السيدة"), ("Mr", "Ms"), 20),
    "ambassador": (Honorific.Kind.TITLE, ("السفير", "السفيرة"), ("Ambassador", ""), 30),
    "major_general": (Honorific.Kind.RANK, ("اللواء", ""), ("Major General", ""), 40),
    "doctor": (Honorific.Kind.TITLE, ("الدكتور", "الدكتورة"), ("Dr.", ""), 50),
}

#: key: (Arabic, English, honorifics, other spellings, [(body, Arabic post, English post)])
PEOPLE = {
    "kuman": (
        "محمد بن علي كومان",
        "Mohammed bin Ali Kuman",
        ["excellency", "doctor"],
        ["Mohammed bin Ali Koman"],
        [
            (
                "council",
                "الأمين العام لمجلس وزراء الداخلية العرب",
                "Secretary-General of the Arab Interior Ministers' Council",
            )
        ],
    ),
    "qadri": (
        "قدري عبدالمجيد",
        "Qadri Abdulmajeed",
        ["major_general", "doctor"],
        [],
        [
            (
                "bureau",
                "الخبير بالمكتب العربي للتوعية الأمنية والإعلام",
                "Expert at the Arab Bureau for Security Awareness and Media",
            )
        ],
    ),
    "thawadi": (
        "خليل إبراهيم الذوادي",
        "Khalil Ebrahim Al-Thawadi",
        ["mister", "ambassador"],
        [],
        [
            (
                "arab_sector",
                "الأمين العام المساعد رئيس قطاع الشؤون العربية والأمن القومي",
                "Assistant Secretary-General, Head of the Arab Affairs and National Security "
                "Sector",
            ),
            (
                "sector",
                "المشرف على قطاع الشؤون السياسية الدولية",
                "Supervisor of the International Political Affairs Sector",
            ),
        ],
    ),
    "berger": (
        "كرستيان برجر",
        "Christian Berger",
        ["mister", "ambassador"],
        [],
        [
            (
                "union",
                "رئيس الاتحاد الأوربي بالقاهرة",
                "Head of the European Union in Cairo",
            )
        ],
    ),
}

TITLE_AR = (
    "مكافحة الاتجار والانتشار غير المشروع للأسلحة الصغيرة والأسلحة الخفيفة "
    "في الدول الأعضاء بجامعة الدول العربية"
)
TITLE_EN = (
    "Combating the Illicit Trafficking and Proliferation of Small Arms and Light Weapons "
    "in the Member States of the League of Arab States"
)
THEMES = [
    ("مكافحة تدفق الأسلحة غير المشروعة", "Countering illicit arms flows"),
    ("إدارة وأمن المخزون", "Stockpile management and security"),
    (
        "تعطيل مصادر الأسلحة الصغيرة والأسلحة الخفيفة غير المشروعة",
        "Disrupting sources of illicit small arms and light weapons",
    ),
]
#: (key of the body, the list in which the communiqué names it)
TOOK_PART = [
    ("secretariat", Delegation.Group.ARAB),
    ("interpol", Delegation.Group.INTERNATIONAL),
    ("customs", Delegation.Group.INTERNATIONAL),
    ("survey", Delegation.Group.INTERNATIONAL),
    ("parliament", Delegation.Group.ARAB),
    ("league", Delegation.Group.ARAB),
    ("naif", Delegation.Group.ARAB),
]


def build() -> tuple[dict[str, Organization], Conference]:
    """The bodies by key, and the conference with all that the communiqué says of it."""
    bodies = build_bodies()
    people = build_people(bodies)
    return bodies, build_conference(bodies, people)


def build_bodies() -> dict[str, Organization]:
    made: dict[str, Organization] = {}
    for key, (kind, name_ar, name_en, acronym, parent, spellings) in BODIES.items():
        body = Organization.objects.create(
            kind=kind,
            name_ar=name_ar,
            name_en=name_en,
            acronym_en=acronym,
            parent=made.get(parent),
        )
        made[key] = body
        for spelling in spellings:
            OrganizationAlias.objects.create(organization=body, spelling=spelling)
    built = Organization.objects.filter(pk__in=[body.pk for body in made.values()])
    built.update(kept_by=made["secretariat"])
    return made


def build_people(bodies: dict[str, Organization]) -> dict[str, Person]:
    styles = {
        key: Honorific.objects.create(
            kind=kind,
            masculine_ar=arabic[0],
            feminine_ar=arabic[1],
            masculine_en=english[0],
            feminine_en=english[1],
            precedence=precedence,
        )
        for key, (kind, arabic, english, precedence) in HONORIFICS.items()
    }
    people = {key: build_person(entry, bodies, styles) for key, entry in PEOPLE.items()}
    Person.objects.update(kept_by=bodies["secretariat"])
    return people


def build_person(entry, bodies, styles) -> Person:
    name_ar, name_en, honorifics, spellings, posts = entry
    person = Person.objects.create(name_ar=name_ar, name_en=name_en, gender=Person.Gender.MALE)
    for position, key in enumerate(honorifics, start=1):
        PersonHonorific.objects.create(person=person, honorific=styles[key], position=position)
    for spelling in spellings:
        person.aliases.create(spelling=spelling)
    for body, title_ar, title_en in posts:
        Appointment.objects.create(
            person=person, organization=bodies[body], title_ar=title_ar, title_en=title_en
        )
    return person


def build_conference(bodies, people) -> Conference:
    programme = Programme.objects.create(
        name_ar="مشروع التعاون بين جامعة الدول العربية والاتحاد الأوروبي في مجال الحد من التسلح "
        "ونزع السلاح",
        name_en="LAS-EU cooperation project on arms control and disarmament",
    )
    programme.partners.set([bodies["league"], bodies["union"]])
    conference = Conference.objects.create(
        title_ar=TITLE_AR,
        title_en=TITLE_EN,
        slug="small-arms-2022",
        kind=Conference.Kind.INTERNATIONAL_CONFERENCE,
        state=Conference.State.HELD,
        starts_on=dt.date(2022, 5, 23),
        ends_on=dt.date(2022, 5, 25),
        dates_as_written="23 - 25 /5/2022 م",
        hijri_label_ar="22–24 شوال 1443 هـ",
        hijri_label_en="22–24 Shawwal 1443 AH",
        programme=programme,
        phase=2,
        phase_starts=2022,
        phase_ends=2024,
        list_visibility=Conference.ListVisibility.FULL,
        kept_by=bodies["secretariat"],
    )
    for position, (title_ar, title_en) in enumerate(THEMES, start=1):
        Theme.objects.create(
            conference=conference, position=position, title_ar=title_ar, title_en=title_en
        )
    roles = [
        (Organizer.Role.ORGANIZER, "department"),
        (Organizer.Role.INVITER, "league_secretariat"),
        (Organizer.Role.PARTNER, "union"),
    ]
    for position, (role, key) in enumerate(roles, start=1):
        Organizer.objects.create(
            conference=conference, organization=bodies[key], role=role, position=position
        )
    build_sessions(conference, people)
    build_delegations(conference, bodies, people)
    return conference


def build_sessions(conference: Conference, people: dict[str, Person]) -> None:
    opening = Session.objects.create(
        conference=conference,
        position=1,
        kind=Session.Kind.OPENING,
        title_ar="الجلسة الافتتاحية",
        title_en="Opening session",
        day=conference.starts_on,
        part_of_day=Session.PartOfDay.MORNING,
    )
    thematic = Session.objects.create(
        conference=conference,
        position=2,
        kind=Session.Kind.THEMATIC,
        title_ar="جلسات المناقشات الموضوعية",
        title_en="Sessions of substantive discussion",
    )
    Part = Intervention.Part
    speak(opening, 1, people["thawadi"], Part.OPENED)
    speak(opening, 2, people["berger"], Part.SPOKE)
    speak(
        thematic,
        1,
        people["qadri"],
        Part.PRESENTED,
        subject_ar="جهود مجلس وزراء الداخلية العرب في دعم التنسيق والتعاون الأمني العربي لمكافحة "
        "جرائم الاتجار والانتشار غير المشروع للأسلحة",
        subject_en="The efforts of the Arab Interior Ministers' Council in support of Arab "
        "security coordination and cooperation to combat arms trafficking and proliferation",
    )


def speak(session: Session, position: int, person: Person, part: str, **subject) -> None:
    day = session.day or session.conference.starts_on
    Intervention.objects.create(
        session=session,
        position=position,
        person=person,
        part=part,
        printed_name_ar=person.title_in("ar"),
        printed_name_en=person.title_in("en"),
        printed_post_ar=person.post_on(day, "ar"),
        printed_post_en=person.post_on(day, "en"),
        **subject,
    )


def build_delegations(conference, bodies, people) -> None:
    mandate = {
        "mandated_by": people["kuman"],
        "mandated_as_ar": "الأمين العام لمجلس وزراء الداخلية العرب",
        "mandated_as_en": "Secretary-General of the Arab Interior Ministers' Council",
    }
    for position, (key, group) in enumerate(TOOK_PART, start=1):
        delegation = Delegation.objects.create(
            conference=conference,
            organization=bodies[key],
            group=group,
            capacity="",  # the communiqué does not say
            position=position,
            **(mandate if key == "secretariat" else {}),
        )
        if key == "secretariat":
            send(delegation, people["qadri"], bodies["bureau"])


def send(delegation: Delegation, person: Person, own_body: Organization) -> None:
    Delegate.objects.create(
        delegation=delegation,
        person=person,
        function=Delegate.Function.HEAD,
        state=Delegate.State.ATTENDED,
        seconded_from=own_body,
        printed_name_ar=person.title_in("ar"),
        printed_name_en=person.title_in("en"),
        printed_title_ar=person.post_on(delegation.conference.starts_on, "ar"),
        printed_title_en=person.post_on(delegation.conference.starts_on, "en"),
    )
