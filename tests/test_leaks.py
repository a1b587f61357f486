"""Something planted in every unpublished corner, looked for in every public channel."""

import datetime as dt
import io
import re
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.utils import timezone
from PIL import Image

from communiques import attachments, buffers, checking, drafting, remarks, uploads, workflow
from communiques.attachments import Change
from communiques.demo import play
from communiques.models import Action, Communique, Edition, Series, StoredFile, Text
from events.models import Conference, Delegate, Delegation
from organizations.models import Appointment, Organization, Person, User

HREF = re.compile(r"""(?:href|src|action)=["']([^"'#]+)""")
MOMENT = dt.timedelta(days=3)


def token(name: str) -> str:
    """A word that nothing else holds."""
    return f"leak{name}word"


class Corner:
    """Plants words in the corners of the desk, and remembers which."""

    def __init__(self, stage: play.Stage):
        self.stage, self.tokens = stage, []

    def word(self, name: str) -> str:
        self.tokens.append(token(name))
        return token(name)

    def communique(self, name: str, **facts) -> Communique:
        """A text in both languages with a word in each of its fields."""
        row = drafting.start(
            series=self.stage.statements,
            author=self.stage.staff["drafter"],
            dated_on=timezone.localdate(),
            place_ar=self.word(f"{name}placear"),
            place_en=self.word(f"{name}placeen"),
            **facts,
        )
        for language, writer in (("ar", "drafter"), ("en", "translator")):
            fields = {
                field: self.word(f"{name}{field}{language}")
                for field in ("title", "summary", "body", "change_note")
            }
            fields["body"] = f"<p>{fields['body']}</p>"
            play.write(row, Text(language, **fields), self.stage.staff[writer])
        self.picture(row, name)
        return row

    def picture(self, row: Communique, name: str) -> None:
        """A file with a word in its name and in each of its words; its digest is one, too."""
        author, out = self.stage.staff["drafter"], io.BytesIO()
        Image.new("RGB", (9, 9), (len(self.tokens), 1, 2)).save(out, "PNG")
        clean = uploads.clean(f"{self.word(f'{name}file')}.png", out.getvalue())
        attachments.add(row, [clean], author=author)
        words = {
            f"{field}_{language}": self.word(f"{name}{field}{language}")
            for field in ("alt", "caption", "credit")
            for language in ("ar", "en")
        }
        changes = [Change(row.attachments.last().pk, words)]
        attachments.save(row, changes, based_on=row.rev_facts, author=author)


@pytest.fixture
def corner(stage):
    """Every unpublished state, with words that must not be seen; beside it, public texts."""
    now, corner = timezone.now(), Corner(stage)
    for act in (play.seed, play.urgent):
        act(stage, now)
    plant_texts(corner, now)
    plant_around(corner)
    return corner


def plant_texts(corner: Corner, now) -> None:
    stage = corner.stage
    corner.communique("draft")
    play.submit(stage, corner.communique("submitted"), now)
    returned = corner.communique("returned")
    play.submit(stage, returned, now)
    play.decide(
        Action.RETURN, returned, stage.staff["reviewer"], "ar", now, reason=corner.word("reason")
    )
    play.clear(stage, corner.communique("ready"), now)
    called_off = corner.communique("calledoff")
    play.clear(stage, called_off, now)
    play.release(stage, called_off, now, visible_from=now + dt.timedelta(days=1))
    call_off(stage, called_off, now, corner.word("calloffreason"))
    plant_newer_draft(corner, now)
    plant_talk(corner)


def call_off(stage, row, now, reason: str) -> None:
    workflow.apply(
        Action.CALL_OFF, row, actor=stage.staff["publisher"], languages=["ar"], now=now,
        reason=reason,
    )  # fmt: skip


def plant_newer_draft(corner: Corner, now) -> None:
    """The working copy of a public text has moved on; a text kept beside it waits for its merge."""
    seed = Communique.objects.get(conference=corner.stage.conference)
    old = seed.rev_ar
    drafter = corner.stage.staff["drafter"]
    newer = Text("ar", **(seed.text("ar").fields | {"title": corner.word("newertitle")}))
    drafting.save_text(seed, newer, based_on=old, author=drafter)
    beside = Text("ar", **(seed.text("ar").fields | {"title": corner.word("besidetitle")}))
    drafting.save_text(seed, beside, based_on=old, author=drafter)
    drafting.save_facts(
        seed, {"place_en": corner.word("newerplace")}, based_on=seed.rev_facts, author=drafter
    )


