"""The audit chain at the desk, to read."""

import json

from django.apps import apps
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.desk.pages import Unwritten
from organizations.models import AuditEvent


@admin.register(AuditEvent)
class AuditEventAdmin(Unwritten, admin.ModelAdmin):
    """The audit chain, to read."""

    list_display = ("seq", "at", "actor_name", "what", "on_what")
    search_fields = ("thing", "actor_name", "verb")
    show_full_result_count = False
    fields = ("seq", "at", "actor", "actor_name", "what", "on_what", "details", "prev_hash", "hash")

    def get_queryset(self, request):
        """What the staff of one's own bodies did; all of it for a superuser."""
        events = super().get_queryset(request)
        if request.user.is_superuser:
            return events
        return events.filter(actor__organization__in=request.user.scope)

    @admin.display(description=_("action"), ordering="verb")
    def what(self, event):
        return gettext(event.verb)

    @admin.display(description=_("details"))
    def details(self, event):
        """As recorded, which is not in the reader's language."""
        text = json.dumps(event.data, ensure_ascii=False, indent=1, sort_keys=True)
        return format_html('<pre lang="en" dir="ltr">{}</pre>', text)

    @admin.display(description=_("on"), ordering="thing")
    def on_what(self, event):
        label, _slash, number = event.thing.partition("/")
        try:
            name = apps.get_model(label)._meta.verbose_name
        except (LookupError, ValueError):
            return event.thing
        return f"{name} {number}"
