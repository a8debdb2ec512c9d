"""A parcel for a stick: read by its ring alone, made by its device alone, taken as often as it comes."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pyrage
import pytest
from pyrage import x25519
from sqlalchemy import text

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import enrolments, held_files, outbox, sending
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync import parcel
from counter_app.sync.codes import hash_of, new_code, plain
from counter_app.sync.parcel_keys import identity, parcel_key
from tests.domain.events_made import START
from tests.storage.made import UNIT
from tests.sync.made import Desk

NOW = START + timedelta(hours=8)
TOKEN = "token-of-a-test"


@dataclass
class Ring:
    """A city or hub below which one counter is enrolled."""

    store: Store
    files: FileFolder

    @property
    def key(self) -> str:
        return parcel_key(self.store)

    def enrol(self, device: str, token: str, unit: str = UNIT) -> None:
        code = new_code(self.store, unit, "", NOW)
        with self.store.transaction() as tx:
            enrolments.enrol(
                tx,
                code_hash=hash_of(plain(code)),
                device=device,
                name=device,
                token_hash=hash_of(token),
                practice=True,
                now=NOW,
            )

    def take(self, content: bytes) -> parcel.Imported:
        return parcel.take(self.store, "city", content, self.files, now=NOW)

    def snapshot(self) -> list[object]:
        with self.store.reading() as reading:
            return [
                tuple(reading.ask(text(f"SELECT * FROM {table} ORDER BY 1")))  # noqa: S608 - own tables
                for table in ("event", "dossier", "feed", "tally", "chain", "held_file")
            ]


@pytest.fixture(params=["sqlite", "postgresql"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ring]:
    place = tmp_path / "city.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(place, role="city", practice=True) as store:
        ring = Ring(store, FileFolder(tmp_path / "city.files"))
        ring.enrol("quay-1", TOKEN)
        yield ring


@pytest.fixture
def small_city(tmp_path: Path) -> Iterator[Ring]:
    with Store.open(tmp_path / "small.db", role="city", practice=True) as store:
        ring = Ring(store, FileFolder(tmp_path / "small.files"))
        ring.enrol("quay-1", TOKEN)
        yield ring


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk.open(tmp_path)
    yield made
    made.store.close()


SENDER = parcel.Sender("quay-1", UNIT, TOKEN)


def packed(desk: Desk, ring: Ring, sender: parcel.Sender = SENDER) -> bytes:
    return parcel.pack(desk.store, sender, ring.key, now=NOW).content


def waiting(desk: Desk) -> int:
    with desk.store.reading() as reading:
        return outbox.state(reading).waiting


def refused(ring: Ring, content: bytes) -> str:
    before = ring.snapshot()
    with pytest.raises(OfficerCanMend) as caught:
        ring.take(content)
    assert ring.snapshot() == before
    return caught.value.code


def test_s11_two_hundred_dossiers_imported_twice_change_nothing_the_second_time(city: Ring, desk: Desk) -> None:
    """S11: 200 dossiers exported, imported at the city side twice: second time 0 changes."""
    ids = desk.register(200)
    desk.correct(ids[0], request="sửa")
    content = packed(desk, city)
    assert waiting(desk) == 201
    first = city.take(content)
    assert (first.stored, first.known, first.refused) == (201, 0, 0)
    before = city.snapshot()
    second = city.take(content)
    assert (second.stored, second.known, second.refused) == (0, 201, 0)
    assert city.snapshot() == before


def test_answer_empties_the_outbox(small_city: Ring, desk: Desk) -> None:
    desk.register(5)
    answer = small_city.take(packed(desk, small_city)).answer
    assert parcel.is_answer(answer)
    heard = parcel.hear(desk.store, SENDER, answer, now=NOW)
    assert (heard.delivered, heard.refused) == (5, 0)
    assert waiting(desk) == 0
    with desk.store.reading() as reading:
        assert sending.ring_epoch(reading) == small_city.store.epoch
    assert parcel.hear(desk.store, SENDER, answer, now=NOW) == parcel.Heard(0, 0, 0)


def test_t_dup_parcel_beside_the_line_is_known(small_city: Ring, desk: Desk) -> None:
    """What came by stick and is sent again by the line, or by a second parcel, is taken once."""
    desk.register(3)
    first = packed(desk, small_city)
    desk.register(2)
    assert small_city.take(packed(desk, small_city)).stored == 5
    assert small_city.take(first).known == 3


def test_parcel_for_another_ring_is_one_sentence(small_city: Ring, desk: Desk) -> None:
    desk.register()
    other = x25519.Identity.generate()
    content = parcel.pack(desk.store, SENDER, str(other.to_public()), now=NOW).content
    assert refused(small_city, content) == "parcel_for_another"


def test_parcel_that_a_ring_passes_on_is_not_the_devices(small_city: Ring, desk: Desk) -> None:
    """Whoever could open a parcel cannot make it one for somebody else."""
    desk.register()
    other = x25519.Identity.generate()
    inside = pyrage.decrypt(parcel.pack(desk.store, SENDER, str(other.to_public()), now=NOW).content, [other])
    again = pyrage.encrypt(inside, [identity(small_city.store).to_public()])
    assert refused(small_city, again) == "parcel_for_another"


@pytest.mark.parametrize("at", [0, 30, 150, 250, 0.5, -1])
@pytest.mark.parametrize("how", ["altered", "torn"])
def test_torn_or_altered_parcel_changes_nothing(small_city: Ring, desk: Desk, at: float, how: str) -> None:
    desk.register(20)
    content = packed(desk, small_city)
    place = int(len(content) * at) if isinstance(at, float) else at % len(content)
    spoilt = content[:place] if how == "torn" else content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    assert refused(small_city, spoilt) in {"parcel_unreadable", "parcel_for_another"}


@pytest.mark.parametrize("content", [b"", b"\0" * 4000, b"%PDF-1.7", zlib.compress(b"x" * 99)])
def test_what_is_no_parcel_is_one_sentence(small_city: Ring, content: bytes) -> None:
    assert refused(small_city, content) == "parcel_unreadable"


def test_t_identity_parcel_of_a_stranger_or_of_one_put_out_is_refused(small_city: Ring, desk: Desk) -> None:
    desk.register()
    for sender in (
        parcel.Sender("quay-1", UNIT, "another token"),
        parcel.Sender("quay-9", UNIT, TOKEN),
        parcel.Sender("quay-1", "31121", TOKEN),
    ):
        code = refused(small_city, packed(desk, small_city, sender))
        assert code == ("parcel_other_unit" if sender.unit != UNIT else "parcel_not_authentic")
    content = packed(desk, small_city)
    with small_city.store.transaction() as tx:
        enrolments.revoke(tx, "quay-1", NOW)
    assert refused(small_city, content) == "parcel_not_authentic"


def test_events_of_another_device_in_it_are_refused_one_by_one(small_city: Ring, desk: Desk, tmp_path: Path) -> None:
    small_city.enrol("quay-2", "other")
    desk.register(2)
    content = packed(desk, small_city, parcel.Sender("quay-2", UNIT, "other"))
    done = small_city.take(content)
    assert (done.stored, done.refused) == (0, 2)


def test_real_and_practice_do_not_mix(desk: Desk, tmp_path: Path) -> None:
    desk.register()
    with Store.open(tmp_path / "real.db", role="city", practice=False) as store:
        real = Ring(store, FileFolder(tmp_path / "real.files"))
        real.enrol("quay-1", TOKEN)
        assert refused(real, packed(desk, real)) == "parcel_other_mode"


def test_files_go_with_it_and_are_there_when_their_hash_was_checked(
    small_city: Ring, desk: Desk, tmp_path: Path
) -> None:
    own = FileFolder.beside(desk.store.path or Path())
    ids = desk.register()
    hashes = [attach(desk, own, ids[0], bytes([n]) * size) for n, size in enumerate((10, 2000, 90_000))]
    made = parcel.pack(desk.store, SENDER, small_city.key, now=NOW, files=own, most_file_bytes=5000)
    assert made.files == 2
    done = small_city.take(made.content)
    assert (done.stored, done.files) == (1, 2)
    assert [small_city.files.whole(sha256) for sha256 in hashes] == [True, True, False]
    assert small_city.take(made.content).files == 0
    assert parcel.hear(desk.store, SENDER, done.answer, now=NOW).files == 2
    rest = parcel.pack(desk.store, SENDER, small_city.key, now=NOW, files=own)
    assert (rest.events, rest.files) == (0, 1)


def attach(desk: Desk, files: FileFolder, dossier: UUID, content: bytes) -> str:
    import io

    kept = files.keep(io.BytesIO(content))
    with desk.store.transaction() as tx:
        held_files.add(tx, kept, UNIT, NOW)
        seq = tx.ask(text("SELECT max(seq) FROM event"))[0][0]
        tx.connection.execute(
            text(
                "INSERT INTO file_queue (sha256, dossier, seq, size, state, attempts, last_answer, url, sent, broken, "
                "ring, ring_epoch) VALUES (:sha256, :dossier, :seq, :size, 'waiting', 0, '', '', 0, 0, '', '')"
            ),
            {"sha256": bytes.fromhex(kept.sha256), "dossier": dossier.bytes, "seq": seq, "size": kept.size},
        )
    return kept.sha256


def test_t_epoch_answer_from_before_the_ring_was_restored_does_not_count(small_city: Ring, desk: Desk) -> None:
    desk.register(2)
    answer = small_city.take(packed(desk, small_city)).answer
    with desk.store.transaction() as tx:
        outbox.answered(tx, NOW + timedelta(minutes=1), "restored-since")
    with pytest.raises(OfficerCanMend, match="answer_outdated"):
        parcel.hear(desk.store, SENDER, answer, now=NOW)
    assert waiting(desk) == 2


def test_t_epoch_answer_of_a_restored_ring_offers_again_what_it_lost(small_city: Ring, desk: Desk) -> None:
    desk.register(2)
    with desk.store.transaction() as tx:
        sending.delivered(tx, {1: "stored"}, ring_epoch="before", at=NOW - timedelta(days=1))
    answer = small_city.take(packed(desk, small_city)).answer
    assert parcel.hear(desk.store, SENDER, answer, now=NOW).delivered == 1
    assert waiting(desk) == 1
    assert small_city.take(packed(desk, small_city)).stored == 1


@pytest.mark.parametrize("spoil", ["said", "seal", "device"])
def test_answer_that_was_altered_counts_for_nothing(small_city: Ring, desk: Desk, spoil: str) -> None:
    desk.register(2)
    outer = json.loads(small_city.take(packed(desk, small_city)).answer)
    if spoil == "device":
        outer["said"] = outer["said"].replace("quay-1", "quay-2")
    else:
        outer[spoil] = outer[spoil].replace("0", "1")
    with pytest.raises(OfficerCanMend, match="answer_not_authentic"):
        parcel.hear(desk.store, SENDER, json.dumps(outer).encode(), now=NOW)
    assert waiting(desk) == 2


def test_nothing_to_pack_is_said(small_city: Ring, desk: Desk) -> None:
    with pytest.raises(OfficerCanMend, match="parcel_empty"):
        packed(desk, small_city)
    desk.register()
    with pytest.raises(OfficerCanMend, match="parcel_key_wrong"):
        parcel.pack(desk.store, SENDER, "age1nonsense", now=NOW)
    with pytest.raises(OfficerCanMend, match="parcel_no_token"):
        packed(desk, small_city, parcel.Sender("quay-1", UNIT, ""))


def test_nobody_reads_a_name_on_the_stick(small_city: Ring, desk: Desk) -> None:
    desk.register(3)
    made = parcel.pack(desk.store, SENDER, small_city.key, now=NOW)
    assert made.name == "quay-1-20261123T160000.parcel"
    for plain_text in ("Nguyễn".encode(), b"H13.35.07", b"quay-1", UNIT.encode()):
        assert plain_text not in made.content
    answer = small_city.take(made.content).answer
    assert "Nguyễn" not in answer.decode()
