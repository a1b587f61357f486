"""What never leaves the desk: delegates' e-mail, telephone and notes. They are erased after the
conference, once somebody has downloaded them."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from events.models import Conference, Delegate
from events.roster import apply as roster
from events.roster import undoing
from organizations import audit
from organizations.languages import label

DOWNLOADED = gettext_noop("private data downloaded")
ERASED = gettext_noop("private data erased")


def held(conference: Conference):
    """The delegates of whom something private is kept."""
    something = Q()
    for name in Delegate.PRIVATE:
        something |= ~Q(**{name: ""})
    return conference.delegates.filter(something)


def count(conference: Conference) -> int:
    return held(conference).count()


def download(conference: Conference, actor) -> tuple[list[str], list[list[str]]]:
    """Header and rows of all that is private; the audit chain keeps who took it, not what."""
    rows = (
        held(conference)
        .select_related("person", "delegation__organization")
        .order_by("delegation", "pk")
    )
    found = [
        [label(each.delegation, "printed_name") or str(each.delegation.organization), str(each)]
        + [getattr(each, name) for name in Delegate.PRIVATE]
        for each in rows
    ]
    with transaction.atomic():
        audit.record(DOWNLOADED, conference, actor, rows=len(found))
    columns = [str(Delegate._meta.get_field(name).verbose_name) for name in Delegate.PRIVATE]
    return [_("Delegation"), _("Name"), *columns], found


def why_not_erase(conference: Conference) -> str:
    """What stands in the way of erasing; '' where nothing does."""
    return next(_obstacles(conference), "")


def _obstacles(conference: Conference) -> Iterator[str]:
    day = conference.erase_private_on
    if day is None:
        yield _("Set on the conference's form from which day private data may be erased.")
    elif day > timezone.localdate():
        yield _("Private data are kept until %(day)s.") % {"day": localize(day)}
    waiting = conference.roster_imports.filter(book__isnull=False)
    if not (held(conference).exists() or waiting.exists()):
        yield _("Nothing private is kept.")
    if held(conference).exists() and not downloaded_since_last_change(conference):
        yield _("Download the private data first: erased is erased.")


def downloaded_since_last_change(conference: Conference) -> bool:
    """Whether somebody took all that is there now."""
    events = audit.AuditEvent.objects.filter(thing=audit.label_of(conference), verb=DOWNLOADED)
    last = events.order_by("-seq").first()
    if last is None or last.data["rows"] < count(conference):
        return False
    return not any(map(changes_private, changes_since(conference, last.seq)))


def changes_since(conference: Conference, seq: int) -> Iterator[audit.AuditEvent]:
    """What the chain has of its delegations and delegates after that event, and of lists that were
    taken back."""
    rows = (*conference.delegations.all(), *conference.delegates.all())
    things = {audit.label_of(each) for each in rows}
    later = audit.AuditEvent.objects.filter(seq__gt=seq, thing__startswith="events.")
    for event in later.order_by("seq").iterator():
        own = event.thing == audit.label_of(conference) and event.verb == undoing.UNDONE
        if own or event.thing in things:
            yield event


def changes_private(event: audit.AuditEvent) -> bool:
    parts = [event.data, *event.data.get("parts", [])]
    names = {name for each in parts for name in each.get("fields", {})}
    return event.verb == undoing.UNDONE or not names.isdisjoint(Delegate.PRIVATE)


def erase(conference: Conference, actor) -> int:
    """Erase it all; how many delegates it was about. ValidationError where it may not be yet."""
    with transaction.atomic():
        Conference.objects.select_for_update().get(pk=conference.pk)
        if reason := why_not_erase(conference):
            raise ValidationError(reason)
        roster.erase_private(conference)
        erased = held(conference).update(**dict.fromkeys(Delegate.PRIVATE, ""))
        Conference.objects.filter(pk=conference.pk).update(private_erased_at=timezone.now())
        audit.record(ERASED, conference, actor, rows=erased)
    return erased
