"""The words of distances."""

FR = {
    "distances": "À combien de liens les uns des autres",
    "distances.at_least": "{n} au moins",
    "distances.axis.distance": "distance",
    "distances.axis.intermediaries": "intermédiaires",
    "distances.basis": "{said}, {pairs}",
    "distances.between": "{value} (de {low} à {high})",
    "distances.caption": "Combien de paires à chaque distance",
    "distances.computed": "calculé ici",
    "distances.d90": "90\u00a0% des paires, au plus (d₉₀)",
    "distances.description": (
        "Sur 100 paires de membres\u00a0: {shares}. En moyenne {mean}, soit {through}. {marks}"
    ),
    "distances.description.mark": "{label}\u00a0: distance {distance}, intermédiaires {through}.",
    "distances.description.share": "{n} à distance {distance}",
    "distances.diameter": "la paire la plus éloignée (diamètre)",
    "distances.distance": "Distance",
    "distances.here": "Ce réseau",
    "distances.intermediaries": "Intermédiaires",
    "distances.intermediaries.one": "{n}\u00a0intermédiaire",
    "distances.intermediaries.other": "{n}\u00a0intermédiaires",
    "distances.links.one": "{n}\u00a0lien",
    "distances.links.other": "{n}\u00a0liens",
    "distances.mark.heading.distance": "Distance moyenne, ici et ailleurs",
    "distances.mark.heading.intermediaries": "Intermédiaires en moyenne, ici et ailleurs",
    "distances.mean": "moyenne",
    "distances.median": "médiane",
    "distances.marks.caption": "Ici et ailleurs, dans les deux unités",
    "distances.measure": "Mesure",
    "distances.method.directed": (
        "Les chemins suivent le sens des liens\u202f; chaque paire compte dans les deux sens."
    ),
    "distances.method.unit": (
        "Distance\u00a0: nombre de liens du plus court chemin\u202f; les intermédiaires sont un"
        " de moins."
    ),
    "distances.name": "{n} membres, {mean} en moyenne",
    "distances.number.distance.one": "lien en moyenne",
    "distances.number.distance.other": "liens en moyenne",
    "distances.number.intermediaries.one": "intermédiaire en moyenne",
    "distances.number.intermediaries.other": "intermédiaires en moyenne",
    "distances.or": "soit {other}",
    "distances.pairs": "Paires",
    "distances.pairs.all.one": "{n}\u00a0paire",
    "distances.pairs.all.other": "{n}\u00a0paires",
    "distances.per_hundred": "Sur 100 paires de membres",
    "distances.published": "{value} (publié)",
    "distances.share": "Part",
    "distances.source": "Source",
    "distances.unreachable": (
        "{share} des paires ne sont jointes par aucun chemin et ne comptent pas dans la moyenne."
    ),
    "distances.unreachable.row": "aucun chemin",
    "distances.unreachable.short": "{heading}, {n} sans chemin",
}

EN = {
    "distances": "How many links apart",
    "distances.at_least": "{n} or more",
    "distances.axis.distance": "distance",
    "distances.axis.intermediaries": "intermediaries",
    "distances.basis": "{said}, {pairs}",
    "distances.between": "{value} ({low} to {high})",
    "distances.caption": "How many pairs at each distance",
    "distances.computed": "computed here",
    "distances.d90": "90% of pairs, at most (d₉₀)",
    "distances.description": (
        "Of 100 pairs of members: {shares}. On average {mean}, that is {through}. {marks}"
    ),
    "distances.description.mark": "{label}: distance {distance}, intermediaries {through}.",
    "distances.description.share": "{n} at distance {distance}",
    "distances.diameter": "the pair furthest apart (diameter)",
    "distances.distance": "Distance",
    "distances.here": "This network",
    "distances.intermediaries": "Intermediaries",
    "distances.intermediaries.one": "{n}\u00a0intermediary",
    "distances.intermediaries.other": "{n}\u00a0intermediaries",
    "distances.links.one": "{n}\u00a0link",
    "distances.links.other": "{n}\u00a0links",
    "distances.mark.heading.distance": "Mean distance, here and elsewhere",
    "distances.mark.heading.intermediaries": "Intermediaries on average, here and elsewhere",
    "distances.mean": "mean",
    "distances.median": "median",
    "distances.marks.caption": "Here and elsewhere, in both units",
    "distances.measure": "Measure",
    "distances.method.directed": "Paths follow the links; each pair counts in both directions.",
    "distances.method.unit": (
        "Distance: the number of links of the shortest path; the intermediaries are one fewer."
    ),
    "distances.name": "{n} members, {mean} apart on average",
    "distances.number.distance.one": "link on average",
    "distances.number.distance.other": "links on average",
    "distances.number.intermediaries.one": "intermediary on average",
    "distances.number.intermediaries.other": "intermediaries on average",
    "distances.or": "or {other}",
    "distances.pairs": "Pairs",
    "distances.pairs.all.one": "{n}\u00a0pair",
    "distances.pairs.all.other": "{n}\u00a0pairs",
    "distances.per_hundred": "Of 100 pairs of members",
    "distances.published": "{value} (published)",
    "distances.share": "Share",
    "distances.source": "Source",
    "distances.unreachable": (
        "{share} of pairs are joined by no path, and do not count in the mean."
    ),
    "distances.unreachable.row": "no path",
    "distances.unreachable.short": "{heading}, {n} without a path",
}
