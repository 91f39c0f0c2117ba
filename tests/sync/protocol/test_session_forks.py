"""Both ends together over forks: old copies put back on either side, clones, and answers that come late."""

from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.session import Phase
from tests.helpers.ends import DistrictEnd, Journal, KioskEnd
from tests.helpers.journal import journal


def payloads(*epochs: Journal) -> set[bytes | None]:
    """Give what journals say, wherever it stands."""
    return {entry.payload for entries in epochs for entry in entries}


@given(st.integers(1, 12), st.data())
def test_a_restored_kiosk_settles_its_fork_and_loses_nothing(count: int, data: st.DataObject) -> None:
    """A kiosk put back to an old copy, which wrote on or did not: the district has all of both histories, nothing written over."""
    full = journal(count)
    kept = full[: data.draw(st.integers(0, count - 1))]
    district = DistrictEnd(full)
    kiosk = KioskEnd(journal(data.draw(st.integers(0, 6)), word="other", after=kept))
    kiosk.acknowledged_of[1] = data.draw(st.integers(0, len(kept)))
    kiosk.finish(district)
    assert kiosk.phase is Phase.DONE
    assert tuple(district.stored.values()) == full
    assert kiosk.settled == {1: len(kept)}
    assert payloads(*(tuple(each.values()) for each in district.epochs.values())) == payloads(full, kiosk.entries)
    kiosk.finish(district)
    assert max(kiosk.epochs) == 2, "a healed fork stays healed"


@given(st.integers(1, 6), st.data())
def test_clones_go_on_in_epochs_of_their_own(count: int, data: st.DataObject) -> None:
    """Two machines with one key, syncing by turns while both write: each fact arrives, and there is an end to new epochs."""
    shared = journal(count)
    district = DistrictEnd()
    clones = [KioskEnd(shared), KioskEnd(shared)]
    for turn in range(data.draw(st.integers(2, 6))):
        clone = clones[data.draw(st.integers(0, 1))]
        newest = max(clone.epochs)
        word = f"turn {turn}"
        clone.epochs[newest] = journal(
            data.draw(st.integers(0, 3)), word=word, after=clone.epochs[newest], epoch=newest
        )
        clone.finish(district)
    for clone in (*clones, *clones):
        clone.finish(district)
        assert clone.phase is Phase.DONE
    told = payloads(*(tuple(each.values()) for each in district.epochs.values()))
    assert told >= payloads(*clones[0].epochs.values(), *clones[1].epochs.values())
    assert max(district.epochs, default=1) <= 3, "each clone opens at most one epoch"
    opened = [max(clone.epochs) for clone in clones]
    for clone in clones:
        clone.finish(district)
    assert [max(clone.epochs) for clone in clones] == opened


@given(st.integers(1, 8), st.integers(0, 8), st.data())
def test_a_restored_district_is_whole_again_after_a_fork_too(count: int, kept: int, data: st.DataObject) -> None:
    """The district is put back to before it knew anything of the fork: all that the kiosk has comes again."""
    full = journal(count)
    kiosk = KioskEnd(journal(data.draw(st.integers(1, 4)), word="other", after=full[: min(kept, count - 1)]))
    kiosk.finish(DistrictEnd(full))
    restored = DistrictEnd(full[: data.draw(st.integers(0, count))])
    kiosk.finish(restored)
    assert kiosk.phase is Phase.DONE
    told = payloads(*(tuple(each.values()) for each in restored.epochs.values()))
    assert told >= payloads(*kiosk.epochs.values())


@given(st.integers(2, 8), st.data())
def test_late_answers_never_make_a_fork_of_an_honest_journal(count: int, data: st.DataObject) -> None:
    """Answers to old batches, in any order and again, are facts of their moment: they settle nothing."""
    kiosk, district = KioskEnd(journal(count)), DistrictEnd()
    answers = []
    for length in range(1, count + 1):
        earlier = KioskEnd(kiosk.entries[:length])
        answers += [district.answer(earlier.batch(first, 3)) for first in range(1, length + 1)]
        answers.append(district.answer(earlier.batch(length + 1)))
    for late in data.draw(st.lists(st.sampled_from(answers), max_size=12)):
        kiosk.take(late)
    assert kiosk.settled == {}
    kiosk.finish(district)
    assert kiosk.acknowledged == count
