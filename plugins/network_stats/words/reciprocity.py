"""The words of reciprocity."""

FR = {
    "reciprocity": "Combien de liens sont rendus",
    "reciprocity.caption": "La part des liens qui sont rendus",
    "reciprocity.chance": (
        "Au hasard\u00a0: {chance}. ρ\u00a0=\u00a0{rho} (0\u00a0: comme au hasard)."
    ),
    "reciprocity.chance.unknown": "Ce que donnerait le hasard n’est pas connu.",
    "reciprocity.column.chance": "Au hasard",
    "reciprocity.column.label": "Réseau",
    "reciprocity.column.links": "Liens",
    "reciprocity.column.pairs": "Paires liées dans les deux sens",
    "reciprocity.column.rho": "ρ",
    "reciprocity.column.share": "Liens rendus",
    "reciprocity.description": (
        "{share} des liens sont rendus, soit {pairs} des paires liées. {chance}"
    ),
    "reciprocity.description.label": "{label}\u00a0: {said}",
    "reciprocity.headline": "des liens sont rendus\u00a0: {label}",
    "reciprocity.method": (
        "Un lien est rendu quand un autre va en sens inverse\u202f; une paire liée dans les deux"
        " sens compte deux liens rendus. Au hasard, un lien serait rendu aussi souvent qu’un"
        " lien possible existe\u202f; ρ mesure l’écart à ce hasard."
    ),
    "reciprocity.method.hundred": "Chaque flèche vaut un centième des liens.",
    "reciprocity.method.pairs": (
        "Une part p des paires, telle que publiée, fait une part 2p/(1 + p) des liens."
    ),
    "reciprocity.name": "{share} des {n}\u00a0liens sont rendus",
    "reciprocity.name.label": "{label}\u00a0: {share} des liens sont rendus",
    "reciprocity.returned": "des liens sont rendus",
    "reciprocity.unit": "parts des liens",
}

EN = {
    "reciprocity": "How many links are returned",
    "reciprocity.caption": "The share of links that are returned",
    "reciprocity.chance": "By chance: {chance}. ρ\u00a0=\u00a0{rho} (0: as by chance).",
    "reciprocity.chance.unknown": "What chance would give is not known.",
    "reciprocity.column.chance": "By chance",
    "reciprocity.column.label": "Network",
    "reciprocity.column.links": "Links",
    "reciprocity.column.pairs": "Pairs linked both ways",
    "reciprocity.column.rho": "ρ",
    "reciprocity.column.share": "Links returned",
    "reciprocity.description": (
        "{share} of links are returned, that is {pairs} of linked pairs. {chance}"
    ),
    "reciprocity.description.label": "{label}: {said}",
    "reciprocity.headline": "of links are returned: {label}",
    "reciprocity.method": (
        "A link is returned when another goes the opposite way; a pair linked both ways counts"
        " for two links returned. By chance, a link would be returned as often as a possible"
        " link exists; ρ measures how far from that chance the network is."
    ),
    "reciprocity.method.hundred": "Each arrow is a hundredth of the links.",
    "reciprocity.method.pairs": (
        "A share p of pairs, as it was published, makes a share 2p/(1 + p) of links."
    ),
    "reciprocity.name": "{share} of {n} links are returned",
    "reciprocity.name.label": "{label}: {share} of links are returned",
    "reciprocity.returned": "of links are returned",
    "reciprocity.unit": "shares of links",
}
