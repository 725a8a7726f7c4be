"""Downloads the packages named in sources.toml and unpacks them under DATA/packages.

    /usr/bin/python3 fetch.py DATA JDK_SRC_ZIP

Uses only the registries' own clients: apt-get, npm and mvn. Every file that arrived is named with its
SHA-256 in DATA/packages.lock, which says exactly what a model was trained on. DATA must be an empty folder.
"""

import hashlib
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
TEXT_LIMIT_BYTES = 2_000_000
NPM_LOT = 20
COPY_PROJECT = """<project><modelVersion>4.0.0</modelVersion><groupId>training</groupId><artifactId>copy</artifactId>
<version>1</version><build><plugins><plugin><artifactId>maven-dependency-plugin</artifactId><configuration>
<outputDirectory>{out}</outputDirectory><artifactItems>{items}</artifactItems></configuration></plugin></plugins></build>
</project>"""


def run(command, folder):
    """One client command; says what failed and goes on, because the lock file tells what did arrive."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        print("failed:", " ".join(command[-2:]), (done.stderr or done.stdout).strip()[-600:], flush=True)
    return done.returncode == 0


def unpack(archive, target):
    """Unpacks one downloaded archive, whatever its kind, and removes it."""
    target.mkdir(parents=True, exist_ok=True)
    if archive.suffix == ".deb":
        run(["dpkg-deb", "-R", str(archive), str(target)], target)
        unpack_inside(target)
    elif archive.suffix in (".jar", ".zip", ".whl"):
        with zipfile.ZipFile(archive) as bundle:
            members = [m for m in bundle.infolist() if m.file_size <= TEXT_LIMIT_BYTES and not m.filename.endswith(".class")]
            bundle.extractall(target, members)
    else:
        with tarfile.open(archive) as bundle:
            members = [m for m in bundle if m.isfile() and m.size <= TEXT_LIMIT_BYTES and inside(m.name)]
            bundle.extractall(target, members)


def inside(name):
    """Whether an archive member stays below the folder it is unpacked to."""
    return not name.startswith("/") and ".." not in name.split("/")


def unpack_inside(target):
    """Debian's source packages hold one tar archive; it is unpacked where it lies."""
    for inner in target.glob("usr/src/**/*.tar.*"):
        unpack(inner, inner.parent / "unpacked")


def fetch_debian(packages, downloads):
    run(["apt-get", "download", *packages], downloads)


def source_list(folder):
    """A list of the machine's own Debian repositories with their source packages switched on."""
    listing = folder / "debian-src.sources"
    text = Path("/etc/apt/sources.list.d/debian.sources").read_text()
    listing.write_text(text.replace("Types: deb\n", "Types: deb-src\n"))
    (folder / "lists/partial").mkdir(parents=True, exist_ok=True)
    return ["-o", f"Dir::Etc::sourcelist={listing}", "-o", "Dir::Etc::sourceparts=-", "-o", f"Dir::State::lists={folder}/lists"]


def fetch_debian_sources(packages, downloads):
    options = source_list(downloads)
    run(["apt-get", *options, "update"], downloads)
    for package in packages:
        run(["apt-get", *options, "source", "--tar-only", "--download-only", package], downloads)


def fetch_maven(coordinates, classifier, downloads):
    """One Maven run copies all artifacts: a throw-away project lists them."""
    items = "".join(artifact_item(coordinate, classifier) for coordinate in coordinates)
    (downloads / "pom.xml").write_text(COPY_PROJECT.format(items=items, out=downloads))
    run(["mvn", "-B", "-q", "-f", str(downloads / "pom.xml"), "dependency:copy"], downloads)


def artifact_item(coordinate, classifier):
    group, artifact, version = coordinate.split(":")
    kind = f"<classifier>{classifier}</classifier>" if classifier else ""
    return (
        f"<artifactItem><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
        f"<version>{version}</version>{kind}</artifactItem>"
    )


def fetch_npm(packages, downloads):
    """Packs in lots, because each start of the client costs seconds."""
    for start in range(0, len(packages), NPM_LOT):
        lot = packages[start : start + NPM_LOT]
        if not run(["npm", "pack", "--silent", *lot], downloads):
            for package in lot:
                run(["npm", "pack", "--silent", package], downloads)


def package_name(archive):
    """The package an archive belongs to: its file name up to the version."""
    name = archive.name.split("_")[0]
    pieces = name.removesuffix("-sources.jar").removesuffix(".jar").removesuffix(".tgz").removesuffix(".tar.gz").split("-")
    kept = [p for i, p in enumerate(pieces) if i == 0 or not p[:1].isdigit() or archive.suffix == ".deb"]
    return "-".join(kept)


def settle(ecosystem, downloads, data, lock):
    """Unpacks everything that was downloaded and notes it in the lock file."""
    for archive in sorted(downloads.iterdir()):
        wanted = archive.suffix in (".deb", ".jar", ".tgz", ".zip") or (".tar." in archive.name and not archive.name.endswith(".asc"))
        if archive.is_file() and wanted and ".debian.tar" not in archive.name:
            lock.write(f"{ecosystem} {archive.name} {hashlib.sha256(archive.read_bytes()).hexdigest()}\n")
            try:
                unpack(archive, data / "packages" / ecosystem / package_name(archive))
            except (tarfile.TarError, zipfile.BadZipFile, OSError) as problem:
                print("not unpacked:", archive.name, problem, flush=True)


def jobs(sources):
    """What to fetch, by ecosystem."""
    return {
        "npm": lambda d: fetch_npm(sources["npm"]["packages"].split(), d),
        "debian": lambda d: fetch_debian(sources["debian"]["binary"].split(), d),
        "debian-source": lambda d: fetch_debian_sources(sources["debian"]["source"].split(), d),
        "maven": lambda d: fetch_maven(sources["maven"]["jars"].split(), "sources", d),
        "maven-plain": lambda d: fetch_maven(sources["maven"]["plain_jars"].split(), "", d),
    }


def main():
    data, jdk = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    sources = tomllib.loads((HERE / "sources.toml").read_text())
    with open(data / "packages.lock", "w") as lock:
        for ecosystem, fetch in jobs(sources).items():
            downloads = data / "downloads" / ecosystem
            downloads.mkdir(parents=True, exist_ok=True)
            fetch(downloads)
            settle(ecosystem, downloads, data, lock)
            print("done:", ecosystem, flush=True)
        lock.write(f"jdk {jdk.name} {hashlib.sha256(jdk.read_bytes()).hexdigest()}\n")
    unpack(jdk, data / "packages" / "jdk" / "src")


if __name__ == "__main__":
    main()
