#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer shown as saved is on disk: the real program is killed again and again while answers are given;
what it showed as saved must be in the record and on the screen of the next one."""

import os
import random
import sqlite3
import subprocess
import sys

from intake import Intake, add_patient
from screen import Program, Tap

ROUNDS = 5
ANSWERS = (
    ('age-years', '47'), ('sex-at-birth', 'male'), ('prior-cancer', 'none'), ('osteoporosis-known', 'no'),
    ('immunosuppressed', 'no'), ('anticoagulated', 'yes'), ('recent-infection', 'no'), ('bmi', '24.5'),
    ('spine-history', 'scoliosis;disc-herniation'), ('recent-spinal-procedure', 'none'),
    ('ms-status', 'definite'), ('ms-course', 'relapsing'), ('ms-years', '12'), ('spasticity-known', 'none'),
    ('pain-nrs-now', '4'), ('pain-nrs-worst', '7'), ('pain-started', '2026-10-20'), ('pain-onset', 'gradual'),
    ('leg-weakness', 'baseline'), ('leg-numbness', 'none'), ('saddle-numbness', 'none'), ('falls-3-months', 'one'),
)


def read_answers(record):
    with sqlite3.connect('file:%s?mode=ro' % record, uri=True) as db:
        return dict(db.execute('SELECT finding_id, value FROM answer'))


def find_lost(record, acknowledged):
    answers = read_answers(record)
    return {finding: (value, answers.get(finding)) for finding, value in acknowledged.items()
            if set(value.split(';')) != set((answers.get(finding) or '').split(';'))}


def test(tap, folder):
    record = os.path.join(folder, 'record.db')
    dice = random.Random(20261122)
    # The last round ends with the last answer.
    ends = sorted(dice.sample(range(3, len(ANSWERS) - 1), ROUNDS - 1)) + [len(ANSWERS)]
    acknowledged = {}
    done = 0
    program = tap.program = Program(record)
    add_patient(program, 'Testperson', 'Invented', '1979-03-12', 'E2E-2')
    program.press('Begin the Visit')
    for number, end in enumerate(ends):
        intake = Intake(program)
        lost = [finding for finding, value in acknowledged.items() if not intake.shows(finding, value)]
        if number > 0:
            tap.check('round %d: the next program shows all %d answers' % (number, len(acknowledged)), not lost, lost)
        for finding, value in ANSWERS[done:end]:
            intake.press(finding, value)
            intake.wait_answered(finding)
            intake.wait_saved()
            acknowledged[finding] = value
        # Every other round ends while one more answer, of which nothing is promised, is on its way.
        if number % 2 == 1 and end < len(ANSWERS):
            intake.press(*ANSWERS[end])
        program.kill()
        done = end
        lost = find_lost(record, acknowledged)
        tap.check('round %d: killed after %d answers, all of them are in the record' % (number + 1, end), not lost, lost)
        tap.check('round %d: lumbar verify finds nothing broken' % (number + 1),
                  subprocess.run([os.environ['LUMBAR'], 'verify', record], stdout=sys.stderr).returncode == 0)
        program = tap.program = Program(record)
        open_draft(program)
    intake = Intake(program)
    lost = [finding for finding, value in ANSWERS if not intake.shows(finding, value)]
    tap.check('round %d: the next program shows all %d answers' % (ROUNDS, len(ANSWERS)), not lost, lost)
    tap.check('the program ends well', program.quit() == 0)


def open_draft(program):
    """The only patient there is, and on with the visit."""
    for _ in range(5):
        program.find('list', 'Patients, recent first').find('list item').click()
        draft = program.look_soon('button', 'Continue draft')
        if draft is not None:
            draft.do()
            return
    program.find('button', 'Continue draft').do()


if __name__ == '__main__':
    sys.exit(Tap('crash').run(test))
