#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever can be pressed, typed into or chosen says what it is and how it stands, on every page: a screen reader
has nothing else to go by. The name of a class is no name."""

import os
import re
import subprocess
import sys

from gi.repository import GLib

from intake import (FINDINGS, OPTION, Intake, add_patient, get_option_text, get_options, get_row_name, is_scale, is_typed)
from screen import PRESSED, TYPED, Program, Tap, wait

INTERACTIVE = TYPED + ('button', 'toggle button', 'radio button', 'check box', 'combo box', 'slider', 'spin button',
                       'password text', 'menu item', 'page tab', 'link', 'list item')
NO_NAME = re.compile('^(Gtk|Adw|Lumbar)[A-Z]|^$')


SCENERY = ('image',)  # The body map, which arrow keys go about
# One of each kind of question, and what is answered; a kind is where the answers stand and what they are.
KINDS = {
    'typed whole number': ('age-years', '47'),
    'typed decimal': ('bmi', '24.5'),
    'yes or no': ('osteoporosis-known', 'no'),
    'short choice': ('sex-at-birth', 'male'),
    'long choice': ('prior-cancer', 'past'),
    'several of many': ('spine-history', 'scoliosis'),
    'long scale of whole numbers': ('pdds', '3'),
    '0 to 10': ('pain-nrs-now', '10'),
    'day': ('pain-started', '2026-10-20'),
    'body map': ('pain-map', 'lumbar-midline'),
    'none, usual, worse, new': ('saddle-numbness', 'baseline'),
    'short scale': ('phq2-score', '2'),
    'item of a score': ('phq2-low-mood', None),
    'words': ('patient-words', 'Invented words'),
}
# Those after which the next question stands on another screen.
LEFT_FOR = {'spine-history': 'recent-spinal-procedure', 'patient-words': 'pain-quality'}


def find_nameless(place):
    """The interactive ones below that can be reached and have no name of their own, or don't tell how they stand."""
    nameless = []
    for element, _ in place.walk():
        try:
            if element.role not in INTERACTIVE or not element.has('focusable'):
                continue
            # The row inside a combo box is its value, which the library reads out itself.
            if NO_NAME.search(element.spoken) and not is_value(element):
                below = [label.name for label in element.all('label')]
                nameless.append('%s %r (%s; %s)' % (element.role, element.spoken, element.description,
                                                    ', '.join(below)))
            elif not tells_value(element):
                nameless.append('%s %r tells no value' % (element.role, element.spoken))
        except GLib.Error as error:
            nameless.append('%s %s: %s' % (element.role, element.path, error))
    return sorted(set(nameless))


def tells_value(element):
    if element.role in TYPED:
        return element.text is not None
    if element.role in ('slider', 'spin button'):
        return element.get('Value', 'CurrentValue') is not None
    if element.role == 'combo box':
        return any(label.name for label in element.all('label'))
    return True


def is_value(element):
    return element.role == 'list item' and element.parent.parent.parent.parent.role == 'combo box'


def find_strange(question):
    """What can have the keys in a question without being anything to press, pick or type into."""
    return ['%s %r can have the keys' % (element.role, element.spoken) for element, _ in question.walk()
            if element.has('focusable') and element.role not in INTERACTIVE + SCENERY]


def audit_question(intake, finding, value):
    """Opens a question, answers it and tells what is wrong with what it says of itself."""
    question = intake.get_question(finding)
    row = intake.get_row(finding)
    wrong = [] if row is None or row.name == '%s: Choose…' % FINDINGS[finding]['label'] else [row.name]
    intake.open(finding)
    wrong += find_nameless(question) + find_strange(question)
    if is_typed(finding):
        wrong += ['%r stands in it at first' % intake.get_typed(finding).text] if intake.get_typed(finding).text else []
    else:
        wrong += ['%s is picked at first' % text for text in intake.get_checked(finding)]
        options = range(int(FINDINGS[finding]['maximum']) + 1) if is_scale(finding) else get_options(finding)
        texts = {get_option_text(finding, str(option)) for option in options}
        shown = {option.name for option in question.all(OPTION)}
        wrong += ['%s is not among %s' % (text, shown) for text in sorted(texts - shown)]
    if value is None:
        return wrong
    intake.press(finding, value)
    intake.wait_answered(finding)
    if not intake.shows(finding, value):
        wrong.append('it does not show %r' % value)
    wrong += find_nameless(question) + find_strange(question)
    if row is not None:
        # Another question of the same screen that opens makes a row of it again, which says what was answered.
        if finding in LEFT_FOR:
            intake.open(LEFT_FOR[finding])
        else:
            intake.program.key('ctrl+Down')
        wait(lambda: not row.gone, '%s to be a row again' % finding)
        if row.name != get_row_name(finding, value):
            wrong.append('the row says %r' % row.name)
    return wrong


def audit_intake(tap, intake, audit):
    """All sections with their details, then one question of each kind, opened and answered."""
    shown = set()
    for finding, row in FINDINGS.items():
        if row['section'] not in shown:
            shown.add(row['section'])
            intake.show_section(finding)
    audit('intake, all sections')
    intake.program.focus()
    for kind, (finding, value) in KINDS.items():
        wrong = audit_question(intake, finding, value)
        tap.check('intake, %s: opened, everything says what it is and how it stands' % kind, not wrong, '; '.join(wrong))


