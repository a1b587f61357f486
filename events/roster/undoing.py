"""Taking back what a list did."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from events.models import ACTIVE, Delegate, Delegation, RosterImport
from events.roster.apply import Finished, locked
from organizations import audit
from organizations.models import Organization, OrganizationAlias, Person, PersonAlias

State = RosterImport.State
UNDONE = gettext_noop("list of delegates undone")


def undo(roster: RosterImport, user) -> RosterImport:
    """Take back what nobody touched since; `done["kept"]` then lists the rest. Raises Refused."""
    with transaction.atomic():
        roster = locked(roster)
        if roster.state != State.APPLIED:
            raise Finished
        Undoing(roster, user).undo()
    return roster


class Undoing:
    """Takes back a list: places first, then what only they needed."""

    def __init__(self, roster: RosterImport, user):
        self.roster, self.user, self.done = roster, user, roster.done
        self.kept: list[dict[str, str]] = []
        self.removed: dict[str, int] = {}

    def undo(self) -> None:
        self.remove(Delegate, "places")
        self.restore()
        self.remove(Delegation, "delegations")
        self.clear_references()
        self.forget(PersonAlias, "person_spellings")
        self.remove(Person, "people", ignoring=("aliases", "styles"))
        self.forget(OrganizationAlias, "body_spellings")
        self.remove(Organization, "bodies", ignoring=("aliases",))
        self.finish()

    def untouched(self, model: type[models.Model], name: str) -> dict[int, models.Model]:
        """Those that are still as the list left them; the others are listed."""
        seals = dict(self.done[name])
        rows = model._base_manager.in_bulk(list(seals))
        same = {}
        for pk, seal in seals.items():
            if pk not in rows:
                continue  # somebody removed it: nothing to take back
            if audit.seal_of(rows[pk]) == seal:
                same[pk] = rows[pk]
            else:
                self.keep(rows[pk], _("changed since"))
        return same

    def keep(self, row: models.Model, why: str) -> None:
        self.kept.append({"kind": str(row._meta.verbose_name), "name": str(row), "why": why})

    def remove(self, model: type[models.Model], name: str, ignoring: tuple[str, ...] = ()) -> None:
        rows = self.untouched(model, name)
        needed = in_use(model, list(rows), ignoring)
        for pk in [each for each in rows if each in needed]:
            self.keep(rows.pop(pk), _("something else depends on it"))
        model._base_manager.filter(pk__in=list(rows)).delete()
        self.removed[name] = len(rows)

    def forget(self, model: type[models.Model], name: str) -> None:
        """Spellings learnt from choices; one that became a name since is no longer ours."""
        rows = model._base_manager.filter(pk__in=self.done[name])
        if model is OrganizationAlias:
            rows = rows.filter(source=OrganizationAlias.Source.ALIAS)
        rows.delete()

    def restore(self) -> None:
        """The old values of changed places, unless somebody heads the delegation meanwhile."""
        rows = Delegate.objects.select_related("delegation").in_bulk(
            [pk for pk, _seal, _before in self.done["changed"]]
        )
        changed = sorted(self.done["changed"], key=lambda each: each[2].get("function") == "head")
        restored = 0
        for pk, seal, before in changed:
            row = rows.get(pk)
            if row is None:
                continue
            if audit.seal_of(row) != seal:
                self.keep(row, _("changed since"))
            elif before.get("function") == "head" and self.has_other_head(row):
                self.keep(row, _("the delegation has another head"))
            else:
                Delegate.objects.filter(pk=pk).update(**before)
                restored += 1
        self.removed["changed"] = restored

    def has_other_head(self, row: Delegate) -> bool:
        heads = Delegate.objects.filter(
            delegation=row.delegation_id, function="head", state__in=ACTIVE
        )
        return row.state in ACTIVE and heads.exclude(pk=row.pk).exists()

    def clear_references(self) -> None:
        same = self.untouched(Delegation, "referenced")
        Delegation.objects.filter(pk__in=list(same)).update(credentials_reference="")

    def finish(self) -> None:
        roster = self.roster
        roster.state, roster.undone_at, roster.undone_by = State.UNDONE, timezone.now(), self.user
        roster.done = {"kept": self.kept, "removed": self.removed}
        roster.save()
        audit.record(
            UNDONE, roster.conference, self.user,
            file=roster.file_name, sha256=roster.sha256, removed=self.removed, kept=len(self.kept),
        )  # fmt: skip


def in_use(model: type[models.Model], keys: list[int], ignoring: tuple[str, ...]) -> set[int]:
    """The rows that any other row of the database points to."""
    used: set[int] = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not keys:
            continue
        if getattr(relation, "on_delete", None) is models.DO_NOTHING:
            continue  # keeps no row alive
        if relation.get_accessor_name() in ignoring:
            continue
        column = relation.field.name
        pointing = relation.related_model._base_manager.filter(**{f"{column}__in": keys})
        used |= set(pointing.values_list(column, flat=True))
    return used
