"""Sentences of the domain, of which the tests make documents and queries."""

ARABIC = """
ترأس معالي الدكتور خليل إبراهيم الذوادي اجتماع اللجنة الفنية المعنية بمراجعة قواعد البيانات المشتركة
أوصى المشاركون بتحديث التشريعات الوطنية الخاصة بجرائم تقنية المعلومات والابتزاز الإلكتروني
عقد مديرو الأكاديميات والمعاهد الأمنية اجتماعهم السنوي في مدينة مسقط بسلطنة عمان
بحث رؤساء أجهزة الجوازات والهجرة سبل تسهيل عبور المسافرين عبر المنافذ البرية والبحرية
أدان المجلس بأشد العبارات التفجير الإرهابي الذي استهدف أحد المساجد وأودى بحياة مواطنين أبرياء
تسلم الأمين العام رسالة خطية من وزير الداخلية في الجمهورية التونسية تتعلق بالاستعدادات الجارية
أكد اللواء محمود فهمي الجمال أهمية تطوير مختبرات الأدلة الجنائية ورفع قدرات خبراء البصمات
ناقش المؤتمر الحادي والأربعون لقادة الشرطة والأمن العرب ظاهرة شغب الملاعب الرياضية
اعتمدت الدورة الثالثة والثلاثون الخطة المرحلية الثامنة للاستراتيجية العربية لمكافحة الاستعمال غير المشروع للمخدرات
استقبل معالي الأمين العام سفير المملكة المغربية السيد عبد الرحيم بنجلون بمقر الأمانة العامة
شدد الوزراء على ضرورة تجفيف منابع تمويل الإرهاب ومراقبة التحويلات المالية المشبوهة
قررت اللجنة إعداد دليل استرشادي لحماية الشهود والمبلغين عن قضايا الفساد
تابع المشاركون عرضا حول تجربة المملكة الأردنية الهاشمية في إدارة مراكز الإصلاح والتأهيل
نظمت جامعة نايف العربية للعلوم الأمنية ورشة عمل حول أمن السواحل ومراقبة الموانئ
افتتح العقيد حسن عبد الله المري أعمال الندوة العلمية الخاصة بالحوادث المرورية وأسبابها
وقع الجانبان مذكرة تفاهم لتبادل الوثائق والخبرات في مجال الدفاع المدني وإطفاء الحرائق
أعربت الأمانة العامة عن بالغ تعازيها في ضحايا الزلزال المدمر الذي ضرب شمال سوريا
دعا المجتمعون إلى إنشاء فرق متخصصة للبحث والإنقاذ والتدخل السريع عند وقوع الكوارث الطبيعية
اطلع الوفد على أحدث الأجهزة المستخدمة في كشف المتفجرات وإبطال مفعول القنابل
كرم المجلس رجال الأمن الفائزين بجائزة الأمير نايف للأمن العربي تقديرا لتضحياتهم
اجتمع فريق الخبراء العرب المكلف بدراسة ظاهرة التطرف الفكري بين الشباب
أقر المؤتمر مشروع الاتفاقية العربية لتنظيم زراعة الأعضاء البشرية ومنع الاتجار بها
أشاد السيد أحمد أبو الغيط بدور الأجهزة الأمنية في حماية المنشآت النفطية والمرافق الحيوية
حذر التقرير من تنامي عصابات تهريب المهاجرين عبر البحر الأبيض المتوسط
تناول النقاش آليات مواجهة الشائعات والأخبار الكاذبة في وسائل التواصل الاجتماعي
بدأت الدورة التدريبية لضباط الاتصال بشعب مكافحة التزييف والتزوير
استعرض الفريق سعيد بن محمد السليمان نتائج التمرين الميداني المشترك درع الجزيرة
رحب الاجتماع بانضمام جمهورية جيبوتي إلى الشبكة العربية لمكافحة الجريمة المنظمة
تقرر عقد الاجتماع المقبل في العاصمة الموريتانية نواكشوط خلال شهر تشرين الثاني
صدر القرار رقم 917 بشأن توحيد نماذج الإحصاءات الجنائية في الدول العربية
أصدر المكتب العربي للإعلام الأمني كتيبا مصورا لتوعية الأطفال بمخاطر الإنترنت
زار وفد من منظمة الصحة العالمية مقر المكتب العربي لشؤون المخدرات في عمان
طالب البيان المجتمع الدولي بتحمل مسؤولياته إزاء الانتهاكات في مدينة القدس المحتلة
أعدت لجنة الصياغة تقريرها الختامي ورفعته إلى مجلس الوزراء لاعتماده
تضمن جدول الأعمال مناقشة سرقة السيارات وتهريبها عبر الحدود الدولية
ألقى الأستاذ يوسف القرضاوي محاضرة حول العدالة التصالحية وبدائل العقوبات السالبة للحرية
خصصت دولة الكويت منحة مالية لدعم ميزانية الاتحاد الرياضي العربي للشرطة
توجه الأمين العام بالشكر إلى خادم الحرمين الشريفين على رعايته الكريمة لأعمال الدورة
اختتمت بطولة الرماية الخامسة عشرة للشرطة العربية بفوز المنتخب المصري
وافق المجلس على النظام الأساسي للمركز العربي لحماية البيئة من النفايات الخطرة
عرض العميد طارق منصور العتيبي أساليب الاحتيال المصرفي وقرصنة البطاقات الائتمانية
أنشأت الوزارة وحدة خاصة للتصدي للعنف الأسري وحماية النساء والفتيات
نوه الحاضرون بمستوى التنسيق بين السلطات القضائية وأجهزة إنفاذ القانون
شاركت الأمانة في الاجتماع الثاني عشر لنقاط الاتصال المعنية بالأسلحة الكيميائية
تدارس الخبراء مسودة القانون العربي الاسترشادي لمكافحة القرصنة البحرية
دشنت سلطنة عمان منظومة إلكترونية لرصد حركة السفن والقوارب الصغيرة
استنكرت الأمانة العامة الهجوم المسلح على مخفر حدودي وأعلنت تضامنها الكامل
تلقى المجلس تقارير الدول حول تنفيذ توصيات الاجتماعات السابقة
""".strip().splitlines()

