"""What every page begins with and how its lines are counted: the name of the process, the numbers of the lines.

Enters: the record on the desk, or sections. Leaves: a title, or the sections with their lines numbered.
"""

from collections.abc import Sequence

import msgspec

from dragoman.briefing.brief import Section
from dragoman.briefing.desk import Desk
from dragoman.briefing.sections.talks import choose_tracks, name_track
from dragoman.briefing.sections.truce import choose_truces, name_truce

TITLE_TRACKS = 2


def title_of(desk: Desk) -> str:
    """The process, by its tracks or else its ceasefire."""
    names = [name_track(t) for t in choose_tracks(desk)]
    names = [n for n in names if " " in n][:TITLE_TRACKS] or names[:1]  # "Talks" alone names no process
    names = names or [name_truce(desk, c) for c in choose_truces(desk)[:1]]
    return desk.words.join(names) or desk.words.say("title_none")


def number_lines(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Number the lines through, so that one can be referred to."""
    number = 0
    numbered = []
    for section in sections:
        groups = []
        for group in section.groups:
            lines = []
            for line in group.lines:
                number += 1
                lines.append(msgspec.structs.replace(line, number=number))
            groups.append(msgspec.structs.replace(group, lines=tuple(lines)))
        numbered.append(msgspec.structs.replace(section, groups=tuple(groups)))
    return tuple(numbered)
