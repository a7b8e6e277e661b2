"""The write queue: in order of arrival, and nobody keeps it for himself."""

import itertools
import multiprocessing
import threading
from pathlib import Path

import pytest

from registry.write_queue import WriteQueue


def test_threads_go_in_the_order_in_which_they_came():
    queue, order, waiting = WriteQueue(None), [], []

    def take_a_turn(number: int) -> None:
        with queue.turn():
            order.append(number)

    with queue.turn():
        for number in range(6):
            waiting.append(threading.Thread(target=take_a_turn, args=(number,)))
            waiting[-1].start()
            while len(queue._waiting) < number + 2:
                pass
    for thread in waiting:
        thread.join()
    assert order == [0, 1, 2, 3, 4, 5]


def test_an_exception_gives_the_turn_to_the_next_one():
    queue = WriteQueue(None)
    with pytest.raises(KeyError), queue.turn():
        raise KeyError
    with queue.turn():
        pass


def test_a_lock_that_cannot_be_made_gives_the_place_back(tmp_path):
    queue = WriteQueue(tmp_path / "nowhere" / "registry.sqlite3")
    for _ in range(2):
        with pytest.raises(FileNotFoundError), queue.turn():
            pass
    assert not queue._waiting


def take_turns(file: Path, log: Path, name: str, barrier) -> None:
    queue = WriteQueue(file)
    barrier.wait()
    for _ in range(60):
        with queue.turn():
            text = log.read_text()
            log.write_text(text + name)


def test_processes_exclude_each_other_and_none_is_starved(tmp_path):
    """Without exclusion a letter is lost; a process that kept the lock would write all its letters in one run."""
    file, log = tmp_path / "registry.sqlite3", tmp_path / "log"
    log.write_text("")
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(2)
    processes = [spawn.Process(target=take_turns, args=(file, log, name, barrier)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    written = log.read_text()
    assert (written.count("a"), written.count("b")) == (60, 60)
    assert sum(one != other for one, other in itertools.pairwise(written)) > 30


def hold_and_die(file: Path, held) -> None:
    turn = WriteQueue(file).turn()
    turn.__enter__()
    held.set()
    threading.Event().wait()


def test_a_process_that_is_killed_gives_its_turn_back(tmp_path):
    file = tmp_path / "registry.sqlite3"
    spawn = multiprocessing.get_context("spawn")
    held = spawn.Event()
    process = spawn.Process(target=hold_and_die, args=(file, held))
    process.start()
    held.wait()
    process.kill()
    process.join()
    with WriteQueue(file).turn():
        pass
