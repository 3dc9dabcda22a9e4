"""The words of robustness."""

FR = {
    "robustness": "Ce qui reste quand des membres s’en vont",
    "robustness.axis.gone": "membres partis",
    "robustness.axis.left": "Part des membres encore joints entre eux",
    "robustness.band": "95\u00a0% des tirages",
    "robustness.caption": "Le plus grand ensemble qui reste, en part de tous les membres",
    "robustness.description.at": "{gone} partis, il reste {aimed} contre {random} au hasard",
    "robustness.description.betweenness": "Les plus traversés d’abord\u00a0: {said}.",
    "robustness.description.degree": "Les plus reliés d’abord\u00a0: {said}.",
    "robustness.description.degree-again": "Le plus relié de ceux qui restent\u00a0: {said}.",
    "robustness.gone": "Partis",
    "robustness.headline.betweenness": (
        "des membres, les plus traversés, suffisent à couper de moitié\u202f; {random} au hasard"
    ),
    "robustness.headline.degree": (
        "des membres, les plus reliés, suffisent à couper de moitié\u202f; {random} au hasard"
    ),
    "robustness.headline.degree-again": (
        "des membres, les plus reliés à chaque fois, suffisent à couper de moitié\u202f;"
        " {random} au hasard"
    ),
    "robustness.index": "R, la moyenne après chaque départ",
    "robustness.interval": "95\u00a0% de {n}\u00a0tirages au hasard",
    "robustness.line.betweenness": "les plus traversés d’abord",
    "robustness.line.degree": "les plus reliés d’abord",
    "robustness.line.degree-again": "le plus relié, à chaque fois",
    "robustness.line.random": "au hasard",
    "robustness.method": (
        "Au hasard\u00a0: moyenne de {n}\u00a0tirages, et la bande où restent 95\u00a0% d’entre"
        " eux. Les marques\u00a0: le plus grand ensemble a perdu la moitié de ses membres."
    ),
    "robustness.method.betweenness": (
        "Les membres partent un à un, dans l’ordre de leur intermédiarité au départ, qui n’est"
        " pas recalculée."
    ),
    "robustness.method.degree": (
        "Les membres partent un à un, dans l’ordre de leur nombre de liens au départ, qui n’est"
        " pas recompté."
    ),
    "robustness.method.degree-again": (
        "Les membres partent un à un, le plus relié d’abord\u202f; les liens sont recomptés"
        " après chaque départ."
    ),
    "robustness.name.betweenness": (
        "Il faut que {aimed} des membres partent, les plus traversés d’abord, pour couper le"
        " réseau de moitié, {random} au hasard"
    ),
    "robustness.name.degree": (
        "Il faut que {aimed} des membres partent, les plus reliés d’abord, pour couper le réseau"
        " de moitié, {random} au hasard"
    ),
    "robustness.name.degree-again": (
        "Il faut que {aimed} des membres partent, le plus relié à chaque fois, pour couper le"
        " réseau de moitié, {random} au hasard"
    ),
    "robustness.unit": "parts des membres",
}

EN = {
    "robustness": "What is left as members go",
    "robustness.axis.gone": "members gone",
    "robustness.axis.left": "Share of members still joined together",
    "robustness.band": "95% of runs",
    "robustness.caption": "The largest part left, as a share of all members",
    "robustness.description.at": "with {gone} gone, {aimed} is left, and {random} at random",
    "robustness.description.betweenness": "Those in between first: {said}.",
    "robustness.description.degree": "The most linked first: {said}.",
    "robustness.description.degree-again": "The most linked of those left: {said}.",
    "robustness.gone": "Gone",
    "robustness.headline.betweenness": (
        "of members, those most in between, are enough to halve it; {random} at random"
    ),
    "robustness.headline.degree": (
        "of members, the most linked, are enough to halve it; {random} at random"
    ),
    "robustness.headline.degree-again": (
        "of members, the most linked each time, are enough to halve it; {random} at random"
    ),
    "robustness.index": "R, the mean after each departure",
    "robustness.interval": "95% of {n} random runs",
    "robustness.line.betweenness": "most in between first",
    "robustness.line.degree": "most linked first",
    "robustness.line.degree-again": "most linked, each time",
    "robustness.line.random": "at random",
    "robustness.method": (
        "At random: the mean of {n} runs, and the band where 95% of them stay. The marks: the"
        " largest part has lost half of its members."
    ),
    "robustness.method.betweenness": (
        "Members go one by one, in the order of their betweenness at the start, which is not"
        " computed again."
    ),
    "robustness.method.degree": (
        "Members go one by one, in the order of their number of links at the start, which is not"
        " counted again."
    ),
    "robustness.method.degree-again": (
        "Members go one by one, the most linked first; links are counted again after each."
    ),
    "robustness.name.betweenness": (
        "It takes {aimed} of the members, most in between first, to halve the network, and"
        " {random} at random"
    ),
    "robustness.name.degree": (
        "It takes {aimed} of the members, most linked first, to halve the network, and {random}"
        " at random"
    ),
    "robustness.name.degree-again": (
        "It takes {aimed} of the members, the most linked each time, to halve the network, and"
        " {random} at random"
    ),
    "robustness.unit": "shares of members",
}
