#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever can be pressed, typed into or chosen says what it is, on every page: a screen reader has nothing
else to go by. The name of a class is no name."""

import os
import re
import sys

from intake import FINDINGS, Intake, add_patient
from screen import TYPED, Program, Tap

INTERACTIVE = TYPED + ('button', 'toggle button', 'radio button', 'check box', 'combo box', 'slider', 'spin button',
                       'password text', 'menu item', 'page tab', 'link', 'list item')
NO_NAME = re.compile('^(Gtk|Adw|Lumbar)[A-Z]|^$')


def find_nameless(program):
    """The interactive ones that can be reached and have no name of their own."""
    nameless = []
    for element, _ in program.walk():
        if element.role not in INTERACTIVE or not element.has('focusable'):
            continue
        # The row inside a combo box is its value, which the library reads out itself.
        if NO_NAME.search(element.spoken) and not is_value(element):
            below = [label.name for label in element.all('label')]
            nameless.append('%s %r (%s; %s)' % (element.role, element.spoken, element.description, ', '.join(below)))
    return sorted(set(nameless))


def is_value(element):
    return element.role == 'list item' and element.parent.parent.parent.parent.role == 'combo box'


def test(tap, folder):
    program = tap.program = Program(os.path.join(folder, 'record.db'))

    def audit(page):
        # Newer GTK takes the name from what is just going away: only what stays nameless is.
        nameless = find_nameless(program)
        if nameless:
            nameless = sorted(set(nameless).intersection(find_nameless(program)))
        tap.check('%s: everything has a name' % page, not nameless, '; '.join(nameless))

    program.find('button', 'New patient')
    audit('patients, none yet')
    dialog = program.open('New patient')
    dialog.find(TYPED, 'Family name')
    audit('new patient')
    program.close(dialog, 'Cancel')
    add_patient(program, 'Testperson', 'Invented', '1979-03-12', 'E2E-3')
    audit('patient')
    for page in ('Visits', 'Trends', 'Overview'):
        program.press(page)
        audit(page.lower())
    program.focus()
    program.key('ctrl+comma')
    program.find(None, 'Preferences')
    audit('preferences')
    program.focus()
    program.key('Escape')
    program.press('Begin the Visit')
    intake = Intake(program)
    shown = set()
    for finding, row in FINDINGS.items():
        if row['section'] not in shown:
            shown.add(row['section'])
            intake.show_section(finding)
    audit('intake, all sections')
    program.press('Review')
    program.find('button', 'Sign Visit')
    audit('review')


if __name__ == '__main__':
    sys.exit(Tap('names').run(test))
