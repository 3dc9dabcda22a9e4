"""The words of the catalogue: what each statistic is called, and what it is."""

FR = {
    # Sections
    "section.size": "La taille",
    "section.degrees": "Les degrés",
    "section.ties": "Les liens",
    "section.triangles": "Les triangles",
    "section.distances": "Les distances",
    "section.positions": "Les positions",
    "section.structure": "La structure",
    "section.spread": "Ce qui circule, ce qui résiste",
    "section.tables": "Ce qui se mesure sur un tableau",
    # Labels
    "catalogue.direction": "Sens",
    "catalogue.weights": "Poids",
    "catalogue.apart": "Morceaux",
    "catalogue.cost": "Coût",
    "catalogue.cost.is": "de l’ordre de {formula}",
    "catalogue.cost.none": "aucun",
    "catalogue.source": "Source",
    "catalogue.key": "Nom",
    "catalogue.value": "Valeur",
    "catalogue.not_measured": "Une courbe ou un tableau, non un nombre seul.",
    "not_computed": "non calculé",
    "undefined": "non défini",
    # Conventions
    "convention.direction.none": "Sans objet.",
    "convention.direction.arcs": "Chaque arc compte pour un, même si son inverse existe.",
    "convention.direction.density": "Lu\u00a0: la densité d’un réseau orienté est m/n(n − 1).",
    "convention.direction.ends": (
        "Lu\u00a0: liens donnés à un bout de l’arc, liens reçus à l’autre."
    ),
    "convention.direction.expected": (
        "Lu\u00a0: ce que le hasard donnerait dépend des liens donnés et reçus."
    ),
    "convention.direction.towards": "Les chemins mènent au membre, dans le sens des arcs.",
    "convention.direction.triangles": (
        "Lu\u00a0: parmi tous les triangles d’arcs possibles (Fagiolo, 2007)."
    ),
    "convention.direction.total": "Les liens reçus et les liens donnés s’ajoutent.",
    "convention.direction.followed": "Les chemins suivent le sens des arcs.",
    "convention.direction.ignored": (
        "Oublié\u00a0: deux membres sont liés dès que l’un pointe vers l’autre."
    ),
    "convention.direction.needed": "N’a de sens que dans un réseau orienté.",
    "convention.weights.asked": "Lus si on le demande.",
    "convention.weights.lengths": (
        "Lus si on le demande\u00a0: un lien de poids w est long de 1/w."
    ),
    "convention.weights.ignored": "Non lus\u00a0: un lien compte pour un.",
    "convention.weights.needed": "N’a de sens que si les liens ont un poids.",
    "convention.weights.used": "Lus, quand les liens en ont.",
    "convention.apart.whole": "Compté sur tous les membres, les isolés compris.",
    "convention.apart.linked": "Compté sur les membres qui ont au moins un lien.",
    "convention.apart.joined": (
        "Compté sur les paires qu’un chemin joint\u202f; la part des autres est dite à côté."
    ),
    "convention.apart.zero": "Une paire qu’aucun chemin ne joint compte pour zéro.",
    "convention.apart.giant": "Compté dans la plus grande composante.",
    # Units
    "unit.accounts": "comptes",
    "unit.means": "moyennes par personne",
    "unit.members": "membres",
    "unit.people": "personnes",
    "unit.times": "fois la valeur d’un membre",
    "unit.intermediaries": "intermédiaires",
    "unit.links": "liens",
    "unit.pairs": "paires de membres",
    # Reasons
    "reason.budget": "le calcul dépasserait le budget d’un bloc",
    "reason.directed": "le réseau n’est pas orienté",
    "reason.few": "trop peu de membres ont assez de liens pour un ajustement",
    "reason.flat": "tous les membres ont le même nombre de liens",
    "reason.links": "le réseau n’a pas de lien",
    "reason.members": "le réseau a moins de deux membres",
    "reason.triads": "aucun membre n’a deux liens",
    "reason.undefined": "la définition ne donne pas de nombre ici",
    "reason.weights": "les liens n’ont pas de poids",
    # Size
    "catalogue.n": "Membres",
    "catalogue.n.is": "Noms distincts, membres isolés compris.",
    "catalogue.m": "Liens",
    "catalogue.m.is": "Chaque lien compté une fois, après retrait des boucles et des doublons.",
    "catalogue.density": "Densité",
    "catalogue.density.is": "Part des liens possibles qui existent.",
    "catalogue.mean_degree": "Degré moyen",
    "catalogue.mean_degree.is": "Nombre moyen de liens d’un membre.",
    "catalogue.max_degree": "Degré maximal",
    "catalogue.max_degree.is": "Nombre de liens du membre qui en a le plus.",
    "catalogue.mean_strength": "Force moyenne",
    "catalogue.mean_strength.is": "Somme des poids des liens d’un membre, en moyenne.",
    # Degrees
    "catalogue.degree_distribution": "Répartition des degrés",
    "catalogue.degree_distribution.is": (
        "Part des membres qui ont au moins k liens, pour chaque k\u202f; tracée sur deux échelles "
        "logarithmiques, sans classes."
    ),
    "catalogue.gini_degree": "Inégalité des degrés (Gini)",
    "catalogue.gini_degree.is": (
        "De 0, quand tous ont autant de liens, à près de 1, quand un seul les a tous."
    ),
    "catalogue.power_law": "Exposant de la loi de puissance",
    "catalogue.power_law.is": (
        "Exposant qui rend les degrés observés les plus vraisemblables, au-dessus du seuil k_min "
        "où l’écart de Kolmogorov–Smirnov est le plus petit\u202f; p est la part des tirages de "
        "la loi ajustée qui s’en écartent davantage. Une loi rivale (log-normale, exponentielle) "
        "est toujours essayée à côté."
    ),
    "catalogue.degree_ratio": "Degré moyen au bout d’un lien",
    "catalogue.degree_ratio.is": (
        "Nombre moyen de liens du membre que l’on trouve en suivant un lien au hasard\u202f; il "
        "ne peut être plus petit que le degré moyen."
    ),
    "catalogue.friendship_paradox": "Paradoxe de l’amitié",
    "catalogue.friendship_paradox.is": (
        "Part des membres qui ont moins de liens que leurs contacts n’en ont en moyenne."
    ),
    "catalogue.strength_exponent": "Attention par contact",
    "catalogue.strength_exponent.is": (
        "Pente de la force selon le degré, en logarithmes\u00a0: au-dessous de 1, plus on a de "
        "contacts, moins chacun reçoit."
    ),
    "catalogue.rich_club": "Club des plus liés",
    "catalogue.rich_club.is": (
        "Densité entre les membres de plus de k liens, rapportée à celle du même réseau rebattu."
    ),
    # Ties
    "catalogue.reciprocity": "Réciprocité",
    "catalogue.reciprocity.is": "Part des arcs dont l’inverse existe aussi.",
    "catalogue.reciprocity_excess": "Réciprocité au-delà du hasard",
    "catalogue.reciprocity_excess.is": (
        "Ce que la réciprocité a de plus qu’un réseau tiré au hasard de même densité\u00a0: 0 au "
        "hasard, 1 si tous les arcs se répondent, moins de 0 s’ils s’évitent."
    ),
    "catalogue.assortativity": "Assortativité des degrés",
    "catalogue.assortativity.is": (
        "Corrélation des degrés aux deux bouts d’un lien\u00a0: au-dessus de 0, les très liés se "
        "lient entre eux\u202f; au-dessous, ils se lient aux peu liés."
    ),
    "catalogue.nominal_assortativity": "Assortativité d’un attribut",
    "catalogue.nominal_assortativity.is": (
        "Ce que les liens restent dans un même groupe, au-delà du hasard\u00a0: 1 s’ils n’en "
        "sortent jamais, 0 s’ils se moquent des groupes."
    ),
    "catalogue.e_i_index": "Indice E–I",
    "catalogue.e_i_index.is": (
        "Liens vers un autre groupe moins liens dans le groupe, sur leur somme\u00a0: de −1, tous "
        "dedans, à 1, tous dehors."
    ),
    "catalogue.bridges": "Ponts",
    "catalogue.bridges.is": "Liens dont le retrait coupe le réseau en un morceau de plus.",
    "catalogue.local_bridges": "Ponts locaux",
    "catalogue.local_bridges.is": "Liens dont les deux bouts n’ont aucun contact en commun.",
    "catalogue.tie_overlap": "Recouvrement des liens",
    "catalogue.tie_overlap.is": (
        "Part des contacts de l’un ou de l’autre bout d’un lien qui leur sont communs, en moyenne."
    ),
    # Triangles
    "catalogue.transitivity": "Transitivité",
    "catalogue.transitivity.is": (
        "Part des triades, deux liens qui se suivent, qu’un troisième lien ferme\u00a0: la chance "
        "que deux de vos contacts se connaissent, triade par triade."
    ),
    "catalogue.average_clustering": "Regroupement moyen",
    "catalogue.average_clustering.is": (
        "La même chance, membre par membre, puis en moyenne\u202f; un membre de moins de deux "
        "liens compte pour 0."
    ),
    "catalogue.triad_census": "Recensement des triades",
    "catalogue.triad_census.is": "Combien de trios de membres sont de chacune des seize formes.",
    "catalogue.brokerage": "Courtage",
    "catalogue.brokerage.is": (
        "Combien de fois un membre joint deux autres qui ne sont pas liés, selon les groupes des "
        "trois\u00a0: coordinateur, agent, portier, représentant, liaison."
    ),
    # Distances
    "catalogue.mean_distance": "Distance moyenne",
    "catalogue.mean_distance.is": (
        "Nombre de liens du plus court chemin entre deux membres, en moyenne sur les paires "
        "jointes. Les intermédiaires sont un de moins."
    ),
    "catalogue.reachable": "Paires jointes",
    "catalogue.reachable.is": "Part des paires de membres qu’un chemin joint.",
    "catalogue.efficiency": "Efficacité",
    "catalogue.efficiency.is": (
        "Moyenne des inverses des distances\u00a0: la réponse honnête pour un réseau en morceaux."
    ),
    "catalogue.diameter": "Diamètre",
    "catalogue.diameter.is": "La plus grande distance d’une paire jointe.",
    "catalogue.radius": "Rayon",
    "catalogue.radius.is": (
        "La plus petite excentricité\u00a0: à combien de liens du plus éloigné se trouve le "
        "membre le mieux placé."
    ),
    "catalogue.effective_diameter": "Diamètre effectif",
    "catalogue.effective_diameter.is": (
        "Distance que 90\u00a0% des paires jointes ne dépassent pas, interpolée entre deux "
        "distances entières."
    ),
    "catalogue.spid": "Dispersion des distances",
    "catalogue.spid.is": (
        "Variance des distances sur leur moyenne\u00a0: au-dessous de 1 dans les réseaux sociaux, "
        "au-dessus dans les réseaux de pages."
    ),
    "catalogue.small_world_sigma": "Petit monde (σ)",
    "catalogue.small_world_sigma.is": (
        "Transitivité rapportée à celle de réseaux rebattus de mêmes degrés, sur distance moyenne "
        "rapportée à la leur\u00a0: plus de 1 dans un petit monde. Dix réseaux rebattus."
    ),
    "catalogue.small_world_omega": "Petit monde (ω)",
    "catalogue.small_world_omega.is": (
        "Près de 0 dans un petit monde, vers −1 dans un treillis, vers 1 dans un réseau au hasard."
    ),
    # Positions
    "catalogue.betweenness_max": "Plus grande intermédiarité",
    "catalogue.betweenness_max.is": (
        "Part des paires d’autres membres dont le plus court chemin passe par un membre, partagée "
        "entre les chemins aussi courts\u202f; ici, celle du membre où il en passe le plus."
    ),
    "catalogue.closeness_max": "Plus grande proximité",
    "catalogue.closeness_max.is": (
        "Inverse de la distance moyenne d’un membre aux autres, fois la part qu’il en "
        "atteint\u202f; ici, celle du mieux placé."
    ),
    "catalogue.harmonic_max": "Plus grande proximité harmonique",
    "catalogue.harmonic_max.is": (
        "Moyenne des inverses des distances d’un membre aux autres\u202f; ici, celle du mieux "
        "placé."
    ),
    "catalogue.pagerank_max": "Plus grand PageRank",
    "catalogue.pagerank_max.is": (
        "Part du temps qu’un promeneur passe chez un membre s’il suit un lien au hasard 85 fois "
        "sur 100 et saute ailleurs les 15 autres\u202f; ici, chez le plus visité."
    ),
    "catalogue.eigenvector": "Centralité spectrale",
    "catalogue.eigenvector.is": (
        "Chacun vaut ce que valent ses contacts, à un facteur près\u202f; le plus central vaut 1."
    ),
    "catalogue.constraint_mean": "Contrainte moyenne",
    "catalogue.constraint_mean.is": (
        "Ce que l’attention d’un membre a de placé chez des contacts qui se connaissent "
        "déjà\u00a0: faible là où l’on est seul à joindre des gens qui s’ignorent."
    ),
    "catalogue.effective_size_mean": "Taille efficace moyenne",
    "catalogue.effective_size_mean.is": (
        "Nombre de contacts d’un membre, moins ce qu’ils ont en moyenne de liens entre eux."
    ),
    # Structure
    "catalogue.components": "Composantes",
    "catalogue.components.is": "Morceaux qu’aucun lien ne joint.",
    "catalogue.giant_size": "Plus grande composante",
    "catalogue.giant_size.is": "Membres du plus grand morceau.",
    "catalogue.giant_share": "Part de la plus grande composante",
    "catalogue.giant_share.is": "Part des membres qui sont du plus grand morceau.",
    "catalogue.strong_components": "Composantes fortes",
    "catalogue.strong_components.is": (
        "Morceaux où chacun peut rejoindre chacun en suivant le sens des arcs."
    ),
    "catalogue.strong_giant_share": "Part de la plus grande composante forte",
    "catalogue.strong_giant_share.is": "Part des membres qui sont de la plus grande.",
    "catalogue.degeneracy": "Cœur le plus dense",
    "catalogue.degeneracy.is": (
        "Le plus grand k tel qu’un groupe existe où chacun a au moins k liens dans le groupe."
    ),
    "catalogue.modularity": "Modularité",
    "catalogue.modularity.is": (
        "Part des liens qui restent dans les communautés trouvées, moins celle qu’un réseau "
        "rebattu y aurait\u202f; la meilleure de 20 recherches par l’algorithme de Leiden."
    ),
    "catalogue.communities": "Communautés",
    "catalogue.communities.is": "Nombre de groupes de cette meilleure recherche.",
    # Spread
    "catalogue.robustness_random": "Résistance au hasard",
    "catalogue.robustness_random.is": (
        "Part moyenne de la plus grande composante quand on retire les membres un à un, au hasard."
    ),
    "catalogue.robustness_degree": "Résistance aux départs des plus liés",
    "catalogue.robustness_degree.is": (
        "La même, quand les plus liés partent d’abord, dans l’ordre des degrés de départ."
    ),
    "catalogue.funnel": "Entonnoir",
    "catalogue.funnel.is": (
        "Part des plus courtes chaînes qui arrivent à un membre par ses trois derniers maillons "
        "les plus empruntés, en moyenne sur tous les membres."
    ),
    "catalogue.funnel_baseline": "Entonnoir au hasard",
    "catalogue.funnel_baseline.is": (
        "La même part si tous les contacts d’un membre étaient empruntés également."
    ),
    "catalogue.epidemic_threshold": "Seuil épidémique",
    "catalogue.epidemic_threshold.is": (
        "Rapport de la contagion à la guérison au-dessus duquel une nouvelle ne s’éteint plus "
        "d’elle-même."
    ),
    "catalogue.navigability": "Navigabilité",
    "catalogue.navigability.is": (
        "Part des messages qui arrivent quand chacun les confie au contact qu’il croit le plus "
        "proche du but, et de combien leur chemin est plus long. Demande des positions, ou un "
        "attribut."
    ),
    # Tables
    "catalogue.jaccard": "Recouvrement de deux réseaux",
    "catalogue.jaccard.is": (
        "Contacts que l’on a sur deux plateformes, sur ceux que l’on a sur l’une au moins."
    ),
    "catalogue.ego_circles": "Cercles d’un membre",
    "catalogue.ego_circles.is": (
        "Contacts rangés par fréquence, cumulés, et comparés aux paliers de 5, 15, 50 et 150."
    ),
    "catalogue.lorenz": "Courbe de Lorenz",
    "catalogue.lorenz.is": (
        "Part de l’activité que font les moins actifs, pour chaque part d’entre eux."
    ),
    "catalogue.top_share": "Part des plus actifs",
    "catalogue.top_share.is": "Part de l’activité que font 1\u00a0% ou 10\u00a0% des comptes.",
    "catalogue.concentration": "Concentration (HHI)",
    "catalogue.concentration.is": (
        "Somme des carrés des parts\u00a0: 1 pour un seul, 1/n pour n égaux."
    ),
    "catalogue.wilson_interval": "Intervalle d’une proportion",
    "catalogue.wilson_interval.is": (
        "Intervalle de Wilson à 95\u00a0%\u202f; aucun pour une moyenne, aucun sous dix personnes."
    ),
    "catalogue.tie_survival": "Survie des liens",
    "catalogue.tie_survival.is": (
        "Part des liens encore vivants après un temps donné, ceux qu’on a cessé d’observer "
        "compris tant qu’on les observait (Kaplan–Meier)."
    ),
    "catalogue.value_laws": "Lois de la valeur",
    "catalogue.value_laws.is": (
        "Valeur d’un réseau de n membres\u00a0: n (Sarnoff), n log n (Odlyzko et Tilly), n² "
        "(Metcalfe), n³, 2ⁿ (Reed). Des lois, non des mesures."
    ),
}

