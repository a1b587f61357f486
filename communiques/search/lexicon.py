"""What has to be known about words of the domain: which only look as if they had a prefix or an
ending, broken plurals, spellings, months, names. Plain tables."""

from collections.abc import Iterator


def rows(*tables: str) -> Iterator[list[str]]:
    """The words of each row of tables in which a comma ends a row."""
    for table in tables:
        yield from (row.split() for row in table.split(",") if row.strip())


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: Too small to search for: they are neither indexed nor asked for.
SMALL_AR = frozenset(
    _words(
        """
    في من الي على عن ان انه انها التي الذي الذين اللذين اللتين هذا هذه ذلك تلك هو هي هم قد كما لا
    ما لم لن او ثم حيث بين كل بن بنت ال كان كانت لدي لدى اي و ف ب ل ك عبر عند منذ حتي اذ اذا لقد
    به بها له لها فيه فيها منها منه عليه عليها اليه اليها وفي ومن وعلى وعن بما مما فان وان بان لان
    بحلول
    """
    )
)
SMALL_EN = frozenset(
    _words(
        """
    a an and as at be been by for from has have in into is it its of on or that the their this to
    was were which with will would who al el bin ibn ben bint no nor not
    """
    )
)

#: Words whose first letter is their own, not a particle; endings may follow.
GUARDED = _words(
    """
    وزير وزار وزراء وفد وفود وطن وحدة وحدات وثيق وثائق وسائل وسيلة وسيط وساط وضع وقت وقاي ولاي
    وكال وكيل وكلاء واقع واجب وجود وعي ورش وصول وصاي وضوح وظيف وظائف وفاة وفاق وفق وليد وائل وسام
    وجدي وصف وقف وقوف وقود واحد واشنطن والي واسع وارد واردات وافد وافق وازن واصل واكب واحات وادي
    ورد ورقة ورث وراث وردة وزع وزن وشيك وصل وصم وصي وعد وعود وفر وفير وقع وقوع وقائع وقائي ولد
    ولاء وهم وهاب وديع وسط وشم ويكي وبائ وباء برنامج برامج بيان بناء بحر بحرين بلاد بلدان بلد بلدي
    بلاغ بريد بريطاني برلمان برلين برقي برتغال برازيل بروتوكول بروكسل بشر بشرى بصم بطاق بطال بطول
    بعث بعض بغداد بقاء بنك بنوك بندق بنغلاديش بنين بوليس بوسن بولند بيت بيئ بيئي بيروت بيولوج بيع
    بارز باريس باكستان باحث بارك باقي باهر بداي بدء بديل بذل برئاس براء بضائع بطاقة بطارية بكين
    بلجيك بلغار بليغ بوابة بنيان بنيوي بنود بنت بترول بشار بشير بسام بكر بوتين لجن لجان لبنان
    لبناني ليبيا ليبي لواء لوائح لائح لاجئ لاجئين لازم لاحق لاعب لاهاي لقاء لقاح لندن لغ لغات لجوء
    لسان لسع لطيف لطفي لياق لجا لصوص لبس لحظ لحوم لوجست لوحة لوكسمبورغ ليبرال ليل ليس ليلى لؤي
    لقمان كويت كلي كلم كلمات كتاب كتب كتيب كتل كامل كاف كفاء كيميا كيمياي كيماو كبير كبار كثير
    كثاف كرام كريم كمبيوتر كهربا كهرباي كومان كيان كوارث كارث كاميرا كاتب كاظم كمال كنيس كشف كشاف
    كلاشنيكوف كندا كندي كوري كوريا كوبا كولومب كينيا كرة كراتشي كرسي كرستيان كردي كركوك كربلا كسب
    كسر كفاح كفيل كلف كوادر كوكائين كيف كيل كيلو كادر كائن كاذب كازاخست كاثوليك كتابة كشمير كونغرس
    كونغو كمية كميات كمبودي كورونا كوفيد كوفي كواليس كحول كنوز فلسطين فريق فرق فساد فتر فترات فكر
    فكري فعل فعال فاعل فرد فردي فرص فرنس فرنسا فرع فروع فرصة فرض فرقاط فضاء فضائي فصل فصائل فقر
    فقرات فقه فني فنون فندق فنزويل فهم فوج فوري فوز فوق فيديو فيروس فيصل فيضان فيلم فيينا فئة فئات
    فايز فاروق فاطم فهد فؤاد فتح فتحي فتوى فحص فخام فخر فدرال فراغ فرار فريد فرسان فزع فلك فنلند
    فلبين فيدرال فاتح فاخر فارق فارس فادح فاصل فاضل فاقد فائد فائز فائق فائض فاس فارغ فيزياء فيلق
    فيلا كراس فساد فيسبوك فيتنام فجوة فكاهة سياس سلاح سلام سلطان سلط سودان سوري سوريا سعود سفار سفير
    سلسل ستار بقال بستن ورسم ولع كفيف كمام كلور فأر فئران فسيل فسائل فاكه فواكه فاتور فواتير كستناء
    كسمايو كيسمايو بلح بطيخ برتقال بصل بقر بعوض بركان برميل براميل بندقي بلطج
    """
)

#: Whole words whose beginning «ال», «وال» or «بال» is their own.
OWN_BEGINNINGS = _words(
    """
    وكالة وكالات وكالتي وكالاتها بواخر باخرة
    التزام التزامات التزاما التحاق التقاء التماس التهاب التفاف التئام التباس إلغاء إلقاء إلحاق
    إلزام إلزامي إلزامية إلكترون إلكتروني إلكترونية إلكترونيات إلكترونيا ألمانيا ألماني ألمانية
    ألبانيا ألباني ألف إلهام إلياس الله والد والده والدة والدين والي ولاية باب بابا بالغ بالغة
    بالغين بالغون بالغات بالستي بالستية باليستي باليستية باليستيا بالون كالسيوم فالح
    """
)

#: Words that end in what looks like a plural, a dual or a pronoun and is none.
WHOLE = _words(
    """
    تعاون قانون مضمون مخزون مليون تلفزيون كانون زيتون صابون سكون عربون مسجون مأمون مدفون متعاون
    تهاون معجون هارون مجنون ميمون خلدون حمدون زيدون سعدون فرعون طاعون بالون كربون هرمون ديوان
    فلسطين حسين ياسين معين أمين بحرين اثنين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين عشرين
    تأمين يمين كمين سجين مسكين بنزين إسفين رصين متين ثمين حنين جنين صادقين يقين عرين لين بنين رنين
    طحين مضامين ميادين بكين لينين ياسمين هيروين كوكايين مورفين إكستازين نيكوتين أنسولين فيتامين
    أرجنتين فلبين عابدين صلاح علاء حزين قرين ذات صفات وفات بات فرات ثبات نبات سبات وقات موات إثبات
    أوقات أصوات قنوات إفلات التفات انفلات سكات تيموشنكو مهرجان ميدان ميزان مرجان الله فقه وجه شبه
    كنه تنبيه توجيه ترفيه فقيه نزيه شبيه وجيه سفيه كريه مياه اتجاه انتباه اشتباه تجاه جباه أفواه
    شفاه كلاهما مهما بينما حينما عندما كلما إنما طالما هنا هناك سنا بنا مينا سينا لبنى أدنى مبنى
    معنى إسلام كلام سهم أهم مهم دراهم تفاهم مساهم اتهام إلهام سهام مهام إبهام ملهم محكم حكم تحكم
    تراكم حاكم محاكم رهائن قرائن كمائن غواصين معاقين كاميرا ميليشيا بستان بساتين كراسي كرسي مدائن
    خزائن سفائن براكين بركان فساتين سلاطين شياطين موازين قوانين تمارين عناوين دواوين
    براهين طواحين شرايين ثعابين قرابين عرابين فدادين نياشين رياحين زنازين ملايين
    مشتبه متنبه منتبه متجه مشوه موجه معتوه مكروه تافه تشويه تنويه تمويه
    مدنين مرجعون توربين غازولين فازلين بروتين كافيين أفيون سليكون نايلون كرتون ليمون
    """
)

