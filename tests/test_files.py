"""Writing: nothing half-written, nothing of others touched, nothing outside the folder."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.output import Output
from generator.publish import files, swap


def outputs(**texts):
    return [Output(name.replace("__", "/") + ".md", text.encode()) for name, text in texts.items()]


def test_only_what_changed_is_written_and_what_is_gone_is_deleted(tmp_path):
    folder = tmp_path / "manual"
    first = files.synchronise(folder, outputs(a="one", deep__b="two"))
    assert set(first.written) == {"a.md", "deep/b.md"}
    before = (folder / "a.md").stat().st_mtime_ns
    second = files.synchronise(folder, outputs(a="one", c="three"))
    assert second == files.FileChanges(("c.md",), ("deep/b.md",))
    assert (folder / "a.md").stat().st_mtime_ns == before
    assert not (folder / "deep").exists()


def test_files_of_others_stay(tmp_path):
    (tmp_path / "mine.md").write_text("hand-written")
    files.synchronise(tmp_path, outputs(a="one"))
    files.synchronise(tmp_path, [])
    assert (tmp_path / "mine.md").read_text() == "hand-written"
    assert not (tmp_path / "a.md").exists()


def test_kept_outputs_stay_and_remain_owned(tmp_path):
    files.synchronise(tmp_path, [Output("book.pdf", b"%PDF"), *outputs(a="one")])
    assert files.synchronise(tmp_path, outputs(a="one"), keep=["book.pdf"]) == files.FileChanges()
    assert files.synchronise(tmp_path, outputs(a="one")).deleted == ("book.pdf",)


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "C:/x", "a\\b", "", ".", "a//b", "a/./b", "x\0y"])
def test_a_path_out_of_the_folder_is_refused_before_anything_is_written(tmp_path, path):
    with pytest.raises(files.Unsafe):
        files.synchronise(tmp_path / "manual", [*outputs(a="one"), Output(path, b"x")])
    assert not (tmp_path / "manual").exists()


def test_a_list_of_outputs_that_was_tampered_with_deletes_nothing_outside(tmp_path):
    victim = tmp_path / "victim.txt"
    victim.write_text("dear")
    folder = tmp_path / "manual"
    files.synchronise(folder, outputs(a="one"))
    (folder / files.LIST).write_text('["../victim.txt", 3, "a.md"]')
    files.synchronise(folder, [])
    assert victim.read_text() == "dear"
    assert not (folder / "a.md").exists()


def test_a_second_build_waits_its_turn(tmp_path):
    with files.locked(tmp_path), pytest.raises(files.Busy), files.locked(tmp_path, wait=0.1):
        pass
    with files.locked(tmp_path, wait=0.1):
        pass


def site(folder: Path, **texts):
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text)
    return folder


def published(folder: Path, **pages: str) -> Path:
    fresh = site(folder.with_name("first"), **pages)
    assert swap.publish(fresh, folder)
    return folder


def shown(folder: Path):
    return {name: (folder / name).read_text() for name in files.tree(folder) if name != files.LIST}


def test_what_others_put_into_the_site_stays(tmp_path):
    old = published(tmp_path / "site", a="1", b="1")
    (old / "CNAME").write_text("sop.example.go.th")
    (old / "films" / "year").mkdir(parents=True)
    (old / "films" / "year" / "x.mp4").write_text("film")
    assert swap.publish(site(tmp_path / "new", a="2"), old)
    assert shown(old) == {"a.html": "2", "CNAME": "sop.example.go.th", "films/year/x.mp4": "film"}
    assert not swap.publish(site(tmp_path / "new", a="2"), old)
    assert shown(old) == {"a.html": "2", "CNAME": "sop.example.go.th", "films/year/x.mp4": "film"}


def test_a_folder_that_is_no_site_of_ours_is_never_replaced(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "letter.txt").write_text("สำคัญ")
    with pytest.raises(swap.Foreign):
        swap.publish(site(tmp_path / "new", a="1"), documents)
    assert shown(documents) == {"letter.txt": "สำคัญ"}
    (tmp_path / "file").write_text("x")
    with pytest.raises(swap.Foreign):
        swap.claim(tmp_path / "file")


def test_an_interruption_at_the_very_start_leaves_no_folder(tmp_path, monkeypatch):
    make = swap.tempfile.mkdtemp

    def interrupted(*given, **named):
        make(*given, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(swap.tempfile, "mkdtemp", interrupted)
    with pytest.raises(KeyboardInterrupt), swap.beside(tmp_path / "site"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_and_a_site_from_before_the_lists_may_be_replaced(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert swap.publish(site(tmp_path / "new", a="1"), empty) and shown(empty) == {"a.html": "1"}
    old = tmp_path / "site"
    old.mkdir()
    for name in (*swap.BEFORE_LISTS, "gone.html"):
        (old / name).write_text("")
    assert swap.publish(site(tmp_path / "new", a="1"), old) and shown(old) == {"a.html": "1"}


def test_a_folder_that_somebody_keeps_as_the_old_site_is_left_alone(tmp_path):
    kept = site(tmp_path / "site.old", a="สำเนาของสำนักงาน")
    old = published(tmp_path / "site", a="1")
    assert swap.publish(site(tmp_path / "new", a="2"), old)
    assert shown(kept) == {"a.html": "สำเนาของสำนักงาน"}


def test_a_site_is_swapped_in_whole_and_unchanged_files_keep_their_time(tmp_path):
    old = published(tmp_path / "site", a="1", b="1")
    os.utime(old / "a.html", (1000, 1000))
    assert swap.publish(site(tmp_path / "new", a="1", c="2"), old)
    assert shown(old) == {"a.html": "1", "c.html": "2"}
    assert (old / "a.html").stat().st_mtime == 1000
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_an_equal_site_is_not_replaced(tmp_path):
    old = published(tmp_path / "site", a="1")
    assert not swap.publish(site(tmp_path / "new", a="1"), old)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_systems_that_cannot_exchange_two_folders_swap_by_renaming(tmp_path, monkeypatch):
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    old = published(tmp_path / "site", a="1")
    assert swap.publish(site(tmp_path / "new", a="2"), old)
    assert shown(old) == {"a.html": "2"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_what_a_killed_swap_left_is_mended(tmp_path):
    site(swap.aside(tmp_path / "site"), a="old")
    swap.recover(tmp_path / "site")
    assert shown(tmp_path / "site") == {"a.html": "old"}
    site(swap.aside(tmp_path / "site"), a="older")
    swap.recover(tmp_path / "site")
    assert shown(tmp_path / "site") == {"a.html": "old"}
    assert not swap.aside(tmp_path / "site").exists()


KILLED = """
import sys, itertools
from pathlib import Path
from generator.publish import files, swap
from generator.output import Output
root = Path(sys.argv[1])
print("ready", flush=True)
for n in itertools.count(int(sys.argv[2])):
    text = str(n).encode()
    files.synchronise(root / "manual", [Output(f"{i}.md", text) for i in range(20)])
    fresh = root / f"fresh-{n}"
    fresh.mkdir()
    for i in range(20):
        (fresh / f"{i}.html").write_bytes(text)
    swap.publish(fresh, root / "site")
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX signal")
def test_killed_at_any_moment_the_site_is_the_old_or_the_new_never_a_mixture(tmp_path):
    missing = mixed = 0
    for attempt in range(50):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path), str(attempt * 1000)], stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.02 + (attempt * 37 % 50) / 1000)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        swap.recover(tmp_path / "site")
        if not (tmp_path / "site").exists():
            missing += 1
            continue
        texts = set(shown(tmp_path / "site").values())
        mixed += len(texts) != 1 or len(shown(tmp_path / "site")) != 20
    assert mixed == 0
    assert missing < 50, "no attempt published anything: the test shows nothing"
    files.synchronise(tmp_path / "manual", outputs(a="last"))
    assert [name for name in files.tree(tmp_path / "manual") if name not in (files.LIST, files.LOCK)] == ["a.md"]
