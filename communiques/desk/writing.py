"""Writing: a new draft, and both languages side by side with the facts around them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from communiques import buffers, drafting, memory, readings, shelving
from communiques.desk import rescue
from communiques.desk.autosave import new_page, page_of, recovered
from communiques.desk.checking import panel
from communiques.desk.cleaning import findings
from communiques.desk.forms import FactsForm, TextForm
from communiques.desk.pages import address, found, page
from communiques.models import Communique, TextVersion
from communiques.standing import of_prefetched
from communiques.workflow import may_write
from organizations.languages import LANGUAGES, other

#: Characters that keyboards hide, and what they are.
_OPENS, _CLOSES = gettext_lazy("opening quotation mark"), gettext_lazy("closing quotation mark")
QUOTES = {
    "ar": (("«", _OPENS), ("»", _CLOSES)),
    "en": (("“", _OPENS), ("”", _CLOSES), ("’", gettext_lazy("apostrophe"))),
}
MARKS = (
    ("–", gettext_lazy("dash of a range")),
    ("…", gettext_lazy("ellipsis")),
    ("ﷺ", gettext_lazy("blessing on the Prophet")),
    ("\u00a0", gettext_lazy("space that keeps a line together")),
    ("\u200c", gettext_lazy("break between joined letters")),
    ("\u200e", gettext_lazy("mark of the direction left to right")),
    ("\u200f", gettext_lazy("mark of the direction right to left")),
)


def start(request, site):
    """A new communiqué: its facts first, then its words."""
    if not request.user.has_perm("communiques.add_communique"):
        raise PermissionDenied
    form = FactsForm(rescue.typed(request), user=request.user, admin_site=site)
    if request.method == "POST" and form.is_valid():
        row = drafting.start(author=request.user, **form.facts())
        messages.success(request, _("The draft is open. Now write its text."))
        return redirect(address("change", row.pk))
    return page(
        request, site, "start", _("New communiqué"), form=form, media=form.media,
        status=422 if form.errors else 200,
    )  # fmt: skip


def edit(request, site, pk: int):
    """Both languages side by side, and the facts around them."""
    row = found(request, pk)
    writable = {each: may_write(request.user, row, each) for each in LANGUAGES}
    if not any(writable.values()):
        return redirect(address("decide", row.pk))
    if row.is_redacted:
        if request.method == "POST":
            messages.error(request, drafting.Redacted.message)
        return redirect(address("decide", row.pk))
    posted = rescue.typed(request)
    unsaved = buffers.kept_for(row, request.user)
    back = unsaved.get(request.GET.get("recover", ""), []) if posted is None else []
    texts = {
        each: recovered(row, each, back, writable=writable[each])
        if back
        else TextForm(row, each, posted, writable=writable[each])
        for each in order(row.original_language)
    }
    facts = FactsForm(
        posted, instance=row, user=request.user, admin_site=site,
        writable=request.user.has_perm("communiques.write_original"),
    )  # fmt: skip
    valid = [form.is_valid() for form in [*texts.values(), facts]]
    if request.method == "POST" and all(valid) and (saved := save(request, row, texts, facts)):
        return saved
    failed = request.method == "POST"
    # The forms write what was typed into the row that they check.
    standings = of_prefetched(row if posted is None else found(request, pk))
    return page(
        request, site, "edit", row.working_title(), status=422 if failed else 200,
        communique=row, texts=texts.values(), facts=facts, standings=standings,
        kept=kept_beside(row), found_cleanups=cleanups_found(row, writable),
        unsaved={} if back or failed else unsaved, recovered=back[0].page if back else "",
        suggested=suggested(row, request.user),
        marks={each: [*QUOTES[each], *MARKS] for each in LANGUAGES},
        writes_original=writable[row.original_language],
        opening=page_of(request.POST) or new_page(),
        findings=panel(row if posted is None else found(request, pk), request.user),
        media=facts.media + texts["ar"].media,
    )  # fmt: skip


@require_POST
def shelve(request, site, pk: int):
    """Put a draft aside, or take it up again: whoever writes its original."""
    row = found(request, pk)
    if not may_write(request.user, row, row.original_language):
        raise PermissionDenied
    aside = "back" not in request.POST
    if not shelving.shelve(row, request.user, shelved=aside):
        messages.error(request, _("Only a draft that nobody clears can be put aside."))
    elif aside:
        messages.success(request, _("Put aside. It stays in the list of communiqués."))
        return redirect("admin:index")
    else:
        messages.success(request, _("Taken up again."))
    return redirect(address("change", row.pk))


def suggested(row: Communique, user) -> list:
    """What the memory has for the translation, for those who write it."""
    translates = may_write(user, row, other(row.original_language))
    return memory.suggestions(row, user) if translates else []


def order(original: str) -> list[str]:
    """Both languages, the original first."""
    return sorted(LANGUAGES, key=lambda each: each != original)


def save(request, row: Communique, texts: dict[str, TextForm], facts: FactsForm):
    """Keep what was typed; a response, or None to show the form again with its errors."""
    try:
        if not save_facts(request, row, facts):
            return facts_overtaken(facts)  # before the words, so that "save again" saves all
        outcomes = [
            drafting.save_text(
                row, form.text(), based_on=form.cleaned_data["revision"], author=request.user
            )
            for form in texts.values()
            if form.writable
        ]
    except drafting.Sealed as error:
        facts.add_error(None, error.message)
        return None
    wrote = [each.version for each in outcomes if each.version and not each.overtaken]
    readings.mark(row, request.user, {each.language: each.revision for each in wrote})
    memory.used(row, request.POST.getlist("memory"), request.user)
    buffers.drop(row, request.user, page_of(request.POST), request.POST.get("recovered", ""))
    if overtaken := next((each.version for each in outcomes if each.overtaken), None):
        messages.warning(request, _("This text was saved elsewhere meanwhile. Both are kept."))
        return redirect(address("merge", row.pk, overtaken.pk))
    messages.success(request, _("Saved."))
    return redirect(address("decide" if "_decide" in request.POST else "change", row.pk))


def save_facts(request, row: Communique, facts: FactsForm) -> bool:
    """False where somebody else's save came first."""
    return facts.fields["dated_on"].disabled or drafting.save_facts(
        row, facts.facts(), based_on=facts.cleaned_data["revision"], author=request.user
    )