#: Adjectives of relation that look like «سائقي», the «سائقون» of something.
RELATED = _words(
    "داخلي خارجي عالمي جامعي جانبي ساحلي طائفي عائلي عاطفي هامشي ظاهري باطني كارثي قاري"
)

#: Plural and singular, as they are written.
BROKEN_PLURALS = """
أسلحة سلاح, وزراء وزير, جرائم جريمة, شؤون شأن, أجهزة جهاز, خبراء خبير, رؤساء رئيس, أمناء أمين,
سفراء سفير, عمداء عميد, عقداء عقيد, ألوية لواء, ضباط ضابط, حقوق حق, حدود حد, أموال مال,
أعمال عمل, أعضاء عضو, برامج برنامج, خطط خطة, مشاريع مشروع, مشروعات مشروع, قوانين قانون,
أنظمة نظام, نظم نظام, لوائح لائحة, مراكز مركز, مكاتب مكتب, مجالس مجلس, لجان لجنة, وفود وفد,
فرق فريق, أفرقة فريق, أقسام قسم, أقاليم إقليم, أخطار خطر, ظواهر ظاهرة, سبل سبيل, وسائل وسيلة,
جهود جهد, تدابير تدبير, نتائج نتيجة, محاور محور, مواضيع موضوع, قضايا قضية, مصالح مصلحة,
مبادئ مبدأ, أهداف هدف, أفراد فرد, أشخاص شخص, نساء امرأة, أطفال طفل, شباب شاب, ضحايا ضحية,
شهود شاهد, شهداء شهيد, سجون سجن, سجناء سجين, محاكم محكمة, قضاة قاضي, جيوش جيش, قوى قوة,
موانئ ميناء, سفن سفينة, طرق طريق, حوادث حادث, كوارث كارثة, حرائق حريق, زلازل زلزال, مناطق منطقة,
مواقع موقع, مدن مدينة, عواصم عاصمة, بلدان بلد, بلاد بلد, شعوب شعب, أحزاب حزب, عناصر عنصر,
خلايا خلية, مصادر مصدر, موارد مورد, عقاقير عقار, مواد مادة, وثائق وثيقة, تقارير تقرير,
رسائل رسالة, صور صورة, أفلام فيلم, كتب كتاب, دروس درس, ورش ورشة, تجارب تجربة, أساليب أسلوب,
أسس أساس, قواعد قاعدة, معايير معيار, شروط شرط, أحكام حكم, حروب حرب, ألغام لغم, قنابل قنبلة,
صواريخ صاروخ, ذخائر ذخيرة, أسواق سوق, بنوك بنك, مصارف مصرف, بضائع بضاعة, سلع سلعة, جمارك جمرك,
منافذ منفذ, معابر معبر, أدلة دليل, أيام يوم, أشهر شهر, شهور شهر, أعوام عام, سنوات سنة,
أسابيع أسبوع, مراحل مرحلة, أوضاع وضع, أحوال حال, ظروف ظرف, أسباب سبب, عوامل عامل, أطر إطار,
آفاق أفق, ميادين ميدان, أبناء ابن, علماء عالم, ملوك ملك, أمراء أمير, زعماء زعيم, قادة قائد,
نواب نائب, رجال رجل, مدراء مدير, وكلاء وكيل, مدارس مدرسة, معاهد معهد, مناهج منهج, طلاب طالب,
طلبة طالب, أساتذة أستاذ, أطباء طبيب, مراسيم مرسوم, دساتير دستور, عهود عهد, مواثيق ميثاق,
عقود عقد, بنود بند, فصول فصل, أبواب باب, مرافق مرفق, مباني مبنى, شوارع شارع, قوارب قارب,
مراكب مركب, أرقام رقم, رموز رمز, أخبار خبر, صحف صحيفة, قنوات قناة, مسائل مسألة, حلول حل,
شكاوى شكوى, دعاوى دعوى, ديون دين, ضرائب ضريبة, رسوم رسم, أجور أجر, عمال عامل, وظائف وظيفة,
مهام مهمة, أنشطة نشاط, أعياد عيد, جوائز جائزة, أوسمة وسام, أديان دين, مذاهب مذهب, أفكار فكرة,
قيم قيمة, أدوار دور, أطراف طرف, أنواع نوع, أشكال شكل, ألوان لون, أصول أصل, فروع فرع, فئات فئة,
جهات جهة, أسرى أسير, جرحى جريح, قتلى قتيل, مرضى مريض, ضغوط ضغط, بحوث بحث, أبحاث بحث, دوائر دائرة,
هياكل هيكل, ملامح ملمح, مخازن مخزن, مصانع مصنع, مخابر مخبر, مختبرات مختبر, مشاكل مشكلة,
فنادق فندق, حواجز حاجز, كوادر كادر, أطقم طاقم, أرواح روح, أضرار ضرر, آثار أثر, جثث جثة, مهن مهنة,
حرف حرفة, خدم خدمة, رخص رخصة, تراخيص ترخيص, تصاريح تصريح, جوازات جواز, بصمات بصمة, هجمات هجوم,
مواعيد موعد, جداول جدول, قوائم قائمة, لغات لغة, رؤى رؤية, ركائز ركيزة, دعائم دعامة, فرص فرصة,
ثغرات ثغرة, أزمات أزمة, أحداث حدث, وقائع واقعة, أحياء حي, قرى قرية, جبال جبل, بحار بحر,
أنهار نهر, سواحل ساحل, شواطئ شاطئ, جزر جزيرة, خرائط خريطة, حسابات حساب, أوراق ورقة, أقوال قول,
أفعال فعل, أعداد عدد, أحجام حجم, مبالغ مبلغ, أسعار سعر, مخاطر خطر, عقبات عقبة,
مناصب منصب, رتب رتبة, مناقب منقبة, خسائر خسارة, إخوة أخ, إخوان أخ, أشقاء شقيق, شركاء شريك,
أعراف عرف, تقاليد تقليد, عادات عادة, حضارات حضارة, فنون فن, علوم علم, آراء رأي, ألسنة لسان,
أسماء اسم, كبار كبير, شؤن شأن, مستشفيات مستشفى, أسر أسرة, عقول عقل, خطوط خط, مساجد مسجد,
كنائس كنيسة, مخيمات مخيم, حجاج حاج, معالم معلم, مشاعر مشعر, ثروات ثروة, مواكب موكب, مناسك منسك,
متاحف متحف, أدوات أداة, مفاهيم مفهوم, مضامين مضمون, تنظيمات تنظيم, روابط رابطة, معارض معرض,
مظاهر مظهر, مواقف موقف, نصوص نص, نسخ نسخة, نقاط نقطة, نماذج نموذج, نفوس نفس,
أعلام علم, مداخل مدخل, مخارج مخرج, ملاعب ملعب, مرافئ مرفأ, مقار مقر, خيوط خيط, أنفاق نفق,
أوكار وكر, أختام ختم, أوبئة وباء, سدود سد, جسور جسر, حقائب حقيبة, أقراص قرص, كلاب كلب,
بنادق بندقية, متاجر متجر, مصافي مصفاة, أرصدة رصيد, ودائع وديعة, صكوك صك, رهائن رهينة, أعوان عون,
عرفاء عريف, رقباء رقيب, نقباء نقيب, حراس حارس, ركاب راكب, أندية نادي, جماهير جمهور,
مباريات مباراة, ألعاب لعبة, كؤوس كأس, كتائب كتيبة, أسراب سرب, زوارق زورق, بواخر باخرة, طرود طرد,
منازل منزل, بيوت بيت, ضواحي ضاحية, ممالك مملكة, أفران فرن, مزارع مزرعة, حقول حقل, آبار بئر,
أنابيب أنبوب, أسلاك سلك, أبراج برج, أقمار قمر, خوادم خادم, هواتف هاتف, حواسيب حاسوب, أحاديث حديث,
رؤوس رأس, وجوه وجه, جثامين جثمان, جنائز جنازة, مقابر مقبرة, أدوية دواء, أمراض مرض, مواليد مولود,
أيتام يتيم, أرامل أرملة, قبائل قبيلة, عشائر عشيرة, طوائف طائفة, أئمة إمام, خطباء خطيب,
دعاة داعية, مراجع مرجع, أناشيد نشيد, قمم قمة, محاضر محضر, ملاحق ملحق, طعون طعن, قرائن قرينة,
مسارح مسرح, قناصل قنصل, أفواج فوج, تجار تاجر, لصوص لص, قراصنة قرصان, فصائل فصيل, ذئاب ذئب,
أحزمة حزام, ثغور ثغر, مخافر مخفر, كمائن كمين, قذائف قذيفة, أعاصير إعصار, براكين بركان, سيول سيل,
عواصف عاصفة, سموم سم, معادن معدن, كنوز كنز, تماثيل تمثال, أضرحة ضريح, معابد معبد, أديرة دير,
أقلام قلم, مقاطع مقطع, ألقاب لقب, دروع درع, هدايا هدية, تهاني تهنئة, تعازي تعزية, أواصر آصرة,
قروض قرض, رواتب راتب, أرصفة رصيف, خلجان خليج, مضائق مضيق, صحاري صحراء, أودية وادي, سهول سهل,
هضاب هضبة, أراضي أرض, بساتين بستان, محاصيل محصول, أغذية غذاء, أسماك سمك, ألبسة لباس,
أزياء زي, أسرار سر, مفاتيح مفتاح, أقفال قفل, نوافذ نافذة, جدران جدار, أسوار سور, خنادق خندق,
ملاجئ ملجأ, خيام خيمة, قوافل قافلة, أزواج زوج, أجيال جيل, قرون قرن, مواسم موسم, مكاسب مكسب,
عراقيل عرقلة, عوائق عائق, أمثلة مثال, أنماط نمط, أصناف صنف, شرائح شريحة, أوساط وسط, مقاعد مقعد,
كراسي كرسي, أركان ركن, مظالم مظلمة,
نزلاء نزيل, صناديق صندوق, جنود جندي, أغطية غطاء, أوعية وعاء, قيود قيد, غرقى غريق, حصص حصة,
فرسان فارس, أغنياء غني, قتلة قاتل, سياح سائح, فقراء فقير,
سنين سنة, دقائق دقيقة, غواصين غواص, معاقين معاق, محامين محامي, كاميرات كاميرا,
ميليشيات ميليشيا, فتيات فتاة,
خراطيم خرطوم, أقنعة قناع, صهاريج صهريج, سلالم سلم, أقارب قريب, عظام عظم, أسنان سن, معامل معمل,
سبائك سبيكة, حبوب حبة, سلائف سليفة, سماسرة سمسار, وسطاء وسيط, زنازين زنزانة, عنابر عنبر, حشود حشد,
صواعق صاعق, سرايا سرية, خيول خيل, صقور صقر, وديان وادي, أشجار شجرة, كثبان كثيب, رمال رمل,
أمطار مطر, ثلوج ثلج, رياح ريح, تواقيع توقيع, طوابع طابع, ولاة والي, شيوخ شيخ, مخاتير مختار,
تعاميم تعميم, تمارين تمرين, طلائع طليعة, أنواط نوط, عجزة عاجز, فتيان فتاة, شبان شاب, أمهات أم,
آباء أب, مخابئ مخبأ, عملاء عميل, جواسيس جاسوس, رشاوى رشوة, دكاكين دكان, نقوش نقش, مصاعد مصعد,
أبنية بناء, سقوف سقف, طوابق طابق, أسيجة سياج, تذاكر تذكرة, أمتعة متاع, سلاطين سلطان, عقائد عقيدة,
ثوابت ثابت, مقاصد مقصد, ذرائع ذريعة, أعذار عذر, أخطاء خطأ, ثمار ثمرة, بذور بذرة, جذور جذر,
أغصان غصن, مكامن مكمن, مساعي مسعى, مطالب مطلب, شعائر شعيرة, كواشف كاشف, دلائل دلالة, أراشيف أرشيف,
أصفاد صفد, أغلال غل, أوامر أمر, طقوس طقس, أزقة زقاق, أرياف ريف, بوادي بادية, مراعي مرعى,
مناجم منجم, محاجر محجر, مقالع مقلع, آلات آلة, روافع رافعة, حوافز حافز, مكافآت مكافأة, ملابس ملبس,
دوافع دافع, بواعث باعث, مكائد مكيدة, أكاذيب أكذوبة, طرائق طريقة, عظات عظة, حواضر حاضرة,
مسالخ مسلخ, مذابح مذبحة, مجازر مجزرة, أفراح فرح, أعراس عرس, ولائم وليمة, ضيوف ضيف, شقق شقة,
مساكن مسكن, نقود نقد, فوائد فائدة, أرباح ربح, رهون رهن, طيور طائر, أعلاف علف, أعشاب عشب,
زهور زهرة, غلال غلة, أطعمة طعام, خمور خمر, سجائر سيجارة, تبوغ تبغ, مراسي مرسى, سلاحف سلحفاة,
خوذ خوذة, بقع بقعة, علب علبة, غازات غاز, هبات هبة, هزات هزة, مطارق مطرقة, سيوف سيف, سكاكين سكين,
خناجر خنجر, مدافع مدفع, رصاصات رصاصة, فخاخ فخ, شظايا شظية, شبهات شبهة, غنائم غنيمة, مخططات مخطط,
محاولات محاولة, أبرياء بريء, أقوياء قوي, ضعفاء ضعيف, غرباء غريب, أصدقاء صديق, حلفاء حليف,
خصوم خصم, أعداء عدو, جيران جار, رعايا رعية, رعاة راعي, مساعدات مساعدة, معونات معونة,
تعويضات تعويض, تبرعات تبرع, محن محنة, هدن هدنة, حجج حجة, حصون حصن, قلاع قلعة, مقابض مقبض,
مناظير منظار, أجنحة جناح, مقاتلات مقاتلة, غواصات غواصة, بوارج بارجة, سواتر ساتر, متاريس متراس,
مراصد مرصد, مناطيد منطاد, أبواق بوق, مشانق مشنقة, مدافن مدفن, مشارح مشرحة, عضلات عضلة, أدمغة دماغ,
قلوب قلب, أصابع إصبع, أجساد جسد, أجسام جسم, أجنة جنين, حوامل حامل, أسياد سيد, سادة سيد,
وجهاء وجيه, رهبان راهب, كهنة كاهن, حاخامات حاخام, أساقفة أسقف, أطواق طوق, أساور سوار, أجراس جرس,
مصابيح مصباح, مولدات مولد, ملايين مليون, مليونا مليون, مليوني مليون, آلاف ألف, ألفا ألف,
مليارا مليار, مئات مائة, قاض قاضي, محام محامي, ناد نادي, ضواح ضاحية, مشاة ماشي,
فتن فتنة, منح منحة, أجانب أجنبي, يتامى يتيم, تلاميذ تلميذ, ضفاف ضفة, زوار زائر, راع راعي,
مبان مبنى, أراض أرض, معان معنى, مساع مسعى, أحراش حرش, ألواح لوح, مشاغل مشغل, أماكن مكان,
خروقات خرق, خروق خرق,
صفوف صف, أنياب ناب, قصور قصر, قصص قصة, أعشاش عش, قطعان قطيع, أعمدة عمود, فواتير فاتورة,
تلامذة تلميذ, أبطال بطل, سوائل سائل, فئران فأر, فسائل فسيلة, أفيال فيل, فيلة فيل, أخشاب خشب,
أعباء عبء, أجواء جو, أشلاء شلو, أهالي أهل, أوطان وطن, أبقار بقرة, أغنام غنم, نوق ناقة, أحصنة حصان,
حمير حمار, أرانب أرنب, قرود قرد, أسود أسد, نمور نمر, حيتان حوت, غزلان غزال, خرفان خروف, ثعالب ثعلب,
نسور نسر, غربان غراب, أفاعي أفعى, عقارب عقرب, تماسيح تمساح, ضباع ضبع, وحوش وحش, أزهار زهرة,
زيوت زيت, أملاح ملح, معاجين معجون, أدخنة دخان, أبخرة بخار, أنقاض نقض, أدراج درج, سلال سلة,
أكواخ كوخ, صوامع صومعة, مطاحن مطحنة, مخابز مخبز, مطاعم مطعم, مقاه مقهى, مقاهي مقهى, ملاه ملهى,
ملاهي ملهى, مسابح مسبح, مآذن مئذنة, منابر منبر, زوايا زاوية, مصاحف مصحف, فتاوى فتوى, خطب خطبة,
دواوين ديوان, عناوين عنوان, فساتين فستان, سراويل سروال, أحذية حذاء, عمائم عمامة, جيوب جيب,
أزرار زر, مجاهر مجهر, مرايا مرآة, أشرطة شريط, خواتم خاتم, قلائد قلادة, جواهر جوهرة, معاول معول,
مجارف مجرفة, حبال حبل, أوتاد وتد, مصائد مصيدة, مجاديف مجداف, أشرعة شراع, أحواض حوض, قناديل قنديل,
شموع شمعة, أوان إناء, أواني إناء, قدور قدر, صحون صحن, أطباق طبق, فناجين فنجان, أكواب كوب,
قوارير قارورة, جرار جرة, صنابير صنبور, مواسير ماسورة, سواقي ساقية, ينابيع ينبوع, كهوف كهف,
مغاور مغارة, تلال تل, صخور صخرة, أحجار حجر, حجارة حجر, أتربة تراب, أوحال وحل, ثقوب ثقب, شقوق شق,
حفر حفرة, أخاديد أخدود, مسالك مسلك, دروب درب, أرتال رتل, طوابير طابور, مفارز مفرزة, فيالق فيلق,
أكاليل إكليل, حكام حاكم, رماة رامي, بناة باني, طغاة طاغية, غزاة غازي, جناة جاني, جباة جابي,
هواة هاوي, هاو هاوي, ناج ناجي, ناجون ناجي, ناجين ناجي, محاذير محذور, مشاهير مشهور, مساجين مسجون,
مناشير منشور, مشاريب مشروب, ألبان لبن, أجبان جبنة, جبن جبنة, لحوم لحم, شحوم شحم, فواكه فاكهة,
تمور تمر, بقول بقل, توابل تابل, أسمدة سماد, بيوض بيضة, دواجن داجن, حظائر حظيرة, أقفاص قفص,
عجول عجل, أدباء أديب, شعراء شاعر, حكماء حكيم, زملاء زميل, رفقاء رفيق, عرسان عريس, عرائس عروس,
أجداد جد, أحفاد حفيد, عقلاء عاقل, رضع رضيع, نظراء نظير, عظماء عظيم, كرماء كريم, بسطاء بسيط,
دخلاء دخيل, شرفاء شريف, طلقاء طليق, نشطاء نشيط,
قدماء قديم, أثرياء ثري, أوصياء وصي, أولياء ولي, أنبياء نبي, أذكياء ذكي,
طواحين طاحونة, شرايين شريان, ثعابين ثعبان, قرابين قربان, عرابين عربون, فدادين فدان,
نياشين نيشان, موازين ميزان, شياطين شيطان, براهين برهان,
كروم كرم, رئات رئة,
سمات سمة, صلات صلة, ربابنة ربان, شعاب شعب, أساطيل أسطول, مناحل منحل,
مراوح مروحة, أكياس كيس, مربون مربي, مربين مربي, مرب مربي, محامون محامي, مغنون مغني, مغنين مغني,
مدعون مدعي, مدعين مدعي, مدع مدعي, مشترون مشتري, مشترين مشتري, مشتر مشتري, متقاضون متقاضي,
متقاضين متقاضي, متلقون متلقي, متلقين متلقي, مصلون مصلي, مصلين مصلي, معتدون معتدي, معتدين معتدي,
معتد معتدي, محتالون محتال, طنا طن, ميداليات ميدالية, مدافئ مدفأة
"""

