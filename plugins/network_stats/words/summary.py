"""The words of the summary."""

FR = {
    "summary": "Le réseau en chiffres",
    "summary.caption": "Le réseau en chiffres",
    "summary.definition": "Définition",
    "summary.hub": "Le plus relié",
    "summary.hub.is": "Celui qui a le plus de liens, et combien.",
    "summary.hub.value": "{name} ({n})",
    "summary.interval": "Intervalle à 95\u00a0%",
    "summary.measure": "Mesure",
    "summary.method": "Réseau simple, sans direction.",
    "summary.method.directed": "Réseau simple, orienté\u00a0: les chemins suivent les arcs.",
    "summary.value": "Valeur",
}

EN = {
    "summary": "The network in numbers",
    "summary.caption": "The network in numbers",
    "summary.definition": "Definition",
    "summary.hub": "Most connected",
    "summary.hub.is": "Who has the most links, and how many.",
    "summary.hub.value": "{name} ({n})",
    "summary.interval": "95% interval",
    "summary.measure": "Measure",
    "summary.method": "A simple network, without direction.",
    "summary.method.directed": "A simple network, directed: paths follow the arcs.",
    "summary.value": "Value",
}