ENGLISH = """
The Committee reviewed the draft programme of the regional training centre for customs officers
Ministers organised a special meeting on the defence of critical energy infrastructure
Colonel Hassan Al-Marri opened a seminar on the causes of traffic accidents and their victims
The delegation of the Kingdom of Morocco was led by Ambassador Abderrahim Benjelloun
Experts discussed counter-terrorism financing and suspicious money transfers between banks
The forty-first conference of police chiefs examined violence in sports stadiums
A memorandum of understanding on firefighting and civil defence was signed in Muscat
The report warns of gangs that smuggle migrants across the Mediterranean Sea
Participants analysed the behaviour of networks that counterfeit medicines and identity papers
The Secretariat condemned the armed attack on a border post and expressed its solidarity
General Mahmoud Fahmy El-Gammal stressed the role of forensic laboratories and fingerprint experts
The Council approved the model law on maritime piracy and armed robbery at sea
Mr Ahmed Aboul Gheit praised the protection of oil installations by the security services
The workshop on hazardous waste and environmental crime ended with nine recommendations
Children and women in displacement camps need shelter from domestic violence and exploitation
The team of experts studied extremist ideologies among young people in prisons
Rapid intervention teams for search and rescue will be set up after natural disasters
The working group considered stolen vehicles and their trafficking across borders
Resolution No. 917 unified the forms of criminal statistics in the Arab States
A lecture by Professor Youssef Al-Qaradawi dealt with restorative justice and alternatives to prison
The General Secretariat thanked the State of Kuwait for its grant to the sports federation
Brigadier Tariq Mansour Al-Otaibi presented methods of bank fraud and card skimming
The fifteenth shooting championship of the Arab police was won by the Egyptian team
Witness protection and the reporting of corruption cases were on the agenda
The statement calls upon the international community to shoulder its responsibilities in Jerusalem
Delegates visited the laboratories where explosives are detected and bombs defused
The session adopted the eighth phased plan of the strategy against illicit drugs
The Arab Bureau for Media published an illustrated booklet on the dangers of the internet
Lieutenant General Saeed Al-Sulaiman reported on the joint field exercise Peninsula Shield
The Republic of Djibouti joined the network against organized crime
Officials negotiated a treaty on the transplantation of human organs and the sale of tissues
The authorities seized counterfeit currency printed in a clandestine workshop near the harbour
""".strip().splitlines()