#: Feminine words that are not the feminine of another («شرطة» is no «شرط»), with their plurals.
FEMININE = """
شرطة, دورة دورات, مكتبة مكتبات, مدرسة مدارس, منطقة مناطق, نشرة نشرات, جامعة جامعات, حالة حالات,
خطة خطط, قوة قوات قوى, حملة حملات, وحدة وحدات, كلية كليات, مهمة مهام مهمات, ثورة ثورات, فرقة,
كلمة كلمات, حركة حركات, رسالة رسائل رسالات, سلطة سلطات, صورة صور, محكمة محاكم, طائرة طائرات,
سيارة سيارات, قضية قضايا, عملية عمليات, امرأة نساء نسوة, وفاة وفيات,
نقطة نقاط, طاقة طاقات, بطاقة بطاقات, بعثة بعثات,
جائزة جوائز, مرحلة مراحل, هيئة هيئات هيأة هيآت, شبكة شبكات, عصابة عصابات, خلية خلايا, حدة,
علامة علامات,
قاعدة قواعد, عملة عملات,
تجارة, كتابة كتابات, سياحة, عمالة عمالات, حراسة حراسات, سلامة, طريقة طرائق, خبرة خبرات,
شركة شركات, سفارة سفارات, أمة أمم, حاجة حاجات, عربة عربات, مركبة مركبات, بحارة, حديدة, بصرة,
ماشية مواشي مواش, مفاوضة مفاوضات, مراقبة مراقبات, محاربة محاربات, مطاردة مطاردات,
مداهمة مداهمات, مصالحة مصالحات, محاسبة محاسبات, معالجة معالجات, مراجعة مراجعات, مقابلة مقابلات,
مناقشة مناقشات, منافسة منافسات, مبادرة مبادرات, محاصرة محاصرات, ملاحقة ملاحقات, ملاحظة ملاحظات,
مخاطبة مخاطبات, دراسة دراسات, بطولة بطولات, خيالة, رياضة رياضات, زراعة زراعات, صناعة صناعات, ملاحة,
ولاية ولايات, نيابة نيابات, إقامة إقامات, قيادة قيادات, ملكة ملكات, قطعة قطع, شبوة, زوارة, عنيزة,
رقة, بربرة
"""

