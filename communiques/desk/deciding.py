"""Deciding: everything that the public would see, where it stands, and what a person may do."""

import datetime as dt
import itertools

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from communiques import comparing, differences, readings, workflow
from communiques import text as rich
from communiques.blockers import Blocker
from communiques.desk import embargo, opinions, papers, redacting, remarks, rescue, withdrawing
from communiques.desk.attachments import files_at
from communiques.desk.checking import panel
from communiques.desk.forms import DecisionForm, ReleaseForm
from communiques.desk.offers import offers, release_offer
from communiques.desk.pages import address, found, page
from communiques.envelope import envelope
from communiques.models import Action, Communique, Symbol
from communiques.standing import Standing, of_prefetched
from organizations.languages import LANGUAGES


def decide(request, site, pk: int):
    """All that the public would see, where it stands, and the decisions a person may take."""
    row = found(request, pk)
    if request.method == "POST":
        return take_decision(request, site, row)
    rescued = rescue.take(request)
    return decision_page(request, site, row, form=rescued and decision_form(rescued))


def at_stake(request) -> str:
    """Of what makes something public, or lets it pass without the usual signatures; else ''."""
    said = {
        Action.RELEASE: _("What is released becomes public, and what readers saw stays seen."),
        Action.URGENT: _("What is cleared urgently lacks the usual signatures, and says so."),
    }
    return said.get(request.POST.get("action"), "")


def take_decision(request, site, row: Communique):
    action = request.POST.get("action", "")
    if action not in workflow.RULES:
        raise Http404
    form = decision_form(request.POST)
    if not form.is_valid():
        return decision_page(request, site, row, form=form, status=422)
    try:
        workflow.apply(
            Action(action), row, actor=request.user, languages=form.languages(),
            seen=form.seen, **form.asked(),
        )  # fmt: skip
    except workflow.Refused as refused:
        return decision_page(
            request, site, found(request, row.pk), refused=refused.blockers, form=form, status=409
        )
    except workflow.Moved:
        return moved_page(request, site, found(request, row.pk), form)
    seen = {each: form.cleaned_data[f"rev_{each}"] or 0 for each in form.languages()}
    readings.mark(row, request.user, seen)
    messages.success(request, done(Action(action), form))
    return redirect(address("decide", row.pk))


def done(action: Action, form: DecisionForm) -> str:
    """What to say after a decision."""
    if form.asked().get("visible_from"):
        return _("The release is scheduled.")
    return _("Done: %(action)s.") % {"action": action.label}


def decision_form(data) -> DecisionForm:
    return (ReleaseForm if data.get("action") == Action.RELEASE else DecisionForm)(data)


def decision_page(
    request, site, row: Communique, *, refused: list[Blocker] = (), form=None, status: int = 200
):
    now = timezone.now()
    standings = of_prefetched(row, now)
    release = release_offer(standings, request.user)
    releasing = release_form(standings, release, form)
    return page(
        request, site, "decide", row.working_title(), status=status, communique=row,
        columns=[column(standings[each], standings, request.user, now) for each in LANGUAGES],
        rows=side_by_side(row), changed=changed_since(row, standings, request.user),
        release=release, release_form=releasing,
        media=releasing.media if releasing else None,
        scheduled=workflow.scheduled_release(row, now), refused=refused, form=form,
        may_call_off=workflow.permitted(Action.CALL_OFF, row, request.user),
        may_edit=any(workflow.may_write(request.user, row, each) for each in LANGUAGES),
        may_relate=workflow.may_write(request.user, row, row.original_language),
        decisions=row.decisions.select_related("release").order_by("-id"),
        findings=panel(row, request.user), remarks=remarks.panel(row),
        opinions=opinions.panel(row, request.user), embargo=embargo.panel(row, request.user),
        withdrawing=withdrawing.panel(row, request.user),
        redacting=redacting.panel(row, request.user),
        unmade=papers.unmade(row),
        files_attached=bool(row.attachments.all()), files_at=files_at(row),
        symbols=Symbol.objects.filter(communique=row),
        seen={each: standings[each].digests.seen for each in LANGUAGES},
    )  # fmt: skip


