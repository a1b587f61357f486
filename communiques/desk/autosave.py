"""What is typed is kept every few seconds, and the page learns who else is there and what they have
saved: the answer to the script of the writing page."""

import re
import uuid

from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communiques import buffers
from communiques.desk.forms import LARGEST, TextForm
from communiques.desk.pages import address, found
from communiques.drafting import Redacted
from communiques.models import TEXT_FIELDS, Buffer, Communique, Text
from communiques.workflow import may_write
from organizations.languages import LANGUAGE_CHOICES, LANGUAGES

PAGE = re.compile("[0-9a-f]{32}")
#: Digits of a revision; thousands of them would be no number to Python.
LONGEST = len(str(LARGEST))


@require_POST
def buffer(request, site, pk: int):
    """Keep what was typed in the languages that the person writes. The answer: what of it is kept,
    who else is there, and which languages somebody saved since the page was opened."""
    row = found(request, pk)
    typing, opened, page = [], {}, page_of(request.POST)
    for language in LANGUAGES:
        revision = request.POST.get(f"{language}-revision", "")
        if not revision.isdecimal() or len(revision) > LONGEST or int(revision) > LARGEST:
            return HttpResponseBadRequest(_("The page did not say which text it shows."))
        opened[language] = int(revision)
        if f"{language}-body" in request.POST and may_write(request.user, row, language):
            text = typed(request.POST, row, language)
            based_on = opened[language]
            if buffers.keep(row, text, page=page, based_on=based_on, author=request.user):
                typing.append(language)
    here = [who(each) for each in buffers.greet(row, request.user, typing)]
    overtaken = []
    for each in buffers.overtaken(row, opened):
        mine = may_write(request.user, row, each.language)
        (overtaken if mine else here).append(saved_meanwhile(each, request.user, mine))
    if any(buffers.is_lost(row, *each) for each in opened.items()):
        overtaken = [str(Redacted.message)]
    return JsonResponse({"kept": typing, "here": here, "overtaken": overtaken})


def saved_meanwhile(saved: buffers.Overtaken, reader, mine: bool) -> str:
    """Who saved which language since the page was opened, and what saving it here would do."""
    if mine and saved.by == reader:
        said = _(
            "You saved %(language)s at %(at)s in another window. Saving here keeps both, to be "
            "merged."
        )
    elif mine:
        said = _("%(name)s saved %(language)s at %(at)s. Saving yours keeps both, to be merged.")
    else:
        said = _("%(name)s saved %(language)s at %(at)s; this page shows it as it was before.")
    return said % {
        "name": saved.by or "", "language": name_of(saved.language), "at": hour(saved.at),
    }  # fmt: skip


def typed(posted, row: Communique, language: str) -> Text:
    """The words as they stand in the page; a field that the page has not keeps what is saved."""
    saved = row.text(language).fields
    words = {name: posted.get(f"{language}-{name}", saved[name]) for name in TEXT_FIELDS}
    return Text(language, **{name: value.replace("\0", "") for name, value in words.items()})


def who(presence) -> str:
    languages = [name_of(each) for each in presence.typing.split()]
    if not languages:
        return _("%(name)s has this page open.") % {"name": presence.user}
    listed = _(" and ").join(languages)
    return _("%(name)s is typing in %(language)s.") % {"name": presence.user, "language": listed}


def name_of(language: str) -> str:
    return str(dict(LANGUAGE_CHOICES)[language])


def hour(moment) -> str:
    return date_format(localtime(moment), "H:i")


@require_POST
def put_away(request, site, pk: int):
    """The person does not want back what they had typed in that opening of the page."""
    row = found(request, pk)
    buffers.drop(row, request.user, page_of(request.POST))
    return redirect(address("change", row.pk))


def page_of(posted) -> str:
    """Which opening of the page the form is."""
    page = posted.get("page", "")
    return page if PAGE.fullmatch(page) else ""


def new_page() -> str:
    return uuid.uuid4().hex


def recovered(row: Communique, language: str, kept: list[Buffer], **kwargs) -> TextForm:
    """The form with what was typed and not saved, over the revision that it was typed over."""
    mine = next((each for each in kept if each.language == language), None)
    initial = mine.text().fields | {"revision": mine.based_on} if mine else {}
    return TextForm(row, language, None, initial=initial, **kwargs)
