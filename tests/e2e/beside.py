#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""More than one program on a record: a second start shows the first window, another session and the command line do
no harm while answers are given."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading

from intake import Intake, add_patient
from screen import Program, Tap

ANSWERS = (('age-years', '47'), ('sex-at-birth', 'male'), ('bmi', '24.5'), ('prior-cancer', 'none'),
           ('osteoporosis-known', 'no'), ('immunosuppressed', 'no'), ('anticoagulated', 'no'))


class Commands(threading.Thread):
    """The command line, again and again until it is ended."""

    def __init__(self, record, folder, encounter):
        super().__init__(daemon=True)
        self.record, self.folder, self.encounter = record, folder, encounter
        self.failed, self.rounds, self.ended = [], 0, threading.Event()
        self.start()

    def run(self):
        while not self.ended.is_set():
            here = os.path.join(self.folder, 'beside-%d' % self.rounds)
            for words in (['verify'], ['report', '--encounter', self.encounter, '-o', here + '.pdf'],
                          ['export', '--all', '-o', here + '.json'], ['backup', here + '.db']):
                done = subprocess.run([os.environ['LUMBAR'], *words, '--record', self.record], stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True, check=False)
                if done.returncode != 0:
                    self.failed.append((words[0], done.returncode, done.stdout))
            self.rounds += 1

    def end(self):
        self.ended.set()
        self.join()


def start_again(tap, program, record):
    windows = len(program.children())
    again = subprocess.run([os.environ['LUMBAR'], '--record', record], stdout=subprocess.DEVNULL, timeout=30,
                           check=False)
    tap.check('a second start ends at once', again.returncode == 0, again.returncode)
    tap.check('and there is still one window', program.running and len(program.children()) == windows,
              len(program.children()))


def test(tap, folder):
    record = os.path.join(folder, 'record.db')
    program = tap.program = Program(record)
    add_patient(program, 'Testperson', 'Invented', '1979-03-12', 'E2E-9')
    start_again(tap, program, record)
    program.press('Begin the Visit')
    intake = Intake(program)
    program.focus()
    intake.press(*ANSWERS[0])
    intake.wait_answered(ANSWERS[0][0])
    intake.wait_saved()
    with sqlite3.connect('file:%s?mode=ro' % record, uri=True) as db:
        encounter, = db.execute('SELECT id FROM encounter').fetchone()
    # On a session bus of its own it is the first again.
    other = subprocess.Popen(['dbus-run-session', '--', os.environ['LUMBAR'], '--record', record],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    commands = Commands(record, folder, encounter)
    for finding, value in ANSWERS[1:]:
        intake.press(finding, value)
        intake.wait_answered(finding)
    intake.wait_saved()
    commands.end()
    tap.check('the command line works beside it', commands.rounds > 0 and not commands.failed, commands.failed)
    tap.check('so does the program in another session', other.poll() is None, other.poll())
    os.killpg(other.pid, signal.SIGTERM)  # The bus, too
    other.wait(20)
    program.focus()  # Which the other window had
    tap.check('the program ends well', program.quit() == 0)
    with sqlite3.connect('file:%s?mode=ro' % record, uri=True) as db:
        answers = dict(db.execute('SELECT finding_id, value FROM answer'))
    tap.check('every answer is kept', all(answers.get(finding) == value for finding, value in ANSWERS), answers)
    tap.check('lumbar verify finds nothing broken',
              subprocess.run([os.environ['LUMBAR'], 'verify', record], stdout=sys.stderr, check=False).returncode == 0)


if __name__ == '__main__':
    sys.exit(Tap('beside').run(test))
