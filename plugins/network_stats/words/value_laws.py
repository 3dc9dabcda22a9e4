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
    "value-laws.method.data": (
        "Les verdicts des données prennent le chiffre d’affaires pour la valeur du réseau."
    ),
    "value-laws.name": "De {few} à {many} membres\u00a0: de {least} à {most} par membre",
    "value-laws.verdict": "Ce qu’en disent les données",
    "value-laws.verdict.metcalfe": (
        "la mieux ajustée aux comptes de Tencent et de Facebook (Zhang, Liu et Xu, 2015)"
    ),
    "value-laws.verdict.odlyzko-tilly": (
        "moins bien ajustée que n² aux mêmes comptes (Zhang, Liu et Xu, 2015)"
    ),
    "value-laws.verdict.reed": "démentie par les mêmes comptes (Zhang, Liu et Xu, 2015)",
    "value-laws.verdict.sarnoff": (
        "moins bien ajustée que n² aux mêmes comptes (Zhang, Liu et Xu, 2015)"
    ),
    "value-laws.verdict.zhang-xu": (
        "mieux ajustée que n² avec des années de plus (Zhang et Xu, 2023)"
    ),
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
    "value-laws.method.data": (
        "The verdicts of the data take revenue for the value of the network."
    ),
    "value-laws.name": "From {few} to {many} members: from {least} to {most} a member",
    "value-laws.verdict": "What the data say of it",
    "value-laws.verdict.metcalfe": (
        "fits the accounts of Tencent and Facebook best (Zhang, Liu & Xu, 2015)"
    ),
    "value-laws.verdict.odlyzko-tilly": (
        "fits the same accounts less well than n² (Zhang, Liu & Xu, 2015)"
    ),
    "value-laws.verdict.reed": "refuted by the same accounts (Zhang, Liu & Xu, 2015)",
    "value-laws.verdict.sarnoff": (
        "fits the same accounts less well than n² (Zhang, Liu & Xu, 2015)"
    ),
    "value-laws.verdict.zhang-xu": "fits better than n² with more years (Zhang & Xu, 2023)",
}
