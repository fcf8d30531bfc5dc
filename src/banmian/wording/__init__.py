"""The wording of newspapers: scripts, names, bylines, datelines, jump lines, mastheads, continuity."""
