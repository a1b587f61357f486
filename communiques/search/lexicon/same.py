"""Words that stand for one another, and words that look alike and never do."""

#: Two words for one thing: the first stands for both.
SAME = """
غسل غسيل, انترنت إنترنيت, سيبراني سايبراني, الكتروني إليكتروني, تلفزيون تلفاز, كبتاغون كبتاجون,
كيلومتر كم, كيلوغرام كغ, ترامادول ترامدول, ميثامفيتامين ميتامفيتامين, كوكايين كوكائين,
ماريجوانا ماريوانا, استراتيجي ستراتيجي, ديمقراطي ديموقراطي, أوروبي أوربي, أوروبا أوربا,
أمريكي أميركي, أمريكا أميركا, غرام جرام, كيلوغرام كيلوجرام, إنجليزي إنكليزي, كمبيوتر كومبيوتر,
فوسفات فوسفاط, مقديشو مقديشيو, روهينغا روهنغيا, إسطنبول إستانبول, مسؤول مسؤل, أكسجين أوكسجين,
تايكواندو تيكواندو, أنفلونزا إنفلونزا, هليكوبتر هيليكوبتر, كيلوغرام كلغ,
كيلوغرام كجم, كيلوغرام كيلو, روهينغا روهينجا, روهينغا روهينغيا, تلغرام تليغرام, تلغرام تيليغرام,
تلغرام تيليجرام, تلغرام تلجرام, كراج جراج, كراج كاراج, باليستي بالستي
"""

#: Words of the domain that are a letter apart: none is a slip of another of its row.
APART = """
police policy polite polity, custom customs, general generate, postal portal coastal,
universe university, minister minster, arms army, personal personnel, unite unity united unit,
nation notion ration, trial trail, marine marina, border boarder, prison poison, patrol petrol,
mission emission, immigration emigration, council counsel, adopt adapt adept, accept except,
statute statue status, martial marital, human humane, moral morale, principal principle,
desert dessert, thread threat treat, contract contact, content consent, illicit elicit,
region religion legion, hotel hostel, expulsion explosion, detention retention, crash crush,
plan plane planet, food flood blood, coast cost, post port, captain captagon, mining mine,
statement settlement, تهريب تخريب تدريب تجريب تقريب تهذيب تعذيب ترتيب تسريب تعريب تغريب ترحيب,
تزوير تطوير تصوير تدوير تنوير تحرير تبرير تقرير تمرير تدبير تعبير تفجير تهجير تسيير تخدير تحذير
تقدير تصدير تدمير تعمير, ترهيب تهريب, اعتقال اعتدال انتقال اغتيال احتيال احتلال اختلال امتثال,
استغلال استقلال, إرهاب إعراب إضراب, مهاجر مهاجم, تفتيش تفتيت, حريق غريق طريق فريق بريق,
قنابل قبائل, سلام سلاح, جهاز جهاد, أسلحة أجنحة أجهزة, مخدرات مدخرات مقدرات مخابرات مختبرات,
انتخاب انتحار انتشار انتظار انتصار انتهاك, سيارة طيارة سيادة قيادة زيادة سيطرة,
وزارة زيارة إدارة إمارة سفارة تجارة, شهداء سفراء وزراء أمراء خبراء شركاء, تمويل تحويل تأويل,
إيواء إيداع, ألغام أنغام, حماية رعاية رماية, مراقبة معاقبة مراقب, قضائي فضائي, أمني أمين,
محاربة محاسبة محاكمة, مطار مسار, إنقاذ إنفاذ, تجميد تجنيد تمجيد, تنفيذ تفنيد, حوار جوار,
مكافحة مكافأة مصافحة, إخلاء إجلاء, تسليم تسليح تعليم تنظيم تقسيم, تشكيل تشغيل تسهيل تأهيل,
جماعة مجاعة, سجين سكين, غارة غاية, حصار حصاد, حافة حافلة, عربة عربات عربي عربية عربيات,
tracer tracker, religious religion religions, pole pope poll, blank bank, chart chat, factor factory
"""

#: The sign of a currency → what its name is found by.
CURRENCIES = {"$": ("dollar", "دولار"), "€": ("euro", "يورو"), "£": ("pound", "جنيه")}
