"""The words of the demonstration: the seed as it was published, and shorter texts of the trade."""

from pathlib import Path

from communiques.models import Text
from communiques.text import from_plain

HERE = Path(__file__).parent / "texts"


def seed(language: str) -> Text:
    """The seed communiqué: its first line is the title, every other line a paragraph."""
    title, body = (HERE / f"participation.{language}.txt").read_text("utf-8").split("\n", 1)
    return Text(language, title=title.strip(), summary=SUMMARY[language], body=from_plain(body))


SUMMARY = {
    "ar": "شاركت الأمانة العامة لمجلس وزراء الداخلية العرب، بدعوة من الأمانة العامة لجامعة الدول "
    "العربية، في المؤتمر الدولي المنعقد من 23 إلى 25 مايو 2022 بالتعاون مع الاتحاد الأوروبي.",
    "en": "At the invitation of the General Secretariat of the League of Arab States, the General "
    "Secretariat of the Arab Interior Ministers' Council took part in the international "
    "conference held from 23 to 25 May 2022 in cooperation with the European Union.",
}


def short(language: str, title: str, *paragraphs: str) -> Text:
    return Text(language, title=title, body=from_plain("\n".join(paragraphs)))


#: key → (Arabic, English)
SHORT = {
    "draft": (
        short(
            "ar",
            "الأمانة العامة تنظم ورشة عمل حول حماية المعطيات الشخصية في العمل الأمني",
            "تنظم الأمانة العامة لمجلس وزراء الداخلية العرب ورشة عمل حول حماية المعطيات الشخصية "
            "في العمل الأمني، بمشاركة مختصين من وزارات الداخلية في الدول الأعضاء.",
        ),
        Text("en"),
    ),
    "review": (
        short(
            "ar",
            "بيان بمناسبة اليوم العالمي لمكافحة المخدرات",
            "بمناسبة اليوم العالمي لمكافحة المخدرات، تشيد الأمانة العامة لمجلس وزراء الداخلية "
            "العرب بالجهود التي تبذلها أجهزة مكافحة المخدرات في الدول العربية.",
            "وتدعو الأمانة العامة إلى تعزيز تبادل المعلومات بين الأجهزة المختصة، وإلى دعم برامج "
            "الوقاية الموجهة إلى الشباب.",
        ),
        short(
            "en",
            "Statement on the International Day against Drug Abuse",
            "On the International Day against Drug Abuse, the General Secretariat of the Arab "
            "Interior Ministers' Council commends the efforts of the drug control services of the "
            "Arab States.",
            "The General Secretariat calls for a stronger exchange of information between the "
            "competent services and for support to prevention programmes for young people.",
        ),
    ),
    "returned": (
        short(
            "ar",
            "الأمانة العامة تستقبل وفدًا من المنظمة الدولية للحماية المدنية",
            "استقبلت الأمانة العامة لمجلس وزراء الداخلية العرب وفدًا من المنظمة الدولية للحماية "
            "المدنية، وجرى خلال اللقاء بحث سبل التعاون بين الجانبين.",
        ),
        short(
            "en",
            "The General Secretariat receives a delegation of the International Civil Defence "
            "Organisation",
            "The General Secretariat of the Arab Interior Ministers' Council received a delegation "
            "of the International Civil Defence Organisation. The two sides discussed ways of "
            "cooperating.",
        ),
    ),
    "authorise": (
        short(
            "ar",
            "بيان حول السلامة المرورية في الدول العربية",
            "تؤكد الأمانة العامة لمجلس وزراء الداخلية العرب أن السلامة المرورية مسؤولية مشتركة، "
            "وتحث على تنفيذ الاستراتيجية العربية للسلامة المرورية.",
        ),
        short(
            "en",
            "Statement on road safety in the Arab States",
            "The General Secretariat of the Arab Interior Ministers' Council affirms that road "
            "safety is a shared responsibility and urges that the Arab Road Safety Strategy be "
            "carried out.",
        ),
    ),
    "ready": (
        short(
            "ar",
            "الأمانة العامة تهنئ الأجهزة الأمنية العربية بيوم الشرطة العربية",
            "تتقدم الأمانة العامة لمجلس وزراء الداخلية العرب بأطيب التهاني إلى منتسبي أجهزة "
            "الشرطة في الدول العربية بمناسبة يوم الشرطة العربية.",
        ),
        short(
            "en",
            "The General Secretariat congratulates the Arab police services on Arab Police Day",
            "The General Secretariat of the Arab Interior Ministers' Council extends its best "
            "wishes to the members of the police services of the Arab States on Arab Police Day.",
        ),
    ),
    "scheduled": (
        short(
            "ar",
            "بيان بشأن انعقاد الاجتماع التحضيري لكبار المسؤولين",
            "يعقد كبار المسؤولين في وزارات الداخلية العربية اجتماعهم التحضيري بمقر الأمانة العامة "
            "في تونس، لإعداد جدول أعمال الدورة المقبلة للمجلس.",
        ),
        short(
            "en",
            "Statement on the preparatory meeting of senior officials",
            "Senior officials of the Arab ministries of the interior hold their preparatory "
            "meeting at the seat of the General Secretariat in Tunis, to prepare the agenda of the "
            "next session of the Council.",
        ),
    ),
    "urgent": (
        short(
            "ar",
            "بيان تضامن مع ضحايا الزلزال",
            "تعرب الأمانة العامة لمجلس وزراء الداخلية العرب عن تضامنها مع ضحايا الزلزال وذويهم، "
            "وتشيد بفرق الحماية المدنية العاملة في الميدان.",
        ),
        short(
            "en",
            "Statement of solidarity with the victims of the earthquake",
            "The General Secretariat of the Arab Interior Ministers' Council expresses its "
            "solidarity with the victims of the earthquake and their families, and pays tribute to "
            "the civil protection teams at work.",
        ),
    ),
}
