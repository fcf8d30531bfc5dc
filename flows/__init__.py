"""Prefect flows: batches, schedules, watched folders and clusters; when things run, not what is done."""
