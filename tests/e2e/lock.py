#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock, with real keys: a record gets a passphrase, an intake is locked in the middle of an answer, nothing of it
can be seen or touched, the program is killed while it is locked, and all that was typed is there afterwards."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time

from gi.repository import GLib

from intake import Intake, add_patient
from screen import ATSPI, TYPED, Program, Tap, wait

FAMILY, GIVEN = 'Testperson', 'Invented'
NAME, PASSPHRASE = 'Dr. Invented Meier', 'four invented words here'
ENTRIES = TYPED + ('password text',)
KEY = re.compile('^([0-9A-Z]{4}-){12}[0-9A-Z]{4}$')
ANSWERS = (('age-years', '47'), ('sex-at-birth', 'male'), ('bmi', '24.5'))


def find_entry(window, name):
    return wait(lambda: window.look(ENTRIES, name), 'the entry ' + name)


def write(entry, words):
    """Into an entry that does not tell what stands in it."""
    entry.call(ATSPI + 'EditableText', 'SetTextContents', GLib.Variant('(s)', (words,)))


def protect(tap, program):
    program.key('ctrl+comma')
    window = wait(lambda: next((w for w in program.children() if w.look(None, 'General')), None), 'the preferences')
    window.choose('People')
    row = window.find('list item', 'Ask for a Passphrase…')
    before = program.children()
    row.click()
    dialog = wait(lambda: next((w for w in program.children() if w not in before), None), 'the dialog')
    find_entry(dialog, 'Name, as visits are signed').write(NAME)
    write(find_entry(dialog, 'New passphrase'), PASSPHRASE)
    write(find_entry(dialog, 'New passphrase, again'), PASSPHRASE)
    before = program.children()
    dialog.press('Protect')
    recovery = wait(lambda: next((w for w in program.children() if w not in before), None), 'the recovery key')
    tap.check('the recovery key is shown', recovery.find('label', KEY) is not None)
    program.focus()
    program.key('alt+w')
    program.close(recovery, 'Done')
    tap.check('the preferences say who may enter', window.find('list item', NAME) is not None)
    program.focus()
    program.key('Escape')
    wait(lambda: window not in program.children(), 'the preferences to go')


def is_locked(program):
    return program.look('button', 'Enter') is not None


def unlock(program):
    write(find_entry(program, 'Passphrase'), PASSPHRASE)
    program.press('Enter')
    wait(lambda: not is_locked(program), 'the record to open')


def names(program):
    return [element.name for element, _ in program.walk()]


def read_answers(record):
    for ending in ('', '-wal', '-shm'):
        if os.path.exists(record + ending):
            shutil.copy(record + ending, record + '.copy' + ending)
    with sqlite3.connect('file:%s.copy?mode=ro' % record, uri=True) as db:
        return dict(db.execute('SELECT finding_id, value FROM answer'))


def lock_in_an_intake(tap, program, record):
    add_patient(program, FAMILY, GIVEN, '1979-03-12', 'E2E-9')
    program.press('Begin the Visit')
    intake = Intake(program)
    program.focus()
    for finding, value in ANSWERS[:2]:
        intake.type(finding, value)
    # An answer that is typed and not confirmed, and the lock with the next key.
    intake.jump('bmi')
    program.key(*('2', '4', 'period', '5'), 'ctrl+l')
    wait(lambda: is_locked(program), 'the lock')
    tap.check('Ctrl+L locks', True)
    seen = names(program)
    tap.check('nothing of the patient is in sight', not any(FAMILY in name or GIVEN in name.replace(NAME, '')
                                                            for name in seen), seen)
    wait(lambda: read_answers(record).get('bmi') == '24.5', 'the answer on the disk')
    tap.check('what was typed is on the disk', {finding: read_answers(record).get(finding) for finding, _ in ANSWERS}
              == dict(ANSWERS), read_answers(record))


def press_everything(tap, program, record):
    before = read_answers(record)
    n = len(program.children())
    # As somebody would who does not know the passphrase.
    program.key('ctrl+n', 'ctrl+comma', 'ctrl+t', 'ctrl+p', 'ctrl+f', 'ctrl+z', 'ctrl+period', 'alt+Left', 'Page_Down',
                'ctrl+Return', '1', '2', 'n', 'Escape', delay=60)
    time.sleep(0.5)
    tap.check('no key goes through the lock', is_locked(program) and len(program.children()) == n and
              read_answers(record) == before, program.children())
    write(find_entry(program, 'Passphrase'), 'a wrong passphrase')
    program.press('Enter')
    problem = wait(lambda: next((element for element, _ in program.walk() if 'assphrase' in element.name
                                 and element.role in ('alert', 'label') and element.name != 'Passphrase'), None),
                   'why nobody enters')
    tap.check('a wrong passphrase does not open it', is_locked(program), problem.name)


def test(tap, folder):
    record = os.path.join(folder, 'record.db')
    program = tap.program = Program(record)
    program.find('button', 'New patient')
    program.focus()
    protect(tap, program)
    program.focus()
    lock_in_an_intake(tap, program, record)
    press_everything(tap, program, record)
    unlock(program)
    intake = Intake(program)
    tap.check('the intake is where it was left', intake.has_focus('bmi') or intake.is_answered('bmi'))
    program.focus()
    program.key('ctrl+l')
    wait(lambda: is_locked(program), 'the lock')
    program.kill()
    tap.check('a kill while it is locked loses nothing', {finding: read_answers(record).get(finding)
                                                          for finding, _ in ANSWERS} == dict(ANSWERS))
    program = tap.program = Program(record)
    wait(lambda: is_locked(program), 'the lock')
    tap.check('it asks again when it starts', not any(FAMILY in name for name in names(program)))
    unlock(program)
    program.find(None, re.compile(FAMILY))
    tap.check('and shows the patients to who entered', True)
    program.focus()
    tap.check('it ends well', program.quit() == 0)
    verified = subprocess.run([os.environ['LUMBAR'], 'verify', record], stdout=subprocess.PIPE, text=True, check=False)
    tap.check('the record is whole', verified.returncode == 0, verified.stdout)


if __name__ == '__main__':
    sys.exit(Tap('lock').run(test))
