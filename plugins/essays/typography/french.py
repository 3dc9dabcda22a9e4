"""The French rules: those of the Imprimerie nationale, and a few choices of the house.

A narrow no-break space stands before ; ! ? and between thousands, a no-break space before : and %,
inside « » and before units. What is inside “ ” has no spaces. œ is never guessed, no word changes.

A rule is applied only where there is a sign that it is about: most blocks have few. A pattern
begins with characters that are seldom met, which is what makes it quick.
"""

import re

from .marks import (
    BLANKS,
    DASH,
    ELLIPSIS,
    KEPT,
    MARK,
    NARROW,
    NO_BREAK,
    NO_SPACES,
    OBJECT,
    ORDINAL,
    ORDINAL_END,
    SPACES,
    M,
    after,
    before,
    place_before,
)
from .quotes import CLOSES, EITHER, OPENS, pair_quotes, with_signs

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
UNITS = (
    "km|cm|mm|m|kg|mg|g|cl|ml|l|h|min|s|ms|ko|Mo|Go|To|octets?|Hz|kHz|MHz|GHz|W|kW|kWh|ha|px"
    "|millions?|milliards?|euros?|dollars?"
)
ORDERED = "siècles?|République|arrondissement|millénaire|dynastie|Reich|Empire|Internationale"
"""What single Roman figures count: “Ve” alone may be anything."""
PEOPLE = r"(?:(?<=M)(?:M?\.|mes?|lles?|gr)|(?<=[DP])r\.?)"

SINGLE = re.compile("'")
LEFT_OUT = re.compile(r"(?:[a-z]|tis|twas|til|em|tain|faut|videmment)\b", re.IGNORECASE)
"""What begins with an apostrophe: ’y a, ’tain, rock ’n’ roll, ’t Hooft."""
CUT_SHORT = re.compile(
    r"(?:\b[a-z]|[jqv]|qu|\b(?:not|quat|aut|contr?|entr?|êt|prop|simp|chamb|peup|met))$",
    re.IGNORECASE,
)
"""What ends with an apostrophe: l’, qu’, quat’ sous, pauv’ type."""

OPENING = re.compile(f"«[{BLANKS}{MARK}]*")
HIGH = re.compile("[;!?:»]")
TIGHT = re.compile(rf" (?<=[^\s([{{:;,.…–—«-] ) *({MARK}{{0,2}})([,)\]…]|\.(?={M}(?:[\s»]|$)))")
THOUSANDS = re.compile(
    rf"[0-9](?<![0-9,.].)[0-9]{{0,2}}(?:[ {NO_BREAK}{NARROW}][0-9]{{3}})+(?![0-9])"
)
SIGN_OF_UNIT = re.compile(rf"([0-9])[{SPACES}]*({M})[{SPACES}]*([%‰£$]|[kMG]?€|°[CF]\b)")
HOUR = re.compile(rf"([0-9])[{SPACES}]h(?:[{SPACES}]?([0-9][0-9])\b|\b)")
HOUR_TYPED = re.compile(
    r"([0-9](?<![\w.,:/#=].)(?<![^\W\dh]-.)[0-9]{0,2})h([0-5][0-9])?"
    r"(?![\w’']|-[^\W\d]|\.\w)"
)
"""10h, 10h30: not what may be a part of a name."""
NUMBER_TYPED = re.compile(r"([nN](?<!\w.)[°º]|p(?<![\w./-].)p?\.)([0-9]+)(?!\w|[.,]\w|-[^\W\d])")
"""n°3, p.12."""
BEFORE_WORD = re.compile(
    rf"([0-9][{MARK}{ORDINAL}]*(?:er)?[{MARK}{ORDINAL_END}]*) ({M})(?=(?:{UNITS}|{MONTHS})\b(?!’))"
)
BEFORE_CENTURY = re.compile(
    rf"([0-9IVX][{MARK}{ORDINAL}]*(?:er?)[{MARK}{ORDINAL_END}]*) ({M})(?=siècle)"
)
BEFORE_NUMBER = re.compile(rf"([.°º§]{M}) ({M})(?=e?[0-9IVX])")
ABBREVIATED = re.compile(r"(?:^|[^\w])(?:[nN][°º]|§|pp?\.|art\.|chap\.|fig\.|vol\.|t\.)$")
PERSON = re.compile(rf"([MDP](?<!\w.)(?<![A-Z]\. .){PEOPLE}) ({M})(?=[A-ZÀ-Þ](?!\.))")
NTH = re.compile(r"([0-9](?<![\w.,/#=].)[0-9]*)(ers?|res?|ères?|i?èmes?|nde?s?|es?)(?![\w’'])")
GAP = rf"{M}[ \n{NO_BREAK}]{M}"
JOINT = (
    rf"(?:(?:{M},)?{GAP}(?:(?:et|ou|puis|à){GAP})?(?:(?:les?|la|du|aux?|jusqu’au){GAP})?"
    rf"|{M}[ {NO_BREAK}]?[-–/][ {NO_BREAK}]?{M})"
)
"""What stands between two numbers of the same thing: XIXe et le XXe siècles."""
NTH_ROMAN = re.compile(
    r"([IVX](?<!\w.)[IVX]*)(er|re|e|i?ème)(?![\w’'])"
    rf"(?=((?:{JOINT}[IVX]+{M}(?:er|re|e|i?ème))*{GAP}(?:{ORDERED}))?)"
)
DIALOGUE = re.compile(f"^({M}[–—])[{BLANKS}]")
SENTENCE_END = re.compile(rf"[.!?…][»”)\]{MARK}]*(?:\s|$)")

