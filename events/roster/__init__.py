"""Lists of delegates as offices send them: read, shown as they will be stored, applied, undone.

`files` → `columns` → `entries` (with `names` and `values`) → `plan` → `apply`; `screens` shows it.
"""
