"""The months, each in all its names."""

#: The months, each in all its names.
MONTHS = """
يناير كانون-الثاني جانفي january jan, فبراير شباط فيفري february feb, مارس آذار march,
أبريل إبريل نيسان أفريل april apr, مايو أيار ماي, يونيو حزيران جوان يونيه june jun,
يوليو تموز جويلية يوليه يوليوز july jul, أغسطس آب أوت غشت august aug,
سبتمبر أيلول شتنبر september sept sep, أكتوبر تشرين-الأول october oct,
نوفمبر تشرين-الثاني نونبر november nov, ديسمبر كانون-الأول دجنبر december dec
"""

#: Those of the Hijri year that are two words.
HIJRI_MONTHS = """
ربيع-الأول rabi-awwal rabi-i, ربيع-الآخر ربيع-الثاني rabi-thani rabi-akhir rabi-ii,
جمادى-الأولى جمادى-الأول جماد-الأولى جماد-الأول jumada-ula jumada-awwal jumada-i,
جمادى-الآخرة جمادى-الثانية جمادى-الثاني جماد-الآخرة جماد-الآخر جماد-الثاني jumada-thani
jumada-thaniyah jumada-akhirah jumada-akhira jumada-ii,
ذو-القعدة ذي-القعدة ذا-القعدة ذوالقعدة ذيالقعدة dhu-qadah dhu-qidah dhul-qadah dhul-qada dhul-qidah,
ذو-الحجة ذي-الحجة ذا-الحجة ذوالحجة ذيالحجة dhu-hijjah dhul-hijjah dhul-hijja zul-hijjah
"""

#: All twelve in their order, by one name in each script where it is one word.
HIJRI_YEAR = """
محرم muharram, صفر safar, ربيع-الأول, ربيع-الآخر, جمادى-الأولى, جمادى-الآخرة, رجب rajab,
شعبان shaban, رمضان ramadan, شوال shawwal, ذو-القعدة, ذو-الحجة
"""
