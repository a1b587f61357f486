"""The desk as people use it: forms are read from the page and posted back."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from communiques.demo import play
from communiques.models import Communique, Step
from organizations.models import Organization, User
from tests.standing import scene


def url(name: str, *args) -> str:
    return reverse(f"admin:communiques_communique_{name}", args=args)


@scene
def english(stage):
    """Colleagues who read the desk in English, as the tests do."""
    User.objects.update(language="en")
    for user in stage.staff.values():
        user.language = "en"
    return stage


@scene
def row(english) -> Communique:
    """A text in both languages, not yet submitted."""
    return play.compose(english, "review", timezone.now())


@scene
def submitted(english, row) -> Communique:
    play.submit(english, row, timezone.now())
    return row


@scene
def ready(english, row) -> Communique:
    play.clear(english, row, timezone.now())
    return row


@scene
def scheduled(english, ready) -> Communique:
    at = timezone.now() + dt.timedelta(days=5)
    play.release(english, ready, timezone.now(), visible_from=at)
    return ready


@pytest.fixture
def stranger(english) -> User:
    """Somebody with every role, in another organization."""
    other = Organization.objects.create(name_ar="جهة أخرى", name_en="Another body")
    user = User.objects.create(
        username="stranger", organization=other, is_staff=True, language="en"
    )
    user.groups.set(Group.objects.all())
    return user


@pytest.fixture
def as_(client, english):
    """as_("drafter") gives the client logged in as that colleague."""

    def login(name):
        client.force_login(User.objects.get(username=name))
        return client

    return login


def form_of(response, number: int | None = None) -> dict:
    """The fields of the page's writing form as a browser would post them."""
    forms = [*response.context["texts"], response.context["facts"]]
    data = {"written_by": response.context["written_by"]}
    for form in forms:
        for bound in form:
            if bound.field.disabled:
                continue
            value = bound.value()
            if value is not None:
                data[bound.html_name] = (
                    [str(getattr(v, "pk", v)) for v in value]
                    if isinstance(value, list)
                    else str(getattr(value, "pk", value))
                )
    return data


def decision(response, action: str, language: str = "ar", **more) -> dict:
    """The hidden fields of a decision form on the page."""
    seen = response.context["seen"]
    row = response.context["communique"]
    return {
        "action": action,
        "language": language,
        "seen_ar": seen["ar"],
        "seen_en": seen["en"],
        "rev_ar": row.rev_ar,
        "rev_en": row.rev_en,
        **more,
    }


REVIEW, AUTHORISE = Step.REVIEW.value, Step.AUTHORISE.value
