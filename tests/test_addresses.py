"""Every address × every persona: the registers of the desk, and the readers' pages."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import get_resolver, reverse

from communiques.demo import play
from communiques.models import Communique, Series
from organizations.models import AuditEvent, Login, Organization, User

PERSONAS = [*play.STAFF, "stranger", "superuser", "anonymous"]
#: Registers that are not Django's own pages: tests/desk has them.
OWN_SCREENS = {"communique"}
#: Registers that show only rows of one's own organization.
SCOPED = (User, Series, AuditEvent, Login)


@pytest.fixture
def people(demo):
    other = Organization.objects.create(name_ar="جهة أخرى", name_en="Another body")
    stranger = User.objects.create(username="stranger", organization=other, is_staff=True)
    stranger.groups.set(Group.objects.all())
    User.objects.create(username="superuser", is_staff=True, is_superuser=True)
    return {user.username: user for user in User.objects.all()}


def registers():
    return [model for model in admin.site._registry if model._meta.model_name not in OWN_SCREENS]


def pages(model) -> dict[str, str]:
    """Each page of a register, on its first row."""
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    first = model._base_manager.order_by("pk").first()
    addresses = {"changelist": reverse(f"{base}_changelist"), "add": reverse(f"{base}_add")}
    if first is not None:
        for name in ("change", "delete", "history"):
            addresses[name] = reverse(f"{base}_{name}", args=[first.pk])
    return addresses


def expected(model, name: str, user: User) -> set[int]:
    """What the role's permissions say; a row that another body keeps may be refused (403), an
    account or a series out of one's scope is out of sight (302)."""
    options, register = model._meta, admin.site._registry[model]
    request = type("Request", (), {"user": user})()
    if name == "add":
        return {200} if register.has_add_permission(request) else {403}
    if name == "delete" and not user.has_perm(f"{options.app_label}.delete_{options.model_name}"):
        return {302, 403} if model in SCOPED else {403}
    if not register.has_view_or_change_permission(request):
        return {403}
    return {200} | ({403} if name == "delete" else set()) | ({302} if model in SCOPED else set())


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_register(people, client, persona):
    if persona == "anonymous":
        wanted = lambda model, name: {302}  # noqa: E731
    else:
        client.force_login(people[persona])
        wanted = lambda model, name: expected(model, name, people[persona])  # noqa: E731
    wrong = {
        (model.__name__, name): status
        for model in registers()
        for name, address in pages(model).items()
        if (status := client.get(address).status_code) not in wanted(model, name)
    }
    assert wrong == {}


def public_pages() -> dict[str, int]:
    seed = Communique.objects.get(conference__slug="small-arms-2022")
    draft = Communique.objects.filter(slug=None).first()
    scheduled = Communique.objects.get(symbols__text__endswith="/ST/2026/1")
    found = {}
    for language in ("ar", "en"):
        base = f"/{language}/"
        found |= {
            base: 200,
            f"{base}communiques/": 200,
            f"{base}communiques/{seed.slug}/": 200,
            f"{base}communiques/{seed.slug}/parallel/": 200,
            f"{base}communiques/{seed.slug}/editions/1/": 200,
            f"{base}communiques/{seed.slug}.bib": 200,
            f"{base}communiques/{seed.slug}.ris": 200,
            f"{base}communiques/{seed.slug}.pdf": 200,
            f"{base}communiques/{seed.slug}.docx": 200,
            f"{base}communiques/{seed.slug}.txt": 200,
            f"{base}communiques/{seed.slug}/editions/1.txt": 200,
            f"{base}communiques/{seed.slug}/editions/2.txt": 404,
            f"{base}communiques/{seed.slug}/parallel.pdf": 200,
            f"{base}communiques/{scheduled.slug}.pdf": 404,
            f"{base}communiques/{scheduled.slug}/parallel.pdf": 404,
            f"{base}communiques/no-such.txt": 404,
            f"{base}communiques/{scheduled.slug}.bib": 404,
            f"{base}communiques/no-such.ris": 404,
            f"{base}communiques/{seed.slug}/editions/2/": 404,
            f"{base}communiques/{seed.slug}/compare/1-2/": 404,
            f"{base}communiques/{scheduled.slug}/compare/1-2/": 404,
            f"{base}communiques/{scheduled.slug}/": 404,
            f"{base}communiques/{scheduled.slug}/parallel/": 404,
            f"{base}communiques/{scheduled.slug}/editions/1/": 404,
            f"{base}communiques/{draft.pk}/": 404,
            f"{base}communiques/no-such/": 404,
            f"{base}conferences/": 200,
            f"{base}conferences/small-arms-2022/": 200,
            f"{base}conferences/no-such/": 404,
            f"{base}conferences/small-arms-2022.ics": 200,
            f"{base}conferences/no-such.ics": 404,
            f"{base}conferences/?when=past&year=2022": 200,
            f"{base}conferences/?year=1&series=99999999999999999999": 200,
            f"{base}organizations/": 200,
            f"{base}subscriptions/": 200,
            f"{base}subscriptions/?issuer=no-such&kind=x": 200,
            f"{base}subscriptions/asked/": 200,
            f"{base}subscriptions/no-such/": 404,
            f"{base}subscriptions/stop/no-such/": 200,
            f"{base}verify/": 200,
            f"{base}verify/000000000000/": 404,
            f"{base}archive/": 200,
            f"{base}register/": 200,
            f"{base}register/feed/": 200,
            f"{base}register/{seed.series_id}/2022/": 200,
            f"{base}register/{seed.series_id}/1901/": 404,
            f"{base}archive/2022/": 200,
            f"{base}archive/1901/": 404,
            f"{base}archive/2022/5/": 200,
            f"{base}archive/2022/5/?cursor=bad": 400,
            f"{base}archive/2022/1/": 404,
            f"{base}archive/2022/13/": 404,
            f"{base}archive/99999/1/": 404,
            f"{base}archive/0/0/": 404,
            f"{base}feed/": 200,
            f"{base}feed/?kind=statement": 200,
            f"{base}feed/?kind=nothing": 404,
            f"{base}feed/?q=security": 200,
            f"{base}feed/?q=security&kind=nothing": 404,
            f"{base}communiques/?q=security&year=2022": 200,
            f"{base}communiques/?q=security&cursor=bad": 400,
            f"{base}communiques/suggest/": 200,
            f"{base}communiques/suggest/?q=sec": 200,
            f"{base}organizations/interpol/": 200,
            f"{base}organizations/no-such/": 404,
            f"{base}no-such/": 404,
            f"{base}communiques/?cursor=%00": 400,
            f"{base}communiques/?cursor=bad": 400,
            f"{base}communiques/?issuer=no-such": 200,
            f"{base}communiques/?year=99999999999999999999": 200,
        }
    found |= {
        "/sitemap.xml": 200,
        "/sitemap-communiques-2022-05.xml": 200,
        "/sitemap-none.xml": 404,
    }
    found |= {"/oembed/": 404, "/.well-known/security.txt": 404}
    return found | {"/": 302, "/healthz": 200, "/readyz": 200, "/robots.txt": 200}


