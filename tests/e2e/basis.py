#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why does it say that? For every cause that the assessment lists, with the keys alone: its reasons, what it rests
on, and the published source, each read out in words that make sense."""

import os
import sys

from intake import Intake, add_patient
from screen import Program, Snapshot, Tap, wait

# Invented: sciatica with new numbness of the saddle and weakness, on a background of spasticity.
ANSWERS = {
    'spasticity-known': 'moderate', 'leg-pain': 'below-knee-one', 'saddle-numbness': 'new', 'leg-weakness': 'new',
}
MOST_TABS = 120
BUTTONS = ('toggle button', 'button', 'link')


def get_focused(program):
    """(role, name) of what has the keys."""
    snapshot = Snapshot(program)
    for path in snapshot.find(states=('focused',)):
        _, role, name, _, _ = snapshot.items[path]
        return role, name
    return None, ''


def tab_to(program, is_wanted):
    """Presses Tab until the keys are on what is wanted; its name, or None after having gone round."""
    for _ in range(MOST_TABS):
        role, name = get_focused(program)
        if role in BUTTONS and is_wanted(name):
            return name
        program.key('Tab')
    return None


def read_labels(window):
    return [label.name for label in window.all('label')]


def read_basis(tap, program, cause):
    """Opens the window over the visit that says what a cause rests on, and reads it."""
    before = program.children()
    program.key('b')
    window = wait(lambda: next((child for child in program.children() if child not in before), None),
                  'the basis of ' + cause)
    labels = wait(lambda: read_labels(window), 'the words of the basis of ' + cause)
    sentences = [text for text in labels if ' – for, ' in text or ' – against, ' in text]
    tap.check('%s: each answer is a sentence with its weight and its source' % cause,
              sentences and all(': ' in text.split(' – ')[1] for text in sentences), labels)
    name = tab_to(program, lambda name: len(name) > 20 and any(c.isdigit() for c in name))
    tap.check('%s: a source is reached with Tab' % cause, name is not None, get_focused(program))
    wrong = [text for text in labels if '%' in text or 'diagnosis' in text.lower() or 'ruled out' in text.lower()]
    tap.check('%s: no certainty and no percentage is claimed' % cause, not wrong, wrong)
    program.key('Escape')
    wait(lambda: window not in program.children(), 'the basis of %s to close' % cause)
    # Without a window manager nobody hands the keys back to the window below.
    program.focus()


def test(tap, folder):
    program = tap.program = Program(os.path.join(folder, 'record.db'))
    add_patient(program, 'Testperson', 'Invented', '1979-03-12', 'E2E-5')
    program.press('Begin the Visit')
    intake = Intake(program)
    program.focus()
    for finding, value in ANSWERS.items():
        intake.jump(finding)
        intake.type(finding, value)
    causes = [row.spoken for row in program.all(('toggle button', 'button')) if row.spoken.endswith('. Reasons')]
    tap.check('several causes are listed', len(causes) >= 3, causes)
    for row in causes:
        cause = row.split(', ')[0]
        name = tab_to(program, lambda name, row=row: name == row)
        if not tap.check('%s: reached with Tab' % cause, name is not None, get_focused(program)):
            continue
        read_basis(tap, program, cause)
        tap.check('%s: the keys are back on it' % cause,
                  wait(lambda: get_focused(program)[1] == row, 'the keys on ' + cause), row)
    tap.check('the program ends well', program.quit() == 0)


if __name__ == '__main__':
    sys.exit(Tap('basis').run(test))
