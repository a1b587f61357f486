"""The demonstration played through the real workflow, each act by the role that it belongs to."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from communiques import drafting, roles, workflow
from communiques.demo import directory, texts
from communiques.models import Action, Communique, Kind, Series, Step, Text
from communiques.standing import standings
from events import facts
from events.issued import issue
from events.lists import list_of, programme_of
from events.models import Conference, ListIssue, ProgrammeIssue
from organizations.languages import LANGUAGES
from organizations.models import Organization, Person, User
from organizations.tidying import Cleanup

PASSWORD = "bayan-demo-2022"

#: user name: (role, Arabic name, English name, Arabic post, English post)
STAFF = {
    "drafter": ("drafter", "سلمى الحداد", "Salma Haddad", "محررة", "Drafting officer"),
    "translator": ("translator", "كريم منصور", "Karim Mansour", "مترجم", "Translator"),
    "reviewer": ("reviewer", "ليلى بن عمر", "Leila Ben Omar", "مراجعة أولى", "Senior reviewer"),
    "approver": ("approver", "حسن الراشد", "Hassan Al-Rashed", "مدير الإعلام", "Head of Media"),
    "deputy": (
        "approver",
        "هدى الزهراني",
        "Huda Al-Zahrani",
        "نائبة مدير الإعلام",
        "Deputy Head of Media",
    ),
    "publisher": ("publisher", "يوسف التميمي", "Yousef Tamimi", "مسؤول النشر", "Publisher"),
    "protocol": (
        "protocol officer",
        "نادية الشريف",
        "Nadia Sharif",
        "مسؤولة المراسم",
        "Protocol officer",
    ),
    "administrator": (
        "administrator",
        "عمر الكيلاني",
        "Omar Kilani",
        "مدير النظام",
        "Administrator",
    ),
}


@dataclass
class Stage:
    """Who and what the acts are played with."""

    staff: dict[str, User]
    bodies: dict[str, Organization]
    participation: Series
    statements: Series
    conference: Conference


def build(now: dt.datetime | None = None) -> bool:
    """Build the demonstration; False where it is already there."""
    now = now or timezone.now()
    if User.objects.filter(username="drafter").exists():
        return False
    with transaction.atomic():
        stage = set_the_stage()
        for act in (papers, seed, draft, review, returned, authorise, ready, scheduled, urgent):
            act(stage, now)
    return True


def set_the_stage() -> Stage:
    roles.establish()
    bodies, conference = directory.build()
    issuer = bodies["secretariat"]
    participation = Series.objects.create(
        issuer=issuer,
        kind=Kind.PARTICIPATION,
        name_ar="المشاركات في المؤتمرات",
        name_en="Participation in conferences",
        pattern="AIMC/PR/{year}/{number}",
    )
    statements = Series.objects.create(
        issuer=issuer,
        kind=Kind.STATEMENT,
        name_ar="بيانات الأمانة العامة",
        name_en="Statements of the General Secretariat",
        pattern="AIMC/ST/{year}/{number}",
    )
    staff = {name: hire(name, issuer, entry) for name, entry in STAFF.items()}
    return Stage(staff, bodies, participation, statements, conference)


def hire(username: str, issuer: Organization, entry) -> User:
    role, name_ar, name_en, post_ar, post_en = entry
    user = User.objects.create_user(
        username,
        password=PASSWORD,
        email=f"{username}@bayan.example",
        is_staff=True,
        organization=issuer,
        name_ar=name_ar,
        name_en=name_en,
        post_ar=post_ar,
        post_en=post_en,
    )
    user.groups.add(Group.objects.get(name=role))
    return user


# --- the acts -----------------------------------------------------------------------------------


def papers(stage: Stage, now: dt.datetime) -> None:
    """The protocol officer issues the conference's programme and its final list of delegates."""
    officer = stage.staff["protocol"]
    issue(ProgrammeIssue, stage.conference, programme_of(stage.conference), actor=officer)
    issue(
        ListIssue,
        stage.conference,
        list_of(stage.conference, facts.CAME),
        actor=officer,
        status=ListIssue.Status.FINAL,
    )


