"""How a member of staff logs in, for whoever keeps their account: never what they log in with."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communiques import roles
from communiques.desk.pages import page
from organizations.accounts import factors, keeping
from organizations.models import Authenticator, DeskSession, User

LAST_LOGINS = 30
AT_STAKE = gettext_lazy("This changes how a colleague gets into the desk.")


def access(request, site, pk: int):
    """The state of an account, and what its keeper may do about it."""
    user = allowed(request, pk)
    if request.method == "POST":
        door, done = answer(request.POST.get("act", ""))
        door(user, request.user)
        messages.success(request, done)
        return redirect("admin:access", pk=user.pk)
    return page(
        request, site, "access", _("Log-in and security"), person=user,
        may_keep=keeping.may_keep(user, request.user), closed_at=keeping.closed_at(user),
        app=Authenticator.objects.filter(account=user).first(),
        keys=user.passkeys.count(), codes_left=factors.unused(user).count(),
        needs=roles.needs_second_factor(user), sessions=DeskSession.open_of(user).count(),
        invitation=user.invitations.select_related("made_by").first(),
        logins=user.logins.all()[:LAST_LOGINS],
    )  # fmt: skip


def allowed(request, pk: int) -> User:
    """The account, for those who may see those of its organization."""
    user = get_object_or_404(User.objects.select_related("organization"), pk=pk)
    if not request.user.has_perm("organizations.view_user"):
        raise PermissionDenied
    if not user.editable_by(request.user):
        raise Http404
    return user


def answer(act: str):
    """The door for a button, and what is said once it is through."""
    doors = {
        "invite": (keeping.invite, _("A link to choose a password is on its way by e-mail.")),
        "revoke": (keeping.revoke_invitation, _("The link serves no more.")),
        "reset": (keeping.reset_factors, _("The second factor is gone, and all sessions with it.")),
        "log_out": (keeping.log_out, _("All their sessions have ended.")),
    }
    if act not in doors:
        raise Http404
    return doors[act]
