"""The words of friendship-paradox."""

FR = {
    "friendship-paradox": "Vos amis ont plus d’amis que vous",
    "friendship-paradox.axis.friends": "liens de ses amis, en moyenne",
    "friendship-paradox.axis.own": "liens d’un membre",
    "friendship-paradox.caption": "Les membres et leurs amis",
    "friendship-paradox.column.measure": "Mesure",
    "friendship-paradox.column.source": "Source",
    "friendship-paradox.column.value": "Valeur",
    "friendship-paradox.description": (
        "{n}\u00a0membres ont des amis\u00a0: {below_mean} en ont moins que leurs amis en"
        " moyenne, {below_median} moins que la médiane de leurs amis. Un membre a {mean} en"
        " moyenne, un ami {friends}. {marks}"
    ),
    "friendship-paradox.description.mark": "{label}\u00a0: {share}, à la médiane.",
    "friendship-paradox.fewer": "{n} en ont moins",
    "friendship-paradox.headline": "des membres ont moins de liens que leurs amis en moyenne",
    "friendship-paradox.mean.of_friends": "Liens d’un ami, au bout d’un lien tiré au hasard",
    "friendship-paradox.mean.of_means": "Moyenne des moyennes des amis de chacun",
    "friendship-paradox.mean.own": "Liens d’un membre, en moyenne",
    "friendship-paradox.means": "Un membre a {mean} en moyenne, un ami {friends}.",
    "friendship-paradox.method": (
        "Un signe par membre\u202f; sur la diagonale, il a autant de liens que ses amis en"
        " moyenne. Les deux échelles sont logarithmiques."
    ),
    "friendship-paradox.method.alone.one": "{n}\u00a0membre sans lien n’est pas compté.",
    "friendship-paradox.method.alone.other": "{n}\u00a0membres sans lien ne sont pas comptés.",
    "friendship-paradox.name": "{share} des membres ont moins de liens que leurs amis en moyenne",
    "friendship-paradox.others": "{n} autant ou plus",
    "friendship-paradox.row.mean": "Moins que la moyenne",
    "friendship-paradox.row.median": "Moins que la médiane",
    "friendship-paradox.row.published": "{label} (médiane)",
    "friendship-paradox.unit": "liens par membre, parts des membres",
}

EN = {
    "friendship-paradox": "Your friends have more friends than you",
    "friendship-paradox.axis.friends": "links of their friends, on average",
    "friendship-paradox.axis.own": "links of a member",
    "friendship-paradox.caption": "Members and their friends",
    "friendship-paradox.column.measure": "Measure",
    "friendship-paradox.column.source": "Source",
    "friendship-paradox.column.value": "Value",
    "friendship-paradox.description": (
        "{n} members have friends: {below_mean} have fewer than their friends on average,"
        " {below_median} fewer than the median of their friends. A member has {mean} on"
        " average, a friend {friends}. {marks}"
    ),
    "friendship-paradox.description.mark": "{label}: {share}, by the median.",
    "friendship-paradox.fewer": "{n} have fewer",
    "friendship-paradox.headline": "of members have fewer links than their friends on average",
    "friendship-paradox.mean.of_friends": (
        "Links of a friend, at the end of a link drawn at random"
    ),
    "friendship-paradox.mean.of_means": "Mean of the means of each one’s friends",
    "friendship-paradox.mean.own": "Links of a member, on average",
    "friendship-paradox.means": "A member has {mean} on average, a friend {friends}.",
    "friendship-paradox.method": (
        "A sign for each member; on the diagonal, it has as many links as its friends on"
        " average. Both scales are logarithmic."
    ),
    "friendship-paradox.method.alone.one": "{n}\u00a0member without a link is not counted.",
    "friendship-paradox.method.alone.other": "{n}\u00a0members without a link are not counted.",
    "friendship-paradox.name": "{share} of members have fewer links than their friends on average",
    "friendship-paradox.others": "{n} as many or more",
    "friendship-paradox.row.mean": "Fewer than the mean",
    "friendship-paradox.row.median": "Fewer than the median",
    "friendship-paradox.row.published": "{label} (median)",
    "friendship-paradox.unit": "links per member, shares of members",
}