#: Two words for one thing: the first stands for both.
SAME = """
غسل غسيل, انترنت إنترنيت, سيبراني سايبراني, الكتروني إليكتروني, تلفزيون تلفاز,
كبتاغون كبتاجون, ترامادول ترامدول, ميثامفيتامين ميتامفيتامين,
كوكايين كوكائين, ماريجوانا ماريوانا, استراتيجي ستراتيجي, ديمقراطي ديموقراطي, أوروبي أوربي,
أوروبا أوربا, أمريكي أميركي, أمريكا أميركا, غرام جرام, كيلوغرام كيلوجرام, إنجليزي إنكليزي,
كمبيوتر كومبيوتر, فوسفات فوسفاط, مقديشو مقديشيو, روهينغا روهنغيا, إسطنبول إستانبول,
مسؤول مسؤل, أكسجين أوكسجين, تايكواندو تيكواندو, أنفلونزا إنفلونزا,
هليكوبتر هيليكوبتر
"""

#: British and American, and what English does not form by rule.
SPELLINGS = """
program programme, center centre, defense defence, offense offence, license licence,
labor labour, color colour, behavior behaviour, neighbor neighbour, harbor harbour, honor honour,
favor favour, rumor rumour, armor armour, meter metre, theater theatre, judgment judgement,
gray grey, check cheque, ton tonne, tire tyre, fulfill fulfil, enroll enrol, skillful skilful,
catalog catalogue, dialog dialogue, practice practise, analyze analyse, aging ageing,
artifact artefact, mold mould, plow plough, skeptic sceptic, jewelry jewellery, draft draught,
man men, woman women, child children, person people, crisis crises, datum data,
criterion criteria, medium media, curriculum curricula, memorandum memoranda, forum fora,
phenomenon phenomena, bacterium bacteria, index indices, appendix appendices, syllabus syllabi,
tooth teeth, foot feet, mouse mice, knife knives, wife wives, thief thieves, life lives,
half halves, leaf leaves, wolf wolves, policeman policemen, policewoman policewomen,
fireman firemen, gunman gunmen, spokesman spokesmen, serviceman servicemen, hypothesis hypotheses,
thesis theses, kidnaping kidnapping, worshiper worshipper,
counselor counsellor, councilor councillor, maneuver manoeuvre, pediatric paediatric,
anesthetic anaesthetic, humor humour, endeavor endeavour, rigor rigour, vapor vapour,
parlor parlour, saber sabre, fiber fibre, liter litre, caliber calibre, somber sombre,
cooperation co-operation, schoolchild schoolchildren, grandchild grandchildren,
resolution res, oasis oases, analysis analyses, diagnosis diagnoses, freeze froze, freeze frozen,
steal stole,
spoiled spoilt, burned burnt, learned learnt, spelled spelt, dreamed dreamt, jail gaol, bus buses,
rhinoceros rhino,
ski skis, gas gases, virus viruses, campus campuses, cesium caesium, aluminum aluminium,
sulfur sulphur, pajamas pyjamas, airplane aeroplane, pretense pretence, curb kerb, ox oxen,
goose geese, loaf loaves, shelf shelves, calf calves, hoof hooves, scarf scarves, wharf wharves,
stimulus stimuli, nucleus nuclei, stratum strata, referendum referenda, symposium symposia,
stadium stadia, matrix matrices, fisherman fishermen, chairman chairmen, seaman seamen,
businessman businessmen, watchman watchmen,
steal stolen, withdraw withdrew, withdraw withdrawn, strike struck, overthrow overthrown
"""
#: English words that only look as if they had an ending.
WHOLE_EN = frozenset(
    _words(
        """
    united news press business process progress access address congress success witness illness
    less unless always perhaps gas bus status virus corpus census consensus campus bonus focus
    series species means arms customs this thus his has was is as us yes analysis basis crisis
    being during thing nothing something anything everything king ring bring string spring wing
    need seed feed speed breed indeed red bed hundred sacred wed led shed fled embed exceed
    proceed succeed agreed freed guaranteed police beijing evening morning ceiling sing outing
    tunis paris texas abbas lagos chess mass pass class glass cross loss boss across emirates
    nations states wellbeing mohammed ahmed hamed hamid khaled walid saeed majed rashed mohamed
    mahmoud
    """
    )
)

