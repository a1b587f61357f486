"""Search over the editions that are public: what is written for it, and how it is asked.

`analysis` turns text into terms, alike for what is indexed and what is asked for; `index` keeps
them, on SQLite and PostgreSQL, in the transaction that seals an edition; `finding` asks.
"""
