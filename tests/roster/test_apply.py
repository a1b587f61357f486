"""Applying: all or nothing, what was shown and nothing else; and undoing."""

from events.models import Delegate, Delegation, RosterImport
from events.roster import apply as applying
from events.roster.plan import plan_of
from organizations.models import AuditEvent, Organization, Person, PersonAlias
from tests.roster.conftest import HEADER, actions, workbook

FULL = workbook(
    HEADER,
    ["تونس", "اللواء د. قدري أبو بكر", "مدير عام", "رئيس الوفد", "q@b.tn", "+216 71 000 000"],
    ["Tunisie", "م. سامي حسن", "مهندس", "عضو", "s@b.tn", ""],
    ["الجماهيرية", "هند بنت سالم", "وكيل الوزارة", "رئيس الوفد", "h@b.ly", ""],
)


def seen(roster: RosterImport) -> str:
    plan = plan_of(roster)
    roster.seen, roster.seen_rows = plan.digest, plan.row_digests
    roster.save()
    return plan.digest


def counted() -> dict[str, int]:
    models = (Organization, Person, PersonAlias, Delegation, Delegate, AuditEvent)
    return {model.__name__: model.objects.count() for model in models}


def test_a_list_becomes_delegations_people_and_places(office, officer, states):
    roster = office.send(FULL)
    roster = applying.apply(roster, seen(roster), officer)
    columns = ("delegation__organization__iso2", "person__name_ar", "printed_name_ar",
               "printed_title_ar", "function", "email", "phone")  # fmt: skip
    assert list(Delegate.objects.order_by("pk").values_list(*columns)) == [
        ("TN", "قدري أبو بكر", "اللواء د. قدري أبو بكر", "مدير عام", "head", "q@b.tn",
         "+216 71 000 000"),
        ("TN", "سامي حسن", "م. سامي حسن", "مهندس", "member", "s@b.tn", ""),
        ("LY", "هند بنت سالم", "هند بنت سالم", "وكيل الوزارة", "head", "h@b.ly", ""),
    ]  # fmt: skip
    assert roster.counts == {
        "create": 3, "change": 0, "leave": 0, "out": 0, "stop": 0,
        "bodies": 0, "delegations": 2, "people": 3,
    }  # fmt: skip
    assert (roster.state, roster.book, roster.choices) == ("applied", None, {})
    event = AuditEvent.objects.get()
    assert (event.verb, event.data["counts"]) == ("list of delegates applied", roster.counts)
    assert not list(Person.objects.stale())


def test_the_same_list_again_changes_nothing(office, officer):
    roster = office.send(FULL)
    applying.apply(roster, seen(roster), officer)
    assert set(actions(office.plan(FULL)).values()) == {"leave"}


def test_undo_takes_back_everything_untouched(office, officer):
    before = counted()
    roster = office.send(FULL)
    applying.apply(roster, seen(roster), officer)
    roster = applying.undo(roster, officer)
    assert counted() == before | {"AuditEvent": 2}
    assert roster.done == {
        "kept": [],
        "removed": {"places": 3, "changed": 0, "delegations": 2, "people": 3, "bodies": 0},
    }