FIRST = {"er": "er", "ers": "ers", "re": "re", "res": "res", "ère": "re", "ères": "res"}
SECOND = {"nd": "nd", "nde": "nde", "nds": "nds", "ndes": "ndes"}
NEXT = {"e": "e", "ème": "e", "ième": "e", "es": "es", "èmes": "es", "ièmes": "es"}

_NUMBER_NEEDS = (
    rf"(?<=[0-9])(?:ers?|res?|ères?|i?èmes?|nde?s?|es?)(?![\w’'])"
    rf"|(?<=[0-9]){M}[{SPACES}]*{M}[{SPACES}]*(?:[%‰£$]|[kMG]?€|°[CF])"
    rf"(?<![0-9]{NO_BREAK}[%‰£$€])"
    rf"|(?<=[0-9])[ {NO_BREAK}][0-9][0-9][0-9]"
    rf"|(?<=[0-9])[{SPACES}]h(?:[0-9]|(?![\w’'])(?:[{SPACES}][0-9]|(?<!{NO_BREAK}h)))"
    rf"|h(?<=[0-9]h)(?:[0-9][0-9])?(?![\w’'])"
    rf"|(?<=[0-9]){M} {M}(?:{UNITS}|{MONTHS}|siècle)"
    rf"|(?<=[0-9]){MARK}*(?:er)?{MARK}* {M}(?:{MONTHS}|{UNITS})"
)
NEEDS = re.compile(
    rf"""["'0-9;!?:«».,)\]…–—IVXMDP°º§-](?:"""
    rf"""(?<=[,.)\]…])(?:(?<= .)|(?<= {MARK}.)|(?<= {MARK}{MARK}.)|(?<=\.\.\.))"""
    rf"""|(?<=["'])"""
    rf"""|{_NUMBER_NEEDS}"""
    rf"""|(?<=[.°º§]){M} {M}e?[0-9IVX](?!\w|[’'])"""
    rf"""|[0-9](?<=[nNp][.°º].)"""
    rf"""|(?<=[;!?])(?<!{NARROW}.)(?<!&amp;)(?<!&lt;)(?<!&gt;)(?<!&#160;)(?<!&#8617;)"""
    rf"""|(?<=:)(?<!{NO_BREAK}.)"""
    rf"""|(?<=«)(?!{NO_BREAK}[^{BLANKS}{MARK}])"""
    rf"""|(?<=»)(?<![^{BLANKS}{MARK}]{NO_BREAK}.)"""
    rf"""|(?<=[–—])(?=[{BLANKS}{MARK}])"""
    rf"""|(?<=--)"""
    rf"""|(?<=[IVX])(?<!\w.)[IVX]*(?:er|re|e|i?ème)?(?!\w)"""
    rf"""|(?<=[MDP])(?<!\w.){PEOPLE} )"""
)
"""A place where a rule may have something to do: words without one are set."""


def set_signs(words: str) -> str:
    """Return the words of a block with French signs and spaces."""
    if "'" in words:
        words = set_apostrophes(words)
    if "..." in words:
        words = ELLIPSIS.sub(lambda dots: "…" if len(dots[0]) == 3 else dots[0], words)
    if "--" in words:
        words = DASH.sub(_dash, words)
    if '"' in words:
        words = set_quotes(words)
    if "'" in words:
        words = set_single_quotes(words)
    if "«" in words:
        words = OPENING.sub(_opening, words)
    words = TIGHT.sub(_tight, words)
    words = set_high_signs(words)
    words = set_numbers(words)
    if "–" in words or "—" in words:
        words = set_incises(DIALOGUE.sub(_dialogue, words))
    return words


