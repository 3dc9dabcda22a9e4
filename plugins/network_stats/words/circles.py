"""The words of circles."""

FR = {
    "circles": "Les cercles",
    "circles.caption": "Les cercles et leur taille",
    "circles.claim": "annoncé par l’essai",
    "circles.description": "Cercles emboîtés, d’aire proportionnelle au nombre\u00a0: {circles}.",
    "circles.group": "Cercle",
    "circles.description.measures": "Mesuré ailleurs, à la même échelle\u00a0: {circles}.",
    "circles.measures": "Mesuré ailleurs, à la même échelle",
    "circles.method": "L’aire de chaque cercle est proportionnelle au nombre de personnes.",
    "circles.method.claim": "En tireté\u00a0: ce que dit l’essai, non une mesure.",
    "circles.name": "De {largest} à {smallest} personnes",
    "circles.ratio": "Part du plus grand",
    "circles.value": "Personnes",
}

EN = {
    "circles": "The circles",
    "circles.caption": "The circles and their sizes",
    "circles.claim": "said by the essay",
    "circles.description": "Nested circles, their areas in proportion: {circles}.",
    "circles.group": "Circle",
    "circles.description.measures": "Measured elsewhere, on the same scale: {circles}.",
    "circles.measures": "Measured elsewhere, on the same scale",
    "circles.method": "The area of each circle is in proportion to its number of people.",
    "circles.method.claim": "Dashed: what the essay says, not a measure.",
    "circles.name": "From {largest} people to {smallest}",
    "circles.ratio": "Share of the largest",
    "circles.value": "People",
}
