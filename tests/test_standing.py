"""Tests stand in a scene that others stood in: each finds it as it was built."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from communiques.demo import play
from communiques.models import Communique
from organizations.models import User
from tests.standing import scene

NAME = play.STAFF["drafter"][2]


def names() -> list[str]:
    return list(User.objects.filter(username="drafter").values_list("name_en", flat=True))


def change_all(stage: play.Stage) -> None:
    assert (names(), stage.staff["drafter"].name_en) == ([NAME], NAME) and stage.bodies
    User.objects.update(name_en="Changed")
    stage.staff["drafter"].name_en = "Changed"
    stage.bodies.clear()


@pytest.mark.parametrize("turn", range(2))
def test_nobody_sees_what_another_changed(stage, turn):
    change_all(stage)


@pytest.mark.parametrize("turn", range(2))
@pytest.mark.django_db(transaction=True)
def test_nor_what_another_committed(stage, turn):
    change_all(stage)


@pytest.mark.parametrize("turn", range(2))
@pytest.mark.django_db(transaction=True)
def test_nor_in_the_demonstration(demo, turn):
    assert (names(), Communique.objects.count()) == ([NAME], 8)
    User.objects.update(name_en="Changed")
    play.hire("another", None, play.STAFF["drafter"])


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@scene
def joined(stage) -> User:
    """Somebody upon the stage, with a file."""
    default_storage.save("letter", ContentFile(b"Welcome."))
    stage.staff["another"] = play.hire("another", None, play.STAFF["drafter"])
    return stage.staff["another"]


def change_what_joined(stage: play.Stage, joined: User) -> None:
    assert stage.staff["another"] is joined and default_storage.exists("letter")
    default_storage.delete("letter")
    joined.delete()
    change_all(stage)


@pytest.mark.parametrize("turn", range(2))
def test_nor_in_a_scene_upon_another(stage, joined, turn):
    change_what_joined(stage, joined)


@pytest.mark.parametrize("turn", range(2))
@pytest.mark.django_db(transaction=True)
def test_nor_there_what_another_committed(stage, joined, turn):
    change_what_joined(stage, joined)


def test_nobody_stands_who_was_not_asked_for(stage):
    assert not User.objects.filter(username="another") and "another" not in stage.staff


@pytest.fixture
def later(time_machine):
    time_machine.move_to("2030-06-01")


def test_who_travels_in_time_finds_what_was_made_at_that_time(later, joined):
    assert joined.date_joined.year == 2030


def test_without_a_scene_there_is_none(db):
    assert names() == []
