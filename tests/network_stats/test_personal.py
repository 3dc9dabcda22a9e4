"""One person's contacts: counted in groups, never named."""

import json
from datetime import date
from math import isnan
from pathlib import Path

import pytest
from pelican.plugins.network_stats.inputs import load_graph, load_personal
from pelican.plugins.network_stats.inputs.contacts import parse_contacts, parse_day, repair
from pelican.plugins.network_stats.inputs.personal import (
    PLATFORMS,
    Contact,
    Contacts,
    Group,
    Parts,
    Personal,
    build_personal,
    digest,
    dump_personal,
    ordered_parts,
    parts_of,
    refuse_star,
)
from pelican.plugins.network_stats.inputs.platforms import platform_of
from pelican.plugins.network_stats.models import DataFile

LINKEDIN = (
    'Notes:\n"A paragraph, over\ntwo lines"\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    + "".join(
        f'Jane{rank},Doe,https://in/{rank},,"Engines, Inc.","Engineer,\nchief",'
        f"1{rank} Mar {2015 + rank // 3}\n"
        for rank in range(6)
    )
    + "".join(f"Rosa,Diaz,https://in/a{rank},,Own {rank},,2 janv. 2018\n" for rank in range(5))
    + ",,https://in/7,,,,unknown\n"
    + "Rosa,Diaz,https://in/a0,,Own 0,,2 janv. 2018\n"
    + ",,,,,,\n"
)
MASTODON = "Account address,Show boosts,Notify on new posts,Languages\n" + "".join(
    f"@User{rank}@{'Big.example' if rank < 8 else f'small{rank}.example'},true,false,\n"
    for rank in range(14)
)
X = "window.YTD.follower.part0 = [ " + ",\n".join(
    f'{{"follower": {{"accountId": "{9007199254740993 + rank % 7}", "userLink": "…"}}}}'
    for rank in range(9)
)
FACEBOOK = json.dumps(
    {
        "friends_v2": [
            {"name": "Zo\u00c3\u00ab" if rank else "", "timestamp": 1230768000 + rank * 40_000_000}
            for rank in range(12)
        ]
    }
)
MAILBOX = "".join(
    f"From me@home.example Thu Jan  1 00:00:00 2020\n"
    f"From: {sender}\nTo: {recipient}\nDate: {day}\nSubject: a secret\n\nFrom now on\n>From me\n\n"
    for sender, recipient, day in [
        *(
            (
                "Me <ME@home.example>",
                f'=?utf-8?q?Zo=C3=AB?= <z{rank % 6}@a.example>, "Doe, Jane" <jane@b.example>',
                f"Mon, {rank + 1} Mar 2021 23:30:00 -0200",
            )
            for rank in range(12)
        ),
        *((f"z{rank}@a.example", "me@home.example", "no day") for rank in range(6)),
        ("list@c.example", "others@c.example", "Mon, 1 Mar 2021 10:00:00 +0000"),
    ]
)


def load(text: str | bytes) -> Personal:
    content = text if isinstance(text, bytes) else text.encode()
    contacts, problems = parse_contacts(content, "x")
    assert problems == ()
    assert contacts is not None
    personal, problems = build_personal(contacts, "x")
    assert problems == ()
    assert personal is not None
    return personal


def refuse(text: str) -> str:
    contacts, problems = parse_contacts(text.encode(), "x")
    if contacts:
        personal, problems = build_personal(contacts, "x")
        assert personal is None
    return "\n".join(map(str, problems))


def test_linkedins_contacts_are_counted() -> None:
    """Below the notes; each once, those without a name too; employers and years in groups."""
    found = load(LINKEDIN)
    assert (found.platform, found.kind, found.count, found.nameless) == (
        "linkedin",
        "contacts",
        12,
        1,
    )
    company = found.parts["company"]
    assert company.groups == (Group(label="Engines, Inc.", count=6),)
    assert (company.rest, company.unknown) == (5, 1)
    assert found.parts["year"].groups == (
        Group(label="2015–2016", count=6),
        Group(label="2018", count=5),
    )
    assert found.parts["year"].unknown == 1
    assert isnan(found.mutual)
    assert found.spans == ()


def test_a_mark_of_utf_8_and_french_columns_change_nothing() -> None:
    """As some exports have them."""
    french = LINKEDIN.replace(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
    )
    assert load(french.encode("utf-8-sig")) == load(LINKEDIN)


