"""Words for made-up chronicles, in several scripts. All names are invented; nobody is meant."""

from msgspec import Struct


class Tongue(Struct, frozen=True):
    """A language that a made-up report is written in."""

    tag: str
    """BCP 47."""
    paper: str
    """How a report in it is called."""
    words: tuple[str, ...]
    """Ordinary words, to make fragments of."""
    onsets: str
    """Letters that begin a syllable of a made-up word, and no syllable's end."""
    rimes: str
    """Letters that end one. Where there are none, each onset is a syllable."""
    gap: str = " "
    """What stands between words."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TONGUES = (
    Tongue(
        "uk",
        "Береговий вісник",
        _words("міст рада вода порт осінь село поїзд дорога школа угода лист берег ґанок їжа м’яч"),
        "бвгджзклмнпрстфх",
        "аеиоу",
    ),
    Tongue(
        "ar",
        "بريد الميناء",
        _words("جسر مجلس ماء ميناء خريف قرية قطار طريق مدرسة اتفاق رسالة شاطئ سوق جبل مُهِمّ"),
        "بتثجحخدذرزسشصضطظ",
        "اويةى",
    ),
    Tongue(
        "en",
        "The Coast Ledger",
        _words("bridge council water harbour autumn village train road school accord letter shore"),
        "bdfghjklmnprstvz",
        "aeiou",
    ),
    Tongue(
        "zh",
        "海岸新闻",
        _words("桥梁 议会 河水 港口 秋天 村庄 火车 道路 学校 协议 信件 海岸 市场 山谷"),
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥乾坤震巽坎离艮兑金木",
        "",
        gap="",
    ),
    Tongue(
        "ru",
        "Речной листок",
        _words("мост совет вода порт осень село поезд дорога школа письмо берег рынок ёлка объезд"),
        "бвгджзклмнпрстфх",
        "аеиоу",
    ),
    Tongue(
        "fr",
        "L’Écho des Îles",
        _words("pont évêché été forêt hôtel île œuvre naïveté façade théâtre où déjà août maïs"),
        "bdfghjklmnprstvz",
        "aeiou",
    ),
    Tongue(
        "vi",
        "Tin Bờ Biển",
        _words("cầu hội đồng nước cảng mùa thu làng tàu đường trường thư bờ chợ núi"),
        "bdghklmnprstvxcq",
        "aeiou",
    ),
    Tongue(
        "el",
        "Τα Νέα της Ακτής",
        _words("γέφυρα βουλή νερό λιμάνι φθινόπωρο χωριό τρένο δρόμος σχολείο γράμμα ακτή όρος"),
        "βγδζθκλμνξπρστφχψ",
        "αειου",
    ),
)

ENGLISH_DEEDS = (
    "opens",
    "closes",
    "puts off",
    "signs",
    "rejects",
    "looks into",
    "pays for",
    "rebuilds",
    "votes on",
    "calls for",
    "leaves",
    "joins",
    "hands over",
    "loses",
    "counts",
    "blocks",
)
ENGLISH_THINGS = (
    "the ferry line",
    "the northern road",
    "a grain accord",
    "the border post",
    "the flood dam",
    "a prisoner exchange",
    "the harbour strike",
    "the rail bridge",
    "a water treaty",
    "the census",
    "the tram depot",
    "an inquiry",
    "the fishing quota",
    "a ceasefire line",
    "the winter relief",
    "the power station",
    "a search at sea",
    "the land register",
    "the teachers’ pay",
    "a second hearing",
)
ENGLISH_RUNS = (
    "after a week of talks",
    "in spite of the rain",
    "with votes from both sides",
    "as the deadline passed",
    "before the winter set in",
    "over the heads of the mayors",
    "at a third attempt",
    "without naming a date",
    "against the advice of its engineers",
    "while the roads were still closed",
    "in a letter to the neighbours",
    "once the count was over",
)
EMBELLISHED = (
    " 🚢",
    " – «Новий берег»",
    " (“Côte d’Émeraude”)",
    " 海岸会议",
    " 👩‍🚒",
    " – مؤتمر الميناء",
    ' \\"as agreed\\"',
    " 🇺🇳",
    " – Re\u0301sume\u0301",
    " – «Подъезд № 4»",
)
"""What ends some titles: other scripts, emoji, joined emoji, combining marks, escapes."""

TAGS = _words(
    "water roads votes money courts schools harbour rail border relief strike fishing energy"
    " housing health weather census treaty inquiry aid"
)
NOTES = (
    "Worked out from the day of the week.",
    "The report gives the day before; counted back from its date.",
    "Read together with the paragraph above it.",
    "Relative date: “the other week”, counted from the report’s own.",
)
WHYS = (
    "Both tell of one course of things, from two ends.",
    "The second names a part of what the first names.",
    "The words differ, what they come to does not.",
    "They cannot both be the whole background.",
)
MATCHED = (
    "One names the day, the other the place; taken as one.",
    "The same hall and the same speakers; taken as one.",
)

STEMS: tuple[tuple[str, str, str, str], ...] = (
    ("Nor", "Нор", "نور", "诺"),
    ("Brév", "Брев", "بريف", "布雷"),
    ("Łan", "Лан", "لان", "兰"),
    ("Kür", "Кюр", "كير", "屈"),
    ("Çel", "Чел", "تشيل", "切"),
    ("Vår", "Вор", "فور", "沃"),
    ("Šum", "Шум", "شوم", "舒"),
    ("Tîr", "Тир", "تير", "提"),
    ("Ghaz", "Газ", "غاز", "加"),
    ("Zhor", "Жор", "جور", "卓"),
    ("Ost", "Ост", "أوست", "奥"),
    ("Yel", "Єл", "ييل", "耶"),
    ("Dham", "Дам", "ضام", "达"),
    ("Orš", "Орш", "أورش", "奥尔"),
    ("Quin", "Квін", "كوين", "昆"),
    ("Ẓal", "Зал", "ظال", "扎"),
)
ENDS: tuple[tuple[str, str, str, str], ...] = (
    ("vik", "вік", "فيك", "维克"),
    ("mora", "мора", "مورا", "莫拉"),
    ("ówka", "івка", "وفكا", "乌夫卡"),
    ("dal", "дал", "دال", "达尔"),
    ("grad", "град", "غراد", "格勒"),
    ("abad", "абад", "آباد", "阿巴德"),
    ("ény", "ень", "ين", "尼"),
    ("haven", "гавень", "هافن", "港"),
    ("šte", "ште", "شته", "什特"),
    ("oğlu", "огли", "أوغلو", "奥卢"),
    ("ierre", "єр", "يير", "耶尔"),
    ("ñola", "ньола", "نيولا", "尼奥拉"),
    ("burg", "бург", "بورغ", "堡"),
    ("kyiv", "київ", "كييف", "基夫"),
    ("stan", "стан", "ستان", "斯坦"),
    ("ø", "е", "ه", "厄"),
)
NAMED_IN = ("", "uk", "ar", "zh")
"""The languages of the parts of a name above; the first is the chronicle's own."""

BODIES = (
    ("state", "{}"),
    ("government", "Government of {}"),
    ("body", "{} Harbour Board"),
    ("person", "Dr {}"),
    ("armed-group", "{} Rifles"),
    ("alliance", "League of {}"),
    ("person", "{} the Younger"),
    ("body", "Office of Roads, {}"),
)
