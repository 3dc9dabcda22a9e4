"""The words on where a network comes from, and on what was mended in its file."""

FR = {
    "cleaning.dangling.one": "{n}\u00a0nom cité par un lien, absent de la liste, ajouté.",
    "cleaning.dangling.other": "{n}\u00a0noms cités par un lien, absents de la liste, ajoutés.",
    "cleaning.encoding": "Fichier lu en {encoding}, non en UTF-8.",
    "cleaning.encoding.line": "Fichier lu en {encoding}\u00a0: ligne {line} hors de l’UTF-8.",
    "cleaning.header": "La première ligne, «\u00a0{header}\u00a0», est lue comme un en-tête.",
    "cleaning.turned.one": "{n}\u00a0lien sans direction compté dans les deux sens.",
    "cleaning.turned.other": "{n}\u00a0liens sans direction comptés dans les deux sens.",
    "network.model": "Réseau tiré au hasard, non observé\u00a0: {model}, graine {seed}.",
    "network.model.barabasi-albert": "modèle de Barabási et Albert",
    "network.model.configuration": "modèle de configuration",
    "network.model.configuration.of": "modèle de configuration, aux degrés de {data}",
    "network.model.erdos-renyi": "modèle d’Erdős et Rényi",
    "network.model.parameter": "{key} = {value}",
    "network.model.rewired": "liens de {data} échangés au hasard, chaque degré gardé",
    "network.model.watts-strogatz": "modèle de Watts et Strogatz",
}

EN = {
    "cleaning.dangling.one": "{n}\u00a0name that a link has, missing from the list, added.",
    "cleaning.dangling.other": (
        "{n}\u00a0names that links have and the file does not list, added."
    ),
    "cleaning.encoding": "The file is read as {encoding}, not UTF-8.",
    "cleaning.encoding.line": "The file is read as {encoding}: its line {line} is not in UTF-8.",
    "cleaning.header": "The first row, “{header}”, is read as a header.",
    "cleaning.turned.one": "{n}\u00a0link without direction counted both ways.",
    "cleaning.turned.other": "{n}\u00a0links without direction counted both ways.",
    "network.model": "A network drawn at random, not observed: {model}, seed {seed}.",
    "network.model.barabasi-albert": "Barabási–Albert model",
    "network.model.configuration": "configuration model",
    "network.model.configuration.of": "configuration model, with the degrees of {data}",
    "network.model.erdos-renyi": "Erdős–Rényi model",
    "network.model.parameter": "{key} = {value}",
    "network.model.rewired": "links of {data} exchanged at random, each degree kept",
    "network.model.watts-strogatz": "Watts–Strogatz model",
}
