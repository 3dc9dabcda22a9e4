"""The words of small-multiples."""

FR = {
    "small-multiples": "Réseaux côte à côte",
    "small-multiples.caption": "Les réseaux comparés, et leurs mesures",
    "small-multiples.degrees": "Part des membres qui ont k liens ou plus",
    "small-multiples.description": "{label}\u00a0: {said}.",
    "small-multiples.description.measure": "{name} {value}",
    "small-multiples.distances": "Sur 100 paires, combien à chaque distance",
    "small-multiples.method.degrees": (
        "Mêmes échelles logarithmiques pour tous\u202f; rien n’est mis en classes."
    ),
    "small-multiples.method.distances": (
        "Mêmes échelles pour tous\u202f; distances exactes des paires jointes."
    ),
    "small-multiples.method.network": (
        "Disposition de Kamada et Kawai, graine {seed}\u00a0: seule la proximité parle."
    ),
    "small-multiples.method.question": "La réponse est dans «\u00a0Les chiffres\u00a0».",
    "small-multiples.method.robustness": (
        "Trait plein\u00a0: les plus reliés d’abord, dans l’ordre du départ. Tirets\u00a0: au"
        " hasard, moyenne de 20\u00a0tirages."
    ),
    "small-multiples.method.source": "{label}\u00a0: {said}",
    "small-multiples.name": "Réseaux comparés\u00a0: {labels}",
    "small-multiples.network": "Réseau",
    "small-multiples.robustness": (
        "Ce qui reste joint quand des membres partent, les plus reliés d’abord ou (tirets) au"
        " hasard"
    ),
}

EN = {
    "small-multiples": "Networks side by side",
    "small-multiples.caption": "The networks compared, and their measures",
    "small-multiples.degrees": "Share of members who have k links or more",
    "small-multiples.description": "{label}: {said}.",
    "small-multiples.description.measure": "{name} {value}",
    "small-multiples.distances": "Of 100 pairs, how many at each distance",
    "small-multiples.method.degrees": "The same logarithmic scales for all; nothing is binned.",
    "small-multiples.method.distances": (
        "The same scales for all; exact distances of the pairs that are joined."
    ),
    "small-multiples.method.network": (
        "Layout of Kamada and Kawai, seed {seed}: only nearness speaks."
    ),
    "small-multiples.method.question": "The answer is in “The numbers”.",
    "small-multiples.method.robustness": (
        "Full line: the most linked first, in the order of the start. Dashes: at random, the"
        " mean of 20 runs."
    ),
    "small-multiples.method.source": "{label}: {said}",
    "small-multiples.name": "Networks compared: {labels}",
    "small-multiples.network": "Network",
    "small-multiples.robustness": (
        "What stays joined as members go, the most linked first or (dashes) at random"
    ),
}
