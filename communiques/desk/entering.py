"""Logging in: the password, then the second factor where the account has one; or a passkey, which
is both. Nobody is logged in between the two steps."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from communiques import roles
from communiques.desk import known, proving
from communiques.desk.proving import HALFWAY, PROVED, person_halfway
from communiques.public import limits
from organizations import audit
from organizations.accounts import factors, logins
from organizations.models import Authenticator, Login, User

BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Addresses of the desk that open to whoever still has to set a second factor up.
BEFORE_PROOF = {
    *("login", "logout", "language", "words", "jsi18n", "second_step", "passkey_login"),
    *("passkey_options", "invitation", "account", "authenticator", "passkey_add"),
    *("recovery_text", "log_out_everywhere"),
}
#: Tries with a second factor or a passkey, of one network in a minute.
MOST = 30


class LoginForm(AdminAuthenticationForm):
    """Name and password; a locked name is refused before the password is looked at."""

    tried: Login | None = None

    def clean(self):
        name = self.cleaned_data.get("username")
        if name and self.cleaned_data.get("password"):
            account = User.objects.filter(username=name).first()
            self.tried = proving.attempt(self.request, name, account, Login.Step.PASSWORD)
            if self.tried is None:
                raise ValidationError(proving.locked(), code="locked")
        return super().clean()


class FirstStep(LoginView):
    """The page of name and password."""

    authentication_form = LoginForm
    template_name = "admin/login.html"

    def form_valid(self, form):
        user, tried, onward = form.get_user(), form.tried, self.get_success_url()
        if not factors.has_any(user):
            return enter(self.request, user, Login.How.PASSWORD, tried, onward)
        logins.right(tried, Login.Outcome.HALF, account=user)
        self.request.session[HALFWAY] = {
            "account": user.pk, "hash": user.get_session_auth_hash(), "next": onward,
            "at": timezone.now().timestamp(), "tried": tried.pk,
        }  # fmt: skip
        return redirect("admin:second_step")


def first_step(request, context: dict):
    return FirstStep.as_view(extra_context=context)(request)


def enter(request, user: User, how: str, tried: Login | None, onward: str):
    """The person is in; `tried` is what the log of log-ins has of it so far."""
    for each in (HALFWAY, PROVED):
        request.session.pop(each, None)
    login(request, user, backend=BACKEND)
    if how != Login.How.PASSWORD:
        request.session[PROVED] = how
    if tried is None:
        logins.note(user, how, **proving.where(request, user.get_username()))
    else:
        logins.right(tried, Login.Outcome.IN, how=how, account=user)
    response = HttpResponseRedirect(onward)
    known.remember(request, response, user.get_username())
    return response


@sensitive_post_parameters("code", "passkey")
@never_cache
def second_step(request, site):
    """The second factor of whoever gave the password."""
    user = person_halfway(request)
    if user is None:
        request.session.pop(HALFWAY, None)
        return redirect("admin:login")
    if request.method != "POST":
        return second_page(request, site, user)
    if limits.too_often(request, "login", most=MOST):
        return second_page(request, site, user, _("Too many attempts. Try again in a minute."), 429)
    if answer := request.POST.get("passkey"):
        return second_by_passkey(request, site, user, answer)
    tried = proving.attempt(request, user.get_username(), user, Login.Step.CODE)
    if tried is None:
        return second_page(request, site, user, proving.locked(), 403)
    how = proving.by_code(user, request.POST.get("code", "")[:100])
    if not how:
        audit_failure(user)
        return second_page(request, site, user, _("This code does not do. Try the next one."), 403)
    tried.delete()  # it is the log-in whose first step is on record
    return enter_halfway(request, user, how)


def second_by_passkey(request, site, user: User, answer: str):
    """Never locked: nobody guesses a passkey."""
    if proving.by_passkey(request, "second", answer, user) is None:
        return second_page(request, site, user, _("This passkey does not do. Try again."), 403)
    return enter_halfway(request, user, Login.How.BOTH)


def enter_halfway(request, user: User, how: str):
    kept = request.session[HALFWAY]
    return enter(request, user, how, Login.objects.filter(pk=kept["tried"]).first(), kept["next"])


@transaction.atomic
def audit_failure(user: User) -> None:
    audit.record(gettext_noop("second factor failed"), user)


def second_page(request, site, user: User, wrong: str = "", status: int = 200):
    context = {
        **site.each_context(request), "title": _("Second factor"), "wrong": wrong,
        "has_app": Authenticator.objects.filter(account=user).exists(),
        "has_passkey": proving.has_passkey(user),
    }  # fmt: skip
    return TemplateResponse(request, "admin/second_step.html", context, status=status)


@never_cache
def by_passkey(request, site):
    """Log in with a passkey alone: it asked for a finger, a face or a PIN."""
    if request.method != "POST":
        return redirect("admin:login")
    if limits.too_often(request, "login", most=MOST):
        return refused(request, site, _("Too many attempts. Try again in a minute."), 429)
    key = proving.by_passkey(request, "login", request.POST.get("passkey", ""))
    user = key and key.account
    if not (user and user.is_active and user.is_staff):
        return refused(request, site, _("This passkey is not known here."), 403)
    onward = request.POST.get(REDIRECT_FIELD_NAME, "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        onward = reverse("admin:index")
    return enter(request, user, Login.How.PASSKEY, None, onward)


def refused(request, site, said: str, status: int):
    return TemplateResponse(
        request, "admin/login.html", site.login_context(request) | {
            "form": LoginForm(request), "refused": said,
        }, status=status,
    )  # fmt: skip


def must_enrol(request) -> bool:
    """Whether the person may do what asks for a second factor, and came in without one."""
    return PROVED not in request.session and roles.needs_second_factor(request.user)


def needs_to_keep_one(user: User) -> bool:
    """Whether taking one factor away would leave somebody without who must have one."""
    count = Authenticator.objects.filter(account=user).count() + user.passkeys.count()
    return count < 2 and roles.needs_second_factor(user)
