"""The keys of keyboards, in their order."""

#: Keys of the Arabic keyboard (101) in the order of those of the Latin one.
LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"

ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"

ROWS_OF_KEYS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ", "qwertyuiop", "asdfghjkl", "zxcvbnm")

#: Where the Latin keys of the Maghreb are others, and what they are in Arabic.
AZERTY_KEYS = "azqwm,;:^$"

ARABIC_KEYS_OF_AZERTY = "ضصشئكةوزجد"

#: What is written with the shift key.
SHIFTED_KEYS = {"H": "أ", "Y": "إ", "N": "آ", "G": "لأ", "T": "لإ", "B": "لآ"}
