"""Numbers for those who keep the machines: what waits, and nothing of anybody."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from communiques.models import Edition, Notice


def values(text: str) -> dict[str, float]:
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[" ".join([sample.name, *sample.labels.values()])] = sample.value
    return found


@pytest.fixture
def written(demo, tmp_path) -> dict[str, float]:
    call_command("metrics", str(tmp_path / "bayan.prom"))
    return values((tmp_path / "bayan.prom").read_text())


def test_what_there_is(written):
    assert written["bayan_editions"] == Edition.objects.count()
    assert (written["bayan_scheduled"], written["bayan_unreviewed"]) == (1, 2)
    assert written["bayan_audit_events"] > 50
    assert written["bayan_public_changes"] > 50


def test_what_waits_and_for_how_long(demo, capsys):
    Notice.objects.update(due_at=timezone.now() + dt.timedelta(hours=1))
    call_command("metrics", "-")
    name = "notices to staff"
    found = values(capsys.readouterr().out)
    assert (found[f"bayan_waiting {name}"], found[f"bayan_waiting_seconds {name}"]) == (0, 0)
    late = Notice.objects.filter(sent_at=None).first()
    Notice.objects.filter(pk=late.pk).update(due_at=timezone.now() - dt.timedelta(hours=2))
    call_command("metrics", "-")
    found = values(capsys.readouterr().out)
    assert found[f"bayan_waiting {name}"] == 1
    assert 7200 <= found[f"bayan_waiting_seconds {name}"] < 7300


def test_a_folder_that_is_not_there_is_named(demo, tmp_path):
    with pytest.raises(CommandError, match=r"bayan\.prom: No such file or directory"):
        call_command("metrics", str(tmp_path / "none" / "bayan.prom"))


def test_nothing_in_it_is_anybodys(demo, capsys):
    call_command("metrics", "-")
    said = capsys.readouterr().out
    for words in ("AIMC", "drafter", "Salma", "@", "127.0.0.1"):
        assert words not in said
