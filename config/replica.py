"""Where pages are read from, where a copy of the database follows it."""

from communiques import published


class Router:
    """What all readers are shown alike comes from the copy, everything else from the original."""

    def db_for_read(self, model, **hints):
        return "replica" if published.from_copy.get() else None

    def allow_relation(self, one, other, **hints):
        return True  # the same rows

    def allow_migrate(self, database, app_label, **hints):
        return database == "default"