def test_mastodons_accounts_are_counted_by_server() -> None:
    """Whatever their capitals, with or without a header and a first @."""
    found = load(MASTODON)
    assert (found.kind, found.count) == ("following", 14)
    assert found.parts["server"] == Parts(
        groups=(Group(label="big.example", count=8),),
        rest=6,
        unknown=0,
        concentration=(64 + 6) / 14**2,
    )
    bare = "".join(f"user{rank}@big.example\n" for rank in range(5))
    assert load(bare).parts["server"].groups == (Group(label="big.example", count=5),)


def test_xs_accounts_are_counted() -> None:
    """Numbers alone, above two to the power 53, each once."""
    found = load(X + "]\n")
    assert (found.platform, found.kind, found.count) == ("x", "followers", 7)
    assert found.parts == {}


def test_facebooks_friends_are_counted_by_year() -> None:
    """Two friends of one name are two; the letters of a name are mended first."""
    found = load(FACEBOOK)
    assert (found.kind, found.count, found.nameless) == ("friends", 12, 1)
    assert [group.label for group in found.parts["year"].groups] == ["2009–2014", "2015–2022"]
    assert repair("Zo\u00c3\u00ab") == "Zoë"
    assert repair("Zoë €") == "Zoë €"
    assert digest("Zoë") in found.keys


def test_the_correspondents_of_a_mailbox_are_counted() -> None:
    """Its owner is in the most messages; what others wrote to others does not count."""
    found = load(MAILBOX)
    assert (found.platform, found.kind, found.count) == ("mbox", "correspondents", 7)
    assert found.parts["messages"].groups == (Group(label="2–24", count=7),)
    assert found.parts["year"].groups == (Group(label="2021", count=7),)
    assert isnan(found.mutual)  # six, and one who did not answer: that one could be recognised
    assert (date(2021, 3, 2), date(2021, 3, 13)) in found.spans
    assert digest("zoe") in found.keys
    assert digest("Doe, Jane") in found.keys


def test_the_owner_of_a_mailbox_may_be_said() -> None:
    """When two addresses are in as many messages, it must be."""
    two = "From x\nFrom: a@a.example\nTo: b@b.example\n\n"
    contacts, problems = parse_contacts(two.encode(), "x")
    assert contacts is None
    assert [str(problem) for problem in problems] == [
        (
            "x: it cannot be told whose mailbox this is\n"
            "    Give the owner’s address: two are in as many messages, or none is in any."
        )
    ]
    contacts, problems = parse_contacts(two.encode(), "x", owner="B@b.example ")
    assert problems == ()
    assert contacts == Contacts(
        platform="mbox",
        kind="correspondents",
        contacts=(Contact(key=digest("a@a.example"), server="a.example", received=1),),
    )


def test_who_wrote_and_was_written_to_is_counted_where_it_may_be() -> None:
    """Five of ten, and five of the others."""
    contacts = tuple(Contact(key=str(rank), sent=1, received=rank % 2) for rank in range(10))
    found, _ = build_personal(
        Contacts(platform="mbox", kind="correspondents", contacts=contacts), "x"
    )
    assert found is not None
    assert found.mutual == 5


