"""What has to be known about words of the domain: which only look as if they had a prefix or an
ending, broken plurals, spellings, months, names. Plain tables, read by `analysis`."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: Too small to search for: they are neither indexed nor asked for.
SMALL_AR = frozenset(
    _words(
        """
    في من الي على عن ان انه انها التي الذي الذين اللذين اللتين هذا هذه ذلك تلك هو هي هم قد كما لا
    ما لم لن او ثم حيث بين كل بن بنت ال كان كانت لدي لدى اي و ف ب ل ك عبر عند منذ حتي اذ اذا لقد
    به بها له لها فيه فيها منها منه عليه عليها اليه اليها وفي ومن وعلى وعن بما مما فان وان بان لان
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
    فيلا فساد فيسبوك فيتنام فجوة فكاهة سياس سلاح سلام سلطان سلط سودان سوري سوريا سعود سفار سفير
    سلسل ستار
    """
)

#: Whole words whose beginning «ال», «وال» or «بال» is their own.
OWN_BEGINNINGS = _words(
    """
    التزام التزامات التزاما التحاق التقاء التماس التهاب التفاف التئام التباس إلغاء إلقاء إلحاق
    إلزام إلزامي إلزامية إلكترون إلكتروني إلكترونية إلكترونيات إلكترونيا ألمانيا ألماني ألمانية
    ألبانيا ألباني ألف إلهام إلياس الله والد والده والدة والدين والي ولاية باب بابا بالغ بالغة
    بالغين بالستي بالستية بالون كالسيوم فالح
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
    تراكم حاكم محاكم
    """
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
أفعال فعل, أعمار عمر, أعداد عدد, أحجام حجم, مبالغ مبلغ, أسعار سعر, مخاطر خطر, عقبات عقبة,
مناصب منصب, رتب رتبة, مناقب منقبة, خسائر خسارة, إخوة أخ, إخوان أخ, أشقاء شقيق, شركاء شريك,
أعراف عرف, تقاليد تقليد, عادات عادة, حضارات حضارة, فنون فن, علوم علم, آراء رأي, ألسنة لسان,
أسماء اسم, كبار كبير, شؤن شأن, مستشفيات مستشفى, أسر أسرة, عقول عقل, خطوط خط, مساجد مسجد,
كنائس كنيسة, مخيمات مخيم, حجاج حاج, معالم معلم, مشاعر مشعر, ثروات ثروة, مواكب موكب, مناسك منسك,
متاحف متحف, أدوات أداة, مفاهيم مفهوم, مضامين مضمون, تنظيمات تنظيم, روابط رابطة, معارض معرض,
مظاهر مظهر, مواقف موقف, نصوص نص, نسخ نسخة, نقاط نقطة, نماذج نموذج, نفوس نفس
"""

#: Feminine words that are not the feminine of another («شرطة» is no «شرط»), with their plurals.
FEMININE = """
شرطة, دورة دورات, مكتبة مكتبات, مدرسة مدارس, منطقة مناطق, نشرة نشرات, جامعة جامعات, حالة حالات,
خطة خطط, قوة قوات قوى, حملة حملات, وحدة وحدات, كلية كليات, مهمة مهام مهمات, ثورة ثورات, فرقة,
كلمة كلمات, حركة حركات, رسالة رسائل رسالات, سلطة سلطات, صورة صور, محكمة محاكم, طائرة طائرات,
سيارة سيارات, قضية قضايا, عملية عمليات, نقطة نقاط, طاقة طاقات, بطاقة بطاقات, بعثة بعثات,
جائزة جوائز, مرحلة مراحل, هيئة هيئات, شبكة شبكات, عصابة عصابات, خلية خلايا, حدة, علامة علامات,
قاعدة قواعد
"""

#: Two words for one thing: the first stands for both.
SAME = """
غسل غسيل, انترنت إنترنيت, سيبراني سايبراني, الكتروني إليكتروني, تلفزيون تلفاز
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
criterion criteria, medium media, kidnaping kidnapping, worshiper worshipper,
counselor counsellor, councilor councillor, maneuver manoeuvre, pediatric paediatric,
anesthetic anaesthetic, humor humour, endeavor endeavour, rigor rigour, vapor vapour,
parlor parlour, saber sabre, fiber fibre, liter litre, caliber calibre, somber sombre,
cooperation co-operation
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
    محمد محمود احمد حامد حميد حمد حمود حمدان حسن حسين حسان محسن حسني حسنين سالم سليم سلام سلمان
    سليمان سامي سمير سامر سعد سعيد سعود مسعود عمر عمرو عامر عمار عماد علي عالي علاء خالد خلود خليل
    جمال جميل كمال كامل كريم مكرم ناصر نصر نصير منصور نبيل نبال رشيد راشد رشاد ماجد مجيد مجدي امجد
    عادل عدل عدلي صالح صلاح مصلح فهد فهيد فيصل فاضل فضل طارق طاهر ظاهر زاهر زهير جابر جبر جبار
    جعفر حبيب حاتم حكيم حكم حليم حمزه حيدر داود رامي رائد رياض زياد زيد زايد يزيد صبري صابر عباس
    عبيد عثمان عدنان عزيز عزت عصام عاصم معتصم غازي غسان فارس فراس فريد فاروق قاسم قصي ليث لؤي ماهر
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
hussein husain hussain husayn husein, hassan hasan, suleiman sulaiman soliman sulayman,
abdullah abdallah abdulla, noor nour nur, khaled khalid, ayman aiman, haidar haydar haider,
jaber jabir gaber, tariq tarek tareq tarik, nasser nasir naser, said saeed saied, salem salim,
saleh salih, faisal faysal feisal, fouad fuad, jamal gamal, jalal galal, majid magid majed maged
"""

#: The months, each in all its names.
MONTHS = """
يناير كانون-الثاني جانفي january jan, فبراير شباط فيفري february feb, مارس آذار march,
أبريل إبريل نيسان أفريل april, مايو أيار ماي, يونيو حزيران جوان يونيه june,
يوليو تموز جويلية يوليه july, أغسطس آب أوت august, سبتمبر أيلول september sept,
أكتوبر تشرين-الأول october, نوفمبر تشرين-الثاني november, ديسمبر كانون-الأول december
"""
#: Keys of the Arabic keyboard (101) in the order of those of the Latin one.
LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"
ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
