"""The database itself keeps what was said and decided."""

from django.db import migrations

from organizations.triggers import append_only

#: A release can be called off once, before its moment, and nothing else about it can change.
CALLING_OFF = """
OLD.called_off_at IS NULL AND NEW.called_off_at IS NOT NULL
AND CURRENT_TIMESTAMP < OLD.visible_from
AND NEW.id = OLD.id AND NEW.communique_id = OLD.communique_id AND NEW.number = OLD.number
AND NEW.visible_from = OLD.visible_from AND NEW.sealed_at = OLD.sealed_at
AND COALESCE(NEW.released_by_id, 0) = COALESCE(OLD.released_by_id, 0)
"""
#: A symbol can become void once; it stays the symbol that it was.
VOIDING = """
OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL
AND NEW.id = OLD.id AND NEW.text = OLD.text AND NEW.series_id = OLD.series_id
AND NEW.year = OLD.year AND COALESCE(NEW.number, 0) = COALESCE(OLD.number, 0)
AND NEW.communique_id = OLD.communique_id AND NEW.allocated_at = OLD.allocated_at
"""


class Migration(migrations.Migration):
    dependencies = [("communiques", "0001_communiques")]
    operations = [
        append_only("communiques_textversion"),
        append_only("communiques_factsversion"),
        append_only("communiques_decision"),
        append_only("communiques_edition"),
        append_only("communiques_mention"),
        append_only("communiques_release", allow=CALLING_OFF),
        append_only("communiques_symbol", allow=VOIDING),
    ]
