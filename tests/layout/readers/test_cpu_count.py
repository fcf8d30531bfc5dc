"""Every worker process uses its share of the processors, no more and no less."""

import os

import cv2
import pytest

from banmian.batch.worker_main import Job, reader_options, run_job
from banmian.layout.readers.cpu_count import processors, processors_per_worker
from banmian.settings import Settings


@pytest.fixture
def four(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "4")


@pytest.mark.parametrize(("workers", "share"), [(1, 4), (2, 2), (3, 1), (4, 1), (9, 1)])
def test_workers_share_the_processors(four, workers, share):
    assert processors_per_worker(workers) == share
    assert reader_options(Settings(workers=workers)).threads == share


def test_threads_that_are_set_stand(four):
    assert reader_options(Settings(workers=2, threads=3)).threads == 3


def test_without_a_word_all_processors_of_the_process_count(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert processors() == available


def test_a_nonsensical_word_is_not_heard(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "many")
    assert processors() >= 1


def test_a_worker_bounds_opencv_too(four, tmp_path):
    before = cv2.getNumThreads()
    page = tmp_path / "page.png"
    cv2.imwrite(str(page), cv2.UMat(64, 64, cv2.CV_8UC1).get())
    settings = Settings(workers=4, engine="null").model_dump(mode="json")
    job = Job(str(page), page.name, "", str(tmp_path), str(tmp_path), settings)
    try:
        run_job(job, lambda event: None)
        assert cv2.getNumThreads() == 1
    finally:
        cv2.setNumThreads(before)
