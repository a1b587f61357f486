"""Which texts of the directory have one column per language."""

from modeltranslation.translator import TranslationOptions, register

from organizations.models import Appointment, Honorific, Organization, Person


@register(Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name", "formal_name", "acronym")


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name",)


@register(Honorific)
class HonorificTranslation(TranslationOptions):
    fields = ("masculine", "feminine")


@register(Appointment)
class AppointmentTranslation(TranslationOptions):
    fields = ("title",)