@pytest.mark.parametrize("persona", ["drafter", "administrator", "superuser", "anonymous"])
def test_every_public_page_is_the_same_for_everybody(people, client, persona):
    """Who is logged in sees no more than anybody: what is not public is nowhere."""
    if persona != "anonymous":
        client.force_login(people[persona])
    got = {address: client.get(address).status_code for address in public_pages()}
    assert got == public_pages()


def test_no_address_is_missing_from_these_tests():
    names = {
        pattern.name
        for resolver in get_resolver().url_patterns
        for pattern in getattr(resolver, "url_patterns", [resolver])
        for pattern in getattr(pattern, "url_patterns", [pattern])
        if getattr(pattern, "name", None)
    }
    known = {"root", "healthz", "readyz", "robots", "security", "oembed", "sitemap", "feed"} | {
        "sitemap_section",
        "home", "communiques", "communique", "parallel", "edition", "conferences", "conference",
        "conference_calendar", "organizations", "organization", "suggest", "citation",
        "archive", "archive_year", "archive_month", "opinion", "embargo",
        "verify", "verify_code", "verify_short", "register", "register_year", "register_feed",
        "bundle", "keys", "log_checkpoint", "log_entries", "log_proof", "log_consistency",
        "comparison", "paper", "edition_paper", "bilingual_paper",
        "file", "embargo_file", "opinion_file",
        "index", "schema", "year", "everything",  # and others, of /api/v1/: tests/api
        "subscriptions", "subscriptions_asked", "subscriptions_own", "subscriptions_stop",
    }  # fmt: skip
    desk = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete",
            "jsi18n", "view_on_site", "app_list", "words", "language", "notices"}  # fmt: skip
    desk |= {
        "second_step",
        "passkey_login",
        "passkey_options",
        "invitation",
        "account",
        "authenticator",
        "passkey_add",
        "factor_remove",
        "recovery_codes",
        "recovery_text",
        "log_out_everywhere",
        "access",
    }  # fmt: skip - tests/accounts has them
    suffixes = ("_changelist", "_add", "_change", "_delete", "_history")
    own = {
        f"communiques_communique_{name}"
        for name in (
            "attachments",
            "draft",
            "papers",
            "relations",
            "withdraw",
            "redact",
            "redaction",
            "reinstate",
            "file",
            "board",
            "figures",
            "read",
            "ask",
            "revoke",
            "admit",
            "dismiss",
            "memory",
            "tmx",
            "terms_csv",
            "bring",
            "waive",
            "shelve",
            "remark",
            "thread",
            "buffer",
            "put_away",
            "decide",
            "cleanups",
            "versions",
            "source",
            "preview",
            "merge",
        )
    }
    # tests/roster has the lists of delegates
    own |= {"events_conference_roster"} | {
        f"events_conference_roster_{name}" for name in ("list", "remarks", "progress")
    }
    papers = ("papers", "pdf", "issue", "list", "list_file", "roll", "plates", "badges", "issued",
              "compared", "private", "erase", "copy")  # fmt: skip
    own |= {f"events_conference_{name}" for name in papers}  # tests/directory has them
    own |= {
        f"organizations_{model}_{name}"
        for model in ("organization", "person")
        for name in ("alike", "merge", "unmerge")
    }
    rest = {n for n in names - known - desk - own if not n.endswith(suffixes)}
    assert rest == set()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_readers_page_takes_no_other_method(demo, method):
    """And says which it takes, not that some form was open too long."""
    response = getattr(Client(enforce_csrf_checks=True), method)("/ar/communiques/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
