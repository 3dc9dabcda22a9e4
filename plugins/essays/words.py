"""The words that code says in the languages of the site: of feeds, of lists, of readers."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "essays": "{site} : les essais",
        "essays-in": "{site} : les essais ({form})",
        "tag": "{site} : essais sur le thème « {name} »",
        "series": "{site} : la série « {name} »",
        "author": "{site} : essais d’après {name}",
        "reflections": "{site} : toutes les réflexions",
        "conversation": "{site} : réflexions sur « {name} »",
        "series-sentence": "Les essais de la série, du plus récent au plus ancien.",
        "author-sentence": "Les essais qui redisent un texte signé {name}.",
        "reflections-sentence": "Ce que les lecteurs répondent aux essais.",
        "conversation-sentence": "Ce que les lecteurs répondent à cet essai.",
        "opml": "{site} : les flux",
        "group-essays": "Les essais",
        "group-tag": "Par thème",
        "group-series": "Par série",
        "group-author": "Par auteur",
        "anonymous": "Lecteur anonyme",
        "anonymous-number": "Réflexion n° {number}, anonyme",
        "reflection-title": "{name}, sur « {essay} »",
        "on": "sur « {essay} »",
        "in-reply-to": "En réponse à {name}, sur {essay}.",
        "in-reply-to-essay": "En réponse à {essay}.",
        "in-reply-to-anonymous": "En réponse à une réflexion anonyme, sur {essay}.",
        "in-reply-to-gone": "En réponse à une réflexion qui n’est plus là, sur {essay}.",
        "quoted": "« {name} »",
        "restated": "Redite avec nos mots.",
        "source": "Parue d’abord sur {source}.",
        "answer": "Répondre :",
        "by-mail": "par courrier électronique",
        "on-the-page": "dans la conversation, sur la page de l’essai",
        "rules": "comment envoyer une réflexion",
        "mail-subject": "Réflexion sur « {title} » [{id}]",
        "mail-body": "(Écrivez ici. Laissez la ligne ci-dessous : elle dit à quoi vous répondez.)",
    },
    "en": {
        "essays": "{site}: the essays",
        "essays-in": "{site}: the essays ({form})",
        "tag": "{site}: essays on the topic “{name}”",
        "series": "{site}: the series “{name}”",
        "author": "{site}: essays after {name}",
        "reflections": "{site}: all the reflections",
        "conversation": "{site}: reflections on “{name}”",
        "series-sentence": "The essays of the series, newest first.",
        "author-sentence": "The essays that restate a text by {name}.",
        "reflections-sentence": "What readers reply to the essays.",
        "conversation-sentence": "What readers reply to this essay.",
        "opml": "{site}: the feeds",
        "group-essays": "The essays",
        "group-tag": "By topic",
        "group-series": "By series",
        "group-author": "By author",
        "anonymous": "Anonymous reader",
        "anonymous-number": "Reflection no. {number}, anonymous",
        "reflection-title": "{name}, on “{essay}”",
        "on": "on “{essay}”",
        "in-reply-to": "In reply to {name}, on {essay}.",
        "in-reply-to-essay": "In reply to {essay}.",
        "in-reply-to-anonymous": "In reply to an anonymous reflection, on {essay}.",
        "in-reply-to-gone": "In reply to a reflection that is no longer there, on {essay}.",
        "quoted": "“{name}”",
        "restated": "Restated in our words.",
        "source": "First written on {source}.",
        "answer": "Reply:",
        "by-mail": "by e-mail",
        "on-the-page": "in the conversation, on the essay’s page",
        "rules": "how to send a reflection",
        "mail-subject": "Reflection on “{title}” [{id}]",
        "mail-body": "(Write here. Leave the line below: it says what you are replying to.)",
    },
}
"""Every text by language, then by name; braces hold what is put in."""


def say(lang: str, name: str, /, **values: object) -> str:
    """Return the text `name` in `lang`, with `values` in the place of their names."""
    return WORDS[lang][name].format_map(values)


def name_author(author: str, number: int, lang: str) -> str:
    """Return who signed a reflection, or what pages call one that is not; 0 is no number."""
    if author:
        return author
    return say(lang, "anonymous-number", number=number) if number else say(lang, "anonymous")
