"""The words of degrees."""

FR = {
    "degrees": "Combien de liens pour chacun",
    "degrees.axis": "k, nombre de liens",
    "degrees.axis.in": "k, nombre de liens reçus",
    "degrees.axis.out": "k, nombre de liens donnés",
    "degrees.axis.share": "Part des membres qui en ont k ou plus",
    "degrees.busiest": "{name}, {n}",
    "degrees.caption": "Combien de membres ont tant de liens ou plus",
    "degrees.column.links": "Liens",
    "degrees.column.measure": "Mesure",
    "degrees.column.members": "Membres qui en ont autant ou plus",
    "degrees.column.share": "Part",
    "degrees.column.value": "Valeur",
    "degrees.description": (
        "La moitié des membres ont au moins {median}\u202f; la moyenne est {mean}. Le plus"
        " relié, {name}, en a {most}. {verdict}"
    ),
    "degrees.headline": "des bouts de liens vont au dixième le plus relié\u00a0: {tenth}",
    "degrees.headline.in": "des liens reçus vont au dixième qui en reçoit le plus\u00a0: {tenth}",
    "degrees.headline.out": "des liens donnés viennent du dixième le plus prodigue\u00a0: {tenth}",
    "degrees.law": "loi de puissance, exposant {alpha}, à partir de {k}",
    "degrees.law.exponential": "une loi exponentielle",
    "degrees.law.lognormal": "une loi log-normale",
    "degrees.laws.caption": "La loi de puissance ajustée et ses rivales",
    "degrees.links.one": "{n}\u00a0lien",
    "degrees.links.other": "{n}\u00a0liens",
    "degrees.members.one": "{n}\u00a0membre",
    "degrees.members.other": "{n}\u00a0membres",
    "degrees.method": (
        "Répartition cumulée des degrés, sans classes\u202f; les deux échelles sont"
        " logarithmiques\u00a0: une loi de puissance y est une droite."
    ),
    "degrees.method.alone.one": "{n}\u00a0membre sans lien n’est pas dessiné.",
    "degrees.method.alone.other": "{n}\u00a0membres sans lien ne sont pas dessinés.",
    "degrees.method.fit": (
        "Ajustement de Clauset, Shalizi et Newman (2009)\u00a0: maximum de vraisemblance, seuil"
        " au plus petit écart de Kolmogorov–Smirnov, p sur {n}\u00a0tirages (la loi est écartée"
        " à 0,1 ou moins), rivales départagées par le test de Vuong."
    ),
    "degrees.method.in": (
        "Répartition cumulée des degrés entrants, sans classes\u202f; les deux échelles sont"
        " logarithmiques\u00a0: une loi de puissance y est une droite."
    ),
    "degrees.method.out": (
        "Répartition cumulée des degrés sortants, sans classes\u202f; les deux échelles sont"
        " logarithmiques\u00a0: une loi de puissance y est une droite."
    ),
    "degrees.name": (
        "Les degrés de {n} membres\u00a0: {share} des bouts de liens vont à {tenth}, le dixième"
        " le plus relié"
    ),
    "degrees.name.in": (
        "Les liens reçus par {n} membres\u00a0: {share} vont à {tenth}, le dixième qui en reçoit"
        " le plus"
    ),
    "degrees.name.out": (
        "Les liens donnés par {n} membres\u00a0: {share} viennent de {tenth}, le dixième qui en"
        " donne le plus"
    ),
    "degrees.or": " ou ",
    "degrees.p": "p\u00a0=\u00a0{n}",
    "degrees.p.small": "p\u00a0<\u00a0{n}",
    "degrees.row.alpha": "Exposant (α)",
    "degrees.row.k_min": "Seuil (k_min)",
    "degrees.row.ks": "Écart de Kolmogorov–Smirnov (D)",
    "degrees.row.p": "Vraisemblance de l’ajustement (p)",
    "degrees.row.ratio": "Log-rapport de vraisemblance, contre {rival}",
    "degrees.row.ratio.p": "p de ce rapport, contre {rival}",
    "degrees.row.tail": "Membres au-dessus du seuil",
    "degrees.unit": "liens par membre, parts des membres",
    "degrees.verdict.few": (
        "Aucune loi n’est ajustée\u00a0: {n}\u00a0membres ont un lien, il en faudrait {few}."
    ),
    "degrees.verdict.flat": "Tous ont le même nombre de liens\u00a0: il n’y a rien à ajuster.",
    "degrees.verdict.held": "La loi de puissance tient ({p}), mieux que ses rivales.",
    "degrees.verdict.open": "La loi de puissance est possible ({p})\u202f; {rivals} l’est autant.",
    "degrees.verdict.rejected": "Ce n’est pas une loi de puissance ({p}).",
    "degrees.verdict.rival": (
        "La loi de puissance est possible ({p}), mais {rivals} suit mieux les degrés."
    ),
    "degrees.verdict.short": (
        "Trop peu pour conclure\u00a0: {n}\u00a0membres au-dessus du seuil, il en faudrait {few}."
    ),
}

