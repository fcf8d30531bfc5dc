"""What ``banmian read`` and ``banmian run`` are both asked: one list of options, one request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banmian.cli.generated_options import Command, DryRun, Inputs, KeepGoing, Output, Redo, RedoStale, with_settings
from banmian.settings import Settings

if TYPE_CHECKING:
    from banmian.batch.run_plan import Mode


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """Files to be read into a folder. ``mode`` says which finished documents are read again."""

    inputs: list[str]
    output: str
    settings: Settings
    mode: Mode
    dry_run: bool

    def show_preview(self, workers: int) -> None:
        """Print what this many workers would do, and do nothing."""
        from banmian.batch.inputs import find_files
        from banmian.batch.preview import preview_run
        from banmian.cli.dry_run import show_preview

        found = find_files(self.inputs, self.output)
        show_preview(preview_run(found, self.output, self.settings, self.mode), workers)


def with_batch_options(command: Callable[[BatchRequest], None]) -> Command:
    """Give a command that takes a `BatchRequest` the options for one, those of all settings among them."""

    def ask(
        output: Output,
        inputs: Inputs = None,
        redo: Redo = False,
        redo_stale: RedoStale = False,
        keep_going: KeepGoing = False,
        dry_run: DryRun = False,
        *,
        settings: Settings,
    ) -> None:
        from banmian.batch.run_plan import mode_of

        if keep_going:
            settings = settings.model_copy(update={"max_failures": None})
        command(BatchRequest(inputs or [], output, settings, mode_of(redo, redo_stale), dry_run))

    ask.__name__, ask.__doc__ = command.__name__, command.__doc__
    return with_settings(ask)
