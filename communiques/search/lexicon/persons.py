"""Names of persons in both scripts, among them many that do not sound alike by rule."""

from communiques.search.lexicon.rows import words

#: Each with all its spellings.
PERSONS = """
لانا lana, منى mona muna,
عيسى issa isa eissa essa aissa, علي ali aly, يحيى يحي yahya yahia yehia yehya, وائل wael wail,
لؤي luay louay loay, أيوب ayoub ayub ayyoub, مؤيد moayad muayyad moayyad, طه طاها taha,
هبة heba hiba, عمرو amr amro, سمير samir sameer, سامر samer, مكي makki mekki, ولي wali,
إلياس elias ilyas, أنيس anis anees, ابن ibn, مؤمن moamen momen moumen mumin,
معمر muammar moammar muammer,
قذافي قدافي gaddafi gadafi gadhafi ghaddafi qaddafi qadafi qadhafi kaddafi kadafi kadhafi khadafi
khadafy, إياد iyad eyad ayad, عياد ayyad ayad ayed, والي waly wali, وليد walid waleed,
ولاء walaa wala, عواد awwad awad, عودة awda odeh oudeh, عيد eid, عايد ayed aied,
عائشة aisha aicha ayesha aysha, آية aya ayah, آدم adam, أوس aws aous, إيلي elie eli, هاوي hawi,
هويدا huwaida howaida, هيا haya, يارا yara, رؤى ruaa roaa, رواء rawaa, راوية rawya, رايد raed,
رائد raed raeed, زايد zayed zaid, زياد ziad ziyad zeyad, سعاد souad suad soad, سها suha soha,
ضياء diaa dia ziya, نداء nidaa nida, نهى nuha noha, نهال nehal nihal, دعاء duaa doaa,
وداد widad wedad, هادي hadi hady, فتحي fathy fathi fethi, فتحية fathia fathiya fethia,
مدحت medhat midhat, بهجت bahgat bahjat, صبحي sobhy subhi sobhi, يسري yousry yusri yosri,
حلمي helmy hilmi, شوقي shawki shawqi chaouki chawki, قيس qais kais qays kays, غيث ghaith gaith,
ليث laith layth, بدوي badawi badawy bedoui, منصف moncef monsef munsif moncif,
شاكر chaker shaker shakir, شادلي chadli chedli shazly shadhili, حسنين hassanein hasanain,
عاشور achour ashour, رشاد rachad rashad, بشير bachir bashir, مثنى muthanna muthana mothanna,
شيماء shaimaa shaima chaima chaimaa, خديجة khadija khadidja khadijah, أسماء asmaa asma,
هناء hanaa hana, سناء sanaa sana, وفاء wafaa wafa, لمياء lamia lamya lamiaa, ثريا thuraya soraya,
جهاد jihad gihad jehad, جيهان jihan gihan, حباشنة habashneh habashna, فيليب philippe philip filip,
بيار بيير pierre, جان jean, لاكروا lacroix, جاكلين jacqueline, جورج george georges, جون john,
جوزيف جوزيب josef joseph josep, ميشال ميشيل michel, فرنسوا فرانسوا francois, أنطونيو antonio,
غوتيريش غوتيريس جوتيريش جوتيريس guterres, ماكرون macron, بوتين putin, بايدن biden, ترامب trump,
أردوغان أردوجان erdogan erdoghan, غروندبرغ جروندبرج غروندبيرغ grundberg, غريفيث غريفيثس griffiths,
بيدرسن بيدرسون pedersen, باتيلي bathily, تشيسيكيدي تشيسكيدي tshisekedi, فرجينيا فيرجينيا virginia,
ورسمه ورسمة warsame, فكي فقي faki, نعيم naim naeem naeim, نوح nuh nouh noah, ريح rih reeh, هب hab,
إيمي amy, أديل adele adel, باتريس patrice, راشد rashid rashed,
ماتيو matteo mateo mathieu matthieu matthew, فيليبو فيليبّو filippo filipo,
إيمانويل عمانوئيل عمانويل emmanuel emanuel imanuel,
جبريل جبرائيل djibril jibril gibril jibreel gabriel,
عبيدالله obaidullah obeidallah obeidullah ubaidullah ubaydallah ubaidallah obaidallah,
تيدروس tedros, هانز هانس hans, إيلفا ylva, رافائيل رفائيل رافاييل rafael raphael,
أودري أودريه audrey, إيفون yvonne ivonne, دلشاد dilshad, نادية ناديا nadia nadya,
غادة ghada gadah ghadah, هالة hala, مها maha, نورة نورا noura nora noora norah, مازن mazen mazin,
بوعلام بو-علام boualem bualam, حسام husam hossam hussam houssam houssem,
رشيد rashid rachid rasheed, ليلى ليلا leila layla laila leyla,
عبدالوافي abdelouafi abdulwafi abdelwafi, مصعب musab mosab mosaab musaab, نزيه nazih nazeeh,
أنس anas anass, البسامي bassami, طايع taya tayaa taye, ولد ould wuld weld, لمين lamine,
محفوظ mahfoud mahfoudh mahfuz, الغزواني ghazouani ghazwani, خضر khodr khidr khader khudr khadr,
عوادي awadi aouadi, إسماعيل ismail ismael esmail smail, إسحاق ishaq isaac ishak,
يعقوب yaqoub yacoub yaqub jacob yakub, موسى musa mousa moussa moses, هارون harun haroun aaron,
داود داوود dawood daoud dawud david daud,
سليمان suleiman sulaiman soliman sulayman slimane sulieman sleiman, إدريس idris driss idriss,
يونس younis yunus younes yunis, زكريا zakaria zakariya zakarya, مريم maryam mariam meriem miriam,
فاطمة fatima fatma fatimah, زينب zainab zeinab zaynab zineb, رقية ruqaya ruqayya rokaya,
سكينة sakina soukaina, أمينة amina aminah, آمنة amna amena, سمية sumaya soumaya sumayya,
حليمة halima, صفية safia safiya, جميلة jamila djamila gamila, كريمة karima, رشيدة rachida rashida,
سعيدة saeeda, نعيمة naima, حكيمة hakima, لطيفة latifa, منيرة munira mounira, سميرة samira,
نبيلة nabila, فريدة farida, وحيدة wahida, زهرة zahra zohra, هند hind hend, دلال dalal, منال manal,
ريم reem rim, رنا rana, ندى nada, هدى huda houda hoda, سلمى salma selma, لبنى lubna loubna,
بشرى bushra bouchra, نجوى najwa nagwa, سلوى salwa selwa, شيرين shereen sherine shirin,
ياسمين yasmin yasmine jasmine yasmeen, نسرين nesrin nisreen nesrine, إيمان iman eman imen,
إيناس inas enas ines, أمل amal amel, حنان hanan hanane, جنان jinan,
ابتسام ibtisam ebtesam ibtissam, انتصار intisar entesar, نوال nawal naoual, أحلام ahlam,
إلهام ilham elham, رحاب rehab rihab, سحر sahar, عبير abeer abir, غدير ghadir ghadeer, تهاني tahani,
أماني amani, نجلاء najla nagla, هيفاء haifa hayfa, ميساء maysa maisa, علياء alia alya aliaa,
زهراء zahraa, حياة hayat, بثينة buthaina bouthaina, خولة khawla khaoula,
أميمة omaima oumaima umaima, أروى arwa, محمود mahmoud mahmud mahmood, أحمد ahmed ahmad ahmet,
حامد hamed hamid, حميد hamid hameed, مصطفى mustafa mostafa mustapha moustafa moustapha,
عبدالعزيز abdulaziz abdelaziz abdel-aziz, عثمان othman osman uthman ousmane otman,
عمر omar umar oumar, خليفة khalifa khalifah, جاسم jassim jasim,
قاسم qasim kassem qassem kacem qasem, هاشم hashem hashim hachem, هشام hisham hesham hicham,
كمال kamal kamel kemal, جمال jamal gamal djamel jamel, نبيل nabil nabeel, عادل adel adil,
فؤاد fouad fuad foad, رضا reda rida ridha redha, رامي rami ramy, سامي sami samy, هاني hani hany,
ناجي naji nagy nagi, راجي raji ragi, فوزي fawzi fawzy fouzi faouzi, رمزي ramzi ramzy,
حمزة hamza hamzah, طلحة talha, عكرمة ikrima, مهدي mahdi mehdi, بلال bilal bilel belal,
أسامة osama usama oussama, معاذ muath moaz mouadh muadh moath, معاوية muawiya,
وسيم wassim wasim wassem, نسيم nassim nasim nessim, كريم karim kareem, رحيم rahim raheem,
حكيم hakim hakeem, سليم salim selim saleem slim, إبراهيم ibrahim ebrahim brahim ibraheem abraham,
عبدالقادر abdelkader abdulqadir abdulkader abdel-kader, عبدالناصر abdelnasser abdulnasser,
عبدالمجيد abdelmajid abdulmajeed abdelmadjid, عبدالحميد abdelhamid abdulhameed abdulhamid,
عبداللطيف abdellatif abdullatif abdulatif,
عبدالسلام abdelsalam abdulsalam abdessalam abdussalam abdeslam,
عبدالنبي abdelnabi abdennabi abdulnabi, عبدالغني abdelghani abdulghani,
عبدالمنعم abdelmoneim abdulmoneim abdelmonem abdulmunim, عبدالفتاح abdelfattah abdulfattah,
عبدالرزاق abdulrazzaq abderrazak abdelrazek abdulrazak, عبدالرؤوف abdelraouf abdulraouf abderraouf,
عبدالوهاب abdelwahab abdulwahab abdelouahab, عبدالكريم abdelkarim abdulkarim abdulkareem,
عبدالخالق abdelkhalek abdulkhaliq, عبدالحق abdelhak abdulhaq, عبدالمالك abdelmalek abdulmalik,
عبدالإله abdelilah abdulilah, عبدالصمد abdessamad abdulsamad, عبدالواحد abdelouahed abdulwahid,
عبدالباسط abdelbaset abdulbasit, عبدالعظيم abdelazim abdulazeem, عبدالمحسن abdulmohsen abdelmohsen,
عبدالهادي abdelhadi abdulhadi, عبدالغفار abdelghaffar, عبدالستار abdulsattar abdelsattar,
عبدالجبار abduljabbar abdeljabbar, عبدالأمير abdulameer abdul-amir abdulamir, عبدالمهدي abdulmahdi,
بوتفليقة bouteflika, تبون tebboune, بورقيبة bourguiba, بنعلي benali, بوسعيدي busaidi bousaidi,
الفراية farrayeh faraya farayeh, المعايطة maaytah maayta maaitah, مولوي mawlawi moulawi,
الطرابلسي trabelsi tarabulsi, الشمري shammari shamari shummari, العتيبي otaibi oteibi utaybi,
المطيري mutairi mutayri mutairy, القحطاني qahtani kahtani, الغامدي ghamdi ghamedi,
الزهراني zahrani, الشهري shehri shahri, الحربي harbi, العنزي anzi anazi enezi,
الدوسري dosari dossari dawsari dosary doseri, السبيعي subaie subai, البلوي balawi, التميمي tamimi,
النعيمي nuaimi nuaymi neaimi naimi, الظاهري dhaheri zahiri, الكعبي kaabi,
المنصوري mansouri mansoori mansuri, المزروعي mazrouei mazrui mazroui, الشامسي shamsi,
الكتبي ketbi kutbi, السويدي suwaidi sowaidi suwaydi, الهاجري hajri hajeri, المري marri merri,
الكواري kuwari kawari, الخليفي khulaifi khelaifi, السليطي sulaiti sulayti, المهندي mohannadi,
العبدالله abdullah, الصباح sabah, الشطي shatti, العازمي azmi azemi, الرشيدي rashidi rasheedi,
البوعينين buainain, الزياني zayani, الحوسني hosani hosni, الرواحي rawahi, الحارثي harthi harithi,
البلوشي balushi baloushi balochi, الحجري hajri, السيابي siyabi, الشيباني shaibani shaybani,
العمري omari amri, المعمري maamari mamari, الغساني ghassani, الكندي kindi, الحسني hasani hassani,
الإدريسي idrissi idrisi, العلوي alaoui alawi, الفاسي fassi fasi, بناني bennani, برادة berrada,
التازي tazi, السوسي soussi sousi, الوزاني ouazzani wazzani, المراكشي marrakchi,
الجزائري jazairi djazairi, الجزيري jaziri, المغربي maghribi maghrebi, المصري masri elmasry,
الشامي shami chami, الحلبي halabi, الدمشقي dimashqi, البغدادي baghdadi, التكريتي tikriti,
الموصلي mawsili, البصري basri, الكوفي kufi, الحمصي homsi, الحموي hamwi hamawi,
النابلسي nabulsi nabolsi, الخليلي khalili, المقدسي maqdisi, الغزي ghazzi, الصفدي safadi,
الكرمي karmi, الحوراني hourani hawrani horani, الزعبي zoubi zuabi zoabi, العجارمة ajarmeh,
المجالي majali, الخصاونة khasawneh, الروسان rousan, العبادي abbadi abadi, الحباشنة habashneh,
المومني momani, الصالح saleh salih, الجاسم jasim jassem, الحريري hariri, جنبلاط jumblatt joumblatt,
فرنجية frangieh franjieh, الجميل gemayel, شمعون chamoun, عون aoun, ميقاتي mikati miqati,
سلام salam, بري berri, نصرالله nasrallah, فياض fayad fayyad, عريقات erekat, عباس abbas,
هنية haniyeh haniya, مشعل meshaal mishal, دحلان dahlan, البرغوثي barghouti barghouthi,
شتيه shtayyeh, السيسي sisi, مدبولي madbouly, شكري shoukry shukri,
توفيق tawfik tawfiq toufik taoufik, الخصاونه khasawneh, حفتر haftar, الدبيبة dbeibah dabaiba,
المنفي menfi, السراج sarraj, باشاغا bashagha, البرهان burhan, حمدوك hamdok, البشير bashir,
دقلو dagalo daglo, صالح saleh, العليمي alimi, الزبيدي zubaidi zoubaidi, الحوثي houthi,
شمخاني shamkhani, الكاظمي kadhimi kazemi kadhemi, السوداني sudani, المالكي maliki, الحكيم hakim,
بارزاني بارازاني barzani, برزنجي barzanji barzinji, طالباني talabani, الحلبوسي halbousi,
الأعرجي araji, فرماجو farmajo farmaajo, جيلي جيله guelleh, غزالي ghazali, شيخ sheikh shaikh cheikh,
أنطوان antoine, برنار bernard, جاك jacques, جيرار gerard, لويس louis luis, شارل charles,
هنري henri henry, مارك marc mark, لوران laurent, باسكال pascal, سيباستيان sebastian sebastien,
نيكولا nicolas nikolas nicola, فنسنت vincent, أوليفييه olivier, تييري thierry,
آلان alain alan allan, كلود claude, رينيه rene, فرانك frank franck, كريستوف christophe christoph,
كريستيان christian, دانيال daniel danial, ديفيد david, مايكل michael, روبرت robert,
ريتشارد richard, وليام william, جيمس james, توماس thomas, بيتر peter, بول بولس paul, أندرو andrew,
ستيفن steven stephen, كريس chris, أليكس alex, ألكسندر alexander alexandre, نيكولاس nicholas,
باتريك patrick, كيفن kevin, برايان brian bryan, إيان ian, غراهام graham, كولن colin, مارتن martin,
كارل karl carl, فولفغانغ wolfgang, فولكر volker, يورغن jurgen juergen, أولاف olaf, أنغيلا angela,
أنجيلا angela, ميركل merkel, شولتس scholz, نانسي nancy, فيزر faeser, ماريا maria, ماري marie mary,
آنا anna ana, هيلين helen helene, إليزابيث elizabeth elisabeth, كاترين catherine katherine katrin,
كريستين christine kristin, صوفي sophie, جوليا julia giulia, لورا laura, سارة sara sarah,
راشيل rachel, كلارا clara klara, إيزابيل isabel isabelle, مونيكا monica monika, باتريسيا patricia,
سيلفيا sylvia silvia, ليندا linda, ليزا lisa, روز rose, غريس grace, جوي joy, فيكتور victor viktor,
فيكتوريا victoria, فاليري valerie valery, فالنتين valentin valentine, فلاديمير vladimir volodymyr,
سيرغي سيرجي sergei sergey, ديمتري dmitry dmitri, إيغور igor, أوليغ oleg, يوري yuri,
ميخائيل mikhail, أندريه andrei andrey andre, لافروف lavrov, زيلينسكي zelensky zelenskyy zelenskiy,
إيفان ivan, بوريس boris, ستيفان stefan stephan stephane, جوفاني giovanni, جوزيبي giuseppe,
باولو paolo paulo, ماركو marco, لوكا luca, فرانشيسكو francesco, فرانسيسكو francisco,
أليساندرو alessandro, لويجي luigi, ماريو mario, روبرتو roberto, كارلو carlo, كارلوس carlos,
خوسيه jose, خوان juan, خورخي jorge, خافيير خابيير javier, فرناندو fernando, ألفارو alvaro,
بيدرو pedro, ميغيل miguel, مانويل manuel, رافاييل rafael, دييغو diego, سانتياغو santiago,
إنريكي enrique, ألبرتو alberto, جواو joao, بييترو pietro, ميلوني meloni, سانشيز سانشيث sanchez,
مارلاسكا marlaska, بيانتيدوسي piantedosi, دارمانان darmanin, ريتايو retailleau,
جوهانسون يوهانسون johansson johanson, بوريل borrell, ميشيل michel, ليان leyen,
شتولتنبرغ stoltenberg, روته rutte, فيلدرز wilders, أوربان orban, غراندي جراندي grandi,
غروسي جروسي grossi, ديكارلو dicarlo, أزولاي azoulay, غيبريسوس جيبريسوس ghebreyesus gebreyesus,
أدهانوم أدحانوم adhanom, أوركيزا urquiza, شتوك stock, الريسي raisi rayssi, بوب pope,
فيتورينو vitorino, تورك turk, باشليه bachelet, كاهيل cahill, خان khan, غوش ghosh, كومار kumar,
سينغ سنغ singh, شارما sharma, مودي modi, لي lee li, كيم kim, بارك park, وانغ wang,
تشانغ zhang chang, ليو liu, تشن chen, نغوين nguyen, سوزوكي suzuki, تاناكا tanaka, كيشيدا kishida,
غوتام gautam, بانرجي banerjee, بن-غفير ben-gvir, نتنياهو netanyahu, غانتس gantz, لابيد lapid,
كاغامي kagame, روتو ruto, كينياتا kenyatta, أودينغا odinga, رامافوزا ramaphosa, موسيفيني museveni,
كابيلا kabila, نغيسو nguesso, ديبي deby, بيا biya, واتارا ouattara, سال sall, فاي faye,
كوندي conde, دومبويا doumbouya, غويتا goita, تراوري traore, داميبا damiba, تشياني tiani tchiani,
بازوم bazoum, تينوبو tinubu, بخاري buhari, أوباسانجو obasanjo, أكوفو akufo, ماهاما mahama,
غناسينغبي gnassingbe, تالون talon, بوهاري buhari, مبيكي mbeki, منانغاغوا mnangagwa, آبي abiy,
ديسالين desalegn, أسياس isaias, أفورقي afwerki, كير kiir, مشار machar, موتسيبي motsepe, ديوب diop,
ندياي ndiaye, كوليبالي coulibaly, كوناتي konate, سيسوكو sissoko, كيتا keita, توري toure,
ديالو diallo, باه bah, باري barry, سيسي cisse, مبابي mbappe, كامارا camara, كوني kone, ماني mane,
غاي gaye gueye, نيانغ niang, وان wane, مبوديي mbodj, أوسي osei, منساه mensah, أسانتي asante,
أوكافور okafor, أديبايو adebayo, نوانكو nwankwo, موانغي mwangi, كاماو kamau, أوتشينغ ochieng,
وانجيكو wanjiku, تيسفاي tesfaye, هايلي haile, بيكيلي bekele, غيتاتشو getachew, شرماركي sharmarke,
نور nur noor, غوليد guled, ديريي derie dirir, عبدي abdi, دوعالي duale, حمدان hamdan, بسام bassam,
مراد murad mourad morad, مرادي muradi mouradi, الجبالي jebali jbali, شرقي cherki chergui sharki,
حمود hammoud hamoud, شاهين shahin shaheen chahine, خوري khoury khouri, حداد haddad,
نجار najjar naggar, عطار attar, صباغ sabbagh, قاضي qadi kadi, فارس fares faris, سعد saad,
سعدي saadi, سعود saud, فيصل faisal faysal feisal faycal, تركي turki turkey, بندر bandar,
متعب mutaib miteb, سلطان sultan, منيف munif, مقرن muqrin, مشاري mishari mshari, بدر badr bader,
طلال talal, نواف nawaf, مشعل mishal meshal, سطام sattam, فهد fahd fahad, راكان rakan, هزاع hazza,
طحنون tahnoun tahnoon, ذياب theyab dhiyab, سيف saif seif sayf, مكتوم maktoum, شخبوط shakhbout,
لبنى lubna, عبدالله abdullah abdallah abdulla abdellah,
عبدالرحمن abdulrahman abdelrahman abdurrahman abderrahmane abdrahman,
عبدالرحيم abdulrahim abderrahim abdelrahim, فتحي fathi fathy, حيدان haidan haydan
"""

