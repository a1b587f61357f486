"""Two people at once: a list is applied once, and one of two that collide is told."""

import threading

import pytest
from django.db import connection, connections
from django.utils import translation

from events.models import Delegate, Delegation
from events.roster import apply as applying
from events.roster import undoing
from events.roster.plan import plan_of
from organizations import audit
from organizations.models import AuditEvent, Person
from tests.roster.conftest import HEADER, workbook

pytestmark = pytest.mark.django_db(transaction=True)
LIST = workbook(
    HEADER, ["تونس", "سامي حسن", "", "رئيس الوفد", "", ""], ["تونس", "هند سالم", "", "عضو", "", ""]
)


@pytest.fixture
def office(transactional_db, office):
    return office


def at_once(*jobs):
    """What each job returned or raised."""
    results, barrier = [None] * len(jobs), threading.Barrier(len(jobs))

    def run(index, job):
        try:
            with translation.override("en"):
                barrier.wait()
                results[index] = job()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(type(each).__name__ for each in results)


def test_one_list_applied_by_two_at_once(office, officer):
    roster = office.send(LIST)
    digest = plan_of(roster).digest
    apply = lambda: applying.apply(roster, digest, officer)  # noqa: E731
    assert at_once(apply, apply) == ["Finished", "RosterImport"]
    assert (Delegate.objects.count(), Person.objects.count()) == (2, 2)
    assert AuditEvent.objects.filter(verb="list of delegates applied").count() == 1
    assert list(audit.faults()) == []


def test_two_lists_of_the_same_people_at_once(office, officer):
    rosters = [office.send(LIST), office.send(LIST)]
    digests = [plan_of(each).digest for each in rosters]
    jobs = [lambda n=n: applying.apply(rosters[n], digests[n], officer) for n in range(2)]
    assert at_once(*jobs) == ["Moved", "RosterImport"]
    assert (Delegate.objects.count(), Delegation.objects.count()) == (2, 1)


def test_a_list_undone_by_two_at_once(office, officer):
    roster = office.send(LIST)
    applying.apply(roster, plan_of(roster).digest, officer)
    undo = lambda: undoing.undo(roster, officer)  # noqa: E731
    assert at_once(undo, undo) == ["Finished", "RosterImport"]
    assert Delegate.objects.count() == 0


def test_a_head_who_is_made_while_a_list_is_applied(office, officer, states, monkeypatch):
    """An edit that needs no lock of ours: PostgreSQL lets it in, on SQLite it waits."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    place = office.place(states["TN"], "رئيس آخر")
    roster = office.send(LIST)
    digest = plan_of(roster).digest
    people = applying.Writer.people

    def meanwhile(self):
        edit = threading.Thread(target=promote)
        edit.start()
        edit.join(timeout=20)
        return people(self)

    def promote():
        Delegate.objects.filter(pk=place.pk).update(function="head")
        connections.close_all()

    monkeypatch.setattr(applying.Writer, "people", meanwhile)
    with pytest.raises(applying.Moved):
        applying.apply(roster, digest, officer)
    heads = Delegate.objects.filter(function="head")
    assert list(heads.values_list("person__name_ar", flat=True)) == ["رئيس آخر"]
    assert Delegate.objects.count() == 1
