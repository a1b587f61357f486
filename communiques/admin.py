"""Django looks for the desk here; it lives in `communiques.desk`."""

from communiques.desk import admin

__all__ = ["admin"]