#: Given names that are one letter apart, or near it, and are never a slip of one another.
NAMES = frozenset(
    _words(
        """
    محمد محمود احمد حامد حميد حمد حماد حمود حمدان حسن حسين حسان محسن حسني حسنين سالم سليم سلام سلمان
    سليمان سامي سمير سامر سعد سعيد سعود مسعود عمر عمرو عامر عمار عماد علي عالي علاء خالد خلود خليل
    جمال جميل كمال كامل كريم مكرم ناصر نصر نصير منصور نبيل نبال رشيد راشد رشاد ماجد مجيد مجدي امجد
    عادل عدل عدلي صالح صلاح مصلح فهد فهيد فيصل فاضل فضل طارق طاهر ظاهر زاهر زهير جابر جبر جبار
    جعفر حبيب حاتم حكيم حكم حليم حمزه حيدر داود رامي رائد رياض زياد زيد زايد يزيد صبري صابر عباس
    قرني قرشي قريشي حازمي حاتمي هاجري هاشمي رشيدي راشدي زبيدي زيدي دليمي ديلمي غامدي حامدي عنزي
    عتيبي عتبي شمري شامي شهري مطيري مطري حربي حرثي دوسري قحطاني زهراني سبيعي سبعي بلوي بلوشي تميمي
    نعيمي نعمي ظاهري طاهري كعبي كعبان جبوري جابري عبيدي عابدي عزاوي غزاوي جنابي جناحي موسوي موسي
    حكيمي حكمي سالمي سلمي سليمي معمري عمري عامري حارثي محروقي بوسعيدي سيابي رواحي كندي حسني حسيني
    منصوري ناصري صباحي مصباحي عبيد عثمان عدنان عزيز عزت عصام عاصم معتصم غازي غسان فارس فراس فريد
    فاروق قاسم قصي ليث لؤي ماهر
    مهير مازن مالك ملك مبارك بركات مروان مصطفي معاذ معين منير منذر نادر نديم نزار نايف نواف وليد
    خلف خليفه وسيم ياسر يسري ياسين يحيي يوسف يونس هاني هشام هاشم هيثم امين ايمن امان انس انيس بدر
    بديع بسام باسم بشار بشير بكر بلال تميم توفيق ثامر جاسم رضا رضوان شريف شاكر شكري فواد مريم مرام
    فاطمه ايمان امينه امنه نوره نور نوال ليلي ليان سميره ساره هدي هند عبدالله عبدالرحمن عبدالرحيم
    """
    )
)
NAMES_EN = frozenset(
    _words(
        """
    mohammed muhammad mohamed mohammad mahmoud mahmud ahmed ahmad hamed hamid hamad hassan hasan
    hussein hussain husayn salem salim salam salman sulaiman soliman saad said saeed saud omar
    umar amr amer ammar ali alaa khaled khalid khalil jamal jamil gamal kamal kamel karim nasser
    nasr naseer mansour rashid rashed majed majid magdi adel saleh salah fahd faisal fadel tariq
    tarek taher zaher samir sameer samer sami
    """
    )
)

#: Names whose Latin spellings do not sound alike by rule.
LATIN_NAMES = """
yusuf yousef youssef yousuf youssuf yousif yosef, omar umar, osama usama ossama,
othman uthman osman, mohammed muhammad mohamed mohamad mohammad muhammed mohamet,
hussein husain hussain husayn husein hissein, hassan hasan, suleiman sulaiman soliman sulayman,
abdullah abdallah abdulla, noor nour nur, khaled khalid, ayman aiman, haidar haydar haider,
jaber jabir gaber, tariq tarek tareq tarik, nasser nasir naser, said saeed saied, salem salim,
saleh salih, faisal faysal feisal, fouad fuad, jamal gamal, jalal galal, majid magid majed maged,
ibrahim ebrahim brahim ibraheem, naif nayef nayif naef
"""

