"""Letters about accounts: each to one person, in their language, sent like the notices."""

import datetime as dt
from functools import partial

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communiques.mail.composing import composed
from organizations import outgoing
from organizations.accounts import invitations
from organizations.models import AccountLetter

Kind = AccountLetter.Kind


def deliver(now: dt.datetime | None = None) -> int:
    """Send what is due; how many e-mails went out."""
    rows = AccountLetter.objects.select_related("account", "invitation")
    batches = outgoing.in_hand(rows, "account", now)
    return sum(outgoing.send([each], partial(letter, each)) for taken in batches for each in taken)


def letter(each: AccountLetter) -> EmailMultiAlternatives | None:
    """The e-mail, in the person's language; None where there is nothing to say any more."""
    account = each.account
    with translation.override(account.language):
        url = settings.SITE_URL + reverse("admin:account")
        if each.kind == Kind.INVITED:
            token = invitations.token_for_letter(each.invitation)
            if token is None:
                return None
            url = settings.SITE_URL + reverse("admin:invitation", args=[token])
        subject, said = words(each, account.language)
        context = {
            "account": account, "said": said, "url": url, "invited": each.kind == Kind.INVITED,
            "at": timezone.localtime(each.made_at),
        }  # fmt: skip
        automatic = {"Auto-Submitted": "auto-generated"}
        return composed("account", subject, each.address, context, automatic)


def words(each: AccountLetter, language: str) -> tuple[str, str]:
    """Subject and sentence, in the active language."""
    data = each.data
    by = {"by": data.get("by", {}).get(language, "")}
    if each.kind == Kind.INVITED:
        return _("Bayan: choose your password"), invited()
    if each.kind == Kind.CODE_USED:
        left = data.get("left", 0)
        said = ngettext(
            "A recovery code was used to log in with your account; %(n)s is left.",
            "A recovery code was used to log in with your account; %(n)s are left.",
            left,
        ) % {"n": left}
        return _("Bayan: a recovery code was used"), said
    subject, said = {
        Kind.FACTOR_ADDED: (
            _("Bayan: a second factor was added"),
            _("A second factor was added to your account."),
        ),
        Kind.FACTOR_REMOVED: (
            _("Bayan: a second factor was removed"),
            _("A second factor was removed from your account."),
        ),
        Kind.FACTORS_RESET: (
            _("Bayan: your second factor was reset"),
            _("%(by)s has reset the second factor of your account. You set up a new one after the "
              "next log-in."),
        ),
        Kind.NEW_CODES: (
            _("Bayan: new recovery codes"),
            _("New recovery codes were made for your account; those before them serve no more."),
        ),
        Kind.PASSWORD: (
            _("Bayan: your password was changed"),
            _("The password of your account was changed."),
        ),
        Kind.ADDRESS: (
            _("Bayan: your e-mail address was changed"),
            _("The e-mail address of your account was changed; this is the last letter to the one "
              "before."),
        ),
        Kind.LOCKED: (
            _("Bayan: somebody tries to log in as you"),
            _("Somebody failed to log in with your user name many times. Strangers are locked out "
              "for a while; a browser that you have logged in with before is not. If your second "
              "factor was asked for, your password is known: change it."),
        ),
        Kind.LOGGED_OUT: (
            _("Bayan: you were logged out"),
            _("%(by)s has ended all sessions of your account. You can log in again."),
        ),
    }[each.kind]  # fmt: skip
    return subject, said % by


def invited() -> str:
    days = settings.INVITATION_DAYS
    said = ngettext(
        "You have an account at the desk of Bayan. Choose a password by this link, which serves "
        "once and for %(n)s day.",
        "You have an account at the desk of Bayan. Choose a password by this link, which serves "
        "once and for %(n)s days.",
        days,
    )
    return said % {"n": days}