def plant_talk(corner: Corner) -> None:
    """What the desk says of a public text: remarks, waivers, and what somebody is typing."""
    seed = Communique.objects.get(conference=corner.stage.conference)
    staff, page = corner.stage.staff, "a" * 32
    remark = remarks.write(
        seed, "ar", field="body", block=1, quote="", text=corner.word("remark"),
        author=staff["reviewer"],
    )  # fmt: skip
    remarks.answer(remark, corner.word("answer"), staff["drafter"])
    finding = checking.judged(seed)[0].finding
    assert checking.waive(seed, finding.key, corner.word("waiver"), staff["reviewer"])
    typed = Text("en", **(seed.text("en").fields | {"summary": corner.word("typed")}))
    buffers.keep(seed, typed, page=page, based_on=seed.rev_en, author=staff["translator"])


def plant_around(corner: Corner) -> None:
    """Directory and events that no public text names; private corners of those that one does."""
    stage = corner.stage
    Conference.objects.create(
        title_ar=corner.word("plannedar"), title_en=corner.word("planneden"),
        state=Conference.State.PLANNED, starts_on=timezone.localdate(),
    )  # fmt: skip
    Organization.objects.create(
        name_ar=corner.word("bodyar"), name_en=corner.word("bodyen"), parent=stage.bodies["league"]
    )
    person = Person.objects.create(name_ar=corner.word("personar"), name_en=corner.word("personen"))
    Appointment.objects.create(
        person=person, organization=stage.bodies["league"],
        title_ar=corner.word("postar"), title_en=corner.word("posten"),
    )  # fmt: skip
    User.objects.filter(username="reviewer").update(
        name_ar=corner.word("staffar"), name_en=corner.word("staffen"),
        email=corner.word("mail") + "@example.org",
    )  # fmt: skip
    Series.objects.create(
        issuer=stage.bodies["secretariat"], kind="resolution", pattern="X/{year}/{number}",
        name_ar=corner.word("seriesar"), name_en=corner.word("seriesen"),
    )  # fmt: skip
    plant_delegates(corner, person)


def plant_delegates(corner: Corner, person: Person) -> None:
    """A list of delegates of which nothing is public."""
    silent = Conference.objects.create(
        title_ar="مؤتمر صامت", title_en="A silent conference", state=Conference.State.HELD,
        starts_on=dt.date(2022, 5, 1), list_visibility=Conference.ListVisibility.NOTHING,
    )  # fmt: skip
    delegation = Delegation.objects.create(
        conference=silent, organization=corner.stage.bodies["interpol"]
    )
    Delegate.objects.create(
        delegation=delegation, person=person, function="head", state="attended",
        printed_name_ar=corner.word("delegatear"), printed_name_en=corner.word("delegateen"),
        printed_title_ar=corner.word("dtitlear"), printed_title_en=corner.word("dtitleen"),
    )  # fmt: skip


def guesses() -> list[str]:
    """Addresses that nobody links to but a curious reader might try."""
    year, month = timezone.localdate().year, timezone.localdate().month
    found = ["/", "/robots.txt", "/healthz", "/readyz", "/sitemap.xml",
             f"/sitemap-communiques-{year}-{month:02}.xml", "/sitemap-conferences.xml",
             "/sitemap-organizations.xml"]  # fmt: skip
    slugs = [f"aimc-st-{year}-{number}" for number in range(1, 6)]
    slugs += [str(row.pk) for row in Communique.objects.all()]
    slugs += [f"acc-{row.pk}" for row in Communique.objects.all()]
    slugs += [row.slug for row in Communique.objects.exclude(slug=None)]
    for language in ("ar", "en"):
        base = f"/{language}"
        found += [f"{base}/", f"{base}/conferences/", f"{base}/organizations/", f"{base}/feed/"]
        found += [f"{base}/{page}/?{query}" for query in queries() for page in LISTS]
        ends = ("", "parallel/", "editions/1/", "editions/2/", "compare/1-2/")
        found += [f"{base}/communiques/{s}/{end}" for s in slugs for end in ends]
        found += [f"{base}/register/{end}" for end in ("", "feed/")]
        found += [f"{base}/register/{s.pk}/{year}/" for s in Series.objects.all()]
        found += [f"{base}/archive/{end}" for end in ("", f"{year}/", f"{year}/{month}/")]
        found += [f"{base}/communiques/{s}.{form}" for s in slugs for form in FORMS]
        found += [f"{base}/communiques/{s}/editions/{n}.txt" for s in slugs for n in (1, 2)]
        found += [f"{base}/conferences/{c.slug}/" for c in Conference.objects.all()]
        found += [f"{base}/organizations/{o.slug}/" for o in Organization.objects.all()]
    found += [f"/v/{code}/bundle.json" for code in Edition.objects.values_list("code", flat=True)]
    found += ["/.well-known/bayan-keys.json", "/api/v1/log/checkpoint",
              "/api/v1/log/entries?start=0&end=499", "/api/v1/communiques/",
              "/api/v1/communiques/?language=en", "/api/v1/communiques/2026.jsonl",
              "/api/v1/conferences/", "/api/v1/organizations/", "/api/v1/register/"]  # fmt: skip
    found += [f"/files/{file.digest}/whole.png" for file in StoredFile.objects.all()]
    return found