def changed_since(row: Communique, standings: dict[str, Standing], reader) -> list[dict]:
    """What differs from the person's own last reading, and from what is public."""
    mine, found = readings.begin(row, reader), []
    for reading in readings.unread(row, mine.values()):
        read = row.versions.filter(language=reading.language, revision=reading.revision).first()
        if rows := differing(read and read.text(), row.text(reading.language)):
            found.append({"language": reading.language, "rows": rows, "read_at": reading.at})
    for language, standing in standings.items():
        live, now = standing.live, standing.digests
        readable = live and not live.is_redacted
        if readable and (live.text_digest, live.envelope_digest) != (now.text, now.envelope):
            public = row.editions.get(pk=live.pk)
            rows = differing(public.text(), standing.text)
            facts = comparing.facts(public.envelope, envelope(row, language))
            if rows or facts:
                changed = {"rows": rows, "facts": facts, "edition": live.number}
                found.append({"language": language, **changed})
    return found


def differing(old, new) -> list:
    return [each for each in comparing.texts(old, new) if each.kind != "equal"]


def read(request, site, pk: int):
    """The person has read the texts as the page showed them."""
    row = found(request, pk)
    if request.method == "POST":
        shown = {each: request.POST.get(f"rev_{each}", "") for each in LANGUAGES}
        revisions = {k: int(v) for k, v in shown.items() if v.isdecimal() and len(v) < 10}
        readings.mark(row, request.user, revisions)
    return redirect(address("decide", row.pk))


def side_by_side(row: Communique) -> list[list[dict | None]]:
    """The blocks of both bodies in rows, Arabic and English, each with its number."""
    numbers = [itertools.count(1), itertools.count(1)]
    return [
        [
            {"number": next(number), "html": block.html} if block else None
            for number, block in zip(numbers, pair, strict=True)
        ]
        for pair in differences.align(row.body_ar or "", row.body_en or "")
    ]


def column(standing: Standing, standings: dict, user, now: dt.datetime) -> dict:
    """One language on the decision page."""
    return {
        "language": standing.language,
        "standing": standing,
        "envelope": envelope(standing.communique, standing.language),
        "offers": offers(standing, standings, user, now),
    }


def release_form(standings: dict[str, Standing], release, form) -> ReleaseForm | None:
    if release is None or not release.permitted or release.blockers:
        return None
    if isinstance(form, ReleaseForm):
        return form
    seen = {f"seen_{each}": standings[each].digests.seen for each in LANGUAGES}
    revs = {f"rev_{k}": standings[k].communique.revision(k) for k in LANGUAGES}
    return ReleaseForm(
        initial={"action": Action.RELEASE, "release_languages": release.languages, **seen, **revs}
    )


def moved_page(request, site, row: Communique, form: DecisionForm):
    """409: the text is not the one that the person saw; here is what differs."""
    changed = [
        {"language": language, "rows": rows_since(row, language, form)}
        for language in languages_concerned(row, form)
    ]
    return page(
        request, site, "moved", _("The text changed while you read it"), status=409,
        communique=row, changed=changed, reason=form.cleaned_data["reason"],
    )  # fmt: skip


def languages_concerned(row: Communique, form: DecisionForm) -> list[str]:
    """The languages decided on and, for a translation, the original that it is made from."""
    chosen = form.languages() or list(LANGUAGES)
    return [each for each in LANGUAGES if each in {*chosen, row.original_language}]


def rows_since(row: Communique, language: str, form: DecisionForm) -> list:
    """What differs from the revision that the form showed; nothing where the words are the same."""
    seen = row.versions.filter(
        language=language, revision=form.cleaned_data[f"rev_{language}"]
    ).first()
    rows = comparing.texts(seen.text() if seen else None, row.text(language))
    return [each for each in rows if each.kind != "equal"]


def as_public(request, site, pk: int, language: str):
    """The text as readers would see it, from the working copy."""
    row = found(request, pk)
    words = row.text(language)
    return page(
        request, site, "preview", words.title or _("Preview"), communique=row, language=language,
        words=words, html=rich.render(words.body, language), envelope=envelope(row, language),
        files_at=files_at(row),
    )  # fmt: skip
