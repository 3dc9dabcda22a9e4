"""French and English are set as their printers set them; code and addresses are left alone."""

import pytest
from pelican.plugins.essays.typography import typeset, typeset_text

SMALL = '<span class="small-capitals">'

FRENCH = {
    "Quoi ?": "Quoi_?",
    "Quoi?": "Quoi_?",
    "Quoi !": "Quoi_!",
    "Quoi ?!": "Quoi_?!",
    "L'un ; l'autre": "L’un_; l’autre",
    "Un mot : deux": "Un mot~: deux",
    "Un mot: deux": "Un mot~: deux",
    "« mot »": "«~mot~»",
    "«mot»": "«~mot~»",
    '"mot"': "«~mot~»",
    'Il dit "oui", puis "non".': "Il dit «~oui~», puis «~non~».",
    '« le mot "vrai" »': "«~le mot “vrai”~»",
    'Il a dit "bonjour hier. Puis "entre" fin.': 'Il a dit "bonjour hier. Puis «~entre~» fin.',
    'Il dit "il a "raison" ici" et "x".': "Il dit «~il a “raison” ici~» et «~x~».",
    'un "début, puis "autre': 'un "début, puis "autre',
    "les 'simples', « les 'liens forts' »": "les ‘simples’, «~les “liens forts”~»",
    "\"il a 'raison'\"": "«~il a “raison”~»",
    "'tain, quat' sous, 'tis, 'n', 90's": "'tain, quat' sous, 'tis, 'n', 90's",
    "mot .»": "mot.~»",
    'un écran de 24"': 'un écran de 24"',
    'de 24" ou 5\'30", "mot"': 'de 24" ou 5\'30", «~mot~»',
    "aujourd'hui, c'est l'<em>Iliade</em>": "aujourd’hui, c’est l’<em>Iliade</em>",
    "<em>Vraiment</em> ?": "<em>Vraiment</em>_?",
    "<em>Vraiment </em>?": "<em>Vraiment</em>_?",
    '<a href="/x">lien</a> : suite': '<a href="/x">lien</a>~: suite',
    "« <em>mot</em> »": "«~<em>mot</em>~»",
    "attendre...": "attendre…",
    "attendre ...": "attendre…",
    "50 %": "50~%",
    "50%": "50~%",
    "12,50 €": "12,50~€",
    "15 M€": "15~M€",
    "1 000 000 de gens": "1_000_000 de gens",
    "en 2008 100 personnes": "en 2008 100 personnes",
    "01 23 45 67 89": "01 23 45 67 89",
    "10 h 30": "10~h~30",
    "de 9h à 10h30, 10h-12h": "de 9~h à 10~h~30, 10~h-12~h",
    "A10h30, 10h30min, T-10h, 10h.txt": "A10h30, 10h30min, T-10h, 10h.txt",
    "n°3, p.12, pp.12-15": "n°~3, p.~12, pp.~12-15",
    "v.p.12, p.12.jpg, cap.12": "v.p.12, p.12.jpg, cap.12",
    "<code>10h30 n°3 p.12</code>": "<code>10h30 n°3 p.12</code>",
    "https://a.example/10h30/p.12": "https://a.example/10h30/p.12",
    "à 10:30, 3:1": "à 10:30, 3:1",
    "n° 5, p. 12, M. Dupont, Mme Zoé": "n°~5, p.~12, M.~Dupont, Mme~Zoé",
    "le 14 juillet": "le 14~juillet",
    "le 1er mai": "le 1<sup>er</sup>~mai",
    "au XIXe siècle": f"au {SMALL}XIX</span><sup>e</sup>~siècle",
    "le Ier siècle, le XXème *mot*": (
        f"le {SMALL}I</span><sup>er</sup>~siècle, le XX<sup>e</sup> *mot*"
    ),
    "des XVIIe, XVIIIe et <em>XIXe</em> siècles": (
        f"des {SMALL}XVII</span><sup>e</sup>, {SMALL}XVIII</span><sup>e</sup>"
        f" et <em>{SMALL}XIX</span><sup>e</sup></em>~siècles"
    ),
    "le XIXe et le XXe siècles": (
        f"le {SMALL}XIX</span><sup>e</sup> et le {SMALL}XX</span><sup>e</sup>~siècles"
    ),
    "du Ve au\nXVIe – XXe siècle": (
        f"du {SMALL}V</span><sup>e</sup> au\n{SMALL}XVI</span><sup>e</sup>"
        f" –~{SMALL}XX</span><sup>e</sup>~siècle"
    ),
    "la Ve et la VIe République": "la V<sup>e</sup> et la VI<sup>e</sup> République",
    "le XVIe arrondissement": "le XVI<sup>e</sup> arrondissement",
    'le <span class="small-capitals">XIX</span><sup>e</sup> siècle': (
        'le <span class="small-capitals">XIX</span><sup>e</sup>~siècle'
    ),
    "la 3ème fois, la 1ère": "la 3<sup>e</sup> fois, la 1<sup>re</sup>",
    "un – deux – trois": "un –~deux~– trois",
    "un -- deux -- trois": "un –~deux~– trois",
    "un – deux. Trois – quatre – cinq.": "un –~deux. Trois –~quatre~– cinq.",
    "— Bonjour": "—~Bonjour",
    "mot , mot . Fin": "mot, mot. Fin",
    "(?) et (!)": "(?) et (!)",
    "clin d'œil ;-) ou :)": "clin d’œil ;-) ou :)",
    "https://a.example/?b=1;c": "https://a.example/?b=1;c",
    "std::vector": "std::vector",
    "AT&amp;T ; R&amp;D": "AT&amp;T_; R&amp;D",
    "a &lt; b ; c": "a &lt; b_; c",
    "<code>a ? b : c</code> ?": "<code>a ? b : c</code>_?",
    "un <code>x</code> : y": "un <code>x</code>~: y",
    "oeuvre, coeur": "oeuvre, coeur",
    'le <span lang="en">"follow back"</span> : oui': (
        'le <span lang="en">“follow back”</span>~: oui'
    ),
    "quoi&nbsp;?": "quoi_?",
    "5 km, 3 millions": "5~km, 3~millions",
}
"""What is typed, and what is set: ~ stands for U+00A0, _ for U+202F."""

