"""The page of an invitation: its holder chooses a password. Of a link that serves no more it says
just that, whatever the reason and whoever it was for."""

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from communiques import roles
from communiques.desk.pages import in_language
from communiques.public import limits
from organizations.accounts import invitations

#: Questions, of one network in a minute.
MOST = 30


@sensitive_post_parameters()
@never_cache
def accept(request, site, token: str):
    if limits.too_often(request, "invitation", most=MOST):
        return shown(request, site, None, None, 429)
    invitation = invitations.found(token)
    if invitation is None:
        return shown(request, site, None, None, 404)
    account = invitation.account
    translation.activate(account.language)
    request.LANGUAGE_CODE = account.language
    form = SetPasswordForm(account, request.POST if request.method == "POST" else None)
    if not form.is_valid():  # 200, for what is refused goes into the log with its address
        return shown(request, site, invitation, form, 200)
    if not invitations.accept(invitation, form.cleaned_data["new_password1"]):
        return shown(request, site, None, None, 404)
    messages.success(request, _("Your password is set. Log in with it."))
    return in_language(redirect("admin:login"), account.language)


def shown(request, site, invitation, form, status: int):
    context = {
        **site.each_context(request), "title": _("Choose your password"), "form": form,
        "account": invitation and invitation.account, "too_often": status == 429,
        "needs": bool(invitation) and roles.needs_second_factor(invitation.account),
    }  # fmt: skip
    response = TemplateResponse(request, "admin/invitation.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
