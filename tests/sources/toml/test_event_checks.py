"""An anchor has at most ten words, whatever letters and marks they are written in."""

import unicodedata

import pytest

from iraq_tui.sources.toml.event_checks import check_claim, is_plain
from iraq_tui.sources.toml.schema import ClaimTable

TEN = {
    "English": "one two three four five six seven eight nine ten",
    "Hindi": "हिन्दी में लिखी हुई यह पंक्ति दस शब्दों की है",
    "Bengali": "এই বাক্যে ঠিক দশটি শব্দ আছে বলে আমরা মনে করি",
    "Arabic with vowels": "كَتَبَ الرَّجُلُ رِسَالَةً إِلَى أَخِيهِ فِي الْمَدِينَةِ يَوْمَ الْجُمُعَةِ مَسَاءً",
    "Hebrew with vowels": "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ וְהָאָרֶץ הָיְתָה תֹהוּ",
    "accents apart": unicodedata.normalize(
        "NFD", "été déjà après élève très près bientôt là où forêt"
    ),
    "Persian": "او می‌خواهد کتاب‌ها را به خانه‌شان در این شهر ببرد",
    "soft hyphens": "\u00adre\u00adport".join("abcdefghijk"[i] + " " for i in range(10)),
    "apostrophes": "don’t can't won't it's he's we’re they’re you're I'm half-built",
}


def kinds(quote: str) -> list[str]:
    """What is wrong with a claim of this anchor."""
    table = ClaimTable(quote=quote)
    found = [problem.kind for problem in check_claim(table, ())]
    assert not (is_plain(table) and found)
    return found


@pytest.mark.parametrize("tongue", TEN)
def test_ten_words_are_no_more_than_ten(tongue: str):
    text = TEN[tongue]
    assert len(text.split()) == 10
    assert kinds(text) == []
    assert kinds(f"— {text.replace(' ', ' … ')} —") == []


@pytest.mark.parametrize("tongue", TEN)
def test_eleven_are_too_many_and_counted_as_read(tongue: str):
    text = f"{TEN[tongue]} {TEN[tongue].split()[0]}"
    assert kinds(text) == ["long-anchor"]
    (problem,) = check_claim(ClaimTable(quote=text), ())
    assert problem.what == "the quote has 11 words"
    (problem,) = check_claim(ClaimTable(quote="one", prefix=text), ())
    assert problem.what == "the prefix has 11 words"


def test_marks_part_no_words_and_spaces_without_width_do():
    assert kinds("\u200b".join(["one", "two", "three", "four", "five", "six"] * 2)) == [
        "long-anchor"
    ]
    assert kinds("\u0301".join(["one"] * 30)) == []
