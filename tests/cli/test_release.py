"""``sayso release`` keeps the data as they are now, and what was kept can be asked again."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest

from tests.cli.calling import PATIENCE, Sayso, call, command, environment
from tests.cli.test_serve import free_port, get, service

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?document a sayso:Document }"
TEXT = "“We counted twice,” said Maria Okafor, a spokeswoman for Wexley County."


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A data folder with the samples, which the test may change."""
    shutil.copytree(sample_data, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def sayso(data: Path) -> Sayso:
    return lambda *arguments, text=None: call(data, *arguments, text=text)


def documents(sayso: Sayso, *more: str) -> int:
    """How many documents a query finds."""
    done = sayso("query", "-q", COUNT, "--format", "csv", *more)
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[1])


def test_a_release_holds_what_there_was_and_can_be_asked_again(sayso: Sayso) -> None:
    made = sayso("release", "v1", "--title", "The samples", "--creator", "Ada Reed", "--creator", "Bo", "--json")
    assert made.returncode == 0, made.stderr
    kept = json.loads(made.stdout)
    assert (kept["name"], kept["title"], [each["name"] for each in kept["creators"]]) == (
        "v1",
        "The samples",
        ["Ada Reed", "Bo"],
    )
    before = kept["statistics"]["documents"]
    assert sayso("add", "-", text=TEXT).returncode == 0
    assert (documents(sayso), documents(sayso, "--release", "v1")) == (before + 1, before)
    assert sayso("rebuild").returncode == 0
    assert documents(sayso, "--release", "v1") == before
    whole = sayso("export", "nquads", "--release", "v1").stdout
    assert len(whole.splitlines()) == kept["statistics"]["triples"]
    checked = sayso("release", "v1", "--check")
    assert (checked.returncode, kept["sha256"] in checked.stdout) == (0, True)


def test_it_holds_what_was_added_just_before(sayso: Sayso) -> None:
    found = json.loads(sayso("add", "-", "--json", text=TEXT).stdout.splitlines()[0])
    assert sayso("release", "v1").returncode == 0
    done = sayso("export", "ntriples", "--release", "v1", "--document", found["id"])
    assert "Okafor" in done.stdout


def test_releases_are_listed(sayso: Sayso) -> None:
    assert "v1" not in sayso("release", "--list").stdout
    for name in ("v1", "2018-02"):
        assert sayso("release", name).returncode == 0
    assert {"v1", "2018-02"} <= set(sayso("release", "--list").stdout.split())
    lines = [json.loads(line) for line in sayso("release", "--list", "--json").stdout.splitlines()]
    assert {line["name"] for line in lines} == {"v1", "2018-02"}


def test_a_name_is_given_once(sayso: Sayso) -> None:
    first = json.loads(sayso("release", "v1", "--json").stdout)
    again = sayso("release", "v1", "--title", "Another")
    assert (again.returncode, again.stdout) == (1, "")
    assert "a release never changes" in again.stderr
    assert [json.loads(line) for line in sayso("release", "--list", "--json").stdout.splitlines()] == [first]


def test_removing_must_be_meant(sayso: Sayso) -> None:
    assert sayso("release", "v1").returncode == 0
    asked = sayso("release", "v1", "--remove")
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    assert sayso("release", "v1", "--remove", "--yes").returncode == 0
    for arguments in (("v1", "--check"), ("v1", "--remove", "--yes"), ("v1",)):
        done = sayso("release", *arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
        assert "never given to another state" in done.stderr


def test_damage_is_said(sayso: Sayso, data: Path) -> None:
    assert sayso("release", "v1").returncode == 0
    path = data / "releases" / "v1" / "graph.nq.gz"
    path.write_bytes(path.read_bytes()[:1000])
    done = sayso("release", "v1", "--check")
    assert (done.returncode, done.stdout) == (1, "")
    assert "graph.nq.gz" in done.stderr
    (data / "releases" / "v1" / "ro-crate-metadata.json").write_text("{")
    done = sayso("release", "--list")
    assert (done.returncode, "damaged" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--check",),
        ("--remove", "--yes"),
        (),
        ("v1", "--check", "--remove"),
        ("../v1",),
        (".part-x",),
        ("a b",),
        ("v1", "--licence", "CC BY"),
        ("v1", "--creator", "<x>"),
        ("v1", "--title", "two\nlines"),
        ("v1", "--title", "\udcff"),
    ],
)
def test_wrong_usage_is_one_line_and_keeps_nothing(on_samples: Sayso, sample_data: Path, arguments: tuple[str, ...]) -> None:
    done = on_samples("release", *arguments)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert not (sample_data / "releases" / "v1").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("release", "no", "--check"),
        ("release", "no", "--remove", "--yes"),
        ("export", "nquads", "--release", "no"),
        ("query", "-q", "ASK {}", "--release", "no"),
    ],
)
def test_what_is_not_there_is_one_line(on_samples: Sayso, arguments: tuple[str, ...]) -> None:
    done = on_samples(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "sayso: there is no release 'no'"


def test_an_empty_data_folder_can_be_kept(tmp_path: Path) -> None:
    done = call(tmp_path / "data", "release", "v0", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["statistics"]["documents"] == 0
    assert call(tmp_path / "data", "release", "v0", "--check").returncode == 0


@pytest.mark.slow
def test_it_works_beside_a_running_service(data: Path) -> None:
    port = free_port()
    with service(data, port) as process:
        found = json.loads(call(data, "add", "-", "--json", text=TEXT).stdout.splitlines()[0])
        made = call(data, "release", "v1", "--json")
        assert made.returncode == 0, made.stderr
        body = json.loads(get(f"http://127.0.0.1:{port}/api/releases/v1"))
        assert body == json.loads(made.stdout)
        document = f"ASK {{ <http://127.0.0.1:8000/document/{found['id']}> a <https://w3id.org/sayso/ontology#Document> }}"
        asked = urlencode({"query": document, "release": "v1", "format": "json"})
        assert json.loads(get(f"http://127.0.0.1:{port}/sparql?{asked}"))["boolean"] is True
        assert call(data, "release", "v1", "--remove", "--yes").returncode == 0
        with pytest.raises(HTTPError, match="410"):
            get(f"http://127.0.0.1:{port}/sparql?{asked}")
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def test_a_full_disk_leaves_nothing(data: Path) -> None:
    """No file may grow beyond a limit that the compressed graph exceeds: the error of a disk without room."""
    assert call(data, "stats").returncode == 0
    most = 50_000
    done = subprocess.run(
        command(data, "release", "v1"),
        capture_output=True,
        text=True,
        env=environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        check=False,
    )
    assert done.returncode == 1
    assert "the release 'v1' cannot be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert {path.name for path in (data / "releases").iterdir()} == {".lock"}
    assert call(data, "release", "v1").returncode == 0