#: What stands in names before «الدين» and «الله».
OF_FAITH = _words(
    """
    نور صلاح علاء سيف عز حسام ضياء زين شمس جمال كمال محيي محي نجم شهاب تاج بدر برهان بهاء تقي جلال
    خير سراج شرف صدر عماد فخر قطب مجد معين ناصر نصر نصير همام ركن محب صفي عصام غياث قمر ولي
    عوض سعد حمد فضل رزق جاب ضيف عطا عطاء هبة شكر فتح لطف أمان حزب أنصار عناية نعمة فرج جار
    """
)

#: Names that are written in ways that do not sound alike by rule, in both scripts.
KNOWN_AS = """
عيسى issa isa eissa essa aissa, علي ali aly, يحيى يحي yahya yahia yehia yehya, وائل wael wail,
لؤي luay louay loay, أيوب ayoub ayub ayyoub, مؤيد moayad muayyad moayyad, طه taha, هبة heba hiba,
عمرو amr amro, سمير samir sameer, سامر samer, مكي makki mekki, ولي wali, إلياس elias ilyas,
أنيس anis anees, ابن ibn, مؤمن moamen momen moumen mumin, معمر muammar moammar muammer,
قذافي قدافي gaddafi gadafi gadhafi ghaddafi qaddafi
qadafi qadhafi kaddafi kadafi kadhafi khadafi khadafy,
طنجة tangier tangiers tanger, دمشق damascus, حلب aleppo, حمص homs, حماة hama, حماه hama,
القاهرة cairo, الإسكندرية alexandria, الأقصر luxor, أسوان aswan, الجيزة giza, السويس suez,
القدس jerusalem quds, الخليل hebron, نابلس nablus, جنين jenin, غزة gaza, رام ramallah,
بيروت beirut beyrouth, طرابلس tripoli, صيدا sidon saida, صور tyre, بعلبك baalbek baalbeck,
الدوحة doha, المنامة manama, مسقط muscat, صلالة salalah, صحار sohar, نزوى nizwa,
الرياض riyadh riyad, جدة jeddah jiddah jedda, مكة mecca makkah, الدمام dammam, تبوك tabuk,
صنعاء sanaa sana, عدن aden, تعز taiz taizz, الحديدة hodeidah hudaydah, مأرب marib maarib,
بغداد baghdad bagdad, البصرة basra basrah, الموصل mosul, أربيل erbil arbil, كركوك kirkuk,
عمان amman oman, العقبة aqaba, إربد irbid, دبي dubai, الشارقة sharjah, العين ain,
الخرطوم khartoum, مقديشو mogadishu muqdisho, كيسمايو kismayo kismaayo, هرجيسا hargeisa,
نواكشوط نواقشوط nouakchott, جيبوتي djibouti jibuti, موروني moroni, بنغازي benghazi bengazi,
درنة derna darnah, صفاقس sfax, سوسة sousse, قفصة gafsa, بنزرت bizerte bizerta, قابس gabes,
الجزائر algeria algiers, وهران oran, قسنطينة constantine, الرباط rabat, فاس fez fes,
مراكش marrakesh marrakech, أكادير agadir, مكناس meknes, وجدة oujda,
مصر egypt, المغرب morocco, تونس tunisia tunis, ليبيا libya, السودان sudan, الصومال somalia,
لبنان lebanon, سوريا سورية syria, الأردن jordan, العراق iraq, فلسطين palestine, الكويت kuwait,
السعودية saudi, البحرين bahrain, قطر qatar, اليمن yemen, موريتانيا mauritania, القمر comoros,
الإمارات emirates, روما rome, باريس paris, لندن london, فيينا vienna, جنيف geneva, ليون lyon,
موسكو moscow, أنقرة ankara, طهران tehran teheran, مدريد madrid, لاهاي hague, برلين berlin,
بكين beijing, بروكسل brussels, فاليتا valletta, غلاسكو glasgow, اللاذقية latakia lattakia,
نينوى nineveh ninawa,
سيناء sinai sina, طبرق tobruk, الفرات euphrates furat, دجلة tigris dijla,
تدمر palmyra tadmur tadmor, بابل babylon babil babel, قرطاج carthage,
هرمز hormuz hormoz, ينبع yanbu, تلمسان tlemcen, ميكونغ mekong,
أوكرانيا ukraine, روسيا russia, الصين china, تركيا turkey turkiye, فرنسا france, ألمانيا germany,
إسبانيا spain, إيطاليا italy, بريطانيا britain, الهند india hind, إثيوبيا ethiopia, نيجيريا nigeria,
كينيا kenya, تشاد chad, غامبيا gambia, بنغلاديش bangladesh, إندونيسيا indonesia, ماليزيا malaysia,
تايلاند thailand, الفلبين philippines, سنغافورة singapore, كمبوديا cambodia, اليابان japan,
المكسيك mexico, اليونان greece, قبرص cyprus, البوسنة bosnia, صربيا serbia, سويسرا switzerland,
النمسا austria, المجر hungary, بولندا poland, السويد sweden, النرويج norway, فنلندا finland,
هولندا netherlands, بلجيكا belgium,
الروهينغا rohingya, الحوثي houthi houthis huthi, داعش daesh isis isil, القاعدة qaeda,
الكنيست knesset,
إياد iyad eyad ayad, عياد ayyad ayad ayed, والي waly wali, وليد walid waleed, ولاء walaa wala,
عواد awwad awad, عودة awda odeh oudeh, عيد eid, عايد ayed aied, عائشة aisha aicha ayesha,
آية aya ayah, آدم adam, أوس aws aous, إيلي elie eli, هاوي hawi, هويدا huwaida howaida, هيا haya,
يارا yara, رؤى ruaa roaa, رواء rawaa, راوية rawya, رايد raed, رائد raed raeed, زايد zayed zaid,
زياد ziad ziyad zeyad, سعاد souad suad soad, سها suha soha, ضياء diaa dia ziya, نداء nidaa nida,
نهى nuha noha, نهال nehal nihal, دعاء duaa doaa, وداد widad wedad, هادي hadi hady,
فتحي fathy fathi fethi, فتحية fathia fathiya fethia, مدحت medhat midhat, بهجت bahgat bahjat,
صبحي sobhy subhi sobhi, يسري yousry yusri yosri, حلمي helmy hilmi, شوقي shawki shawqi chaouki,
قيس qais kais qays kays, غيث ghaith gaith, ليث laith layth, بدوي badawi badawy bedoui,
منصف moncef monsef munsif moncif, شاكر chaker shaker shakir, شادلي chadli chedli shazly shadhili,
حسنين hassanein hasanain, عاشور achour ashour, رشاد rachad rashad, بشير bachir bashir,
مثنى muthanna muthana mothanna, شيماء shaimaa shaima chaima chaimaa, خديجة khadija khadidja
khadijah,
أسماء asmaa asma, هناء hanaa hana, سناء sanaa sana, وفاء wafaa wafa, لمياء lamia lamya lamiaa,
ثريا thuraya soraya, جهاد jihad gihad jehad, جيهان jihan gihan, حباشنة habashneh habashna,
جيهان ceyhan, فيليب philippe philip filip, بيار بيير pierre, جان jean, لاكروا lacroix,
جاكلين jacqueline,
جورج george georges, جون john, جوزيف josef joseph, ميشال ميشيل michel, فرنسوا فرانسوا francois,
أنطونيو antonio, غوتيريش غوتيريس جوتيريش guterres, ماكرون macron, بوتين putin, بايدن biden,
ترامب trump, أردوغان أردوجان erdogan erdoghan, غروندبرغ جروندبرج غروندبيرغ grundberg,
غريفيث غريفيثس griffiths, بيدرسن بيدرسون pedersen, باتيلي bathily, تشيسيكيدي تشيسكيدي tshisekedi,
فرجينيا فيرجينيا virginia, ورسمه ورسمة warsame, فكي فقي faki,
بورسودان بور-سودان بورتسودان port-sudan portsudan, جبل-علي جبلعلي jebel-ali jabal-ali jebelali,
دير-الزور ديرالزور deir-zor deir-zour deirezzor deirezzour, أم-قصر umm-qasr um-qasr oum-qasr,
أم-درمان أمدرمان omdurman, أم-القيوين umm-quwain, رأس-الخيمة ras-khaimah, رأس-جدير راس-اجدير
ras-jedir ras-ajdir ras-jdir, رأس-العين ras-ain, بن-قردان بنقردان ben-gardane bengardane
ben-guerdane,
شط-العرب shatt-arab, خان-يونس خانيونس khan-younis khan-yunis khan-younes, دير-البلح deir-balah,
بيت-لحم bethlehem, بيت-لاهيا beit-lahia, بيت-حانون beit-hanoun, تل-أبيب tel-aviv,
عين-الحلوة ain-hilweh,
حفر-الباطن hafar-batin, خميس-مشيط khamis-mushait, وادي-حلفا wadi-halfa, جبل-طارق gibraltar,
سيدي-بوزيد sidi-bouzid, سيدي-بلعباس sidi-abbes, عين-دفلى ain-defla, تيزي-وزو tizi-ouzou,
ساحل-العاج ivory-coast, جنوب-أفريقيا south-africa, كوت-ديفوار cote-ivoire, خور-فكان khor-fakkan,
كفر-الشيخ kafr-sheikh, بني-سويف beni-suef, مرسى-مطروح marsa-matrouh, شرم-الشيخ sharm-sheikh,
نواذيبو نواديبو nouadhibou nouadibou, روصو rosso, كيفة kiffa kaifa, كيهيدي kaedi, أطار atar,
زويرات zouerate,
كركوك kirkuk, دهوك duhok dohuk, السليمانية sulaymaniyah sulaimaniya slemani, النجف najaf,
كربلاء karbala kerbala,
الناصرية nasiriyah nasiriya, الديوانية diwaniyah, سامراء samarra, تكريت tikrit, الرمادي ramadi,
الفلوجة fallujah falluja, الأنبار anbar, ديالى diyala, بعقوبة baqubah baquba, العمارة amarah amara,
الكوت kut,
الفاو faw, الزبير zubair, سنجار sinjar, القائم qaim,
إدلب idlib idleb, الرقة raqqa raqqah, الحسكة hasakah hasaka, القامشلي qamishli, درعا daraa deraa,
السويداء suwayda sweida,
القنيطرة quneitra kuneitra, طرطوس tartus tartous, منبج manbij, عفرين afrin,
النبطية nabatieh nabatiyeh nabatiyah, زحلة zahle, عرسال arsal, الهرمل hermel,
المفرق mafraq, الزرقاء zarqa, الكرك karak kerak, معان maan, السلط salt, الطفيلة tafilah tafila,
عجلون ajloun,
جرش jerash, مادبا madaba, الزعتري zaatari zatari, الرمثا ramtha,
رفح rafah, طولكرم tulkarm, قلقيلية qalqilya, أريحا jericho, عكا acre, حيفا haifa, يافا jaffa,
الناصرة nazareth,
الجبيل jubail, الأحساء ahsa hasa, القطيف qatif, الطائف taif, نجران najran, جازان jazan jizan,
أبها abha,
حائل hail, القصيم qassim, عرعر arar, المدينة-المنورة medina madinah, عرفات arafat,
مزدلفة muzdalifah, منى mina,
المحرق muharraq, الرفاع riffa, الجهراء jahra, الأحمدي ahmadi, الفجيرة fujairah, عجمان ajman,
نزوى nizwa, البريمي buraimi, مسندم musandam, الدقم duqm,
شبوة shabwa shabwah, حضرموت hadramawt hadhramaut hadramout, المكلا mukalla, سيئون seiyun, عتق ataq,
المهرة mahra,
الضالع dhale dhalea, ذمار dhamar, إب ibb, صعدة saada sadah, حجة hajjah, سقطرى socotra, أبين abyan,
لحج lahij,
كسلا kassala, القضارف gedaref gedarif qadarif, دنقلا دنقلة dongola, مروي merowe, الأبيض obeid,
نيالا nyala,
الجنينة geneina, الفاشر fasher, عطبرة atbara, كوستي kosti, كادقلي kadugli, أبيي abyei, جوبا juba,
بيدوا بيدوة baidoa, كسمايو kismayo kismaayo, بوصاصو bosaso bossaso, بربرة berbera,
بونتلاند puntland,
مركا merca marka, براوة brava barawa, غاروي garowe, أفغوي afgooye,
إنجمينا نجامينا ndjamena n'djamena, تمبكتو تمبوكتو timbuktu tombouctou, باماكو bamako, كيدال kidal,
غاو gao,
نيامي niamey, أغاديز agadez, واغادوغو ouagadougou, داكار dakar, نيروبي nairobi, كمبالا kampala,
كينشاسا kinshasa, غوما goma, بوكافو bukavu, أديس-أبابا addis-ababa, أسمرة asmara, أبوجا abuja,
لاغوس lagos,
صفاقس sfax, قابس gabes, مدنين medenine, تطاوين tataouine, القصرين kasserine, القيروان kairouan,
المنستير monastir,
بجاية bejaia bougie, مستغانم mostaganem, سكيكدة skikda, عنابة annaba, سطيف setif, باتنة batna,
ورقلة ouargla,
تندوف tindouf, غرداية ghardaia, بسكرة biskra, تمنراست tamanrasset,
زوارة zuwara zuwarah zwara, مصراتة misrata misurata, سبها sabha sebha, الزاوية zawiya,
غريان gharyan, أوباري ubari,
غات ghat, الكفرة kufra, أجدابيا ajdabiya,
العيون laayoune, الداخلة dakhla, تطوان tetouan, الناظور nador, بني-ملال beni-mellal,
الصويرة essaouira,
دمياط damietta, بورسعيد port-said, الإسماعيلية ismailia, المنصورة mansoura, طنطا tanta,
أسيوط assiut asyut,
سوهاج sohag, قنا qena, الغردقة hurghada, العريش arish, المنيا minya,
سبتة ceuta sebta, مليلية melilla, عسير asir aseer, بيشة bisha, طوباس tubas, البقاع bekaa beqaa biqa,
نعيم naim naeem, لارنكا larnaca, سريناغار سرينغار srinagar, كشمير kashmir, كابول kabul,
قندهار kandahar, إسلام-أباد islamabad,
كراتشي karachi, دلهي delhi, نيويورك new-york, جوهانسبرغ johannesburg,
الأونروا unrwa, آسيان asean, اليونيسف unicef, الإيسيسكو isesco icesco
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
plan plane planet,
food flood blood, coast cost, post port, captain captagon, mining mine, statement settlement,
تهريب تخريب تدريب تجريب تقريب تهذيب تعذيب ترتيب تسريب تعريب تغريب ترحيب,
تزوير تطوير تصوير تدوير تنوير تحرير تبرير تقرير تمرير تدبير تعبير تفجير تهجير تسيير تخدير تحذير
تقدير تصدير تدمير تعمير, ترهيب تهريب, اعتقال اعتدال انتقال اغتيال احتيال احتلال اختلال امتثال,
استغلال استقلال, إرهاب إعراب إضراب, مهاجر مهاجم, تفتيش تفتيت, حريق غريق طريق فريق بريق,
قنابل قبائل, سلام سلاح, جهاز جهاد, أسلحة أجنحة أجهزة, مخدرات مدخرات مقدرات مخابرات مختبرات,
انتخاب انتحار انتشار انتظار انتصار انتهاك, سيارة طيارة سيادة قيادة زيادة سيطرة,
وزارة زيارة إدارة إمارة سفارة تجارة, شهداء سفراء وزراء أمراء خبراء شركاء, تمويل تحويل تأويل,
إيواء إيداع, ألغام أنغام, حماية رعاية رماية, مراقبة معاقبة مراقب, قضائي فضائي, أمني أمين,
محاربة محاسبة محاكمة, مطار مسار, إنقاذ إنفاذ, تجميد تجنيد تمجيد, تنفيذ تفنيد, حوار جوار,
مكافحة مكافأة مصافحة, إخلاء إجلاء, تسليم تسليح تعليم تنظيم تقسيم, تشكيل تشغيل تسهيل تأهيل,
جماعة مجاعة, سجين سكين, غارة غاية, حصار حصاد, حافة حافلة, عربة عربات عربي عربية عربيات
"""