#: (as a sentence has it, other ways to write it), of names.
NAMES_AR = [
    (
        "خليل إبراهيم الذوادي",
        ["خليل ابراهيم الذوادى", "Khalil Ibrahim Al-Thawadi", "Khaleel Ibrahim Althawadi"],
    ),
    ("عبد الرحيم بنجلون", ["عبدالرحيم بنجلون", "Abderrahim Benjelloun", "Abdul Rahim Benjelloun"]),
    (
        "محمود فهمي الجمال",
        ["محمود فهمى الجمال", "Mahmoud Fahmy El-Gammal", "Mahmud Fahmi Al-Jamal"],
    ),
    (
        "حسن عبد الله المري",
        ["حسن عبدالله المرى", "Hassan Abdullah Al-Marri", "Hasan Abdallah al Marri"],
    ),
    ("أحمد أبو الغيط", ["احمد ابوالغيط", "أحمد ابو الغيط"]),
    (
        "سعيد بن محمد السليمان",
        ["سعيد محمد السليمان", "Saeed bin Mohammed Al-Sulaiman", "Said Muhammad Al Sulaiman"],
    ),
    (
        "طارق منصور العتيبي",
        ["طارق منصور العتيبى", "Tariq Mansour Al-Otaibi", "Tarek Mansur Alotaibi"],
    ),
]
NAMES_EN = [
    ("Hassan Al-Marri", ["Hasan al Marri", "Hassan el-Marri", "حسن المري"]),
    (
        "Abderrahim Benjelloun",
        ["Abdul Rahim Benjelloun", "Abdel-Rahim Benjelloun", "عبد الرحيم بنجلون"],
    ),
    ("Mahmoud Fahmy El-Gammal", ["Mahmud Fahmi al-Gamal", "محمود فهمي الجمال"]),
    (
        "Tariq Mansour Al-Otaibi",
        ["Tarek Mansur Alotaibi", "Tariq Mansoor al Otaibi", "طارق منصور العتيبي"],
    ),
    ("Saeed Al-Sulaiman", ["Said al-Suleiman", "Saeed Alsulaiman", "سعيد السليمان"]),
    ("Youssef Al-Qaradawi", ["Yusuf al-Qaradawi", "Yousef Alqaradawi", "يوسف القرضاوي"]),
    ("Ahmed Aboul Gheit", ["Ahmad Aboul-Gheit", "ahmed aboul gheit"]),
]

