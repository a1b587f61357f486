"""The words of cardinals as both languages write them: one table for everybody who counts.

Pure functions; `language` is "ar" or "en". Words come folded (`arabic.fold`).
"""

from functools import cache

from organizations import arabic

_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ARABIC = {
    1: "واحد واحدة إحدى أحد", 2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاث ثلاثة", 4: "أربع أربعة", 5: "خمس خمسة", 6: "ست ستة", 7: "سبع سبعة",
    8: "ثمان ثماني ثمانية", 9: "تسع تسعة", 10: "عشر عشرة", 20: "عشرون عشرين",
    30: "ثلاثون ثلاثين", 40: "أربعون أربعين", 50: "خمسون خمسين", 60: "ستون ستين",
    70: "سبعون سبعين", 80: "ثمانون ثمانين", 90: "تسعون تسعين", 200: "مائتان مائتين مائتا مائتي",
    300: "ثلاثمائة", 400: "أربعمائة", 500: "خمسمائة", 600: "ستمائة", 700: "سبعمائة",
    800: "ثمانمائة ثمانيمائة", 900: "تسعمائة", 2000: "ألفان ألفين ألفا ألفي",
    2_000_000: "مليونان مليونين",
}  # fmt: skip
_ARABIC_SCALES = {
    100: "مائة", 1000: "ألف آلاف", 10**6: "مليون مليونا ملايين", 10**9: "مليار مليارا مليارات",
}  # fmt: skip


@cache
def units(language: str) -> dict[str, int]:
    """Word → the number that it is by itself."""
    if language == "en":
        found = {name: n for n, name in enumerate(_ENGLISH.split(), 1)}
        return found | {name: n * 10 for n, name in enumerate(_ENGLISH_TENS.split(), 2)}
    return _folded(_ARABIC)


@cache
def scales(language: str) -> dict[str, int]:
    """Word → the power of ten by which it multiplies what stands before it."""
    if language == "en":
        return {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
    return _folded(_ARABIC_SCALES)


def _folded(rows: dict[int, str]) -> dict[str, int]:
    words = ((each, n) for n, names in rows.items() for each in names.split())
    return {arabic.fold(spelt): n for each, n in words for spelt in spellings(each)}


def spellings(word: str) -> set[str]:
    """«مائة» and «مئة»: the letter that nobody says is written or not."""
    return {word, word.replace("مائ", "مئ")}
