"""What has to be known about words of the domain, and of what is written about: plain tables."""

from communiques.search.lexicon.acronyms import ACRONYMS, CAPITALS
from communiques.search.lexicon.beginnings import GUARDED, OWN_BEGINNINGS
from communiques.search.lexicon.bodies import BODIES
from communiques.search.lexicon.endings import FEMININE, RELATED, SAID, WHOLE, WORDS_APART
from communiques.search.lexicon.english import SPELLINGS, WHOLE_EN
from communiques.search.lexicon.keyboards import (
    ARABIC_KEYS,
    ARABIC_KEYS_OF_AZERTY,
    AZERTY_KEYS,
    LATIN_KEYS,
    ROWS_OF_KEYS,
    SHIFTED_KEYS,
)
from communiques.search.lexicon.months import HIJRI_MONTHS, HIJRI_YEAR, MONTHS
from communiques.search.lexicon.names import LATIN_NAMES, NAMES, NAMES_EN, OF_FAITH
from communiques.search.lexicon.ordinary import ORDINARY
from communiques.search.lexicon.persons import FAMILIES, PERSONS
from communiques.search.lexicon.places import COUNTRIES, NATIVES, PLACES
from communiques.search.lexicon.plurals import BROKEN_PLURALS
from communiques.search.lexicon.rows import rows
from communiques.search.lexicon.same import APART, CURRENCIES, SAME
from communiques.search.lexicon.small import SMALL_AR, SMALL_EN

#: Names that are written in ways that do not sound alike by rule, in both scripts.
KNOWN_AS = (PERSONS, PLACES, BODIES)

__all__ = [
    "ACRONYMS",
    "APART",
    "ARABIC_KEYS",
    "ARABIC_KEYS_OF_AZERTY",
    "AZERTY_KEYS",
    "BROKEN_PLURALS",
    "CAPITALS",
    "COUNTRIES",
    "CURRENCIES",
    "FAMILIES",
    "FEMININE",
    "GUARDED",
    "HIJRI_MONTHS",
    "HIJRI_YEAR",
    "KNOWN_AS",
    "LATIN_KEYS",
    "LATIN_NAMES",
    "MONTHS",
    "NAMES",
    "NAMES_EN",
    "NATIVES",
    "OF_FAITH",
    "ORDINARY",
    "OWN_BEGINNINGS",
    "RELATED",
    "ROWS_OF_KEYS",
    "SAID",
    "SAME",
    "SHIFTED_KEYS",
    "SMALL_AR",
    "SMALL_EN",
    "SPELLINGS",
    "WHOLE",
    "WHOLE_EN",
    "WORDS_APART",
    "rows",
]
