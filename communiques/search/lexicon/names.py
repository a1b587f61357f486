"""Names of persons: which are never a slip of one another, and how they are spelt."""

from communiques.search.lexicon.rows import words

#: Given names that are one letter apart, or near it, and are never a slip of one another.
NAMES = frozenset(
    words(
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
    words(
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
OF_FAITH = words(
    """
    نور صلاح علاء سيف عز حسام ضياء زين شمس جمال كمال محيي محي نجم شهاب تاج بدر برهان بهاء تقي جلال
    خير سراج شرف صدر عماد فخر قطب مجد معين ناصر نصر نصير همام ركن محب صفي عصام غياث قمر ولي
    عوض سعد حمد عبيد فضل رزق جاب ضيف عطا عطاء هبة شكر فتح لطف أمان حزب أنصار عناية نعمة فرج جار
    """
)
