"""The clipping path in force while a page's content is interpreted, as an upright box."""

from __future__ import annotations

from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import apply_matrix_pt

Clip = tuple[float, float, float, float]


class ClippingInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter with W and W* put into effect; pdfminer itself ignores them.

    The device's ``clip`` is the box around the clipping path in force (None: the whole page).
    """

    def __init__(self, *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self._clips: list[Clip | None] = []
        self._pending = False

    def _clip_now(self) -> None:
        if not self._pending:
            return
        self._pending = False
        points = [
            apply_matrix_pt(self.ctm, (float(step[-2]), float(step[-1]))) for step in self.curpath if len(step) > 2
        ]
        if not points:
            return
        device: Any = self.device
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        old = device.clip
        device.clip = box if old is None else intersect_clips(old, box)

    def do_W(self) -> None:  # noqa: N802
        """Clip to the path, nonzero winding rule, once it is painted."""
        self._pending = True

    def do_W_a(self) -> None:  # noqa: N802
        """Clip to the path, even-odd rule, once it is painted."""
        self._pending = True

    def do_n(self) -> None:
        """End the path without painting."""
        self._clip_now()
        super().do_n()

    def do_f(self) -> None:
        """Fill the path."""
        self._clip_now()
        super().do_f()

    def do_f_a(self) -> None:
        """Fill the path, even-odd rule."""
        self._clip_now()
        super().do_f_a()

    def do_S(self) -> None:  # noqa: N802
        """Stroke the path."""
        self._clip_now()
        super().do_S()

    def do_q(self) -> None:
        """Save the graphics state."""
        self._clips.append(getattr(self.device, "clip", None))
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802
        """Restore the graphics state."""
        if self._clips:
            device: Any = self.device
            device.clip = self._clips.pop()
        super().do_Q()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Paint a form or an image; pdfminer leaves the device with the matrix of the form."""
        super().do_Do(xobjid_arg)
        self.device.set_ctm(self.ctm)

    def do__w(self, aw: Any, ac: Any, s: Any) -> None:
        """Set word and character spacing, move to the next line, which pdfminer leaves out, and show text."""
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.do__q(s)

    def render_contents(self, *rest: Any, **named: Any) -> None:
        """Run content streams; what they clip ends with them."""
        device: Any = self.device
        before = device.clip
        super().render_contents(*rest, **named)
        device.clip = before


def intersect_clips(a: Clip, b: Clip) -> Clip:
    """The part that two clips share."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