#: A phrase of a sentence and the same in the other number.
PLURALS_AR = [
    ("قواعد البيانات المشتركة", "قاعدة بيانات مشتركة"), ("المنافذ البرية", "منفذ بري"),
    ("أحد المساجد", "مسجد"), ("بجرائم تقنية", "جريمة تقنية"), ("ضحايا الزلزال", "ضحية الزلازل"),
    ("الأجهزة المستخدمة", "جهاز مستخدم"), ("عصابات تهريب", "عصابة تهريب"), ("السفن والقوارب", "السفينة والقارب"),
    ("آليات مواجهة", "آلية مواجهة"), ("أساليب الاحتيال", "أسلوب احتيال"), ("تقارير الدول", "تقرير دولة"),
    ("الحوادث المرورية وأسبابها", "حادث مروري سبب"), ("لتبادل الوثائق", "تبادل وثيقة"), ("إطفاء الحرائق", "إطفاء حريق"),
    ("الكوارث الطبيعية", "كارثة طبيعية"), ("حماية الشهود", "حماية شاهد"), ("قضايا الفساد", "قضية فساد"),
    ("منابع تمويل", "منابع تمويل"), ("مراقبة الموانئ", "مراقبة ميناء"), ("خبراء البصمات", "خبير البصمة"),
    ("رجال الأمن", "رجل أمن"), ("مشروع الاتفاقية", "مشاريع اتفاقيات"), ("اجتماع اللجنة الفنية", "اجتماعات اللجان الفنية"),
    ("ورشة عمل", "ورش العمل"), ("وزير الداخلية", "وزراء الداخلية"), ("مخفر حدودي", "مخفر حدودي"), ("سرقة السيارات", "سرقة سيارة"),
    ("القانون العربي الاسترشادي", "القوانين العربية الاسترشادية"), ("رسالة خطية", "رسائل خطية"), ("فرق متخصصة", "فريق متخصص"),
]  # fmt: skip
SPELLINGS_EN = [
    ("draft programme", "draft program"), ("training centre", "training center"), ("organised a special meeting", "organized special meetings"),
    ("the defence of critical energy", "defense of critical energy"), ("analysed the behaviour", "analyzed behavior"),
    ("counter-terrorism financing", "counter terrorism financing"), ("identity papers", "identity paper"), ("traffic accidents", "traffic accident"),
    ("stolen vehicles", "stolen vehicle"), ("money transfers", "money transfer"), ("police chiefs", "police chief"), ("sports stadiums", "sports stadium"),
    ("fingerprint experts", "fingerprint expert"), ("natural disasters", "natural disaster"), ("organized crime", "organised crimes"),
    ("extremist ideologies", "extremist ideology"), ("Children and women", "woman and child"), ("the harbour", "harbor"), ("smuggle migrants", "smuggled migrant"),
    ("human organs", "human organ"), ("corruption cases", "corruption case"), ("forensic laboratories", "forensic laboratory"), ("explosives are detected", "explosive detected"),
    ("displacement camps", "displacement camp"), ("printed in a clandestine workshop", "clandestine workshops"), ("hazardous waste", "Hazardous Wastes"),
]  # fmt: skip
NUMBERS = [
    ("ar", "المؤتمر الحادي والأربعون", ["المؤتمر 41", "المؤتمر ٤١", "مؤتمر الحادي و الأربعين"]),
    ("ar", "الدورة الثالثة والثلاثون", ["الدورة 33", "الدورة ٣٣", "دورة ثالثة وثلاثين"]),
    ("ar", "الخطة المرحلية الثامنة", ["الخطة المرحلية 8", "الخطة المرحلية ٨"]),
    ("ar", "بطولة الرماية الخامسة عشرة", ["بطولة الرماية 15", "بطولة الرماية ١٥", "بطولة الرماية ۱۵"]),
    ("ar", "الاجتماع الثاني عشر", ["الاجتماع 12", "اجتماع ١٢"]),
    ("ar", "القرار رقم 917", ["القرار ٩١٧", "قرار رقم ٠٩١٧", "قرار 917"]),
    ("ar", "شهر تشرين الثاني", ["شهر نوفمبر", "تشرين الثاني"]),
    ("en", "forty-first conference", ["41st conference", "conference 41", "Forty First Conference", "٤١ conference"]),
    ("en", "fifteenth shooting championship", ["15th shooting championship", "shooting championship 15"]),
    ("en", "eighth phased plan", ["8th phased plan", "phased plan 8"]),
    ("en", "Resolution No. 917", ["resolution 917", "Resolution ٩١٧"]),
]  # fmt: skip
#: (language, what must not be found in it, why it might be).
NEVER = [
    ("ar", "محمد فهمي الجمال", "محمود"), ("ar", "محمود السليمان", "محمد"), ("ar", "حسين عبد الله المري", "حسن"),
    ("ar", "حسين المري", "حسن"), ("ar", "سعد السليمان", "سعيد"), ("ar", "سعيد السلمان", "السليمان"), ("ar", "صالح العتيبي", "طارق"),
    ("ar", "Mohammed Fahmy El-Gammal", "محمود"), ("ar", "Hussein Al-Marri", "حسن"), ("ar", "أحمد العتيبي", "طارق"),
    ("ar", "حامد أبو الغيط", "أحمد"), ("ar", "الدورة الثالثة والأربعون", "33"),
    ("ar", "الدورة 34", "33"), ("ar", "القرار 971", "917"), ("ar", "المؤتمر الرابع عشر", "41"), ("ar", "بطولة الرماية الخامسة والعشرون", "15"),
    ("ar", '"المدني الدفاع"', "الدفاع المدني"), ("ar", '"النفايات البيئة الخطرة"', "النفايات الخطرة"), ("ar", '"الحرائق المدني"', "إطفاء الحرائق"),
    ("ar", "مكتبات", "مكتب"), ("ar", "قادر", "قدرات"), ("ar", "سفرة", "سفير"), ("ar", "مسالم", "إسلام"), ("ar", "تشريح", "تشريعات"),
    ("ar", "العلماني", "العلوم"), ("ar", "جمهور", "جمهورية"), ("ar", "مستشفى", "مستوى"), ("ar", "تقاعد", "قواعد"), ("ar", "حديد", "حدود"),
    ("ar", "إنتاج", "نتائج"), ("ar", "مشروب", "مشروع"), ("ar", "تصوير", "مصورا"), ("ar", "انتخاب", "المنتخب"), ("ar", "سالم", "سليم"),
    ("en", "Mohammed Fahmy El-Gammal", "Mahmoud"), ("en", "Hussein Al-Marri", "Hassan"), ("en", "Hussain Al-Marri", "Hassan"),
    ("en", "Salman Al-Otaibi", "Tariq"), ("en", "Saad Al-Sulaiman", "Saeed"), ("en", "Hamed Aboul Gheit", "Ahmed"), ("en", "محمد فهمي الجمال", "Mahmoud"),
    ("en", "حسين المري", "Hassan"), ("en", "forty-second conference", "41"), ("en", "14th conference", "41"), ("en", "resolution 971", "917"),
    ("en", '"defence civil"', "civil defence"), ("en", '"accidents traffic"', "traffic accidents"), ("en", "unit nation", "united"),
    ("en", "organist", "organised"), ("en", "expertise", "experts"), ("en", "general ledger", "General"),
    ("en", "customary", "customs"), ("en", "imprisonment", "prison"), ("en", "statistician", "statistics"),
]  # fmt: skip