#: A PDF is packed, so that a planted word could not be seen in it; it is asked for in the papers'
#: own tests.
FORMS = ("bib", "ris", "txt")
LISTS = ("communiques", "feed", "communiques/suggest")


def queries() -> list[str]:
    return ["", "kind=statement", "kind=resolution", f"year={timezone.localdate().year}",
            "issuer=league-of-arab-states", "q=leak", "q=leakdraft", "q=leakscheduled",
            "q=leakcalledoff+statement", "q=leakpublic"]  # fmt: skip


def everything_public(client) -> dict[str, str]:
    """Address → page, for every guess and everything that those pages lead to."""
    pages, waiting = {}, guesses()
    while waiting:
        address = waiting.pop()
        if address in pages or urlsplit(address).path.startswith(("/static/", "/admin/")):
            continue
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        pages[address] = str(dict(response.headers)) + content.decode("utf-8", "replace")
        links = (urljoin(address, each) for each in HREF.findall(pages[address]))
        waiting += [each.replace("&amp;", "&") for each in links if each.startswith("/")]
    return pages


def seen(pages: dict[str, str], tokens: list[str]) -> set[tuple[str, str]]:
    """Where a word was found, except in the page of an address that holds it already: the asker
    knew it."""
    return {
        (word, at)
        for at, page in pages.items()
        for word in tokens
        if word in page and word not in at
    }


def test_nothing_unpublished_is_anywhere(corner, client):
    pages = everything_public(client)
    assert len(pages) > 150
    assert any("مكافحة الاتجار" in page for page in pages.values())
    assert len(corner.tokens) > 70
    assert seen(pages, corner.tokens) == set()


def test_who_is_logged_in_sees_no_more_on_public_pages(corner, client):
    client.force_login(User.objects.get(username="drafter"))
    assert seen(everything_public(client), corner.tokens) == set()


def test_a_scheduled_text_leaves_no_trace_a_second_before_and_is_everywhere_at_its_moment(
    stage, client
):
    now, corner = timezone.now(), Corner(stage)
    play.seed(stage, now)
    row = corner.communique("scheduled", conference=stage.conference)
    play.clear(stage, row, now)
    moment = (now + MOMENT).replace(microsecond=0)
    play.release(stage, row, now, visible_from=moment)
    symbol = row.symbols.get().text
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        before = everything_public(client)
    with time_machine.travel(moment, tick=False):
        after = everything_public(client)
    traces = [*corner.tokens, symbol, symbol.lower().replace("/", "-")]
    assert seen(before, traces) == set()
    titles = {language: token(f"scheduledtitle{language}") for language in ("ar", "en")}
    for language in ("ar", "en"):
        shown = {at for word, at in seen(after, [titles[language]])}
        slug = symbol.lower().replace("/", "-")
        base = f"/{language}"
        assert {
            f"{base}/", f"{base}/communiques/?", f"{base}/communiques/suggest/?q=leakscheduled",
            f"{base}/communiques/{slug}/",
            f"{base}/communiques/{slug}/parallel/", f"{base}/conferences/small-arms-2022/",
        } <= shown  # fmt: skip


def test_the_words_of_the_test_are_found_when_they_are_public(stage, client):
    """The net has no holes: what is released is found by the same search."""
    now, corner = timezone.now(), Corner(stage)
    row = corner.communique("public")
    play.clear(stage, row, now)
    play.release(stage, row, now)
    found = {word for word, _at in seen(everything_public(client), corner.tokens)}
    assert found == set(corner.tokens)  # the public note, too: it is part of what is signed


def test_a_file_is_sent_to_readers_from_its_moment_on(stage, client):
    now, corner = timezone.now(), Corner(stage)
    row = corner.communique("scheduled")
    play.clear(stage, row, now)
    moment = (now + MOMENT).replace(microsecond=0)
    play.release(stage, row, now, visible_from=moment)
    (address,) = [each for each in guesses() if each.startswith("/files/")]
    got = {}
    for at in (moment - dt.timedelta(seconds=1), moment):
        with time_machine.travel(at, tick=False):
            got[at == moment] = client.get(address).status_code
    assert got == {False: 404, True: 200}