def test_the_same_person_on_two_platforms_has_one_digest() -> None:
    """Whatever the capitals, the accents and the spaces; it is no name."""
    assert digest("Zoë  Faure") == digest("zoe faure ")
    assert digest("Zoë") != digest("Chloé")
    assert len(load(LINKEDIN).keys & load(MAILBOX).keys) == 0
    assert len({digest("Jane0 Doe")} & load(LINKEDIN).keys) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Mar 2025", date(2025, 3, 12)),
        ("1 mars 2025", date(2025, 3, 1)),
        ("12 févr. 2025", date(2025, 2, 12)),
        ("02-Jan-2019", date(2019, 1, 2)),
        ("28 September 2026", date(2026, 9, 28)),
        ("3/12/17, 5:43 PM", date(2017, 3, 12)),
        ("2025-03-12", date(2025, 3, 12)),
        ("31 Feb 2025", None),
        ("12 Foo 2025", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_are_read_as_platforms_write_them(text: str, day: date | None) -> None:
    """What is no day is unknown."""
    assert parse_day(text) == day


def test_groups_under_five_are_put_together() -> None:
    """With the next larger one, until the rest is five."""
    assert parts_of(["a"] * 6 + ["A"] * 2 + ["b"] * 5 + ["c"] * 2 + [""]) == Parts(
        groups=(Group(label="a", count=8),),
        rest=7,
        unknown=1,
        concentration=(64 + 25 + 4) / 225,
    )
    few = parts_of(["a"] * 4)
    assert (few.groups, few.rest, few.unknown) == ((), 0, 4)
    assert isnan(few.concentration)


def test_years_under_five_are_put_together_with_their_neighbours() -> None:
    """With those after, and at the end with those before."""
    values = ["2009"] * 2 + ["2011"] * 4 + ["2012"] * 5 + ["2014"]
    assert ordered_parts(values).groups == (
        Group(label="2009–2011", count=6),
        Group(label="2012–2014", count=6),
    )
    assert ordered_parts(["50+"] * 2 + ["10–24"] * 6).groups == (Group(label="10+", count=8),)


def test_what_may_be_told_is_dumped_as_csv() -> None:
    """Counts alone; a label that a spreadsheet would run is told as text."""
    contacts = tuple(
        Contact(key=str(rank), since=date(2020, 1, 1), company="=HYPERLINK(1)" * (rank < 5))
        for rank in range(11)
    )
    found, _ = build_personal(
        Contacts(platform="linkedin", kind="contacts", contacts=contacts), "x"
    )
    assert found is not None
    assert dump_personal(found) == (
        "measure,group,people\n"
        "contacts,,11\n"
        "company,'=HYPERLINK(1),5\n"
        "company,unknown,6\n"
        "year,2020,11\n"
    )
    assert dump_personal(load(MASTODON)) == (
        "measure,group,people\ncontacts,,14\nserver,big.example,8\nserver,others,6\n"
    )


def test_nothing_is_told_of_fewer_than_five() -> None:
    """The number itself is not said."""
    assert refuse("Account address,Show boosts\na@b.example,true\n") == (
        "x: the export has fewer than 5 contacts\n"
        "    Nothing is told of so few people: each could be recognised."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a,b\n",
            (
                "x: the file is not a known export of contacts\n"
                "    Known: Facebook’s your_friends.json, LinkedIn’s Connections.csv, "
                "Mastodon’s following_accounts.csv, X’s following.js or follower.js, "
                "a mailbox (mbox)."
            ),
        ),
        (
            X,
            (
                "x:9: the file is not JSON: expecting ',' delimiter\n"
                "    It may be cut short: export it again."
            ),
        ),
        (
            FACEBOOK[:-9],
            (
                "x:1: the file is not JSON: expecting ',' delimiter\n"
                "    It may be cut short: export it again."
            ),
        ),
        (
            LINKEDIN + 'Ada,Lovelace,"https',
            (
                "x:26: the rows cannot be read: unexpected end of data\n"
                "    The file may be cut short: export it again."
            ),
        ),
    ],
    ids=["another file", "X cut short", "Facebook cut short", "LinkedIn cut short"],
)
def test_what_is_wrong_with_an_export_is_said(text: str, expected: str) -> None:
    """Without a name from it."""
    assert refuse(text) == expected


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        (LINKEDIN, "linkedin"),
        (MASTODON, "mastodon"),
        (X, "x"),
        (FACEBOOK, "facebook"),
        (MAILBOX, "mbox"),
        ("From To\nhttp://a.example http://b.example\n", ""),
        ("a@b.example,c@d.example\n", ""),
        ("source,target\nfirst name,last name\n", ""),
        ('{"nodes": [], "links": []}', ""),
        ("", ""),
    ],
)
def test_exports_are_told_from_networks(text: str, platform: str) -> None:
    """By what they hold, not by their names."""
    assert platform_of(text.encode()) == platform


def test_a_star_is_not_read_as_a_network(tmp_path: Path) -> None:
    """Whatever its name; but it is read as what it is."""
    (tmp_path / "edges.csv").write_text(LINKEDIN, encoding="utf-8")
    data = DataFile(path=tmp_path / "edges.csv", name="edges.csv")
    graph, problems = load_graph(data)
    assert graph is None
    assert problems == (refuse_star("edges.csv", "linkedin"),)
    personal, problems = load_personal(data)
    assert problems == ()
    assert personal == load(LINKEDIN)


def test_a_star_is_refused_in_the_words_of_the_figure() -> None:
    """What it cannot give, and what it can."""
    assert str(refuse_star("me.mbox", "mbox", "mean distance")) == (
        "me.mbox: a mailbox (mbox) holds one person’s contacts, which are a star\n"
        "    Ties between contacts are not in it, so it has no mean distance. "
        "`invoke stats` tells how many there are, by year, by employer or server, "
        "by number of messages, and names nobody."
    )


def test_an_export_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """In the system's words."""
    personal, problems = load_personal(DataFile(path=tmp_path / "x.mbox", name="x.mbox"))
    assert personal is None
    assert [str(problem) for problem in problems] == [
        "x.mbox: the file cannot be read: no such file or directory"
    ]


def test_every_platform_has_a_name() -> None:
    """That problems can say."""
    assert {platform_of(text.encode()) for text in (LINKEDIN, MASTODON, X, FACEBOOK, MAILBOX)} == (
        set(PLATFORMS)
    )
