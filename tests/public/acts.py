"""Acts upon the demonstration that readers see: its seed corrected, what is public withdrawn."""

from django.utils import timezone

from communiques import withdrawals
from communiques.demo import play
from communiques.models import Communique, Edition, Text
from organizations.models import User

SEED = "aimc-pr-2022-1"


def correct() -> None:
    """A second edition of the seed, with other years and a link."""
    row, now = Communique.objects.get(slug=SEED), timezone.now()
    staff = {user.username: user for user in User.objects.all()}
    notes = {"ar": "صُححت فقرة.", "en": "A paragraph is corrected."}
    for language, who in (("ar", "drafter"), ("en", "translator")):
        words = row.text(language).fields | {"change_note": notes[language]}
        link = '<p><a href="https://www.un.org/">link</a></p>'
        words["body"] = words["body"].replace("2022", "2023") + link
        play.write(row, Text(language, **words), staff[who])
        row.refresh_from_db()
    stage = play.Stage(staff, {}, row.series, None, row.conference)
    play.clear(stage, row, now)
    play.release(stage, row, now)


def withdraw() -> tuple[Communique, Communique]:
    """One text withdrawn, whose words stay, and one removed."""
    approver = User.objects.get(username="approver")
    public = Communique.objects.filter(editions__in=Edition.objects.current(at=timezone.now()))
    kept, removed = public.distinct().order_by("pk")
    reasons = {"ar": "صدر خطأً.", "en": "Issued by mistake."}
    withdrawals.withdraw(removed, reasons=reasons, removes_text=True, actor=approver)
    withdrawals.withdraw(kept, reasons=reasons, actor=approver)
    return kept, removed