def set_apostrophes(words: str) -> str:
    """Return words with ’ between a letter and what it leads to; a minute's mark stays."""
    first, *others = words.split("'")
    found = [first]
    place = len(first)
    for part in others:
        leads = after(words, place + 1)
        if leads == '"' and _is_last(words, place + 1):
            leads = ""
        between = before(words, place).isalpha() and (
            leads.isalnum() or leads in _AFTER_APOSTROPHE
        )
        found += ["’" if between else "'", part]
        place += 1 + len(part)
    return "".join(found)


_AFTER_APOSTROPHE = frozenset(f'«“"{OBJECT}{KEPT}')


def _is_last(words: str, place: int) -> bool:
    """Return whether the double mark from a place on can only close."""
    following = words[place:].lstrip(f'"{MARK}')[:1] or " "
    return following in BLANKS or following in _AFTER_SINGLE


def _dash(match: re.Match[str]) -> str:
    """Return -- as –, and --- as —, except in an option such as --x."""
    preceding, following = before(match.string, match.start()), after(match.string, match.end())
    if len(match[0]) > 3 or (preceding in BLANKS and following.isalnum()):
        return match[0]
    return "–—"[len(match[0]) - 2]


OPENERS = BLANKS + "([{’'—–«“-/"


def set_quotes(words: str) -> str:
    """Return words with « » for each pair of straight marks, “ ” within others."""
    signs: dict[int, str] = {}
    closed = -1
    for opening, closing in sorted(pair_quotes(words, OPENERS)):
        inner = opening < closed or _is_quoted(words, opening)
        signs[opening], signs[closing] = "“”" if inner else "«»"
        closed = max(closed, closing)
    return with_signs(words, signs)


def _is_quoted(words: str, place: int) -> bool:
    """Return whether a place stands within « »."""
    return words.count("«", 0, place) > words.count("»", 0, place)


def set_single_quotes(words: str) -> str:
    """Return words with ‘ ’ for straight single marks that cannot be apostrophes.

    Within « » they become “ ”. One that may be something else leaves what is around it as typed.
    """
    signs: dict[int, str] = {}
    opened = -1
    for match in SINGLE.finditer(words):
        place = match.start()
        role = _single_role(words, place)
        if role == CLOSES and opened >= 0:
            inner = _is_quoted(words, opened) and not _is_quoted_twice(words, opened)
            signs[opened], signs[place] = "“”" if inner else "‘’"
        opened = place if role == OPENS else -1
    return with_signs(words, signs)


def _is_quoted_twice(words: str, place: int) -> bool:
    """Return whether a place stands within “ ”."""
    return words.count("“", 0, place) > words.count("”", 0, place)


def _single_role(words: str, place: int) -> str:
    """Return whether a straight single mark opens, closes, or does what is not clear."""
    preceding, following = before(words, place), after(words, place + 1)
    if preceding in _BEFORE_SINGLE and following.isalpha():
        cut = LEFT_OUT.match(words[place + 1 : place + 16].replace(MARK, ""))
        return EITHER if cut else OPENS
    ends = following in BLANKS or following in _AFTER_SINGLE
    if not ends or not (preceding.isalpha() or preceding in _ENDS_SINGLE):
        return EITHER
    cut = CUT_SHORT.search(words[max(0, place - 16) : place].replace(MARK, ""))
    return EITHER if cut else CLOSES


_BEFORE_SINGLE = frozenset(BLANKS + "([{«“—–")
_AFTER_SINGLE = frozenset(")]}»”.,;:!?…—–")
_ENDS_SINGLE = frozenset(".!?…)]»”")


def _opening(match: re.Match[str]) -> str:
    """Return « with the space that stands after it; alone at the end, as it is."""
    if match.end() == len(match.string):
        return match[0]
    return f"«{NO_BREAK}{match[0][1:].translate(NO_SPACES)}"


def _tight(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}"


def set_high_signs(words: str) -> str:
    """Return words with the space that stands before ; ! ? : and »."""
    found: list[str] = []
    done = 0
    for match in HIGH.finditer(words):
        start = lead = match.start()
        while lead > done and words[lead - 1] in _LEAD:
            lead -= 1
        gap = words[lead:start]
        marks = gap.translate(NO_SPACES)
        space = _space(words, lead, match, spaced=len(marks) < len(gap))
        if space:
            found += [words[done:lead], marks, space]
            done = start
    return "".join([*found, words[done:]]) if found else words