EN = {
    # Sections
    "section.size": "Size",
    "section.degrees": "Degrees",
    "section.ties": "Ties",
    "section.triangles": "Triangles",
    "section.distances": "Distances",
    "section.positions": "Positions",
    "section.structure": "Structure",
    "section.spread": "What spreads, what holds",
    "section.tables": "What is measured on a table",
    # Labels
    "catalogue.direction": "Direction",
    "catalogue.weights": "Weights",
    "catalogue.apart": "In parts",
    "catalogue.cost": "Cost",
    "catalogue.cost.is": "of the order of {formula}",
    "catalogue.cost.none": "none",
    "catalogue.source": "Source",
    "catalogue.key": "Name",
    "catalogue.value": "Value",
    "catalogue.not_measured": "A curve or a table, not a single number.",
    "not_computed": "not computed",
    "undefined": "undefined",
    # Conventions
    "convention.direction.none": "Does not matter.",
    "convention.direction.arcs": "Each arc counts once, even if its reverse exists.",
    "convention.direction.density": "Read: the density of a directed network is m/n(n − 1).",
    "convention.direction.ends": "Read: links given at one end of the arc, received at the other.",
    "convention.direction.expected": (
        "Read: what chance would give depends on links given and received."
    ),
    "convention.direction.towards": "Paths lead to the member, along the arcs.",
    "convention.direction.triangles": (
        "Read: among all the triangles of arcs there could be (Fagiolo, 2007)."
    ),
    "convention.direction.total": "Links received and links given are added.",
    "convention.direction.followed": "Paths follow the arcs.",
    "convention.direction.ignored": (
        "Forgotten: two members are linked as soon as either points to the other."
    ),
    "convention.direction.needed": "Only a directed network has one.",
    "convention.weights.asked": "Read if asked for.",
    "convention.weights.lengths": "Read if asked for: a link of weight w is 1/w long.",
    "convention.weights.ignored": "Not read: a link counts as one.",
    "convention.weights.needed": "Only a network whose links have weights has one.",
    "convention.weights.used": "Read, when the links have them.",
    "convention.apart.whole": "Counted on all members, the isolated included.",
    "convention.apart.linked": "Counted on the members who have a link at least.",
    "convention.apart.joined": (
        "Counted on the pairs that a path joins; the share of the others is said beside it."
    ),
    "convention.apart.zero": "A pair that no path joins counts as zero.",
    "convention.apart.giant": "Counted in the largest component.",
    # Units
    "unit.accounts": "accounts",
    "unit.means": "averages a person",
    "unit.members": "members",
    "unit.people": "people",
    "unit.times": "times what a member is worth",
    "unit.intermediaries": "intermediaries",
    "unit.links": "links",
    "unit.pairs": "pairs of members",
    # Reasons
    "reason.budget": "computing it would exceed the budget of a block",
    "reason.directed": "the network is not directed",
    "reason.few": "too few members have enough links for a fit",
    "reason.flat": "all members have the same number of links",
    "reason.links": "the network has no link",
    "reason.members": "the network has fewer than two members",
    "reason.triads": "no member has two links",
    "reason.undefined": "the definition gives no number here",
    "reason.weights": "the links have no weights",
    # Size
    "catalogue.n": "Members",
    "catalogue.n.is": "Distinct names, isolated members included.",
    "catalogue.m": "Links",
    "catalogue.m.is": "Each link counted once, after loops and duplicates are removed.",
    "catalogue.density": "Density",
    "catalogue.density.is": "Share of the possible links that exist.",
    "catalogue.mean_degree": "Mean degree",
    "catalogue.mean_degree.is": "Mean number of links of a member.",
    "catalogue.max_degree": "Largest degree",
    "catalogue.max_degree.is": "Number of links of the member who has most.",
    "catalogue.mean_strength": "Mean strength",
    "catalogue.mean_strength.is": "Sum of the weights of a member’s links, on average.",
    # Degrees
    "catalogue.degree_distribution": "Distribution of degrees",
    "catalogue.degree_distribution.is": (
        "Share of the members who have k links or more, for each k; drawn on two logarithmic "
        "scales, without classes."
    ),
    "catalogue.gini_degree": "Inequality of degrees (Gini)",
    "catalogue.gini_degree.is": (
        "From 0, when all have as many links, to nearly 1, when one has them all."
    ),
    "catalogue.power_law": "Power-law exponent",
    "catalogue.power_law.is": (
        "The exponent under which the degrees observed are likeliest, above the threshold k_min "
        "where the Kolmogorov–Smirnov distance is smallest; p is the share of draws from the "
        "fitted law that are further from it. A rival law (lognormal, exponential) is always "
        "tried beside it."
    ),
    "catalogue.degree_ratio": "Mean degree at the end of a link",
    "catalogue.degree_ratio.is": (
        "Mean number of links of the member found by following a random link; it cannot be "
        "smaller than the mean degree."
    ),
    "catalogue.friendship_paradox": "Friendship paradox",
    "catalogue.friendship_paradox.is": (
        "Share of the members who have fewer links than their contacts have on average."
    ),
    "catalogue.strength_exponent": "Attention per contact",
    "catalogue.strength_exponent.is": (
        "Slope of strength against degree, in logarithms: below 1, the more contacts, the less "
        "for each."
    ),
    "catalogue.rich_club": "Rich club",
    "catalogue.rich_club.is": (
        "Density among the members of more than k links, over that of the same network shuffled."
    ),
    # Ties
    "catalogue.reciprocity": "Reciprocity",
    "catalogue.reciprocity.is": "Share of the arcs whose reverse exists too.",
    "catalogue.reciprocity_excess": "Reciprocity beyond chance",
    "catalogue.reciprocity_excess.is": (
        "What reciprocity has more than a random network of the same density: 0 by chance, 1 if "
        "every arc is answered, below 0 if arcs avoid each other."
    ),
    "catalogue.assortativity": "Degree assortativity",
    "catalogue.assortativity.is": (
        "Correlation of the degrees at the two ends of a link: above 0 the well connected link to "
        "one another; below, to the little connected."
    ),
    "catalogue.nominal_assortativity": "Assortativity of an attribute",
    "catalogue.nominal_assortativity.is": (
        "How much links stay within a group, beyond chance: 1 if they never leave it, 0 if groups "
        "make no difference."
    ),
    "catalogue.e_i_index": "E–I index",
    "catalogue.e_i_index.is": (
        "Links to another group less links within it, over their sum: from −1, all inside, to 1, "
        "all outside."
    ),
    "catalogue.bridges": "Bridges",
    "catalogue.bridges.is": "Links whose removal breaks the network into one more part.",
    "catalogue.local_bridges": "Local bridges",
    "catalogue.local_bridges.is": "Links whose two ends have no contact in common.",
    "catalogue.tie_overlap": "Overlap of ties",
    "catalogue.tie_overlap.is": (
        "Share of the contacts of either end of a link that both have, on average."
    ),
    # Triangles
    "catalogue.transitivity": "Transitivity",
    "catalogue.transitivity.is": (
        "Share of the triads, two links in a row, that a third link closes: the chance that two "
        "of your contacts know each other, triad by triad."
    ),
    "catalogue.average_clustering": "Average clustering",
    "catalogue.average_clustering.is": (
        "The same chance, member by member, then averaged; a member of fewer than two links "
        "counts as 0."
    ),
    "catalogue.triad_census": "Triad census",
    "catalogue.triad_census.is": "How many trios of members have each of the sixteen shapes.",
    "catalogue.brokerage": "Brokerage",
    "catalogue.brokerage.is": (
        "How often a member joins two others who are not linked, by the groups of the three: "
        "coordinator, itinerant, gatekeeper, representative, liaison."
    ),
    # Distances
    "catalogue.mean_distance": "Mean distance",
    "catalogue.mean_distance.is": (
        "Number of links of the shortest path between two members, averaged over the pairs that "
        "are joined. Intermediaries are one fewer."
    ),
    "catalogue.reachable": "Joined pairs",
    "catalogue.reachable.is": "Share of the pairs of members that a path joins.",
    "catalogue.efficiency": "Efficiency",
    "catalogue.efficiency.is": (
        "Mean of the inverses of the distances: the honest answer for a network in parts."
    ),
    "catalogue.diameter": "Diameter",
    "catalogue.diameter.is": "The largest distance of a joined pair.",
    "catalogue.radius": "Radius",
    "catalogue.radius.is": (
        "The smallest eccentricity: how many links the best placed member is from the furthest."
    ),
    "catalogue.effective_diameter": "Effective diameter",
    "catalogue.effective_diameter.is": (
        "The distance that 90% of the joined pairs do not exceed, interpolated between two whole "
        "distances."
    ),
    "catalogue.spid": "Dispersion of distances",
    "catalogue.spid.is": (
        "Variance of the distances over their mean: below 1 in social networks, above in networks "
        "of pages."
    ),
    "catalogue.small_world_sigma": "Small world (σ)",
    "catalogue.small_world_sigma.is": (
        "Transitivity over that of shuffled networks of the same degrees, divided by mean "
        "distance over theirs: more than 1 in a small world. Ten shuffled networks."
    ),
    "catalogue.small_world_omega": "Small world (ω)",
    "catalogue.small_world_omega.is": (
        "Near 0 in a small world, towards −1 in a lattice, towards 1 in a random network."
    ),
    # Positions
    "catalogue.betweenness_max": "Largest betweenness",
    "catalogue.betweenness_max.is": (
        "Share of the pairs of others whose shortest path goes through a member, divided among "
        "paths as short; here, that of the member most gone through."
    ),
    "catalogue.closeness_max": "Largest closeness",
    "catalogue.closeness_max.is": (
        "Inverse of a member’s mean distance to the others, times the share of them that are "
        "reached; here, that of the best placed."
    ),
    "catalogue.harmonic_max": "Largest harmonic closeness",
    "catalogue.harmonic_max.is": (
        "Mean of the inverses of a member’s distances to the others; here, that of the best "
        "placed."
    ),
    "catalogue.pagerank_max": "Largest PageRank",
    "catalogue.pagerank_max.is": (
        "Share of the time that a walker spends at a member, following a random link 85 times out "
        "of 100 and jumping elsewhere the other 15; here, at the most visited."
    ),
    "catalogue.eigenvector": "Eigenvector centrality",
    "catalogue.eigenvector.is": (
        "Each is worth what its contacts are worth, up to a factor; the most central is worth 1."
    ),
    "catalogue.constraint_mean": "Mean constraint",
    "catalogue.constraint_mean.is": (
        "How much of a member’s attention lies with contacts who know each other already: low "
        "where one alone joins people who do not know one another."
    ),
    "catalogue.effective_size_mean": "Mean effective size",
    "catalogue.effective_size_mean.is": (
        "Number of a member’s contacts, less the links they have among themselves on average."
    ),
    # Structure
    "catalogue.components": "Components",
    "catalogue.components.is": "Parts that no link joins.",
    "catalogue.giant_size": "Largest component",
    "catalogue.giant_size.is": "Members of the largest part.",
    "catalogue.giant_share": "Share of the largest component",
    "catalogue.giant_share.is": "Share of the members who are in the largest part.",
    "catalogue.strong_components": "Strong components",
    "catalogue.strong_components.is": ("Parts where each can reach each by following the arcs."),
    "catalogue.strong_giant_share": "Share of the largest strong component",
    "catalogue.strong_giant_share.is": "Share of the members who are in the largest of them.",
    "catalogue.degeneracy": "Densest core",
    "catalogue.degeneracy.is": (
        "The largest k such that a group exists where each has k links or more within the group."
    ),
    "catalogue.modularity": "Modularity",
    "catalogue.modularity.is": (
        "Share of the links that stay within the communities found, less what a shuffled network "
        "would have there; the best of 20 searches with the Leiden algorithm."
    ),
    "catalogue.communities": "Communities",
    "catalogue.communities.is": "Number of groups of that best search.",
    # Spread
    "catalogue.robustness_random": "Robustness to chance",
    "catalogue.robustness_random.is": (
        "Mean share of the largest component as members are removed one by one, at random."
    ),
    "catalogue.robustness_degree": "Robustness to the best connected leaving",
    "catalogue.robustness_degree.is": (
        "The same, as the best connected leave first, in the order of their degrees at the start."
    ),
    "catalogue.funnel": "Funnel",
    "catalogue.funnel.is": (
        "Share of the shortest chains that reach a member through its three busiest last links, "
        "averaged over all members."
    ),
    "catalogue.funnel_baseline": "Funnel by chance",
    "catalogue.funnel_baseline.is": (
        "The same share if all of a member’s contacts were used alike."
    ),
    "catalogue.epidemic_threshold": "Epidemic threshold",
    "catalogue.epidemic_threshold.is": (
        "The ratio of catching to recovering above which a piece of news no longer dies out by "
        "itself."
    ),
    "catalogue.navigability": "Navigability",
    "catalogue.navigability.is": (
        "Share of the messages that arrive when each hands them to the contact believed nearest "
        "the target, and how much longer their way is. Needs positions, or an attribute."
    ),
    # Tables
    "catalogue.jaccard": "Overlap of two networks",
    "catalogue.jaccard.is": (
        "Contacts that one has on two platforms, over those one has on either."
    ),
    "catalogue.ego_circles": "Circles of a member",
    "catalogue.ego_circles.is": (
        "Contacts ranked by frequency, cumulated, and compared with the steps of 5, 15, 50 and "
        "150."
    ),
    "catalogue.lorenz": "Lorenz curve",
    "catalogue.lorenz.is": (
        "Share of the activity that the least active do, for each share of them."
    ),
    "catalogue.top_share": "Share of the most active",
    "catalogue.top_share.is": "Share of the activity that 1% or 10% of the accounts do.",
    "catalogue.concentration": "Concentration (HHI)",
    "catalogue.concentration.is": "Sum of the squares of the shares: 1 for one, 1/n for n equals.",
    "catalogue.wilson_interval": "Interval of a proportion",
    "catalogue.wilson_interval.is": (
        "Wilson’s interval of 95%; none for an average, none under ten people."
    ),
    "catalogue.tie_survival": "Survival of ties",
    "catalogue.tie_survival.is": (
        "Share of the ties still alive after a given time, those no longer observed counted for "
        "as long as they were (Kaplan–Meier)."
    ),
    "catalogue.value_laws": "Laws of value",
    "catalogue.value_laws.is": (
        "The value of a network of n members: n (Sarnoff), n log n (Odlyzko and Tilly), n² "
        "(Metcalfe), n³, 2ⁿ (Reed). Laws, not measures."
    ),
}
