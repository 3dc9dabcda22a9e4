"""The words of the laws of value."""

FR = {
    "value-laws": "Ce que vaut un membre, selon la loi",
    "value-laws.axis": "Chaque cran vaut dix fois le précédent.",
    "value-laws.caption": "De {few} à {many} membres",
    "value-laws.description": "Ce que vaut un membre est multiplié par\u00a0: {laws}.",
    "value-laws.description.law": "{times} selon {law} ({formula})",
    "value-laws.formula": "Valeur du réseau",
    "value-laws.growth": "Un membre vaut",
    "value-laws.heading": "De {few} à {many} membres, un membre vaudrait",
    "value-laws.interval": "aucun\u00a0: ce sont des lois",
    "value-laws.law": "Loi",
    "value-laws.method": (
        "Valeur d’un réseau de n membres selon chaque loi, divisée par n, dans le grand "
        "réseau rapporté au petit. Une loi n’est pas une mesure."
    ),
    "value-laws.name": "De {few} à {many} membres\u00a0: de {least} à {most} par membre",
}

EN = {
    "value-laws": "What a member is worth, law by law",
    "value-laws.axis": "Each tick is ten times the one before.",
    "value-laws.caption": "From {few} to {many} members",
    "value-laws.description": "What a member is worth is multiplied by: {laws}.",
    "value-laws.description.law": "{times} after {law} ({formula})",
    "value-laws.formula": "Value of the network",
    "value-laws.growth": "A member is worth",
    "value-laws.heading": "From {few} to {many} members, a member would be worth",
    "value-laws.interval": "none: these are laws",
    "value-laws.law": "Law",
    "value-laws.method": (
        "The value of a network of n members by each law, divided by n, in the large network "
        "over the small one. A law is not a measure."
    ),
    "value-laws.name": "From {few} to {many} members: from {least} to {most} a member",
}
