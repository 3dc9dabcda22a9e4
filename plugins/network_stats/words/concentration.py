"""The words of concentration."""

FR = {
    "concentration": "La part des plus grands",
    "concentration.basis.one": "{n} part du tout",
    "concentration.basis.other": "{n} parts du tout",
    "concentration.caption": "Les parts, de la plus grande à la plus petite",
    "concentration.caption.indices": "La concentration",
    "concentration.description": (
        "{largest}. Indice de Herfindahl-Hirschman\u00a0: {index}, comme {equals} parts égales."
    ),
    "concentration.equals": "Nombre équivalent",
    "concentration.equals.is": "1/HHI\u00a0: autant de parts égales seraient aussi concentrées",
    "concentration.headline": (
        "pour les trois plus grands, sur {n}\u202f; autant que si {equals} se partageaient le tout"
    ),
    "concentration.hhi": "Indice de Herfindahl-Hirschman (HHI)",
    "concentration.hhi.is": "somme des carrés des parts\u202f; 1\u00a0: un seul a tout",
    "concentration.label": "Qui",
    "concentration.method": (
        "Chaque barre est une part du tout\u202f; le contour est le tout. Le tout est la somme des"
        " lignes du tableau."
    ),
    "concentration.name": "Les trois plus grands sur {n} ont {share} du tout",
    "concentration.others.one": "{n} autre",
    "concentration.others.other": "les {n} autres",
    "concentration.part": "{label}\u00a0: {share}",
    "concentration.share": "Part",
    "concentration.three": "Part des trois plus grands",
    "concentration.three.is": "somme des trois plus grandes parts",
    "concentration.unit": "parts du tout",
    "concentration.value": "Valeur",
}

EN = {
    "concentration": "The share of the largest",
    "concentration.basis.one": "{n} share of the whole",
    "concentration.basis.other": "{n} shares of the whole",
    "concentration.caption": "The shares, from the largest down",
    "concentration.caption.indices": "The concentration",
    "concentration.description": (
        "{largest}. Herfindahl–Hirschman index: {index}, as {equals} equal shares would give."
    ),
    "concentration.equals": "Equivalent number",
    "concentration.equals.is": "1/HHI: so many equal shares would be as concentrated",
    "concentration.headline": (
        "for the three largest of {n}; as much as if {equals} had equal shares of it all"
    ),
    "concentration.hhi": "Herfindahl–Hirschman index (HHI)",
    "concentration.hhi.is": "sum of the squares of the shares; 1: one has everything",
    "concentration.label": "Who",
    "concentration.method": (
        "Each bar is a share of the whole; its outline is the whole. The whole is the sum of the"
        " rows of the table."
    ),
    "concentration.name": "The three largest of {n} have {share} of the whole",
    "concentration.others.one": "{n} other",
    "concentration.others.other": "the {n} others",
    "concentration.part": "{label}: {share}",
    "concentration.share": "Share",
    "concentration.three": "Share of the three largest",
    "concentration.three.is": "sum of the three largest shares",
    "concentration.unit": "shares of the whole",
    "concentration.value": "Value",
}
