"""The words of growth."""

FR = {
    "growth": "La croissance",
    "growth.basis.one": "{n} point daté",
    "growth.basis.other": "{n} points datés",
    "growth.caption": "Les points, leur date et leur source",
    "growth.date": "Date",
    "growth.label": "Quoi",
    "growth.method": (
        "Chaque point est un chiffre publié\u202f; le pointillé les joint. Le rythme est la"
        " croissance composée par an depuis le point précédent\u202f; une date incomplète est mise"
        " en son milieu."
    ),
    "growth.method.log": "Échelle logarithmique\u00a0: même hauteur, même multiplication.",
    "growth.name": "De {first} en {from} à {last} en {to}",
    "growth.pace": "Par an",
    "growth.point": "{date}\u00a0: {value}",
    "growth.times": "Multiplié par {n}.",
    "growth.value": "Valeur",
}

EN = {
    "growth": "The growth",
    "growth.basis.one": "{n} dated point",
    "growth.basis.other": "{n} dated points",
    "growth.caption": "The points, their dates and sources",
    "growth.date": "Date",
    "growth.label": "What",
    "growth.method": (
        "Each point is a published number; the dots only join them. The pace is the compound"
        " growth a year since the point before; an incomplete date stands at its middle."
    ),
    "growth.method.log": "A logarithmic scale: the same height gained is the same multiplication.",
    "growth.name": "From {first} in {from} to {last} in {to}",
    "growth.pace": "A year",
    "growth.point": "{date}: {value}",
    "growth.times": "Multiplied by {n}.",
    "growth.value": "Value",
}
