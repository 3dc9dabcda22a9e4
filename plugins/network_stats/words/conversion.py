"""The words of conversion."""

FR = {
    "conversion": "Ce qui reste à chaque étape",
    "conversion.caption": "Ce qui reste à chaque étape",
    "conversion.description": "{groups}.",
    "conversion.description.group": "{group}\u00a0: {stages}",
    "conversion.description.stage": "{n} {stage} ({share})",
    "conversion.group": "Groupe",
    "conversion.high": "jusqu’à (95\u00a0%)",
    "conversion.interval": "de Wilson, à 95\u00a0%",
    "conversion.interval.none": "aucun\u00a0: la dispersion n’est pas publiée",
    "conversion.low": "de (95\u00a0%)",
    "conversion.method.counts": "Traits fins\u00a0: intervalles de Wilson à 95\u00a0%.",
    "conversion.method.few": (
        "Sous {n} personnes au départ, un intervalle n’aurait pas de sens\u00a0: il n’y en a pas."
    ),
    "conversion.method.means": (
        "Moyennes par personne, publiées sans leur dispersion\u00a0: on ne peut en tirer aucun "
        "intervalle."
    ),
    "conversion.method.rate": "Les pourcentages sont rapportés à la première étape.",
    "conversion.name": "{group}\u00a0: de {first} à {last}",
    "conversion.rate": "Part du départ",
    "conversion.stage": "Étape",
    "conversion.value": "Nombre",
}

EN = {
    "conversion": "What is left at each stage",
    "conversion.caption": "What is left at each stage",
    "conversion.description": "{groups}.",
    "conversion.description.group": "{group}: {stages}",
    "conversion.description.stage": "{n} {stage} ({share})",
    "conversion.group": "Group",
    "conversion.high": "to (95%)",
    "conversion.interval": "Wilson’s, of 95%",
    "conversion.interval.none": "none: the spread is not published",
    "conversion.low": "from (95%)",
    "conversion.method.counts": "Thin lines: 95% Wilson intervals.",
    "conversion.method.few": (
        "Under {n} people at the start an interval would mean nothing: there is none."
    ),
    "conversion.method.means": (
        "Averages a person, published without their spread: no interval can be drawn from them."
    ),
    "conversion.method.rate": "Percentages are of the first stage.",
    "conversion.name": "{group}: from {first} to {last}",
    "conversion.rate": "Share of the start",
    "conversion.stage": "Stage",
    "conversion.value": "Number",
}