#: Names of families: none is a slip of another.
FAMILIES = words(
    """
    الدوري السامرائي الراوي الهيتي الحديثي الفلوجي الخفاجي الربيعي الساعدي اللامي الكعبي العبودي
    الغراوي الموسوي الحكيمي الصدري البياتي الجميلي العيساوي الدليمي الجنابي الزوبعي العزي السعدون
    التكريتي الناصري الحسناوي الياسري الفتلاوي الشبلي الأسدي الطائي الزيدي المحمداوي العامري
    الهاشمي الصافي الخالدي الدباغ الخياط الصفار البزاز الحمداني البدري القيسي المشهداني الكبيسي
    العلواني النجيفي اللهيبي الحلبي الشعار الأتاسي القوتلي العظم المالح الأيوبي البيطار الزعيم
    قباني الكيالي الجندي الأسد مخلوف خدام الشرع المقداد الجعفري الشيشكلي سلامة الخوري الحايك سعادة
    كرامي الصلح فرنجية لحود حبيقة جعجع باسيل الراعي المر السنيورة دياب حمادة الأسعد بيضون قبلان
    كنعان شقير غصن الحاج زعيتر خليل فضل مغنية الطراونة الفايز العدوان البخيت الكباريتي الرفاعي
    الذهبي النسور الملقي الرزاز الصفدي المعشر العواملة الحمود البطاينة القضاة العكايلة الخطيب
    المساعدة الشوابكة القطارنة الحديد الخرابشة العضايلة الدعجة العبيدات الهنداوي الروابدة المصري
    النابلسي الحسيني النشاشيبي الدجاني العلمي الشوا شعث عباس قريع الأحمد الرجوب الطيراوي فرج حسين
    الهباش اشتية الحمدالله السديري القصيبي النعيمي الراجحي العثيمين التركي العيسى السليمان الفوزان
    الجبير المعلمي الربيعة العواد القصبي الفالح الجدعان الفضلي الحقيل آلشيخ المطلق المنيع الفريح
    الصقير الخريجي الجاسر البسام الزامل المهيدب الراشد العليان الحميدان الدخيل العقيل الحربي
    البقمي السهلي الشلهوب الثقفي المالكي الأحمري العسيري الشهراني الوادعي اليامي المدخلي النجراني
    الصيعري الكثيري العوفي الجهني الأنصاري الحازمي المحمدي الخثعمي البيشي الرويلي الشراري العطوي
    الحويطي المنصوري الهاملي الرميثي القبيسي المهيري الفلاسي بالهول لوتاه الزعابي الطنيجي الحمادي
    الشحي الظنحاني الكندي الجابري البلوشي القاسمي النهيان المكتوم الشرقي المعلا العطية المناعي
    السادة الجيدة العمادي الفضالة الدوسري الخاطر العلي الرويعي الجلاهمة المعاودة البنعلي خنجي كانو
    فخرو العريض الشيراوي جناحي الغانم الخرافي البحر الصانع المرزوق الشايع العوضي الرومي النفيسي
    الجاسم الخنفور العنجري المطوع الفهد الخالد المضف البوسعيدي المعولي الغافري الهنائي الحبسي
    الرئيسي العبري الوهيبي الجهوري الشكيلي السالمي الشنفري العوادي الراشدي الهادي الخروصي المحرزي
    الريامي الزدجالي اللواتي الأحمر الإرياني باسندوة بنمبارك العرشي القربي مجور راجح الآنسي
    الديلمي المتوكل الشامي الكبسي المداني المقالح البردوني الزنداني الصبيحي المفلحي العولقي العطاس
    البيض باعوم الجفري السقاف العيدروس الكاف الحداد باوزير بامعلم العمودي باعبود باخشوين المهدي
    الميرغني الترابي النميري الزبير نافع عوض كرتي قوش حميدتي الكباشي العطا الفكي الدقير عرمان عقار
    الحلو مناوي جبريل بلال الأزهري الخليفة السنهوري الشفيع الدابي سوار قطبي الخنجر هباني عبدالناصر
    السادات مبارك مرسي العادلي نظيف عبيد الجنزوري شفيق طنطاوي الشاذلي الجمسي عنان حجازي صبحي عسكر
    غالي موسى فهمي العرابي البرادعي زويل شاهين الباز الشناوي الخولي المحلاوي الغزالي العوا عمارة
    هويدي هيكل البشري المنياوي الأسيوطي السوهاجي القناوي الدمياطي الإسكندراني البحيري الشرقاوي
    المنوفي الدقهلي الطنطاوي البنداري العطار السقا الجوهري النجار الفقي الشيخ الدسوقي البدوي
    السيوطي المراغي المحجوب الشريف الشاعر القذافي السنوسي السويحلي الككلي الغرياني المقريف زيدان
    الكيب المبروك بوشناف الزوي المجبري العبيدي البرعصي الدرسي الحاسي الترهوني الورفلي الزنتاني
    المصراتي الفيتوري الشلوي الزليتني كشلاف القطراني المرزوقي السبسي الغنوشي الجبالي الجبابلي
    المبزع الصيد الشاهد الفخفاخ المشيشي بودن الحشاني المدوري الزواري البكوش المرداسي السليتي
    الهمامي الطبوبي العباسي الطاهري الفقيه اليعقوبي المرايحي النوري الغربي الجريبي البراهمي بلعيد
    الجوادي الماجري الدريدي العياري الورتاني المثلوثي الحامدي الكرمي الجلاصي بومدين زروال بوضياف
    كافي أويحيى سلال بدوي جراد بلعياط عبادو بلخادم بوشارب شنقريحة قايد زغماتي بلجود مراد لعمامرة
    عطاف مدلسي بوقادوم مساهل بلمهدي طالب بوزيد خليفي قسنطيني بلحاج مدني نحناح سلطاني مقري تواتي
    حنون اليوسفي بنكيران العثماني أخنوش بوريطة العنصر مزوار لشكر الراضي لفتيت حصاد الحموشي بنموسى
    بركة وهبي بنسعيد بيتاس الفتيت الرميد الخلفي الصديقي بنعبدالله السكوري مزور التوفيق الحبابي
    العروي بنجلون السقاط الطالبي أوجار البقالي الخطابي الريسوني الإدريسي الوردي أمزازي
    """
)
