"""The series at the desk: which signatures their texts need."""

import pytest
from django.urls import reverse
from django.utils import timezone

from communiques.demo import play
from communiques.models import Step


@pytest.fixture
def administrator(as_):
    return as_("administrator")


def posted(series, *steps: str) -> dict:
    """The form of the series with those steps asked for, the first ones being there already."""
    there = list(series.steps.all())
    data = {
        "issuer": series.issuer_id, "kind": series.kind, "name_ar": series.name_ar,
        "name_en": series.name_en, "pattern": series.pattern, "languages_together": True,
        "steps-TOTAL_FORMS": len(steps), "steps-INITIAL_FORMS": len(there),
    }  # fmt: skip
    for number, step in enumerate(steps):
        data |= {f"steps-{number}-position": number + 1, f"steps-{number}-permission": step}
        data[f"steps-{number}-series"] = series.pk
        if number < len(there):
            data[f"steps-{number}-id"] = there[number].pk
    return data


@pytest.mark.parametrize(
    "steps",
    [(Step.REVIEW, Step.REVIEW), (Step.AUTHORISE, Step.REVIEW, Step.REVIEW)],
)
def test_no_step_is_asked_for_twice(administrator, english, steps):
    """One signature would count as both."""
    series = english.statements
    address = reverse("admin:communiques_series_change", args=[series.pk])
    response = administrator.post(address, posted(series, *steps))

    assert response.status_code == 200
    assert "This step is asked for already." in response.content.decode()
    assert [each.permission for each in series.steps.all()] == Step.values


def test_steps_change_places(administrator, english):
    series = english.statements
    address = reverse("admin:communiques_series_change", args=[series.pk])
    there = posted(series, Step.AUTHORISE, Step.REVIEW)

    assert administrator.post(address, there).status_code == 302
    assert [each.permission for each in series.steps.all()] == Step.values[::-1]


def test_a_pattern_that_gave_symbols_stays(administrator, english, ready):
    """Else nothing tells any more why a number was left out: an archive's text has its symbol."""
    play.release(english, ready, timezone.now())
    series = ready.series
    address = reverse("admin:communiques_series_change", args=[series.pk])
    changed = posted(series, *Step.values) | {"pattern": "AIMC/NEW/{year}/{number}"}
    response = administrator.post(address, changed)

    assert response.status_code == 200
    assert f"Symbols were given by {series.pattern} already" in response.content.decode()
    series.refresh_from_db()
    assert series.pattern != changed["pattern"]
