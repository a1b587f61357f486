"""Which columns come once per language."""

from modeltranslation.translator import TranslationOptions, register

from communiques.models import Attachment, Communique, Reservation, Series, Term


@register(Series)
class SeriesTranslation(TranslationOptions):
    fields = ("name",)


@register(Communique)
class CommuniqueTranslation(TranslationOptions):
    fields = ("title", "summary", "body", "change_note", "place")


@register(Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = Attachment.WORDS


@register(Reservation)
class ReservationTranslation(TranslationOptions):
    fields = ("text",)


@register(Term)
class TermTranslation(TranslationOptions):
    """Both languages are what a term is: no column stands for either."""

    fields = ()