def audit_event(tap, program, audit):
    """Adds an event with the keys alone, opens it again and leaves it as it is."""
    program.focus()
    dialog = wait_dialog(program, lambda: program.key('e'))
    dialog.find(PRESSED, 'Fall')
    audit('event')
    program.focus()
    program.key('f')
    program.type('Invented fall')
    program.key('Return')
    wait(lambda: dialog not in program.children(), 'the dialog to go')
    program.find(None, re.compile('Fall, Invented fall$'))
    program.press('Time Line')
    program.focus()
    search = program.find(TYPED, 'Search the time line')
    program.find('list', 'Time line, newest first').find('list item', re.compile('Fall, Invented fall$'))
    search.click()
    program.type('invented')
    # To the first that was found, and into it.
    dialog = wait_dialog(program, lambda: program.key('Return', 'Return'))
    dialog.find(PRESSED, 'Withdraw')
    audit('event, to be changed')
    program.close(dialog, 'Cancel')
    program.focus()


def wait_dialog(program, do):
    before = program.children()
    do()
    return wait(lambda: next((window for window in program.children() if window not in before), None), 'the dialog')


def make_audit(tap, program):
    def audit(page):
        # Newer GTK takes the name from what is just going away: only what stays nameless is.
        nameless = find_nameless(program)
        if nameless:
            nameless = sorted(set(nameless).intersection(find_nameless(program)))
        tap.check('%s: everything has a name' % page, not nameless, '; '.join(nameless))
    return audit


def pick(program, button, item, letter):
    """Opens a menu with the mouse, since the button of one offers nothing to do, and picks with its letter."""
    program.find(PRESSED, button).click()
    # GTK 4.18 gives the items of an open menu no names.
    program.find('menu item', re.compile('^(%s)?$' % re.escape(item)))
    program.key(letter)


def audit_clinic(tap, folder):
    """What is there once visits are signed: their reports, comparisons and outcomes, and the clinic's own check."""
    record = os.path.join(folder, 'clinic.db')
    subprocess.run([os.environ['LUMBAR'], 'example', '--record', record], check=True, stdout=subprocess.DEVNULL)
    program = tap.program = Program(record)
    audit = make_audit(tap, program)
    program.find('list item', re.compile('EX-0001')).click()
    program.press('Visits')
    audit('visits of a patient')
    # The first is a draft.
    visits = program.find('list', 'Visits, latest first')
    wait(lambda: visits.all('list item')[1:], 'the visits')[0].click()
    program.find('button', 'Print report')
    audit('report of a visit')
    pick(program, 'More about this visit', 'Compare with Another Visit', 'c')
    program.find('heading', 'What Changed')
    audit('two visits compared')
    program.press('Back to the report')
    # GTK 4.18 takes what stands on it for its name, and tells the rest after it.
    dialog = wait_dialog(program, lambda: program.press(re.compile('^Record(…$| the final cause)')))
    dialog.find('button', 'Cancel')
    audit('final cause of a visit')
    program.close(dialog, 'Cancel')
    tap.check('the program ends well', program.quit() == 0)


def audit_preferences(program, audit):
    """Every page of them, and the dialogs of who may enter and of restoring."""
    program.key('ctrl+comma')
    window = wait(lambda: next((window for window in program.children() if window.look(None, 'General')), None),
                  'the preferences')
    audit('preferences')
    for page, row in (('People', 'Ask for a Passphrase…'), ('Backups', 'Restore a Backup…')):
        window.choose(page)
        found = window.find('list item', row)
        audit('preferences, ' + page.lower())
        before = program.children()
        found.click()
        dialog = wait(lambda: next((window for window in program.children() if window not in before), None), row)
        dialog.find('button', 'Cancel')
        audit(row)
        program.close(dialog, 'Cancel')
    program.focus()


def audit_patient_menu(program, audit):
    for item, letter, button in (('Entered Twice…', 't', 'Close'), ('Erase for Good…', 'g', 'Cancel')):
        dialog = wait_dialog(program, lambda: pick(program, 'More about this patient', item, letter))
        dialog.find('button', button)
        audit(item)
        program.close(dialog, button)
    program.focus()


def test(tap, folder):
    program = tap.program = Program(os.path.join(folder, 'record.db'))
    audit = make_audit(tap, program)
    program.find('button', 'New patient')
    audit('patients, none yet')
    dialog = program.open('New patient')
    dialog.find(TYPED, 'Family name')
    audit('new patient')
    program.close(dialog, 'Cancel')
    add_patient(program, 'Testperson', 'Invented', '1979-03-12', 'E2E-3')
    audit('patient')
    audit_patient_menu(program, audit)
    audit_event(tap, program, audit)
    for page in ('Time Line', 'Visits', 'Trends', 'Overview'):
        program.press(page)
        audit(page.lower())
    program.focus()
    audit_preferences(program, audit)
    program.press('New visit')
    audit_intake(tap, Intake(program), audit)
    program.press('Review')
    program.find('button', 'Sign Visit')
    audit('review')
    tap.check('the program ends well', program.quit() == 0)
    audit_clinic(tap, folder)


if __name__ == '__main__':
    sys.exit(Tap('names').run(test))
