"""Who may do what: each role is a group with a fixed set of permissions."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from organizations.models import Organization, User

READ = ("view",)
KEEP = ("view", "add", "change", "delete")
DIRECTORY = (
    "organizations.organization",
    "organizations.organizationalias",
    "organizations.honorific",
    "organizations.person",
    "organizations.personalias",
    "organizations.personhonorific",
    "organizations.appointment",
    "events.conferenceseries",
    "events.programme",
    "events.conference",
    "events.theme",
    "events.organizer",
    "events.session",
    "events.intervention",
    "events.delegation",
    "events.delegate",
)


def _rights(models, verbs) -> set[str]:
    return {
        f"{app}.{verb}_{model}" for app, model in (m.split(".") for m in models) for verb in verbs
    }


_READER = _rights(
    (*DIRECTORY, "communiques.communique", "communiques.series", "communiques.term"), READ
)
_TERMS = _rights(("communiques.term",), KEEP)

#: Role → its permissions, as "app.codename". The names are shown translated.
ROLES: dict[str, set[str]] = {
    gettext_noop("drafter"): _READER
    | {
        "communiques.add_communique",
        "communiques.change_communique",
        "communiques.write_original",
        "communiques.submit_text",
    },
    gettext_noop("translator"): _READER
    | _TERMS
    | {
        "communiques.change_communique",
        "communiques.write_translation",
        "communiques.submit_text",
    },
    gettext_noop("reviewer"): _READER | _TERMS | {"communiques.review_text"},
    gettext_noop("approver"): _READER
    | {
        "communiques.authorise_text",
        "communiques.release_urgently",
        "communiques.withdraw_text",
        "communiques.redact_text",
    },
    gettext_noop("publisher"): _READER | {"communiques.release_text"},
    gettext_noop("protocol officer"): _READER | _rights(DIRECTORY, KEEP),
    gettext_noop("administrator"): _READER
    | _TERMS
    | _rights(DIRECTORY, KEEP)
    | _rights(("organizations.user", "communiques.series", "communiques.clearancestep"), KEEP)
    | {"organizations.view_auditevent", "organizations.view_login"},
}

#: What lets a text pass, makes it public or takes it away, and what gives others those rights.
GRAVE = (
    "communiques.review_text",
    "communiques.authorise_text",
    "communiques.release_text",
    "communiques.release_urgently",
    "communiques.withdraw_text",
    "communiques.redact_text",
    "organizations.add_user",
    "organizations.change_user",
)

#: Which role a permission of the workflow is asked of, for people who are told whom to ask.
ROLE_OF = {
    "write_original": _("drafter"),
    "write_translation": _("translator"),
    "submit_text": _("drafter or translator"),
    "review_text": _("reviewer"),
    "authorise_text": _("approver"),
    "release_text": _("publisher"),
    "release_urgently": _("approver"),
    "withdraw_text": _("approver"),
    "redact_text": _("approver"),
}


@transaction.atomic
def establish() -> None:
    """Create the groups, or bring them back to what this page says. Idempotent."""
    existing = {
        f"{each.content_type.app_label}.{each.codename}": each
        for each in Permission.objects.select_related("content_type")
    }
    for name, rights in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(existing[right] for right in rights)


def needs_second_factor(user: User) -> bool:
    """Whether a password alone is too little for what the person may do; by permission, so that a
    right that is given while somebody is logged in counts at once."""
    return settings.REQUIRE_SECOND_FACTOR and any(map(user.has_perm, GRAVE))


def people_who_can(permission: str, organization: Organization) -> list[User]:
    """Active staff whose role gives `permission` over texts of `organization`."""
    return organization.staff_by_permission.get(permission, [])
