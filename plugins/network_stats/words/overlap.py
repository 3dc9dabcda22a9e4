"""The words of overlap."""

FR = {
    "overlap": "Les mêmes, en plusieurs endroits",
    "overlap.caption": "Ce que deux ont en commun, sur ce qu’ils ont ensemble",
    "overlap.combination": "Où",
    "overlap.count": "Combien",
    "overlap.description": (
        "{several} sont en plusieurs endroits. En commun\u00a0: {pairs}. Part d’entrées"
        " répétées\u00a0: {redundancy}."
    ),
    "overlap.members.basis.one": "{n} personne",
    "overlap.members.basis.other": "{n} personnes",
    "overlap.members.headline": "des personnes sont en plusieurs endroits à la fois",
    "overlap.members.layer": "Endroit",
    "overlap.members.method": "Aucun nom n’est montré.",
    "overlap.members.name": "{share} des personnes sont en plusieurs endroits sur {n}",
    "overlap.members.unit": "personnes",
    "overlap.members.where": "Combien sont exactement où",
    "overlap.method": (
        "En commun (indice de Jaccard)\u00a0: ceux qui sont dans l’un et dans l’autre, sur ceux"
        " qui sont dans l’un ou l’autre. En seconde couleur\u00a0: ceux de plusieurs endroits."
    ),
    "overlap.pair": "{one} et {other}\u00a0: {share}",
    "overlap.share": "Part",
    "overlap.size": "Taille",
    "overlap.ties.basis.one": "{n} lien",
    "overlap.ties.basis.other": "{n} liens",
    "overlap.ties.headline": "des liens existent dans plusieurs réseaux à la fois",
    "overlap.ties.layer": "Réseau",
    "overlap.ties.method": "Un lien est une paire, quelle que soit sa direction.",
    "overlap.ties.name": "{share} des liens existent dans plusieurs réseaux sur {n}",
    "overlap.ties.unit": "liens",
    "overlap.ties.where": "Combien de liens sont exactement où",
}

EN = {
    "overlap": "The same ones, in several places",
    "overlap.caption": "What two have in common, out of what they have together",
    "overlap.combination": "Where",
    "overlap.count": "How many",
    "overlap.description": (
        "{several} are in several places. In common: {pairs}. Share of entries that repeat one:"
        " {redundancy}."
    ),
    "overlap.members.basis.one": "{n} person",
    "overlap.members.basis.other": "{n} people",
    "overlap.members.headline": "of people are in several places at once",
    "overlap.members.layer": "Place",
    "overlap.members.method": "No name is shown.",
    "overlap.members.name": "{share} of people are in several of {n} places",
    "overlap.members.unit": "people",
    "overlap.members.where": "How many are exactly where",
    "overlap.method": (
        "In common (Jaccard index): those who are in both, out of those who are in either. In the"
        " second colour: those of several places."
    ),
    "overlap.pair": "{one} and {other}: {share}",
    "overlap.share": "Share",
    "overlap.size": "Size",
    "overlap.ties.basis.one": "{n} tie",
    "overlap.ties.basis.other": "{n} ties",
    "overlap.ties.headline": "of ties exist in several networks at once",
    "overlap.ties.layer": "Network",
    "overlap.ties.method": "A tie is a pair, whatever its direction.",
    "overlap.ties.name": "{share} of ties exist in several of {n} networks",
    "overlap.ties.unit": "ties",
    "overlap.ties.where": "How many ties are exactly where",
}
