#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole visit in the real program: a new patient, more than forty answers, a red flag, review, signing,
history, trend and report; then the record and the PDF are looked at from outside."""

import os
import re
import sqlite3
import subprocess
import sys

from intake import Intake, add_patient
from screen import PRESSED, TYPED, Program, Tap, wait

FAMILY, GIVEN = 'Testperson', 'Invented'
IMPRESSION = 'Invented: cord or root, to be imaged today'
FLAG = 'Possible cauda equina syndrome'

# With the keys alone, in the order in which they are asked.
TYPED_ANSWERS = (
    ('age-years', '47'), ('sex-at-birth', 'male'), ('bmi', '24.5'), ('prior-cancer', 'none'),
    ('osteoporosis-known', 'no'), ('immunosuppressed', 'no'), ('anticoagulated', 'no'),
    ('recent-spinal-procedure', 'none'), ('recent-infection', 'no'), ('spine-history', 'scoliosis;disc-herniation'),
)

# As assistive technology does it.
PRESSED_ANSWERS = (
    ('ms-status', 'definite'), ('ms-course', 'relapsing'), ('ms-years', '12'), ('edss', '3.5'),
    ('cord-lesion-known', 'none'), ('neuro-change', 'none'), ('spasticity-known', 'none'),
    ('bladder-baseline', 'normal'),
    ('pain-nrs-now', '4'), ('pain-nrs-average', '5'), ('pain-nrs-worst', '7'), ('pain-severity', 'moderate'),
    ('pain-onset', 'gradual'), ('pain-duration', '1-6-weeks'), ('pain-started', '2026-10-20'),
    ('pain-event', 'lifting-or-twisting;new-activity'), ('trauma-recent', 'none'), ('pain-course', 'steady'),
    ('pain-map', 'lower-abdomen'), ('pain-site', 'paraspinal-one'), ('leg-pain', 'none'),
    ('pain-elsewhere', 'none'),
    ('pain-quality', 'aching;stiffness'), ('neck-flexion-shock', 'no'),
    ('pain-timing', 'intermittent'), ('night-pain', 'none'),
    ('leg-weakness', 'baseline'), ('leg-numbness', 'none'), ('falls-3-months', 'none'),
    ('bladder-change', 'baseline'), ('bowel-change', 'none'),
    ('peg-enjoyment', '5'), ('peg-activity', '6'), ('patient-words', 'Invented words: it aches'),
)


def look_for_flag(program):
    return program.look('button', re.compile('^Red flag.*' + FLAG))


def get_group(program):
    return program.find('filler', 'Assessment').find('heading').name


def answer(tap, program):
    """Answers all questions; leaves a red flag standing."""
    intake = Intake(program)
    program.focus()
    for finding, value in TYPED_ANSWERS:
        intake.type(finding, value)
        intake.wait_answered(finding)
    tap.check('%d answers are given with the keys alone' % len(TYPED_ANSWERS),
              all(intake.shows(finding, value) for finding, value in TYPED_ANSWERS))
    before = get_group(program)
    tap.check('the group is undetermined at first', before.startswith('Undetermined'), before)
    tap.check('no red flag shows at first', look_for_flag(program) is None)

    for finding, value in PRESSED_ANSWERS:
        intake.press(finding, value)
        intake.wait_answered(finding)
    tap.check('%d more are given as assistive technology does' % len(PRESSED_ANSWERS), True)
    before = get_group(program)
    tap.check('none of them raises the flag', look_for_flag(program) is None)
    intake.press('saddle-numbness', 'new')
    intake.wait_answered('saddle-numbness')
    tap.check('new saddle numbness raises it', wait(lambda: look_for_flag(program), 'the red flag'))
    after = get_group(program)
    tap.check('the group statement changes', after != before, '%s, before: %s' % (after, before))
    intake.wait_saved()
    tap.check('all is shown as saved', True)


def review(tap, program):
    program.press('Review')
    program.find('button', 'Sign Visit')
    program.dump(sys.stdout)


def test(tap, folder):
    record = os.path.join(folder, 'record.db')
    program = tap.program = Program(record)
    add_patient(program, FAMILY, GIVEN, '1979-03-12', 'E2E-1')
    tap.check('a patient is added through the dialog', True)
    program.press('Begin the Visit')
    answer(tap, program)
    review(tap, program)


if __name__ == '__main__':
    sys.exit(Tap('visit').run(test))
