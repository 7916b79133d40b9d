"""Archives: what they hold under their names, and every trick refused in one line while the rest goes on."""

from __future__ import annotations

import io
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remit.loaders import archives
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import Source, find_sources
from remit.ontology.claims import Citation
from remit.ontology.errors import UnreadableDocument

MIRROR = Path(__file__).parent / "corpus" / "mirror"
FILES = {"acts/a.txt": "Первый".encode(), "b.md": "Второй".encode()}
TARS = {".tar": "w", ".tar.gz": "w:gz", ".tgz": "w:gz", ".tar.xz": "w:xz", ".tar.bz2": "w:bz2"}


def tar(path: Path, files: dict[str, bytes], mode: str = "w", *extra: tarfile.TarInfo) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for info in extra:
            archive.addfile(info)
    return path


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name given twice
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def make(path: Path, files: dict[str, bytes]) -> Path:
    if path.name.endswith(".zip"):
        return zipped(path, files)
    return tar(path, files, TARS["." + path.name.split(".", 1)[1]])


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> pytest.TempPathFactory:
    return tmp_path_factory


def refusal(source: Source) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        source.read()
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("suffix", [".zip", *TARS])
def test_members_are_named_below_their_archive(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / f"in{suffix}", FILES | {"picture.png": b"x", ".hidden/c.txt": b"x", "README.md": b"x"})
    monkeypatch.chdir(tmp_path)
    sources = list(find_sources([f"in{suffix}"]))
    assert [source.name for source in sources] == [f"in{suffix}/acts/a.txt", f"in{suffix}/b.md"]
    assert [source.read() for source in sources] == list(FILES.values())
    assert [source.media_type for source in sources] == ["text/plain", "text/markdown"]
    assert sources[0].origin == str(tmp_path / f"in{suffix}" / "acts" / "a.txt")


def test_archives_in_a_folder_are_opened(tmp_path: Path) -> None:
    make(tmp_path / "b.zip", FILES)
    (tmp_path / "a.txt").write_text("сам по себе", encoding="utf-8")
    names = [source.name.removeprefix(f"{tmp_path.as_posix()}/") for source in find_sources([str(tmp_path)])]
    assert names == ["a.txt", "b.zip/acts/a.txt", "b.zip/b.md"]


@pytest.mark.parametrize("suffix", [".zip", ".tar.xz"])
def test_a_clone_of_the_mirror_may_be_packed(tmp_path: Path, suffix: str, pipeline: Pipeline) -> None:
    files = {str(path.relative_to(MIRROR)): path.read_bytes() for path in sorted(MIRROR.rglob("*")) if path.is_file()}
    sources = list(find_sources([str(make(tmp_path / f"mirror{suffix}", files))]))
    assert [Path(source.name).name for source in sources] == ["kaz.md", "rus.md", "rus.md"]
    record = pipeline.read(sources[0])
    assert any(isinstance(claim, Citation) and claim.relation == "repealed_by" for claim in record.claims)


@pytest.mark.parametrize("suffix", [".zip", ".tar"])
@pytest.mark.parametrize("name", ["../up.txt", "/root.txt", "a/../../up.txt", "C:/disk.txt"])
def test_a_path_that_leads_out_is_refused_and_the_others_go_on(tmp_path: Path, suffix: str, name: str) -> None:
    bad, good = find_sources([str(make(tmp_path / f"in{suffix}", {name: b"x", "good.txt": b"good"}))])
    assert "a path that leads out of the archive" in refusal(bad)
    assert good.read() == b"good"


def test_links_are_refused_and_folders_and_devices_are_nothing(tmp_path: Path) -> None:
    infos = [tarfile.TarInfo(name) for name in ("link.txt", "hard.txt", "device.txt", "folder.txt")]
    for info, kind in zip(infos, (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE), strict=True):
        info.type, info.linkname = kind, "/etc/hostname"
    found = list(find_sources([str(tar(tmp_path / "in.tar", {"a.txt": b"a"}, "w", *infos))]))
    assert [Path(source.name).name for source in found] == ["a.txt", "link.txt", "hard.txt"]
    assert all("a link" in refusal(source) for source in found[1:])


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = make(tmp_path / "inner.zip", FILES).read_bytes()
    (source,) = find_sources([str(make(tmp_path / "in.zip", {"deep/inner.zip": inner}))])
    assert "in.zip/deep/inner.zip: an archive in an archive" in refusal(source)


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    zeros = b"0" * (8 << 20)
    for suffix in (".zip", ".tar.gz", ".tar.xz"):
        (source,) = find_sources([str(make(tmp_path / f"in{suffix}", {"bomb.txt": zeros}))])
        assert "8 MB packed into" in refusal(source) or "MB packed into" in refusal(source)


