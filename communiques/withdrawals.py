"""Withdrawing what is public, and reinstating it: at once, on every page, with the reason in both
languages; recorded for ever."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from communiques import blockers
from communiques.blockers import Blocker, Refused
from communiques.drafting import locked
from communiques.mail import announcing, notices
from communiques.models import Communique, Edition, Forward, Notice, Withdrawal
from communiques.roles import people_who_can
from organizations import audit
from organizations.languages import LANGUAGES
from organizations.models import User

PERMISSION = "communiques.withdraw_text"
NO_OTHER = _("No other public communiqué has this symbol.")


def may_withdraw(actor: User, row: Communique) -> bool:
    return actor.may_touch(row.series.issuer_id) and actor.has_perm(PERMISSION)


def standing(row: Communique) -> Withdrawal | None:
    """The withdrawal that stands now."""
    return row.withdrawals.filter(lifted_at=None).first()


def why_not(row: Communique) -> list[Blocker]:
    """What keeps the text from being withdrawn now."""
    now, found = timezone.now(), []
    if not Edition.objects.released(at=now).filter(communique=row).exists():
        found.append(Blocker("not_public", _("Nothing of this text is public.")))
    if row.editions.scheduled(at=now).exists():
        message = _("A release of this text is scheduled; call it off first.")
        found.append(Blocker("scheduled", message))
    if standing(row):
        found.append(Blocker("withdrawn", _("It is withdrawn already.")))
    return found


def replacing(row: Communique) -> QuerySet[Communique]:
    """The texts that may stand in its place: all others that speak for their issuers now."""
    public = Edition.objects.current(at=timezone.now()).values("communique")
    return Communique.objects.filter(pk__in=public).exclude(pk=row.pk)


def locked_with(communique: Communique, replaced_by: Communique | None) -> Communique:
    """The row, locked, and that which replaces it: else of two texts that are withdrawn at once
    each could be to replace the other. All take them in one order, and nobody waits for ever."""
    if replaced_by:
        both = Communique.objects.filter(pk__in=[communique.pk, replaced_by.pk]).order_by("pk")
        list(both.select_for_update().values_list("pk"))
    return locked(communique)


def withdraw(
    communique: Communique, *, reasons: dict[str, str], removes_text: bool = False,
    replaced_by: Communique | None = None, forwards: bool = False, actor: User,
) -> Withdrawal:  # fmt: skip
    """From this moment on no list shows it and nothing finds it; its addresses say so and why or,
    if it `forwards`, lead to what replaces it. Raises Refused, and PermissionDenied."""
    with transaction.atomic():
        row = locked_with(communique, replaced_by)
        if not may_withdraw(actor, row):
            raise PermissionDenied
        if found := why_not(row):
            raise Refused(found)
        if replaced_by and not replacing(row).filter(pk=replaced_by.pk).exists():
            raise Refused([Blocker("replaced_by_none", NO_OTHER)])
        if forwards and replaced_by is None:
            message = _("Say which communiqué its addresses are to lead to.")
            raise Refused([Blocker("leads_nowhere", message)])
        made = Withdrawal.objects.create(
            communique=row, since=timezone.now(), removes_text=removes_text,
            replaced_by=replaced_by, by=actor, by_as=actor.signature(),
            **{f"reason_{language}": reason for language, reason in reasons.items()},
        )  # fmt: skip
        if forwards:
            Forward.objects.create(withdrawal=made)
        announcing.announce_withdrawal(made)
        _record(made, gettext_noop("withdrawn"), actor, Notice.Kind.WITHDRAWN)
    return made


def reinstate(communique: Communique, *, reasons: dict[str, str], actor: User) -> Withdrawal:
    """It speaks for the council again. Raises Refused, and PermissionDenied."""
    with transaction.atomic():
        row = locked(communique)
        if not may_withdraw(actor, row):
            raise PermissionDenied
        found = standing(row)
        if found is None:
            raise Refused([Blocker("not_withdrawn", _("It is not withdrawn."))])
        if row.is_redacted:
            raise Refused([blockers.redacted()])
        said = {f"lifted_reason_{language}": reason for language, reason in reasons.items()}
        # Never before it was withdrawn, whatever the clock of this machine says.
        moment = max(timezone.now(), found.since)
        Withdrawal.objects.filter(pk=found.pk).update(lifted_at=moment, lifted_by=actor, **said)
        _record(found, gettext_noop("reinstated"), actor, Notice.Kind.REINSTATED)
        found.refresh_from_db()
        announcing.announce_withdrawal(found, lifted=True)
    return found


def _record(made: Withdrawal, verb: str, actor: User, kind: str) -> None:
    """In the audit chain, as the database now holds it; and told to those who wrote, cleared and
    released it."""
    row, made = made.communique, Withdrawal.objects.get(pk=made.pk)
    leads = Forward.objects.filter(withdrawal=made).first()
    audit.record(verb, row, actor, seals=audit.seals(made, leads))
    knew = User.objects.filter(pk__in=row.decisions.values("actor"))
    told = {each.pk: each for each in [*knew, *people_who_can("release_text", row.series.issuer)]}
    reasons = {each: made.reason(each) for each in LANGUAGES}
    notices.tell(told.values(), kind, row, row.original_language, by=actor, reason=reasons)
