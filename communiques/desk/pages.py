"""What every screen of the desk shares: its frame, its addresses, who may see and write what."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from js_asset.media import Media

from communiques.models import Communique
from communiques.standing import with_standing
from organizations.languages import LANGUAGES

#: What Django's own form pages load first; its date picker needs it.
ADMIN_MEDIA = Media(
    css={"all": ["admin/css/forms.css"]},
    js=["admin/js/vendor/jquery/jquery.js", "admin/js/jquery.init.js", "admin/js/core.js"],
)


def address(name: str, *args) -> str:
    return reverse(f"admin:communiques_communique_{name}", args=args)


def found(request, pk: int) -> Communique:
    """The communiqué, if it is of the person's organization or one below it; else 404."""
    row = get_object_or_404(Communique.objects.for_user(request.user), pk=pk)
    return with_standing([row])[0]


def page(request, site, template: str, title: str, status: int = 200, **context):
    context = {**site.each_context(request), "title": title, "languages": LANGUAGES, **context}
    if media := context.get("media"):
        context["media"] = Media.from_media(ADMIN_MEDIA + media, nonce=request.csp_nonce)
    return TemplateResponse(request, f"desk/{template}.html", context, status=status)


def in_language(response, language: str):
    """The answer; the log-in of this browser speaks that language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.HTTPS
    )
    return response


def not_done(request, form, *fields: str) -> None:
    """Say what is wrong with a form of a page that is shown anew, and what was typed into it:
    into those fields, or else into all that take words."""
    wrong = " ".join(said for errors in form.errors.values() for said in errors)
    texts = [name for name, field in form.fields.items() if isinstance(field, forms.CharField)]
    typed = _(", ").join(form.data[name] for name in fields or texts if form.data.get(name))
    said = _("%(wrong)s You wrote: “%(typed)s”.") % {"wrong": wrong, "typed": typed}
    messages.error(request, said if typed else wrong)


def show_once(request, said: str, language: str, name: str, token: str) -> None:
    """Tell the person the address of a private page, which is kept nowhere."""
    with translation.override(language):
        url = settings.SITE_URL + reverse(name, args=[token])
    shown = format_html("{} <code class='link-once' dir='ltr' lang='en'>{}</code>", said, url)
    messages.success(request, shown)
