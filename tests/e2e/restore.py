#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A damaged record, met by somebody who only has the window: the program says so, changes nothing, offers the last
backup with what it holds, restores it and goes on."""

import hashlib
import os
import re
import sqlite3
import subprocess
import sys

from intake import add_patient
from screen import Program, Tap, wait

FAMILY = 'Testperson'


def run(*words):
    return subprocess.run([os.environ['LUMBAR'], *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)


def read(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def damage(record):
    """Overwrites the pages in the middle, as a bad disk does."""
    with sqlite3.connect(record) as db:
        db.execute('PRAGMA wal_checkpoint (TRUNCATE)')
    size = os.path.getsize(record)
    with open(record, 'r+b') as file:
        file.seek(4096 * (size // 4096 // 4))
        file.write(os.urandom(size // 2))


def find_window(program, before):
    return wait(lambda: next((window for window in program.children() if window not in before), None), 'the dialog')


def test(tap, folder):
    record = os.path.join(folder, 'record.db')
    program = tap.program = Program(record)
    program.find('button', 'New patient')
    add_patient(program, FAMILY, 'Invented', '1979-03-12', 'E2E-11')
    program.focus()
    tap.check('the program ends well', program.quit() == 0)
    made = run('backup', '--daily', '--record', record)
    tap.check('a backup of the day is made', made.returncode == 0, made.stdout)
    damage(record)
    before = read(record)

    program = tap.program = Program(record)
    program.find(None, 'The Record Can’t Be Opened')
    tap.check('the program says that the record is damaged', True)
    tap.check('and leaves it as it is', read(record) == before)
    tap.check('no empty record takes its place', program.look('button', 'New patient') is None)

    windows = program.children()
    program.focus()
    program.press('Restore a Backup…')
    dialog = find_window(program, windows)
    program.focus()
    # The first backup has the keys with the first Tab after the buttons.
    wait(lambda: dialog.look('check box') or dialog.look('radio button'), 'the backups')
    for _ in range(12):
        if dialog.look(None, re.compile('^In the backup')):
            break
        program.key('Tab', 'space')
    found = dialog.find(None, re.compile('^In the backup'))
    tap.check('it says what the backup holds', 'patients 1' in found.name, found.name)
    dialog.press('Restore')
    program.find(None, re.compile(FAMILY))
    tap.check('the patient is there again', True)
    aside = [name for name in os.listdir(folder) if 'set-aside' in name and read(os.path.join(folder, name)) == before]
    tap.check('the damaged file is kept', len(aside) == 1, os.listdir(folder))
    program.focus()
    tap.check('it ends well', program.quit() == 0)
    verified = run('verify', '--record', record)
    tap.check('the record is whole', verified.returncode == 0, verified.stdout)


if __name__ == '__main__':
    sys.exit(Tap('restore').run(test))
