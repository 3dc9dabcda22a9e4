"""The words that several charts of networks share."""

FR = {
    "chart.chance": "au hasard",
    "chart.here": "ici",
}

EN = {
    "chart.chance": "by chance",
    "chart.here": "here",
}