_LEAD = frozenset(BLANKS + MARK)
_AFTER_HIGH = frozenset(')]}»”’"…,.:!?;')
_AFTER_COLON = frozenset(f'"“«([{OBJECT}{KEPT}')


def _space(words: str, lead: int, match: re.Match[str], *, spaced: bool) -> str:
    """Return the space that stands before a sign; "" where what is typed stays."""
    head = words[lead - 1] if lead else ""
    sign, following = match[0], after(words, match.end())
    if not head or head in "([{«“":
        return ""
    if sign == "»":
        return NO_BREAK
    ends = following.isspace()
    if sign == ":":
        ends = ends or following in "«»" or (spaced and following in _AFTER_COLON)
        return NO_BREAK if ends and head != ":" else ""
    if spaced:
        return NARROW
    # Otherwise it stands in an address, or in a name of code.
    ends = ends or following in _AFTER_HIGH
    return NARROW if ends and head not in "!?;….:" else ""


def set_numbers(words: str) -> str:
    """Return words whose numbers stay with what they count, and whose ordinals rise."""
    words = PERSON.sub(_joined, words)
    words = NTH_ROMAN.sub(_nth_roman, words)
    words = BEFORE_NUMBER.sub(_before_number, words)
    if _DIGIT.search(words):
        words = NTH.sub(_nth, words)
        if "°" in words or "º" in words or "p." in words:
            words = NUMBER_TYPED.sub(_number, words)
        words = THOUSANDS.sub(_thousands, words)
        words = SIGN_OF_UNIT.sub(_with_unit, words)
        words = BEFORE_WORD.sub(_joined, words)
        if "h" in words:
            words = HOUR.sub(_hour, HOUR_TYPED.sub(_hour, words))
    return BEFORE_CENTURY.sub(_joined, words) if "siècle" in words else words


_DIGIT = re.compile("[0-9]")


def _joined(match: re.Match[str]) -> str:
    """Return two things that no line parts."""
    return f"{match[1]}{NO_BREAK}{match[2]}"


def _with_unit(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}{NO_BREAK}{match[3]}"


def _nth(match: re.Match[str]) -> str:
    """Return an ordinal: 1er, 2nd, 3e, whichever way it is typed."""
    forms = {"1": FIRST, "2": SECOND}.get(match[1], {}) | NEXT
    ending = forms.get(match[2])
    return f"{match[1]}{ORDINAL}{ending}{ORDINAL_END}" if ending else match[0]


def _nth_roman(match: re.Match[str]) -> str:
    """Return an ordinal in Roman figures; a single one needs a word that it counts."""
    number, ending, counted = match.groups()
    ending = "e" if ending.endswith("e") and ending != "re" else ending
    first = ending in FIRST
    if first != (number == "I") or not (counted or ending == "er" or len(number) > 1):
        return match[0]
    return f"{number}{ORDINAL}{ending}{ORDINAL_END}"


def _before_number(match: re.Match[str]) -> str:
    start = match.start()
    head = match.string[max(0, start - 6) : start + 1]
    return f"{match[1]}{NO_BREAK}{match[2]}" if ABBREVIATED.search(head) else match[0]


def _number(match: re.Match[str]) -> str:
    return f"{match[1]}{NO_BREAK}{match[2]}"


def _thousands(match: re.Match[str]) -> str:
    return match[0].replace(" ", NARROW).replace(NO_BREAK, NARROW)


def _hour(match: re.Match[str]) -> str:
    minutes = f"{NO_BREAK}{match[2]}" if match[2] else ""
    return f"{match[1]}{NO_BREAK}h{minutes}"


def _dialogue(match: re.Match[str]) -> str:
    return f"{match[1]}{NO_BREAK}"


def set_incises(words: str) -> str:
    """Return words in which what stands between two dashes is not parted from them."""
    chars = list(words)
    last, inside = 0, False
    for place in (place for place, char in enumerate(words) if char == "–"):
        left, right = place_before(words, place), place + 1
        while right < len(words) and words[right] == MARK:
            right += 1
        if left < 0 or words[left] not in BLANKS or words[right : right + 1] not in _BLANKS:
            continue
        if before(words, left) in _RANGE and after(words, right + 1) in _RANGE:
            continue
        if inside and SENTENCE_END.search(words, last, left):
            inside = False  # the sentence has ended: this one opens again
        chars[left if inside else right] = NO_BREAK
        inside, last = not inside, right
    return "".join(chars)


_BLANKS = frozenset(BLANKS)
_RANGE = frozenset("0123456789%")
"""What stands beside a dash between two numbers."""
