"""``sayso release``: keep the data as they are now, under a name that can be cited and asked again."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.invocation import complain, say, say_json, settings_of

if TYPE_CHECKING:
    from app.release.record import Release
    from app.store.releases import Releases


def release(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Letters, digits, '.', '_' and '-'; never given to another state.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="A title for people.")] = None,
    description: Annotated[str | None, typer.Option(help="What it is for; otherwise what it holds, counted.")] = None,
    creator: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Who made it: Name, or 'Name <https://orcid.org/…>'; repeatable.")
    ] = None,
    licence: Annotated[str | None, typer.Option(metavar="URL", help="Address of the licence.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Show the releases that there are.")] = False,
    check: Annotated[bool, typer.Option("--check", help="See whether this release still is what was kept.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Remove this release for good.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="That removing is meant.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> int:
    """Keep the data as they are now, for a paper that cites them: later documents change nothing in a release.

    A release can be asked, exported and downloaded as long as it is there, and has a checksum that others can verify.

    Examples:

    sayso release 2018-02 --title 'Detainers in the news' --creator 'Ada Reed' --licence https://creativecommons.org/licenses/by/4.0/

    sayso release 2018-02 --check
    """
    if [list_, check, remove].count(True) > 1:
        raise typer.BadParameter("--list, --check and --remove are asked one at a time")
    releases = releases_of(context)
    if list_:
        return show_all(releases, as_json)
    if name is None:
        raise typer.BadParameter("give the release a NAME, or see those that there are with --list")
    if check:
        return show_check(releases, name)
    if remove:
        return removed(releases, name, yes)
    return make(context, releases, name, (title, description, creator or [], licence), as_json)


def releases_of(context: typer.Context) -> Releases:
    """The releases in the data folder of the command's settings."""
    from app.store.releases import RELEASES, Releases

    return Releases(settings_of(context).data / RELEASES)


def make(
    context: typer.Context,
    releases: Releases,
    name: str,
    about: tuple[str | None, str | None, list[str], str | None],
    as_json: bool,
) -> int:
    """Keep the newest state, after graph and index have followed the ledger to its end."""
    from app.cli.local import opened
    from app.release.making import About, creator, kept
    from app.store.engine import engine_of

    title, description, creators, licence = about
    said = About(title, description, tuple(map(creator, creators)), licence)
    releases.free(name)
    with opened(settings_of(context)) as local, closing(engine_of(local.settings).states()) as states:
        made = kept(releases, name, states, local.iris, said)
    if as_json:
        say_json(made.model_dump(mode="json"))
    else:
        show(made)
    return 0


def show(release: Release) -> None:
    """Print what was kept, and how it is asked."""
    counts = release.statistics
    say(f"kept {release.name}: {counts.documents} documents, {counts.claims} claims, {counts.triples} triples")
    say(f"sha256 {release.sha256} (graph.nq, canonical N-Quads)")
    say(f"to be asked at /sparql?release={release.name}, cited as {release.iri}")


def show_all(releases: Releases, as_json: bool) -> int:
    """List the releases; 1 where one of them is damaged."""
    from app.cli.tables import show, table
    from app.errors import DataFolder
    from app.release.record import record

    found, damaged = [], 0
    for name in releases.names():
        try:
            found.append(record(releases, name))
        except DataFolder as error:
            complain(str(error))
            damaged = 1
    found.sort(key=lambda release: release.created)
    if as_json:
        for each in found:
            say_json(each.model_dump(mode="json"))
        return damaged
    rows = [(each.name, each.created, each.statistics.documents, each.statistics.triples, each.sha256[:16]) for each in found]
    columns = ["name", "created", "documents", "triples", "sha256"]
    show(table("Releases", columns, rows, numbers=["documents", "triples"]))
    return damaged


def show_check(releases: Releases, name: str) -> int:
    """Say whether a release still is what was kept; 1 where it is not."""
    from app.release.making import damages
    from app.release.record import record

    kept = record(releases, name)
    found = list(damages(releases, name))
    for line in found:
        complain(f"{name}: {line}")
    if not found:
        say(f"{name} is what was kept: {kept.statistics.triples} triples, sha256 {kept.sha256}")
    return 1 if found else 0


def removed(releases: Releases, name: str, yes: bool) -> int:
    """Remove a release. Raises ``BadParameter`` where it is not said that this is meant."""
    releases.path(name)
    if not yes:
        raise typer.BadParameter(f"what cites the release {name!r} can then not be asked again: add --yes if that is meant")
    gone = releases.remove(name)
    later = "" if gone else "; its files go with the next call of sayso release, since somebody still reads them"
    say(f"removed {name}{later}")
    return 0
