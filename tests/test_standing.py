"""Tests stand in a scene that others stood in: each finds it as it was built."""

import pytest

from communiques.demo import play
from communiques.models import Communique
from organizations.models import User

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


def test_without_a_scene_there_is_none(db):
    assert names() == []
