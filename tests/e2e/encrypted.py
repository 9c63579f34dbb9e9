#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An encrypted record, met by somebody who only has the window: it asks who is there, opens with the right passphrase
alone, keeps what is typed when it is killed, and leaves no name in any file. Only where SQLCipher is built in."""

import os
import re
import subprocess
import sys

from gi.repository import GLib

from intake import Intake, add_patient
from screen import ATSPI, TYPED, Program, Tap, wait

NAME, PASSPHRASE = 'Dr. Invented Meier', 'four invented words here'
FAMILY, GIVEN, WORDS = 'Zyxwvuton', 'Inventedfirst', 'qwertymarked'
ENTRIES = TYPED + ('password text',)
HEAD = b'SQLite format 3\0'


def run(record, command, passphrases):
    return subprocess.run([os.environ['LUMBAR'], command, '--record', record, '--passphrase-file', passphrases,
                           *(('--name', NAME) if command == 'encrypt' else ())],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def make_patient(tap, record):
    program = tap.program = Program(record)
    program.find('button', 'New patient')
    add_patient(program, FAMILY, GIVEN, '1979-03-12', 'E2E-13')
    program.focus()
    tap.check('the program ends well before', program.quit() == 0)


def is_locked(program):
    return program.look('button', 'Enter') is not None


def enter(program, passphrase):
    entry = wait(lambda: program.look(ENTRIES, 'Passphrase'), 'the entry of the passphrase')
    entry.call(ATSPI + 'EditableText', 'SetTextContents', GLib.Variant('(s)', (passphrase,)))
    program.press('Enter')


def names(program):
    return [element.name for element, _ in program.walk()]


def find_marks(folder):
    """The files in which a name of the patient or a typed word can be read."""
    marks = [mark.encode() for mark in (FAMILY, GIVEN, WORDS)]
    found = []
    for place, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(place, name), 'rb') as file:
                content = file.read()
            if any(mark in content for mark in marks):
                found.append(name)
    return found


def refuse(tap, program):
    wait(lambda: is_locked(program), 'the question who is there')
    tap.check('it asks for the passphrase and shows nobody', not any(FAMILY in name for name in names(program)))
    enter(program, 'a wrong passphrase')
    problem = wait(lambda: next((element for element, _ in program.walk() if 'assphrase' in element.name
                                 and element.role in ('alert', 'label') and element.name != 'Passphrase'), None),
                   'why nobody enters')
    tap.check('a wrong passphrase does not open it', is_locked(program), problem.name)


def answer(tap, program, folder):
    enter(program, PASSPHRASE)
    program.find(None, re.compile(FAMILY)).click()
    tap.check('the right one does', program.find('button', 'Begin the Visit') is not None)
    program.press('Begin the Visit')
    intake = Intake(program)
    program.focus()
    intake.type('age-years', '47')
    intake.jump('patient-words')
    intake.type('patient-words', WORDS)
    wait(lambda: intake.state.name == 'Saved ✓', 'the answers to be saved')
    found = find_marks(folder)
    tap.check('no file tells of the patient while it is open', not found, found)
    program.kill()
    found = find_marks(folder)
    tap.check('nor after it was killed', not found, found)


def test(tap, folder):
    record, passphrases = os.path.join(folder, 'record.db'), os.path.join(folder, 'passphrase.txt')
    with open(os.open(passphrases, os.O_WRONLY | os.O_CREAT, 0o600), 'w', encoding='utf-8') as file:
        file.write(PASSPHRASE + '\n')
    make_patient(tap, record)
    tap.check('before, the file tells of the patient', find_marks(folder) != [])
    made = run(record, 'encrypt', passphrases)
    with open(record, 'rb') as file:
        tap.check('the record is encrypted', made.returncode == 0 and file.read(len(HEAD)) != HEAD, made.stdout)

    program = tap.program = Program(record)
    refuse(tap, program)
    answer(tap, program, folder)

    program = tap.program = Program(record)
    wait(lambda: is_locked(program), 'the question who is there')
    enter(program, PASSPHRASE)
    program.find(None, re.compile(FAMILY)).click()
    program.press('Continue draft')
    intake = Intake(program)
    tap.check('what was typed before the kill is there', intake.is_answered('age-years') and
              intake.is_answered('patient-words'))
    program.focus()
    tap.check('it ends well', program.quit() == 0)
    verified = run(record, 'verify', passphrases)
    tap.check('the record is whole', verified.returncode == 0, verified.stdout)
    found = find_marks(folder)
    tap.check('no file tells of the patient in the end', not found, found)


if __name__ == '__main__':
    sys.exit(Tap('encrypted').run(test))