#: Whoever is of a country, and the country.
COUNTRIES = """
أردني أردن, بحريني بحرين, تونسي تونس, جزائري جزائر, سعودي سعودية,
سوداني سودان, سوري سوريا, صومالي صومال, عراقي عراق, عماني عمان, فلسطيني فلسطين, قطري قطر,
كويتي كويت, لبناني لبنان, ليبي ليبيا, مصري مصر, مغربي مغرب, موريتاني موريتانيا, يمني يمن
"""

#: The months, each in all its names.
MONTHS = """
يناير كانون-الثاني جانفي january jan, فبراير شباط فيفري february feb, مارس آذار march,
أبريل إبريل نيسان أفريل april apr, مايو أيار ماي, يونيو حزيران جوان يونيه june jun,
يوليو تموز جويلية يوليه يوليوز july jul, أغسطس آب أوت غشت august aug,
سبتمبر أيلول شتنبر september sept sep, أكتوبر تشرين-الأول october oct,
نوفمبر تشرين-الثاني نونبر november nov, ديسمبر كانون-الأول دجنبر december dec
"""
HIJRI_MONTHS = """
ربيع-الأول, ربيع-الآخر ربيع-الثاني, جمادى-الأولى جمادى-الأول,
جمادى-الآخرة جمادى-الثانية جمادى-الثاني,
ذو-القعدة ذي-القعدة ذا-القعدة ذوالقعدة ذيالقعدة, ذو-الحجة ذي-الحجة ذا-الحجة ذوالحجة ذيالحجة
"""
#: Keys of the Arabic keyboard (101) in the order of those of the Latin one.
LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"
ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
ROWS_OF_KEYS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ", "qwertyuiop", "asdfghjkl", "zxcvbnm")
#: Where the Latin keys of the Maghreb are others, and what they are in Arabic.
AZERTY_KEYS = "azqwm,;:^$"
ARABIC_KEYS_OF_AZERTY = "ضصشئكةوزجد"
#: What is written with the shift key.
SHIFTED_KEYS = {"H": "أ", "Y": "إ", "N": "آ", "G": "لأ", "T": "لإ", "B": "لآ"}

