"""The words of funnel."""

FR = {
    "funnel": "L’entonnoir",
    "funnel.axis": "liens de la personne visée",
    "funnel.busiest.caption": "Les personnes visées qui ont le plus de liens",
    "funnel.column.chains": "Part des chaînes",
    "funnel.column.even": "À parts égales",
    "funnel.column.last": "Dernier lien",
    "funnel.column.links": "Liens",
    "funnel.column.measure": "Mesure",
    "funnel.column.share": "Part des trois plus passants",
    "funnel.column.target": "Personne visée",
    "funnel.comparison.caption": "Part des chaînes qui arrivent par trois personnes",
    "funnel.description.last": "Les plus passants\u00a0: {links}\u202f; à parts égales, {even}.",
    "funnel.description.link": "{name} ({share})",
    "funnel.description.mark": "{label}\u00a0: {share}.",
    "funnel.description.one": (
        "Sur {n}\u00a0personne visée, {share} des plus courtes chaînes arrivent par trois de ses"
        " liens\u202f; {even} si tous servaient autant."
    ),
    "funnel.description.other": (
        "Sur {n}\u00a0personnes visées tour à tour, {share} des plus courtes chaînes arrivent en"
        " moyenne par trois de leurs liens\u202f; {even} si tous servaient autant."
    ),
    "funnel.even": "à parts égales",
    "funnel.headline": "des plus courtes chaînes arrivent par trois liens de la personne visée",
    "funnel.headline.one": (
        "des plus courtes chaînes vers {name} arrivent par trois de ses {k}\u00a0liens\u202f; à"
        " parts égales, {even}"
    ),
    "funnel.last.caption": "Les derniers liens vers {name}",
    "funnel.method.all": (
        "Chaque membre est visé à son tour\u202f; de chacun des autres part une chaîne, qui"
        " prend au hasard l’un de ses plus courts chemins. Ligne tiretée\u00a0: les derniers"
        " liens servent tous autant, et trois sur k en font 3/k."
    ),
    "funnel.method.directed": "Les chaînes suivent le sens des liens.",
    "funnel.method.few": (
        "À trois liens ou moins, la part est toujours de 100\u00a0%\u00a0: ceux-là ne sont pas"
        " comptés."
    ),
    "funnel.method.marks": (
        "Les parts publiées sont celles des lettres arrivées par trois personnes\u00a0: des"
        " chaînes trouvées par des gens, vers une seule cible, et non les plus courtes."
    ),
    "funnel.method.one": (
        "De chacun des autres membres part une chaîne, qui prend au hasard l’un de ses plus"
        " courts chemins."
    ),
    "funnel.method.sampled": (
        "Estimé sur {n}\u00a0personnes visées, tirées au hasard\u00a0: de {low} à {high}"
        " (95\u00a0%)."
    ),
    "funnel.name": (
        "{share} des plus courtes chaînes arrivent par trois liens de la personne visée"
    ),
    "funnel.name.one": (
        "{share} des plus courtes chaînes vers {name} arrivent par trois de ses {k}\u00a0liens"
    ),
    "funnel.rest.one": "le dernier",
    "funnel.rest.other": "les {n} autres",
    "funnel.row.chance": "À parts égales",
    "funnel.row.here": "Ici",
    "funnel.three": "Part qui arrive par trois personnes",
    "funnel.unit": "parts des plus courtes chaînes",
}

EN = {
    "funnel": "The funnel",
    "funnel.axis": "links of the person aimed at",
    "funnel.busiest.caption": "The people aimed at who have the most links",
    "funnel.column.chains": "Share of chains",
    "funnel.column.even": "Evenly",
    "funnel.column.last": "Last link",
    "funnel.column.links": "Links",
    "funnel.column.measure": "Measure",
    "funnel.column.share": "Share of the busiest three",
    "funnel.column.target": "Person aimed at",
    "funnel.comparison.caption": "Share of chains that arrive through three people",
    "funnel.description.last": "The busiest: {links}; evenly, {even}.",
    "funnel.description.link": "{name} ({share})",
    "funnel.description.mark": "{label}: {share}.",
    "funnel.description.one": (
        "With {n} person aimed at, {share} of the shortest chains arrive through three of their"
        " links; {even} if all served alike."
    ),
    "funnel.description.other": (
        "With {n} people aimed at in turn, {share} of the shortest chains arrive on average"
        " through three of their links; {even} if all served alike."
    ),
    "funnel.even": "evenly",
    "funnel.headline": "of the shortest chains arrive through three links of the person aimed at",
    "funnel.headline.one": (
        "of the shortest chains to {name} arrive through three of {k} links; evenly, {even}"
    ),
    "funnel.last.caption": "The last links to {name}",
    "funnel.method.all": (
        "Each member is aimed at in turn; from each of the others starts a chain, which takes"
        " one of its shortest paths at random. Dashed line: all last links serve alike, and"
        " three of k make 3/k."
    ),
    "funnel.method.directed": "Chains follow the direction of links.",
    "funnel.method.few": (
        "With three links or fewer the share is always 100%: these are not counted."
    ),
    "funnel.method.marks": (
        "The published shares are of the letters that arrived through three people: chains found"
        " by people, to a single target, and not the shortest."
    ),
    "funnel.method.one": (
        "From each of the other members starts a chain, which takes one of its shortest paths at"
        " random."
    ),
    "funnel.method.sampled": (
        "Estimated with {n} people aimed at, drawn at random: from {low} to {high} (95%)."
    ),
    "funnel.name": (
        "{share} of the shortest chains arrive through three links of the person aimed at"
    ),
    "funnel.name.one": (
        "{share} of the shortest chains to {name} arrive through three of {k} links"
    ),
    "funnel.rest.one": "the last one",
    "funnel.rest.other": "the {n} others",
    "funnel.row.chance": "Evenly",
    "funnel.row.here": "Here",
    "funnel.three": "Share that arrives through three people",
    "funnel.unit": "shares of the shortest chains",
}
