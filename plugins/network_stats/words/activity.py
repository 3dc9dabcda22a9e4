"""The words of shares of accounts."""

FR = {
    "activity": "Comptes éveillés et comptes en sommeil",
    "activity.also": "Et encore, sur 100 comptes",
    "activity.caption": "Les comptes, du total aux parties",
    "activity.count": "Nombre",
    "activity.description": "{parts}.",
    "activity.description.part": "{n} sur 100\u00a0: {label}",
    "activity.group": "Comptes",
    "activity.method": "Chaque signe vaut un centième des {total}.",
    "activity.method.rest": "Ce qui manque aux parts publiées est calculé par différence.",
    "activity.name": "Sur 100 {total}\u00a0: {n} {label}",
    "activity.rest": "calculé\u00a0: le reste",
}

EN = {
    "activity": "Accounts awake and asleep",
    "activity.also": "And of 100 accounts",
    "activity.caption": "The accounts, from the total to its parts",
    "activity.count": "Number",
    "activity.description": "{parts}.",
    "activity.description.part": "{n} in 100: {label}",
    "activity.group": "Accounts",
    "activity.method": "Each sign is a hundredth of the {total}.",
    "activity.method.rest": "What the published shares leave is found by subtraction.",
    "activity.name": "Of 100 {total}: {n} {label}",
    "activity.rest": "computed: the rest",
}
