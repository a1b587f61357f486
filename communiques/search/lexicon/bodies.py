"""Names of bodies and groups that are said as words, in both scripts."""

BODIES = """
الروهينغا rohingya, الحوثي houthi houthis huthi, داعش daesh isis isil, القاعدة qaeda,
الكنيست knesset, الأونروا unrwa, آسيان asean, اليونيسف اليونيسيف unicef, الإيسيسكو isesco icesco,
سايتس cites, يوروبول europol, الإنتربول إنتربول interpol, أفريبول afripol, أمريبول ameripol,
فرونتكس frontex, حماس hamas, حزب-الله hezbollah hizbullah hizballah, طالبان taliban taleban,
فاغنر فاجنر wagner, الناتو ناتو nato otan, أوبك opec, مينوسما minusma, يوناميد unamid,
الأونكتاد unctad, الألكسو alecso, الكوميسا comesa, الإيكواس ecowas, إيغاد igad, نيباد nepad,
الإسكوا escwa, يونيدو unido, إيفاد ifad, أوتشا ocha, يونيفيل unifil, أندوف undof,
اليونسكو اليونيسكو unesco, الإيكاو icao, إياتا iata, فيفا fifa, يويفا uefa, أوكسفام oxfam,
كوفيد covid, كورونا corona coronavirus, إيبولا ebola, الكوليرا cholera, الكبتاغون كبتاجون captagon,
الهيروين heroin, الكوكايين cocaine, الفنتانيل فنتانيل fentanyl, ترامادول tramadol,
بريغابالين pregabalin, ميثامفيتامين methamphetamine, إكستاسي ecstasy, القنب cannabis,
الحشيش hashish
"""
