"""The words of node-link."""

FR = {
    "node-link": "Le réseau",
    "node-link.caption": "Les membres, du plus relié au moins relié",
    "node-link.community": "autour de {name}",
    "node-link.degree": "Liens",
    "node-link.description": "Les plus reliés\u00a0: {members}.",
    "node-link.description.groups": "Groupes\u00a0: {groups}.",
    "node-link.description.inside": "{share} des liens restent dans un groupe.",
    "node-link.description.member": "{name} ({n})",
    "node-link.group": "{group} ({n})",
    "node-link.group.column": "Groupe",
    "node-link.groups.caption": "Les groupes, du plus grand au plus petit",
    "node-link.groups.inside": "Liens au-dedans",
    "node-link.groups.members": "Membres",
    "node-link.groups.one": "{n}\u00a0groupe",
    "node-link.groups.other": "{n}\u00a0groupes",
    "node-link.groups.outside": "Liens vers le dehors",
    "node-link.links.one": "{n}\u00a0lien",
    "node-link.links.other": "{n}\u00a0liens",
    "node-link.member": "Membre",
    "node-link.members.one": "{n}\u00a0membre",
    "node-link.members.other": "{n}\u00a0membres",
    "node-link.method": (
        "Disposition de Kamada et Kawai, graine {seed}\u00a0: il n’y a pas d’axe, et seule la"
        " proximité parle. La surface d’un signe croît avec le nombre de ses liens."
    ),
    "node-link.method.arrows": (
        "Au-delà de {n} liens, les directions ne sont pas dessinées\u00a0: le tableau les dit."
    ),
    "node-link.method.attribute": "Groupes\u00a0: l’attribut «\u00a0{by}\u00a0» des données.",
    "node-link.method.communities": (
        "Communautés de Leiden, la meilleure modularité de vingt graines\u202f; chacune porte le"
        " nom de son membre le plus relié."
    ),
    "node-link.method.groups": (
        "Un disque par groupe, sa surface selon le nombre de membres\u202f; un trait d’autant"
        " plus large que deux groupes ont de liens."
    ),
    "node-link.method.matrix": (
        "Une ligne et une colonne pour {each}, les groupes à la suite, du plus grand au plus"
        " petit\u202f; une case est pleine quand un lien joint sa ligne à sa colonne."
    ),
    "node-link.method.matrix.each.one": "chaque membre",
    "node-link.method.matrix.each.other": "{n}\u00a0membres voisins",
    "node-link.method.matrix.shades": "Plus la case est foncée, plus elle contient de liens.",
    "node-link.method.names": (
        "{n}\u00a0noms sur {all} sont écrits\u202f; tous sont dans le tableau."
    ),
    "node-link.name": "{n}, {m}",
    "node-link.name.groups": "{n}, {m}, {groups}",
    "node-link.others": "autres",
    "node-link.smallest.one": "{n}\u00a0petit groupe",
    "node-link.smallest.other": "{n}\u00a0petits groupes",
    "node-link.to": "Désigne",
    "node-link.with": "Lié à",
}

EN = {
    "node-link": "The network",
    "node-link.caption": "The members, from the most linked to the least",
    "node-link.community": "around {name}",
    "node-link.degree": "Links",
    "node-link.description": "The most linked: {members}.",
    "node-link.description.groups": "Groups: {groups}.",
    "node-link.description.inside": "{share} of links stay inside a group.",
    "node-link.description.member": "{name} ({n})",
    "node-link.group": "{group} ({n})",
    "node-link.group.column": "Group",
    "node-link.groups.caption": "The groups, from the largest to the smallest",
    "node-link.groups.inside": "Links inside",
    "node-link.groups.members": "Members",
    "node-link.groups.one": "{n}\u00a0group",
    "node-link.groups.other": "{n}\u00a0groups",
    "node-link.groups.outside": "Links to outside",
    "node-link.links.one": "{n}\u00a0link",
    "node-link.links.other": "{n}\u00a0links",
    "node-link.member": "Member",
    "node-link.members.one": "{n}\u00a0member",
    "node-link.members.other": "{n}\u00a0members",
    "node-link.method": (
        "Layout of Kamada and Kawai, seed {seed}: there are no axes, and only nearness speaks."
        " The area of a sign grows with the number of its links."
    ),
    "node-link.method.arrows": "Above {n} links, directions are not drawn: the table says them.",
    "node-link.method.attribute": "Groups: the attribute “{by}” of the data.",
    "node-link.method.communities": (
        "Leiden communities, the best modularity of twenty seeds; each is known by its most"
        " linked member."
    ),
    "node-link.method.groups": (
        "A disc for each group, its area by the number of members; a line is as wide as two"
        " groups have links."
    ),
    "node-link.method.matrix": (
        "A row and a column for {each}, group after group, from the largest to the smallest; a"
        " cell is full where a link joins its row to its column."
    ),
    "node-link.method.matrix.each.one": "each member",
    "node-link.method.matrix.each.other": "every {n} neighbouring members",
    "node-link.method.matrix.shades": "The darker a cell, the more links it holds.",
    "node-link.method.names": "{n} names of {all} are written; all are in the table.",
    "node-link.name": "{n}, {m}",
    "node-link.name.groups": "{n}, {m}, {groups}",
    "node-link.others": "others",
    "node-link.smallest.one": "{n}\u00a0small group",
    "node-link.smallest.other": "{n}\u00a0small groups",
    "node-link.to": "Points to",
    "node-link.with": "Linked to",
}