#: Plural and singular of nouns of the domain, broken and sound.
NOUNS = """
أعلام علم, مداخل مدخل, مخارج مخرج, ملاعب ملعب, مرافئ مرفأ, سجلات سجل, مقار مقر, خيوط خيط,
أنفاق نفق, أوكار وكر, ملفات ملف, أختام ختم, معدات معدة, أوبئة وباء, فيضانات فيضان, سدود سد,
جسور جسر, حقائب حقيبة, أقراص قرص, كلاب كلب, بنادق بندقية, مسدسات مسدس, رشاشات رشاش, طلقات طلقة,
متاجر متجر, مصافي مصفاة, أرصدة رصيد, ودائع وديعة, صكوك صك, بلاغات بلاغ, رهائن رهينة, أعوان عون,
عرفاء عريف, رقباء رقيب, نقباء نقيب, مفتشين مفتش, محققين محقق, حراس حارس, ركاب راكب, أندية نادي,
جماهير جمهور, مباريات مباراة, ألعاب لعبة, بطولات بطولة, كؤوس كأس, أكاديميات أكاديمية,
كتائب كتيبة, ألوية لواء, أسراب سرب, زوارق زورق, بواخر باخرة, ناقلات ناقلة, شحنات شحنة, طرود طرد,
حاويات حاوية, مستودعات مستودع, منازل منزل, بيوت بيت, عمارات عمارة, أحياء حي, ضواحي ضاحية,
محافظات محافظة, ولايات ولاية, إمارات إمارة, ممالك مملكة, سلطنات سلطنة, دول دولة, حكومات حكومة,
برلمانات برلمان, نقابات نقابة, جمعيات جمعية, منظمات منظمة, هيئات هيئة, وكالات وكالة,
مؤسسات مؤسسة, شركات شركة, مصارف مصرف, أفران فرن, مزارع مزرعة, حقول حقل, آبار بئر, أنابيب أنبوب,
محطات محطة, مفاعلات مفاعل, أسلاك سلك, أبراج برج, أقمار قمر, شبكات شبكة, خوادم خادم,
فيروسات فيروس, هواتف هاتف, حواسيب حاسوب, برمجيات برمجية, تطبيقات تطبيق, كلمات كلمة, خطب خطبة,
أحاديث حديث, تصريحات تصريح, نداءات نداء, دعوات دعوة, رؤوس رأس, وجوه وجه, جثامين جثمان,
جنائز جنازة, مقابر مقبرة, مستشفيات مستشفى, أدوية دواء, أمراض مرض, جراحات جراحة, إصابات إصابة,
وفيات وفاة, مواليد مولود, أيتام يتيم, أرامل أرملة, أسر أسرة, عائلات عائلة, قبائل قبيلة,
عشائر عشيرة, أقليات أقلية, طوائف طائفة, أئمة إمام, خطباء خطيب, دعاة داعية, مراجع مرجع, رموز رمز,
شعارات شعار, أناشيد نشيد, مهرجانات مهرجان, ندوات ندوة, ملتقيات ملتقى, منتديات منتدى,
مؤتمرات مؤتمر, قمم قمة, دورات دورة, جلسات جلسة, محاضر محضر, توصيات توصية, قرارات قرار,
مقترحات مقترح, مذكرات مذكرة, اتفاقيات اتفاقية, معاهدات معاهدة, بروتوكولات بروتوكول, ملاحق ملحق,
مواد مادة, فقرات فقرة, تشريعات تشريع, لوائح لائحة, عقوبات عقوبة, غرامات غرامة, تهم تهمة,
أحكام حكم, طعون طعن, محامين محامي, شهادات شهادة, قرائن قرينة, بينات بينة, أدلة دليل, عينات عينة,
بصمات بصمة, آثار أثر, مسارح مسرح, مختبرات مختبر, أجهزة جهاز, أنظمة نظام, كاميرات كاميرا,
رادارات رادار, سفارات سفارة, قنصليات قنصلية, قناصل قنصل, ملحقين ملحق, مبعوثين مبعوث,
مندوبين مندوب, ممثلين ممثل, نواب نائب, مستشارين مستشار, أمناء أمين, مساعدين مساعد, مدراء مدير,
مشرفين مشرف, خبراء خبير, فنيين فني, أخصائيين أخصائي, مدربين مدرب, متدربين متدرب, طلاب طالب,
خريجين خريج, أفواج فوج, دفعات دفعة, مجرمين مجرم, إرهابيين إرهابي, متطرفين متطرف, مهربين مهرب,
تجار تاجر, مروجين مروج, مدمنين مدمن, لصوص لص, قراصنة قرصان, مزورين مزور, محتالين محتال,
غاسلين غاسل, مرتزقة مرتزق, ميليشيات ميليشيا, عصابات عصابة, خلايا خلية, فصائل فصيل, جماعات جماعة,
تنظيمات تنظيم, ذئاب ذئب, أحزمة حزام, سيارات سيارة, دراجات دراجة, شاحنات شاحنة, حافلات حافلة,
قطارات قطار, مطارات مطار, موانئ ميناء, معابر معبر, حدود حد, ثغور ثغر, مخافر مخفر, دوريات دورية,
حواجز حاجز, نقاط نقطة, كمائن كمين, مداهمات مداهمة, حملات حملة, اشتباكات اشتباك, انفجارات انفجار,
تفجيرات تفجير, قذائف قذيفة, صواريخ صاروخ, طائرات طائرة, مسيرات مسيرة, أعاصير إعصار, زلازل زلزال,
براكين بركان, سيول سيل, عواصف عاصفة, حرائق حريق, غابات غابة, نفايات نفاية, سموم سم, غازات غاز,
معادن معدن, كنوز كنز, تحف تحفة, مخطوطات مخطوطة, تماثيل تمثال, متاحف متحف, أضرحة ضريح,
كنائس كنيسة, معابد معبد, أديرة دير, مدارس مدرسة, جامعات جامعة, معاهد معهد, مناهج منهج,
كراسات كراسة, أقلام قلم, مكتبات مكتبة, صحفيين صحفي, إعلاميين إعلامي, صحف صحيفة, مجلات مجلة,
قنوات قناة, مواقع موقع, منصات منصة, حسابات حساب, شائعات شائعة, أخبار خبر, مقالات مقال, صور صورة,
أفلام فيلم, مقاطع مقطع, ألقاب لقب, أوسمة وسام, جوائز جائزة, دروع درع, هدايا هدية, تهاني تهنئة,
تعازي تعزية, برقيات برقية, زيارات زيارة, لقاءات لقاء, مباحثات مباحثة, علاقات علاقة, روابط رابط,
أواصر آصرة, شراكات شراكة, مشاريع مشروع, ميزانيات ميزانية, مساهمات مساهمة, تبرعات تبرع, قروض قرض,
ديون دين, رواتب راتب, أجور أجر, معاشات معاش, تأشيرات تأشيرة, جوازات جواز, هويات هوية,
بطاقات بطاقة, رخص رخصة, لوحات لوحة, مخالفات مخالفة, حوادث حادث, إشارات إشارة, سرعات سرعة,
طرقات طريق, طرق طريق, أرصفة رصيف, أنهار نهر, بحيرات بحيرة, سواحل ساحل, خلجان خليج, مضائق مضيق,
جزر جزيرة, صحاري صحراء, أودية وادي, سهول سهل, هضاب هضبة, أراضي أرض, بساتين بستان, محاصيل محصول,
أغذية غذاء, أسماك سمك, مواشي ماشية, ألبسة لباس, أزياء زي, رتب رتبة, شارات شارة, أرقام رقم,
نسب نسبة, مؤشرات مؤشر, إحصاءات إحصاء, بيانات بيان, معلومات معلومة, أسرار سر, وثائق وثيقة,
أوراق ورقة, مفاتيح مفتاح, أقفال قفل, أبواب باب, نوافذ نافذة, جدران جدار, أسوار سور, خنادق خندق,
ملاجئ ملجأ, مخيمات مخيم, خيام خيمة, قوافل قافلة, مساعدات مساعدة, متطوعين متطوع, مسعفين مسعف,
منقذين منقذ, غواصين غواص, رجال رجل, نساء امرأة, فتيات فتاة, أحداث حدث, مسنين مسن, معاقين معاق,
أزواج زوج, زوجات زوجة, أطفال طفل, أجيال جيل, عقود عقد, قرون قرن, سنين سنة, ساعات ساعة,
دقائق دقيقة, لحظات لحظة, مواسم موسم, أعياد عيد, مناسبات مناسبة, ذكريات ذكرى, تحديات تحدي,
مخاطر خطر, تهديدات تهديد, أخطار خطر, مكاسب مكسب, منجزات منجز, نجاحات نجاح, عراقيل عرقلة,
صعوبات صعوبة, عوائق عائق, دروس درس, أمثلة مثال, أنماط نمط, أصناف صنف, أنواع نوع, مستويات مستوى,
درجات درجة, شرائح شريحة, أوساط وسط, ميادين ميدان, ساحات ساحة, حلبات حلبة, غرف غرفة, قاعات قاعة,
مقاعد مقعد, كراسي كرسي, طاولات طاولة, لجان لجنة, فرق فريق, أفرقة فريق, شعب شعبة, أقسام قسم,
إدارات إدارة, مديريات مديرية, قيادات قيادة, أركان ركن, هياكل هيكل, مهام مهمة, واجبات واجب,
صلاحيات صلاحية, اختصاصات اختصاص, مسؤوليات مسؤولية, حصانات حصانة, امتيازات امتياز, حريات حرية,
كرامات كرامة, مظالم مظلمة, شكاوى شكوى, تظلمات تظلم
"""
