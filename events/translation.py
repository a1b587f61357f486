"""Which texts of conferences have one column per language."""

from modeltranslation.translator import TranslationOptions, register

from events.models import (
    Conference,
    ConferenceSeries,
    Delegate,
    Delegation,
    Intervention,
    Programme,
    Session,
    Theme,
)


@register(ConferenceSeries)
class ConferenceSeriesTranslation(TranslationOptions):
    fields = ("name",)


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("name",)


@register(Conference)
class ConferenceTranslation(TranslationOptions):
    fields = ("title", "hijri_label", "venue", "city")


@register(Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("title",)


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = ("title",)


@register(Intervention)
class InterventionTranslation(TranslationOptions):
    fields = ("printed_name", "printed_post", "subject")


@register(Delegation)
class DelegationTranslation(TranslationOptions):
    fields = ("printed_name", "mandated_as")


@register(Delegate)
class DelegateTranslation(TranslationOptions):
    fields = ("printed_name", "printed_title")