def test_one_member_with_too_high_a_ratio_does_not_cost_the_others(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 40 + (tmp_path.as_posix().encode() * 10)
    files = {"bomb.txt": b"0" * (3 << 20)}
    files |= {f"{number}.txt": bytes((byte * number) % 251 for byte in noise) for number in range(2, 60)}
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_DEFLATED if name == "bomb.txt" else zipfile.ZIP_STORED)
    bomb, *rest = find_sources([str(path)])
    assert "packed into" in refusal(bomb)
    assert [source.read() for source in rest] == list(files.values())[1:]


def test_a_member_larger_than_it_says_is_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBER_BYTES", 1000)
    large, small = find_sources([str(make(tmp_path / "in.zip", {"a.txt": b"ab" * 600, "b.txt": b"b"}))])
    assert "more than" in refusal(large) and small.read() == b"b"
    with pytest.raises(UnreadableDocument, match="more than"):
        archives._bounded(io.BytesIO(b"x" * 2000).read, "in.zip", "a.txt")


@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_too_many_members_are_refused_in_one_line(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    found = list(find_sources([str(make(tmp_path / f"in{suffix}", {f"{n}.txt": b"x" for n in range(5)}))]))
    assert "more than 3 files in it" in refusal(found[-1])


def test_a_member_under_a_password_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "in.zip", FILES)
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    path.write_bytes(data)
    locked, free = find_sources([str(path)])
    assert "a password is needed" in refusal(locked) and free.read() == FILES["b.md"]


def test_a_damaged_member_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    path.write_bytes(path.read_bytes().replace("Первый".encode(), "Пepвый".encode().ljust(12, b"!")))
    damaged, sound = find_sources([str(path)])
    assert "in.zip/acts/a.txt: broken archive: Bad CRC-32" in refusal(damaged)
    assert sound.read() == FILES["b.md"]


def test_names_in_the_letters_of_dos_are_read(tmp_path: Path) -> None:
    path = make(tmp_path / "in.zip", {"XXXXXX.txt": b"x"})
    path.write_bytes(path.read_bytes().replace(b"XXXXXX", "Приказ".encode("cp866")))
    (source,) = find_sources([str(path)])
    assert Path(source.name).name == "Приказ.txt"


def test_a_name_is_one_line(tmp_path: Path) -> None:
    (source,) = find_sources([str(make(tmp_path / "in.tar", {"a\nb\udcff.txt": b"x"}))])
    assert Path(source.name).name == "a\ufffdb\ufffd.txt" and source.read() == b"x"


@pytest.mark.parametrize("suffix", [".zip", *TARS])
@pytest.mark.parametrize("cut", [0, 1, 30, 300])
def test_a_cut_archive_is_refused_in_one_line(tmp_path: Path, suffix: str, cut: int) -> None:
    path = make(tmp_path / f"in{suffix}", {"a.txt": bytes(range(256)) * 8, "b.txt": b"b"})
    path.write_bytes(path.read_bytes()[:cut])
    found = list(find_sources([str(path)]))
    assert found and "in" + suffix in refusal(found[-1])


@settings(max_examples=150, deadline=None)
@given(suffix=st.sampled_from([".zip", *TARS]), data=st.data())
def test_no_damage_breaks_the_reader(folders: pytest.TempPathFactory, suffix: str, data: st.DataObject) -> None:
    path = make(folders.mktemp("fuzz") / f"in{suffix}", FILES)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    for source in find_sources([str(path)]):
        try:
            source.read()
        except UnreadableDocument as refused:
            assert "\n" not in str(refused)