def facts_overtaken(facts: FactsForm) -> None:
    """Show the form again with what was typed, saying what somebody else set meanwhile."""
    now = Communique.objects.get(pk=facts.instance.pk)
    changed = [
        f"{facts.fields[name].label}: {value_shown(now, name) or '—'}"
        for name in facts.changed_data
        if name in facts._meta.fields
    ]
    facts.add_error(
        None,
        _(
            "Somebody changed the facts while you wrote. They set: %(facts)s. "
            "Save again to keep yours."
        )
        % {"facts": _("; ").join(changed)},
    )
    facts.data = facts.data.copy()
    facts.data[facts.add_prefix("revision")] = now.rev_facts


def value_shown(row: Communique, name: str) -> str:
    said = getattr(row, f"get_{name}_display", None)
    value = said() if said else getattr(row, name)
    if hasattr(value, "all"):
        return _(", ").join(str(each) for each in value.all())
    return str(localize(value)) if value else ""


def kept_beside(row: Communique):
    """Texts that another save overtook and nobody has merged yet."""
    merged = TextVersion.objects.filter(communique=row).exclude(merges=None).values("merges")
    rows = row.versions.filter(revision=None).exclude(pk__in=merged).select_related("author")
    return [each for each in rows if not each.is_redacted]


def cleanups_found(row: Communique, writable: dict) -> dict[str, int]:
    """Language → how many clean-ups could be offered."""
    return {each: len(findings(row, each)) for each in LANGUAGES if writable[each]}
