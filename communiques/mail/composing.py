"""An e-mail as plain text and as HTML, of two templates, in the language that is active."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

SUBJECT_LENGTH = 200


def composed(
    template: str, subject: str, address: str, context: dict, headers: dict[str, str] | None = None
) -> EmailMultiAlternatives:
    """To that address, of `mail/<template>.txt` and `.html`, which are told their language and its
    direction besides."""
    language = translation.get_language()
    context |= {"language": language, "direction": "rtl" if language == "ar" else "ltr"}
    made = EmailMultiAlternatives(
        " ".join(subject.split())[:SUBJECT_LENGTH],
        render_to_string(f"mail/{template}.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [address],
        headers=headers,
    )
    made.attach_alternative(render_to_string(f"mail/{template}.html", context), "text/html")
    return made