ENGLISH = {
    "\"It's\" (the '90s)": "“It’s” (the ’90s)",
    "the readers' 'own' words": "the readers’ ‘own’ words",
    '<em>"So"</em>, she said': "<em>“So”</em>, she said",
    '"hello then. "Why" not': '"hello then. “Why” not',
    "wait...": "wait…",
    "one -- two": "one – two",
    "one--two": "one—two",
    "What? 50%: yes; no!": "What? 50%: yes; no!",
    '<code>"x"</code>\'s': '<code>"x"</code>’s',
    'le mot <span lang="fr">"mot" ?</span>': 'le mot <span lang="fr">«~mot~»_?</span>',
}


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0").replace("_", "\u202f")


@pytest.mark.parametrize("typed", FRENCH)
def test_french_is_set(typed: str) -> None:
    """Whatever element it stands in, and only once."""
    html = typeset(f"<p>{typed}</p>", "fr")
    assert html == spaced(f"<p>{FRENCH[typed]}</p>")
    assert typeset(html, "fr") == html


@pytest.mark.parametrize("typed", ENGLISH)
def test_english_is_set(typed: str) -> None:
    """Its spaces stay as they are typed."""
    html = typeset(f"<p>{typed}</p>", "en")
    assert html == spaced(f"<p>{ENGLISH[typed]}</p>")
    assert typeset(html, "en") == html


def test_each_block_is_set_by_itself() -> None:
    """A quotation mark that is open in one does not close in the next."""
    html = '<ul><li>5"</li><li>6" ?</li></ul><p>«\nmot »</p>'
    assert typeset(html, "fr") == spaced('<ul><li>5"</li><li>6"_?</li></ul><p>«~mot~»</p>')


@pytest.mark.parametrize(
    "html",
    [
        '<pre><code>a ? b : "c"</code></pre>',
        "<svg><text>Quoi ?</text></svg>",
        "<svg><svg><g>Qui ?</g></svg><g>Quoi ?</g></svg> et<svg>x ?</svg>",
        '<p title="Quoi ? l\'un">x</p>',
        "<!-- Quoi ? -->",
        "<math><mi>a</mi><mo>!</mo></math>",
        "<script>let a = b ? 'c' : \"d\";</script>",
        "<p>\ue002 ?</p>",
        "<p>\ue003 ?</p>",
        "<p>\ue004 ?</p>",
    ],
)
def test_what_is_no_text_stays_as_it_is(html: str) -> None:
    """Code, drawings, attributes, comments."""
    assert typeset(html, "fr") == html


def test_another_language_stays_as_it_is() -> None:
    """Its rules are not known here."""
    assert typeset('<p lang="de">"Was?"</p>', "fr") == '<p lang="de">"Was?"</p>'


def test_a_title_has_no_tags() -> None:
    """Nor letters that rise; one that holds a character of our own stays as it is."""
    assert typeset_text("\ue004 ?", "fr") == "\ue004 ?"
    assert typeset_text("L'essor au XIXe siècle : quoi ?", "fr") == spaced(
        "L’essor au XIXe~siècle~: quoi_?"
    )
