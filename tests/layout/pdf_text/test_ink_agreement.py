import numpy as np
import pytest
from made_ink import ink_of, picture_of

from banmian.layout.geometry import Box
from banmian.layout.model import Picture
from banmian.layout.pdf_text.ink_agreement import measure_ink
from banmian.layout.pdf_text.vector_graphics import Drawing

FAR = np.array([[200.0, 40.0, 220.0, 80.0]])


def test_glyphs_on_their_ink_agree_with_it():
    ink = ink_of("山水火木")
    found = measure_ink(picture_of(ink.boxes), ink, np.arange(4), Drawing())
    assert (found.inked, found.unread, found.blank) == (1.0, 0.0, False)


def test_glyphs_without_ink_are_counted():
    ink = ink_of("山水火木")
    assert measure_ink(picture_of(ink.boxes[:3]), ink, np.arange(4), Drawing()).inked == pytest.approx(0.75)


def test_ink_without_glyphs_is_unread_unless_a_picture_accounts_for_it():
    ink = ink_of("山水")
    picture = picture_of(np.concatenate([ink.boxes, FAR]))
    assert measure_ink(picture, ink, np.arange(2), Drawing()).unread > 0.5
    shown = Drawing(pictures=[Picture(Box(195, 35, 225, 85))])
    assert measure_ink(picture, ink, np.arange(2), shown).unread == 0.0


def test_white_paper_is_blank():
    ink = ink_of("山")
    assert measure_ink(picture_of([]), ink, np.arange(1), Drawing()).blank
