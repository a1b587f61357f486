"""Ordinary words of both languages, which are no slip of another though no text has them."""

from communiques.search.lexicon.rows import words

ORDINARY = frozenset(
    words(
        """
        عبرة
        سداد رشاد فؤاد عماد وداد مداد حياد سهاد رقاد نفاد جلاد عناد سواد حداد بلاط رباط نشاط قيراط
        صراط إفراط إحباط سقوط هبوط شروط قنوط ضغوط صعود هبوب ركوب هروب ذنوب غيوب عيوب كسوف خسوف
        عزوف صنوف وقوف قطوف حتوف ظروف قبول ذبول خمول وصول حصول دخول نزول عدول جهول شمول فضول ذهول
        فصول سكون ظنون جنون شجون مجون زبون عيون ديون حنين أنين رنين طنين جنين سخاء رخاء هناء شقاء
        بكاء دعاء نداء فداء غناء ثناء عناء وباء رداء حذاء شفاء جفاء صفاء وفاء حياء ضياء رياء ذكاء
        غباء سناء فناء بهاء دهاء هجاء رجاء نجاء غبار دثار شعار ستار مزار قرار فرار ضرار جرار حمار
        عمار ثمار دمار خمار ذمار قمار نضار نهار جهار صلاة منية دخان ذهاب وسام عقاب تمثيل اختبار
        طبيعة زعتر دوالي صنعة حريري حصان سمسم خيار بطاطس طماطم فلفل كمون قرفة نعناع ليمون تفاح
        رمان مشمش مانجو جوافة شعير فستق سلام كلام نظام حساب كتاب شراب طعام سلاح صلاح نجاح فلاح
        كفاح جهاز جهاد جوار حوار دوام زواج زحام سباق سياق سماح صراع صيام ضمان طلاق ظلام عذاب علاج
        غذاء غياب فراغ فراق فساد قتال قضاء قطاع قياس كيان لباس لقاح مزاج مجال مدار مذاق مسار مقال
        مقام مكان مناخ نزاع نفاق نفاذ نقاش نكاح هلاك وصال وفاق وقار خلاف خلاص خراب خطاب ختام حصار
        حصاد حزام حجاب جراد جمال تراث تراب بيان بلاغ بقاء بناء رماد ربيع خريف شتاء صباح مساء غروب
        شروق ضباب صقيع جليد سحاب هواء فضاء سماء كوكب تربة نحاس رصاص قصدير زجاج قماش حرير مطاط
        بلاستيك إسمنت طلاء دفتر كراس سبورة طباشير ممحاة مسطرة جبين رقبة ذراع إصبع ركبة معدة كلية
        دماغ كرسي طاولة سرير خزانة مرآة ستارة سجادة وسادة بطانية لحاف مصباح شمعة موقد ثلاجة غسالة
        مكنسة مروحة مكيف مدفأة نافذة جدار أرضية مطبخ حمام صالة شرفة حديقة بوابة ثعلب زرافة بقرة
        خروف نعجة ماعز أرنب سنجاب قنفذ خفاش غراب حمامة دجاجة إوزة نعامة طاووس ببغاء عصفور نحلة
        نملة ذبابة بعوضة عنكبوت عقرب أفعى تمساح ضفدع سمكة ابنة خالة زوجة حفيد حفيدة صديق رفيق زميل
        غريب أحمر أخضر أزرق أصفر أسود أبيض برتقالي بنفسجي وردي رمادي غيرة تواضع أمانة خيانة شجاعة
        عجلة رحمة قسوة مصافحة مصالحة مناسبة مناقصة مزايدة مكتبة محفظة محبرة ملعقة ممرضة مهندس
        محاسب مترجم موسيقى مسرحية مقهى مطعم فندق متجر بقالة صيدلية مخبز مغسلة مصنع معمل ورشة مزرعة
        بستان غابة تجريد تجميل تجميع تجهيز تحديث تحديد تحرير تحسين تحصين تحضير تحفيز تحقيق تحليل
        تحويل تخريج تخصيص تخفيض تخفيف تخليد تخمين تدريس تدعيم تدليك تدوين تذكير ترجمة ترديد ترسيم
        ترشيح ترشيد ترفيع ترقيم تركيب تركيز ترميم ترويج تزييف تسجيل تسديد تسريع تسليط تسمين تسويق
        تشجيع تشديد تشخيص تشريح تشويق تصحيح تصريف تصغير تصفيق تصليح تصميم تصنيع تصنيف تصويت تضخيم
        تطبيق تطعيم تطهير تعديل تعزيز تعقيم تعليق تعميق تعميم تعيين تغليف تغيير تفسير تفصيل تفكير
        تقديس تقديم تقسيط تقصير تقليد تقليص تقليل تقويم تكبير تكثيف تكدير تكذيب تكريس تكريم تكسير
        تكليف تلخيص تلفيق تلقيح تلميح تلوين تمثال تمديد تمرير تمشيط تمهيد تنزيل تنسيق تنصيب تنظيف
        تنقيح تنقيط تهدئة تهنئة توثيق توديع توزيع توسيع توصيل توضيح توقيت توقيف توليد اجتهاد
        احترام احتفال احتكار احتمال احتياط اختراع اختصار اختناق اختيار ادخار ارتباط ارتفاع ارتياح
        ازدحام ازدهار استناد اشتراك اعتذار اعتراض اعتراف اعتماد اغتراب افتتاح افتراض اقتباس اقتراح
        اقتراض اقتراع التزام التماس امتحان امتداد امتناع انبعاث انتباه انتساب انتفاع انتقاد انتقام
        انجاز انحراف انحلال انخفاض اندلاع اندماج انزعاج انسجام انسحاب انشغال انصراف انضباط انطلاق
        انعقاد انعكاس انفتاح انفجار انفصال انقسام انقطاع انقلاب انكسار انكماش انهيار زبدة حليب
        قهوة عصير حساء سلطة دجاج زيتون خاتم سوار ساعة نظارة قبعة جورب قميص بنطال معطف عباءة نقاب
        عمامة حقيبة مظلة قارة محيط خليج مضيق جزيرة هضبة بركان صحراء واحة بحيرة جدول شلال مستنقع
        رياضة طائرة مضرب سباحة ملاكمة مصارعة جودو فروسية مبارزة شطرنج ماراثون دراجة تزلج كمان
        بيانو أغنية مسرح سينما رواية قصيدة خطبة مقالة حكاية أسطورة نكتة جزار خباز نجار خياط حلاق
        سباك دهان كهربائي ميكانيكي سائق طيار بحار صياد راعي بستاني تاجر بائع محام طبيب معلم كاتب
        شاعر رسام نحات ممثل مخرج مصور صحفي مذيع قادم حاضر غائب صاعد نازل داخل خارج نائم قائم جالس
        واقف سائر راكض هارب ضائع غارق حائر able about above actor adult after again agent ahead
        alarm album alert alike alive alone along angel anger angle angry ankle apart apple apply
        arena argue arise armor arrow aside asset audio avoid awake award aware awful bacon badge
        baker balance ballet bamboo banana bandage banner barber barely barrel basic basin basket
        batch beach beard beast beauty begin being belief belong below belt bench berry beside
        better beyond bible bike bill bind bird birth bitter black blade blame blank blanket blast
        bleed blend bless blind block blonde bloom blow board boast bold bolt bone book boost boot
        bored boss both bother bottle bottom bounce bound bowl brain brake branch brand brave
        bread break breath breed brick bride brief bright bring broad broke broken bronze brother
        brown brush bubble bucket budget build bullet bunch burden burn burst bury bush butter
        button buyer cabin cabinet cable cactus cake calm camel camera canal cancel cancer candle
        candy canoe canvas capable captain carbon card care career careful cargo carpet carry cart
        carve case cash castle casual cattle cause cave ceiling cell cement cereal chain chair
        chalk chamber champion chance change channel chaos chapel chapter charge charm chart chase
        cheap cheese chef cherry chest chew chicken chief chin choice choose chorus church cigar
        circle circus clarity clay clean clear clerk clever client cliff climb cling clock cloth
        cloud clown club clue coach coal coat coconut code coffee coffin coin cold collar color
        column comb comedy comfort comic common compare compass complain concert conclude concrete
        conduct confess confirm confuse connect consider consist contain contest context convert
        cook cool copper copy coral corn corner correct cotton couch cough count counter country
        couple courage course court cousin cover coward crab crack cradle craft crane crash crazy
        cream create creature credit creek creep crew cricket crop cross crowd crown cruel cruise
        crumb crunch crush crystal cube cuckoo culture curb cure curious curl curtain curve
        cushion custom cycle dairy damage damp dance danger daring dark dawn deaf deal dear debate
        debris debt decade decay decent decide deck decline deep deer defeat defend define degree
        delay delete deliver demand denial dentist deny depart depend deposit depth derive desert
        design desire desk despair dessert destroy detail device devil devote diamond diary dice
        diet differ digital dinner diploma direct dirt disc dish dismiss display distant dive
        divide divorce dizzy doctor doll dolphin domain donkey door dose double doubt dough dove
        draft dragon drain drama draw dream dress drift drill drink drive drop drown drum duck
        dull dump dust duty dwarf eager eagle early earn earth east easy echo edge edit effect
        effort elastic elbow elder elegant element elephant elite empire empty endless engine
        enjoy enough enter entire envelope envy equal erase error escape essay eternal ethics even
        event evil exact exam example excuse exhaust exile exist exit exotic expand expect expert
        expire explain explore export expose extend extra fabric face fact factor fade fail faint
        fair fairy faith fake fall false fame family fancy fantasy farm fashion fast fatal fate
        father fault favor fear feast feather feature feel fence ferry festival fever fiber
        fiction field fierce fight figure film filter final find fine finger finish firm fish fist
        fitness flag flame flash flat flavor flesh flight float flock flour flow flower fluid
        flute foam focus fold folk fond foot fork form formal fortune forum fossil foster fragile
        frame fresh friend frog front frost frown fruit fuel full funny future gadget gain galaxy
        gallery game garage garbage garden garlic garment gate gather gaze genius gentle genuine
        gesture ghost giant gift giggle ginger giraffe give glad glance glare glass globe gloom
        glory glove glow glue goat goddess gold good goose gossip gown grab grace grain grand
        grape graph grass grave gravity gray great green grid grief grin grip grocery group grow
        growth guess guest guide guilt guitar habit hair half hammer hamster hand handle happy
        harbor hard harm harsh harvest hawk hazard head heal health heart heat heavy hedgehog
        height hello helmet help herb hero hidden high hill hint hire history hobby hockey hold
        hole holiday hollow home honest honey hood hope horn horror horse host hotel hour hover
        huge human humble humor hundred hungry hunt hurdle hurry hurt husband hybrid icon idea
        idle ignore image imitate immune impact impose improve impulse inch include income
        increase index indicate indoor infant inform inhale inherit initial inject inner innocent
        input inquiry insane insect inside inspire install intact interest invest invite involve
        iron island isolate item ivory jacket jaguar jazz jealous jeans jelly jewel join joke
        journey judge juice jump jungle junior junk just kangaroo keen keep ketchup kick kidney
        kind king kiss kitchen kite kitten kiwi knee knife knock know label labor ladder lady lake
        lamp language laptop large latin laugh laundry lava lawn layer lazy leader leaf learn
        leave lecture left legal legend leisure lemon lend length lens leopard lesson letter level
        liar liberty library license lift light like limb limit link lion liquid list little live
        lizard load loan lobster local lock logic lonely long loop lottery loud lounge love loyal
        lucky luggage lumber lunar lunch luxury lyrics magic magnet maid mail main major make
        mammal mango mansion manual maple marble march margin marine market marriage mask master
        match material math matrix matter maximum maze meadow mean measure meat mechanic medal
        melody melt member memory mention menu mercy merge merit merry mesh message metal method
        middle midnight milk million mimic mind minimum minor minute miracle mirror misery miss
        mistake mixture mobile model modify moment monkey monster month moon moral morning
        mosquito mother motion motor mountain mouse move movie muffin mule multiply muscle museum
        mushroom music mutual myself mystery myth naive name napkin narrow nasty natural nature
        near neck needle negative neglect nerve nest network neutral never news nice night noble
        noise noodle normal north nose notable notice novel number nurse obey object oblige
        obscure observe obtain obvious occur ocean odor offer office often olive olympic omit once
        onion online open opera opinion oppose option orange orbit orchard order ordinary organ
        orient original orphan ostrich other outdoor outer output outside oval oven over owner
        oxygen oyster ozone page paint pair palace palm panda panel panic panther paper parade
        parent park parrot party pass patch path patient pattern pause pave payment peace peanut
        pear peasant pelican penalty pencil people pepper perfect permit phone photo phrase
        physical piano picnic picture piece pigeon pilot pink pioneer pipe pistol pitch pizza
        plastic plate play please pledge pluck plug plunge poem poet point polar pole pond pony
        pool popular portion position possible potato pottery poverty powder power praise predict
        prefer prepare present pretty prevent price pride primary print priority private prize
        problem produce profit project promote proof property prosper protect proud provide public
        pudding pull pulp pulse pumpkin punch pupil puppy purchase purity purpose purse push
        puzzle pyramid quality quantum quarter question quick quit quiz quote rabbit raccoon race
        rack radar radio rail rain raise rally ramp ranch random range rapid rare rate rather
        raven razor ready real reason rebel rebuild recall receive recipe record recycle reduce
        reflect reform refuse region regret regular reject relax release relief rely remain
        remember remind remove render renew rent reopen repair repeat replace report require
        rescue resemble resist resource response result retire retreat return reunion reveal
        review reward rhythm ribbon rice rich ride ridge rifle right rigid ring riot ripple risk
        ritual rival river road roast robot robust rocket romance roof rookie room rose rotate
        rough round route royal rubber rude rule runway rural saddle sadness safe sail salad
        salmon salon salt salute same sample sand satisfy sauce sausage save scale scan scare
        scatter scene scheme school science scissors scorpion scout scrap screen script scrub
        search season seat second secret section security seed seek segment select sell seminar
        senior sense sentence series service session settle setup seven shadow shaft shallow share
        shed shell sheriff shield shift shine ship shiver shock shoe shoot shop short shoulder
        shove shrimp shrug shuffle sibling sick side siege sight sign silent silk silly silver
        similar simple since sing siren sister situate size skate sketch skill skin skirt skull
        slab slam sleep slender slice slide slight slim slogan slot slow slush small smart smile
        smoke smooth snack snake snap sniff snow soap soccer social sock soda soft solar soldier
        solid solution solve someone song soon sorry sort soul sound soup source south space spare
        spatial spawn speak special speed spell spend sphere spice spider spike spin spirit split
        spoil sponsor spoon sport spot spray spread spring square squeeze squirrel stable staff
        stage stairs stamp stand start state stay steak steel stem step stereo stick still sting
        stock stomach stone stool story stove strategy street strike strong struggle student stuff
        stumble style subject submit subway success such sudden suffer sugar suggest suit summer
        sunny sunset super supply supreme sure surface surge surprise surround survey suspect
        sustain swallow swamp swap swarm swear sweet swift swim swing switch sword symbol symptom
        syrup table tackle tail talent talk tank tape target task taste tattoo taxi teach team
        tell tenant tennis tent term test text thank that theme then theory there they thing this
        thought three thrive throw thumb thunder ticket tide tiger tilt timber time tiny tired
        tissue title toast tobacco today toddler together toilet token tomato tomorrow tone tongue
        tonight tool tooth topic topple torch tornado tortoise toss total tourist toward tower
        town track trade traffic tragic train transfer trap trash travel tray treat tree trend
        trial tribe trick trigger trim trip trophy trouble truck true truly trumpet trust truth
        tube tuition tumble tuna tunnel turkey turn turtle twelve twenty twice twin twist type
        typical ugly umbrella unable unaware uncle uncover under undo unfair unfold unhappy
        uniform unique unit universe unknown unlock until unusual unveil update upgrade uphold
        upon upper upset urban urge usage used useful useless usual utility vacant vacuum vague
        valid valley valve vanish vapor various vast vault vehicle velvet vendor venture venue
        verb verify version very vessel veteran viable vibrant vicious victory video view village
        vintage violin virtual virus visa visit visual vital vivid vocal voice void volcano volume
        vote voyage wage wagon wait walk wall walnut want warfare warm warrior wash wasp waste
        water wave wealth weapon wear weasel weather wedding weekend weird welcome west whale what
        wheat wheel when where whip whisper wide width wife wild will window wine wing wink winner
        winter wire wisdom wise wish witness wolf woman wonder wood wool word work world worry
        worth wrap wreck wrestle wrist write wrong yard year yellow young youth golf zebra zero
        zone
    """
    )
)