EN = {
    "degrees": "How many links each member has",
    "degrees.axis": "k, number of links",
    "degrees.axis.in": "k, number of links received",
    "degrees.axis.out": "k, number of links given",
    "degrees.axis.share": "Share of members who have k or more",
    "degrees.busiest": "{name}, {n}",
    "degrees.caption": "How many members have so many links or more",
    "degrees.column.links": "Links",
    "degrees.column.measure": "Measure",
    "degrees.column.members": "Members who have as many or more",
    "degrees.column.share": "Share",
    "degrees.column.value": "Value",
    "degrees.description": (
        "Half the members have at least {median}; the mean is {mean}. The most linked, {name},"
        " has {most}. {verdict}"
    ),
    "degrees.headline": "of the ends of links are held by the most linked tenth: {tenth}",
    "degrees.headline.in": "of the links received go to the tenth who receive most: {tenth}",
    "degrees.headline.out": "of the links given come from the tenth who give most: {tenth}",
    "degrees.law": "power law, exponent {alpha}, from {k} on",
    "degrees.law.exponential": "an exponential law",
    "degrees.law.lognormal": "a lognormal law",
    "degrees.laws.caption": "The fitted power law and its rivals",
    "degrees.links.one": "{n}\u00a0link",
    "degrees.links.other": "{n}\u00a0links",
    "degrees.members.one": "{n}\u00a0member",
    "degrees.members.other": "{n}\u00a0members",
    "degrees.method": (
        "Cumulative distribution of degrees, not binned; both scales are logarithmic, on which a"
        " power law is a straight line."
    ),
    "degrees.method.alone.one": "{n}\u00a0member without a link is not drawn.",
    "degrees.method.alone.other": "{n}\u00a0members without a link are not drawn.",
    "degrees.method.fit": (
        "Fit of Clauset, Shalizi and Newman (2009): maximum likelihood, threshold at the"
        " smallest Kolmogorov–Smirnov distance, p from {n} draws (the law is ruled out at 0.1"
        " or less), rivals told apart by Vuong’s test."
    ),
    "degrees.method.in": (
        "Cumulative distribution of in-degrees, not binned; both scales are logarithmic, on"
        " which a power law is a straight line."
    ),
    "degrees.method.out": (
        "Cumulative distribution of out-degrees, not binned; both scales are logarithmic, on"
        " which a power law is a straight line."
    ),
    "degrees.name": (
        "The degrees of {n} members: {share} of the ends of links are held by {tenth}, the most"
        " linked tenth"
    ),
    "degrees.name.in": (
        "The links received by {n} members: {share} go to {tenth}, the tenth who receive most"
    ),
    "degrees.name.out": (
        "The links given by {n} members: {share} come from {tenth}, the tenth who give most"
    ),
    "degrees.or": " or ",
    "degrees.p": "p\u00a0=\u00a0{n}",
    "degrees.p.small": "p\u00a0<\u00a0{n}",
    "degrees.row.alpha": "Exponent (α)",
    "degrees.row.k_min": "Threshold (k_min)",
    "degrees.row.ks": "Kolmogorov–Smirnov distance (D)",
    "degrees.row.p": "Plausibility of the fit (p)",
    "degrees.row.ratio": "Log likelihood ratio, against {rival}",
    "degrees.row.ratio.p": "p of this ratio, against {rival}",
    "degrees.row.tail": "Members above the threshold",
    "degrees.unit": "links per member, shares of members",
    "degrees.verdict.few": "No law is fitted: {n} members have a link, and it takes {few}.",
    "degrees.verdict.flat": "All have the same number of links: there is nothing to fit.",
    "degrees.verdict.held": "A power law holds ({p}), better than its rivals.",
    "degrees.verdict.open": "A power law is possible ({p}); {rivals} is no less so.",
    "degrees.verdict.rejected": "This is not a power law ({p}).",
    "degrees.verdict.rival": (
        "A power law is possible ({p}), but {rivals} follows the degrees better."
    ),
    "degrees.verdict.short": (
        "Too few to conclude: {n} members above the threshold, and it takes {few}."
    ),
}