def seed(stage: Stage, now: dt.datetime) -> None:
    """The seed's whole life: typed, cleaned, translated, reviewed, authorised, released."""
    drafter, translator = stage.staff["drafter"], stage.staff["translator"]
    row = drafting.start(
        series=stage.participation,
        author=drafter,
        dated_on=dt.date(2022, 5, 25),
        conference=stage.conference,
        organizations=[stage.bodies[k] for k in ("secretariat", "league", "union", "interpol")],
        people=Person.objects.order_by("pk"),
    )
    write(row, texts.seed("ar"), drafter)
    kinds = [Cleanup.TATWEEL, Cleanup.DOUBLED_SPACE, Cleanup.SPACE_BEFORE_PUNCTUATION]
    drafting.apply_cleanups(row, "ar", kinds, based_on=row.rev_ar, author=drafter)
    write(row, texts.seed("en"), translator)
    clear(stage, row, now)
    release(stage, row, now)


def draft(stage: Stage, now: dt.datetime) -> None:
    """An Arabic draft that nobody has translated yet."""
    compose(stage, "draft", now, languages=["ar"])


def review(stage: Stage, now: dt.datetime) -> None:
    submit(stage, compose(stage, "review", now), now)


def returned(stage: Stage, now: dt.datetime) -> None:
    row = compose(stage, "returned", now)
    submit(stage, row, now)
    reasons = {
        "ar": "يُذكر تاريخ اللقاء واسم رئيس الوفد.",
        "en": "Give the date of the meeting and the name of the head of the delegation.",
    }
    for language, reason in reasons.items():
        decide(Action.RETURN, row, stage.staff["reviewer"], language, now, reason=reason)


def authorise(stage: Stage, now: dt.datetime) -> None:
    row = compose(stage, "authorise", now)
    submit(stage, row, now)
    step(stage, row, Step.REVIEW, "reviewer", now)


def ready(stage: Stage, now: dt.datetime) -> None:
    clear(stage, compose(stage, "ready", now), now)


def scheduled(stage: Stage, now: dt.datetime) -> None:
    row = compose(stage, "scheduled", now)
    clear(stage, row, now)
    release(stage, row, now, visible_from=now + dt.timedelta(days=30))


def urgent(stage: Stage, now: dt.datetime) -> None:
    row = compose(stage, "urgent", now)
    for language in LANGUAGES:
        decide(
            Action.URGENT,
            row,
            stage.staff["approver"],
            language,
            now,
            reason="وقع الزلزال ليلًا ولا يمكن انتظار المراجعة."
            if language == "ar"
            else "The earthquake struck at night; the review cannot be waited for.",
        )
    release(stage, row, now)


# --- the steps ----------------------------------------------------------------------------------


def compose(stage: Stage, key: str, now: dt.datetime, languages=LANGUAGES) -> Communique:
    row = drafting.start(
        series=stage.statements,
        author=stage.staff["drafter"],
        dated_on=timezone.localdate(now),
        place_ar="تونس",
        place_en="Tunis",
        organizations=[stage.bodies["council"]],
    )
    for text in texts.SHORT[key]:
        if text.language in languages:
            writer = "drafter" if text.language == "ar" else "translator"
            write(row, text, stage.staff[writer])
    return row


def write(row: Communique, text: Text, author: User) -> None:
    drafting.save_text(row, text, based_on=row.revision(text.language), author=author)


def submit(stage: Stage, row: Communique, now: dt.datetime) -> None:
    for language, writer in (("ar", "drafter"), ("en", "translator")):
        decide(Action.SUBMIT, row, stage.staff[writer], language, now)


def step(stage: Stage, row: Communique, permission: Step, who: str, now: dt.datetime) -> None:
    for language in LANGUAGES:
        decide(Action.CLEAR, row, stage.staff[who], language, now, step=permission)


def clear(stage: Stage, row: Communique, now: dt.datetime) -> None:
    submit(stage, row, now)
    step(stage, row, Step.REVIEW, "reviewer", now)
    step(stage, row, Step.AUTHORISE, "approver", now)


def release(stage: Stage, row: Communique, now: dt.datetime, **asked) -> None:
    seen = {k: s.digests.seen for k, s in standings(row, now).items()}
    workflow.apply(
        Action.RELEASE,
        row,
        actor=stage.staff["publisher"],
        languages=list(LANGUAGES),
        seen=seen,
        now=now,
        **asked,
    )


def decide(action: Action, row: Communique, actor: User, language: str, now, **asked) -> None:
    seen = {language: standings(row, now)[language].digests.seen}
    workflow.apply(action, row, actor=actor, languages=[language], seen=seen, now=now, **asked)
