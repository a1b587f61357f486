"""One's own account: what one proves oneself with, where one logged in, and how all that ends."""

import segno
from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from communiques.desk import entering, proving
from communiques.desk.pages import page
from communiques.desk.proving import PROVED
from organizations.accounts import factors, keeping, passkeys
from organizations.accounts.sealing import seal, unseal
from organizations.models import Authenticator, Login

#: In the session, sealed: the secret of an app whose first code is waited for.
NEW_APP = "new_authenticator"
LAST_LOGINS = 15
AT_STAKE = gettext_lazy("This changes what you log in with.")


@never_cache
def overview(request, site):
    """Everything about one's own account, and the way in for who must set a second factor up."""
    user = request.user
    app = Authenticator.objects.filter(account=user).first()
    keys = list(user.passkeys.all())
    return page(
        request, site, "account", _("My account"), app=app, keys=keys,
        has_factor=bool(app or keys), must=entering.must_enrol(request),
        codes_left=factors.unused(user).count(), passkeys_possible=passkeys.are_possible(),
        logins=user.logins.all()[:LAST_LOGINS],
    )  # fmt: skip


@never_cache
@sensitive_variables("secret")
def authenticator(request, site):
    """The QR code and its words; then the first code, which shows that the app has them."""
    if unproved(request):
        raise PermissionDenied
    if request.method != "POST":
        secret = factors.new_secret()
        request.session[NEW_APP] = seal(secret)
        return app_page(request, site, secret)
    secret = waiting(request)
    if secret is None:
        messages.warning(request, _("Too late: scan the new code."))
        return redirect("admin:authenticator")
    step = factors.step_of(secret, factors.digits(request.POST.get("code", "")[:100]))
    if step is None:
        wrong = _("This is not the code that the app shows now. Try the next one.")
        return app_page(request, site, secret, wrong, 422)
    del request.session[NEW_APP]
    request.session.cycle_key()
    session = request.session.session_key
    codes = keeping.add_authenticator(request.user, secret, step, session=session)
    return added(request, site, Login.How.APP, codes)


def waiting(request) -> bytes | None:
    """The secret of the app that is being set up."""
    try:
        return unseal(request.session[NEW_APP])
    except (KeyError, InvalidToken):
        return None


def app_page(request, site, secret: bytes, wrong: str = "", status: int = 200):
    address = factors.address_of(secret, request.user)
    words = address.partition("secret=")[2].partition("&")[0]
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=3, light="white")
    return page(
        request, site, "authenticator", _("Set up an authenticator app"), status=status,
        words=" ".join(words[at : at + 4] for at in range(0, len(words), 4)),
        picture=mark_safe(drawn), address=address, wrong=wrong,
    )  # fmt: skip


@never_cache
def passkey(request, site):
    """A new passkey: its name, and what the browser made of our question."""
    if unproved(request) or not passkeys.are_possible():
        raise PermissionDenied
    wrong, status = "", 200
    if request.method == "POST":
        name = " ".join(request.POST.get("name", "").split())[:80] or _("Passkey")
        state = proving.asked(request, "new")
        try:
            session = request.session.session_key
            answer = request.POST.get("passkey", "")
            codes = keeping.add_passkey(request.user, state, answer, name, session=session)
            return added(request, site, Login.How.PASSKEY, codes)
        except passkeys.Refused:
            wrong, status = _("The passkey was not taken. Try again."), 422
    return page(request, site, "passkey", _("Add a passkey"), status=status, wrong=wrong)


def added(request, site, how: str, codes: list[str]):
    """The session has proved itself by what was just set up; the first codes are shown once."""
    request.session[PROVED] = request.session.get(PROVED, how)
    if codes:
        return codes_page(request, site, codes)
    messages.success(request, _("It serves from now on."))
    return redirect("admin:account")


def codes_page(request, site, codes: list[str]):
    return page(request, site, "recovery_codes", _("Your recovery codes"), codes=codes)


@require_POST
def remove(request, site):
    """Take away the app or a passkey; not the last one of somebody who needs one."""
    which = request.POST.get("which", "")
    if entering.needs_to_keep_one(request.user):
        messages.error(request, _("Your role needs a second factor: set another one up first."))
    elif keeping.remove_factor(request.user, which):
        if not factors.has_any(request.user):
            request.session.pop(PROVED, None)
        messages.success(request, _("Removed."))
    return redirect("admin:account")


@never_cache
@require_POST
def recovery_codes(request, site):
    """New codes in the place of all before."""
    if not factors.has_any(request.user):
        raise PermissionDenied
    return codes_page(request, site, keeping.renew_recovery_codes(request.user))


@never_cache
@require_POST
def recovery_text(request, site):
    """The codes of the page that shows them, as a file: they are kept nowhere."""
    codes = request.POST.getlist("code")[: factors.RECOVERY_CODES]
    if not factors.are_codes_of(request.user, codes):
        raise PermissionDenied
    lines = [_("Bayan: recovery codes of %(name)s") % {"name": request.user.get_username()}, *codes]
    answer = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="bayan-recovery-codes.txt"'
    return answer


@require_POST
def log_out_everywhere(request, site):
    """All other sessions of the person end; this one stays."""
    keeping.log_out(request.user, request.user, but=request.session.session_key)
    messages.success(request, _("You are logged out everywhere else."))
    return redirect("admin:account")


def unproved(request) -> bool:
    """Whether the account has a second factor and this session never showed it."""
    return PROVED not in request.session and factors.has_any(request.user)