#: What acronyms stand for, in English and Arabic: words side by side, but where «…» stands. (Those
#: that are said as words are in `KNOWN_AS`.)
ACRONYMS = """
un: united nations: الأمم المتحدة, unsc: security council: مجلس الأمن,
unga: united nations general assembly: الجمعية العامة للأمم المتحدة,
gcc: gulf cooperation council: مجلس التعاون,
oic: organization islamic cooperation: منظمة التعاون الإسلامي,
las: league arab states: جامعة الدول العربية, au: african union: الاتحاد الأفريقي,
eu: european union: الاتحاد الأوروبي, psc: peace security council: مجلس السلم والأمن,
osce: organization security cooperation europe: منظمة الأمن والتعاون أوروبا,
who: world health organization: الصحة العالمية,
unodc: united nations office drugs crime: مكتب الأمم المتحدة … المخدرات والجريمة,
icao ايكاو: international civil aviation organization: منظمة الطيران المدني الدولي,
imo: international maritime organization: المنظمة البحرية الدولية,
ilo: international labor organization: منظمة العمل الدولية,
iom: international organization migration: المنظمة الدولية للهجرة,
fao: food agriculture organization: منظمة الأغذية والزراعة,
wfp: world food program: برنامج الأغذية العالمي,
undp: united nations development program: برنامج الأمم المتحدة الإنمائي,
unesco يونسكو: educational scientific cultural organization: التربية والعلم والثقافة,
unifil يونيفيل: interim force lebanon: القوة المؤقتة لبنان,
unisfa يونيسفا: interim security force abyei: القوة الأمنية المؤقتة لأبيي,
undof اندوف: disengagement observer force: مراقبة فض الاشتباك,
unmas: mine action service: دائرة الأعمال المتعلقة بالألغام,
ocha اوتشا: coordination humanitarian affairs: تنسيق الشؤون الإنسانية,
sadc سادك: southern african development community: الجماعة الإنمائية للجنوب الأفريقي,
ecowas ايكواس: economic community west african states: الجماعة الاقتصادية لدول غرب أفريقيا,
igad ايغاد: intergovernmental authority development: الهيئة الحكومية الدولية المعنية بالتنمية,
wco: world customs organization: منظمة الجمارك العالمية,
wto: world trade organization: منظمة التجارة العالمية,
opcw: prohibition chemical weapons: حظر الأسلحة الكيميائية,
ctbto: nuclear test ban: حظر التجارب النووية,
dna: deoxyribonucleic acid: الحمض النووي,
brics بريكس: brazil russia india china: البرازيل روسيا الهند الصين,
drc: democratic republic congo: الكونغو الديمقراطية,
uncac: convention against corruption: اتفاقية مكافحة الفساد,
untoc: convention transnational organized crime: مكافحة الجريمة المنظمة عبر الوطنية,
cbrn: chemical biological radiological nuclear: الكيميائية والبيولوجية والإشعاعية والنووية,
ngo: non governmental organization: منظمة غير حكومية,
ngos: non governmental organization: منظمة غير حكومية,
aimc: arab interior ministers council: مجلس وزراء الداخلية العرب,
iaea: international atomic energy agency: الوكالة الدولية للطاقة الذرية,
npt: non proliferation … treaty: معاهدة عدم … الانتشار,
wmd: weapons mass destruction: أسلحة الدمار الشامل,
icj: international court justice: محكمة العدل الدولية,
icc: international criminal court: المحكمة الجنائية الدولية,
icpo: international criminal police organization: المنظمة الدولية للشرطة الجنائية,
wipo: world intellectual property organization: المنظمة العالمية للملكية الفكرية,
unhcr: high commissioner refugees: المفوضية السامية … اللاجئين,
icrc: committee red cross: لجنة … الصليب الأحمر,
imf: international monetary fund: صندوق النقد الدولي,
fatf: financial action task force: مجموعة العمل المالي,
ied: explosive device: عبوة ناسفة, ieds: explosive device: عبوة ناسفة,
uav: unmanned aerial vehicle: طائرة مسيرة, uavs: unmanned aerial vehicle: طائرة مسيرة,
mou: memorandum understanding: مذكرة تفاهم, ai: artificial intelligence: الذكاء الاصطناعي,
gdp: gross domestic product: الناتج المحلي الإجمالي,
uae: united arab emirates: الإمارات العربية المتحدة,
ksa: kingdom saudi arabia: المملكة العربية السعودية, uk: united kingdom: المملكة المتحدة,
usa: united states: الولايات المتحدة
"""
#: Acronyms that are small words but for their capitals.
CAPITALS = frozenset({"WHO"})
