"""What text and dates must satisfy before they are stored; each refusal says the way out."""

from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from organizations import arabic
from organizations.languages import LANGUAGES

UNFIT = {
    "long_word": _("A word is too long to print, near “%(excerpt)s”. Divide it."),
    "no_glyph": _(
        "Character %(position)s cannot be printed, near “%(excerpt)s”. Write it otherwise."
    ),
    "unbalanced_isolate": _(
        "Character %(position)s opens or closes a change of direction that has no other end, near "
        "“%(excerpt)s”. Delete it and type that place again."
    ),
}
UNSEEN = _(
    "Character %(position)s is invisible and changes how the text reads, near “%(excerpt)s”. "
    "Delete it and type that place again."
)


def public_text(value: str) -> None:
    """Refuse characters that nobody sees and that change how the text reads or prints."""
    for problem in arabic.problems(arabic.canonical(value)):
        raise ValidationError(
            UNFIT.get(problem.code, UNSEEN),
            code=problem.code,
            params={"position": problem.position + 1, "excerpt": problem.excerpt},
        )


def one_line(value: str) -> None:
    """Refuse line breaks in what is printed on one line."""
    if "\n" in arabic.canonical(value):
        raise ValidationError(
            _("This text must be on one line. Remove the line break."), code="line_break"
        )


def some_language(thing, *names: str) -> None:
    """Require each named text in at least one language; the Arabic field shows the error."""
    errors = {
        f"{name}_ar": ValidationError(_("Write this in Arabic or in English."), code="required")
        for name in names
        if not any((getattr(thing, f"{name}_{code}") or "").strip() for code in LANGUAGES)
    }
    if errors:
        raise ValidationError(errors)


def in_order(thing, start: str, end: str) -> None:
    """Refuse an end before its start, or an end without one."""
    first, last = getattr(thing, start), getattr(thing, end)
    if last is None or (first is not None and first <= last):
        return
    labels = {"start": thing._meta.get_field(start).verbose_name}
    if first is None:
        message = _("Fill in “%(start)s” as well, or leave this empty.")
    else:
        message = _("This is before “%(start)s”, %(first)s. Correct one of the two.")
        labels["first"] = localize(first)
    raise ValidationError({end: ValidationError(message, code="backwards", params=labels)})
