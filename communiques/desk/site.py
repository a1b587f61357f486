"""The admin site: its first page is what waits for the person who opened it."""

from functools import partial

from django.apps import apps
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog

from communiques.desk import access, account, entering, invited, proving, redacting, rescue
from communiques.desk.freshness import asked_again
from communiques.desk.pages import in_language
from communiques.desk.queues import LIMIT, due, queues, sent_by, work_of
from communiques.public import limits
from organizations.accounts import keeping, passkeys
from organizations.models import User

#: Tries to log in, of one network in a minute.
LOGINS = 30


class EditorCatalog(JavaScriptCatalog):
    """The editor's own words, in the language of the desk."""

    def get_paths(self, packages):
        return [str(each) for each in settings.LOCALE_PATHS]


@require_POST
def set_language(request):
    """The desk in the other language: kept with the account, or in a cookie before the login."""
    language = request.POST.get("language")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("admin:index")
    response = redirect(back)
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=language)
        in_language(response, language)
    return response


@require_POST
def set_notices(request):
    """How the person is told by e-mail."""
    wanted = request.POST.get("notices", "")
    if wanted in User.Notices:
        User.objects.filter(pk=request.user.pk).update(notices=wanted)
        messages.success(request, _("So you will be told."))
    return redirect("admin:index")


#: The screens of accounts: address, view, name.
SCREENS = (
    ("account/", account.overview, "account"),
    (
        "account/authenticator/",
        asked_again(account.authenticator, account.AT_STAKE),
        "authenticator",
    ),
    ("account/passkey/", asked_again(account.passkey, account.AT_STAKE), "passkey_add"),
    ("account/remove/", asked_again(account.remove, account.AT_STAKE), "factor_remove"),
    (
        "account/recovery-codes/",
        asked_again(account.recovery_codes, account.AT_STAKE),
        "recovery_codes",
    ),
    ("account/recovery-codes.txt", account.recovery_text, "recovery_text"),
    ("account/log-out-everywhere/", account.log_out_everywhere, "log_out_everywhere"),
    ("staff/<int:pk>/", asked_again(access.access, access.AT_STAKE), "access"),
)


class DeskSite(admin.AdminSite):
    site_title = _("Bayan")
    site_header = _("Bayan: the desk")
    index_title = _("My desk")
    index_template = "desk/index.html"
    enable_nav_sidebar = False

    def get_urls(self):
        return [
            path("words.js", EditorCatalog.as_view(), name="words"),
            path("language/", set_language, name="language"),
            path("notices/", self.admin_view(set_notices), name="notices"),
            path("login/second/", self.open(entering.second_step), name="second_step"),
            path("login/passkey/", self.open(entering.by_passkey), name="passkey_login"),
            path("passkey/", proving.options, name="passkey_options"),
            path("invitation/<str:token>/", self.open(invited.accept), name="invitation"),
            *(path(at, self.screen(view), name=name) for at, view, name in SCREENS),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        standings, more = work_of(request.user, timezone.now())
        context = {
            "queues": queues(request.user, standings),
            "due": due(standings),
            "sent": sent_by(request.user, standings),
            "redactions": redacting.waiting(request.user),
            "ways_to_be_told": User.Notices.choices,
            "more": more,
            "limit": LIMIT,
        }
        return super().index(request, context | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """The texts first, then what they are about: from the top of the house down."""
        floors = [each.label for each in apps.get_app_configs()]
        found = super().get_app_list(request, app_label)
        return sorted(found, key=lambda each: -floors.index(each["app_label"]))

    def open(self, view):
        """A page for whoever is not logged in."""
        return lambda request, **kwargs: view(request, self, **kwargs)

    def screen(self, view):
        return self.admin_view(partial(view, site=self))

    def login(self, request, extra_context=None):
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        if request.method == "POST" and limits.too_often(request, "login", most=LOGINS):
            said = _("Too many attempts to log in from your network. Try again in a minute.")
            return entering.refused(request, self, said, 429)
        return entering.first_step(request, self.login_context(request) | (extra_context or {}))

    def login_context(self, request) -> dict:
        """What the page of the log-in shows."""
        asked = {**request.GET.dict(), **request.POST.dict()}
        return self.each_context(request) | {
            "title": _("Log in"),
            "subtitle": None,
            "app_path": reverse("admin:login"),
            "username": request.user.get_username(),
            REDIRECT_FIELD_NAME: asked.get(REDIRECT_FIELD_NAME) or reverse("admin:index"),
            "rescued": bool(request.session.get(rescue.KEY)),
            "passkeys": passkeys.are_possible(),
            "demonstration": settings.DEMO and not settings.REQUIRE_SECOND_FACTOR,
        }

    def password_change(self, request, extra_context=None):
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            keeping.password_changed(request.user, but=request.session.session_key)
        return response

    def each_context(self, request):
        return super().each_context(request) | {"written_by": rescue.author_mark(request.user)}

    def admin_view(self, view, cacheable=False):
        """As Django's, but a form typed into an ended session is kept until the new login. Our
        own screens then show it filled in; Django's are offered to be sent again."""
        inner = super().admin_view(view, cacheable)

        def kept(request, *args, **kwargs):
            if not self.has_permission(request):
                if request.method == "POST":
                    rescue.keep(request)
            elif request.method == "POST":
                rescue.drop(request)
            elif not hasattr(view, "shows_rescued") and (form := rescue.take(request, say=False)):
                return self.resend(request, form)
            return inner(request, *args, **kwargs)

        return kept

    def resend(self, request, form):
        left_out = ("csrfmiddlewaretoken", rescue.FIELD)
        fields = [(name, values) for name, values in form.lists() if name not in left_out]
        context = {**self.each_context(request), "title": _("Your form is kept"), "kept": fields}
        return TemplateResponse(request, "desk/resend.html", context)
