"""The words of mixing."""

FR = {
    "mixing": "Qui reste avec qui",
    "mixing.all": "Tout le réseau",
    "mixing.caption": "La part des liens qui restent dans chaque groupe",
    "mixing.column.chance": "Au hasard",
    "mixing.column.group": "Groupe",
    "mixing.column.members": "Membres",
    "mixing.column.share": "Liens qui restent dedans",
    "mixing.description": "Part des liens qui restent dans leur groupe\u00a0: {groups}. {note}",
    "mixing.description.group": "{group}, {share} (au hasard {chance})",
    "mixing.group": "{group} ({n})",
    "mixing.headline": "des liens restent à l’intérieur d’un groupe\u202f; au hasard, {chance}",
    "mixing.interval": "95\u00a0% de {n}\u00a0tirages au hasard",
    "mixing.matrix.caption": "Combien de liens d’un groupe à l’autre",
    "mixing.method": (
        "Groupes\u00a0: l’attribut «\u00a0{by}\u00a0» des données. Pour un groupe, la part des"
        " liens de ses membres qui mènent à l’un des siens."
    ),
    "mixing.method.expected": (
        "Hasard\u00a0: ce que donne le modèle de configuration, où chacun garde son nombre de"
        " liens."
    ),
    "mixing.method.left_out.one": (
        "{n}\u00a0lien dont un bout n’est d’aucun groupe n’est pas compté."
    ),
    "mixing.method.left_out.other": (
        "{n}\u00a0liens dont un bout n’est d’aucun groupe ne sont pas comptés."
    ),
    "mixing.method.none": "Aucun de ces tirages ne s’écarte autant de leur moyenne que ce réseau.",
    "mixing.method.null": (
        "Hasard, pour tout le réseau\u00a0: {n}\u00a0tirages où chacun garde son nombre de"
        " liens\u202f; pour un groupe, sa part des bouts de liens."
    ),
    "mixing.method.others.one": "{n}\u00a0autre groupe est dans le tableau.",
    "mixing.method.others.other": "{n}\u00a0autres groupes sont dans le tableau.",
    "mixing.method.some": (
        "{n} de ces tirages s’écartent de leur moyenne autant que ce réseau, ou plus."
    ),
    "mixing.name": "{share} des liens restent à l’intérieur d’un groupe, {chance} au hasard",
    "mixing.note": (
        "E–I\u00a0=\u00a0{index} (−1\u00a0: tout reste dedans, 1\u00a0: tout sort)\u202f;"
        " assortativité r\u00a0=\u00a0{r} (0\u00a0: comme au hasard)."
    ),
    "mixing.unit": "parts des liens",
}

EN = {
    "mixing": "Who stays with whom",
    "mixing.all": "Whole network",
    "mixing.caption": "The share of links that stay inside each group",
    "mixing.column.chance": "By chance",
    "mixing.column.group": "Group",
    "mixing.column.members": "Members",
    "mixing.column.share": "Links that stay inside",
    "mixing.description": "Share of links that stay inside their group: {groups}. {note}",
    "mixing.description.group": "{group}, {share} (by chance {chance})",
    "mixing.group": "{group} ({n})",
    "mixing.headline": "of links stay inside a group; by chance, {chance}",
    "mixing.interval": "95% of {n} random draws",
    "mixing.matrix.caption": "How many links from each group to each",
    "mixing.method": (
        "Groups: the attribute “{by}” of the data. For a group, the share of its members’ links"
        " that lead to one of their own."
    ),
    "mixing.method.expected": (
        "Chance: what the configuration model gives, where everybody keeps as many links."
    ),
    "mixing.method.left_out.one": "{n}\u00a0link with an end in no group is not counted.",
    "mixing.method.left_out.other": "{n}\u00a0links with an end in no group are not counted.",
    "mixing.method.none": "None of these draws is as far from their mean as this network.",
    "mixing.method.null": (
        "Chance, for the whole network: {n} draws where everybody keeps as many links; for a"
        " group, its share of the ends of links."
    ),
    "mixing.method.others.one": "{n}\u00a0other group is in the table.",
    "mixing.method.others.other": "{n}\u00a0other groups are in the table.",
    "mixing.method.some": (
        "{n} of these draws are as far from their mean as this network, or more."
    ),
    "mixing.name": "{share} of links stay inside a group, {chance} by chance",
    "mixing.note": (
        "E–I\u00a0=\u00a0{index} (−1: all stay inside, 1: all leave); assortativity"
        " r\u00a0=\u00a0{r} (0: as by chance)."
    ),
    "mixing.unit": "shares of links",
}
