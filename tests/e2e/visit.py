#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole visit in the real program: a new patient, forty-five answers or more, a red flag, review, signing,
history, trend and report; then the record and the PDF are looked at from outside."""

import os
import re
import sqlite3
import subprocess
import sys

from intake import FINDINGS, Intake, add_patient
from screen import BUTTON, TYPED, Program, Tap, wait

FAMILY, GIVEN = 'Testperson', 'Invented'
IMPRESSION = 'Invented: cord or root, to be imaged today'
FLAG = 'Possible cauda equina syndrome'
FLAG_ROW = re.compile('^Red flag.*' + FLAG)

# With the keys alone, in the order in which they are asked; a detail that waits has to be jumped to.
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
    ('pain-map', 'lumbar-midline'), ('pain-site', 'paraspinal-one'), ('leg-pain', 'none'),
    ('pain-elsewhere', 'none'),
    ('pain-quality', 'aching;stiffness'), ('neck-flexion-shock', 'no'),
    ('pain-timing', 'intermittent'), ('night-pain', 'none'),
    ('leg-weakness', 'baseline'), ('leg-numbness', 'none'), ('falls-3-months', 'none'),
    ('bladder-change', 'baseline'), ('bowel-change', 'none'),
    ('peg-enjoyment', '5'), ('peg-activity', '6'), ('patient-words', 'Invented words: it aches'),
)

# What the line at the foot says as soon as one of them is answered so.
ADDING = {'leg-weakness': '1 question added: ' + FINDINGS['balance-change']['label']}

# The body map fills in the site that belongs to its region.
ADDED_TO = {'pain-site': 'midline-lumbar;paraspinal-one'}


def answer(tap, program):
    """Answers all questions; leaves a red flag standing."""
    intake = Intake(program)
    program.focus()
    for finding, value in TYPED_ANSWERS:
        if FINDINGS[finding]['tier'] == 'detail':
            intake.jump(finding)
        intake.type(finding, value)
        intake.wait_answered(finding)
    tap.check('%d answers are given with the keys alone' % len(TYPED_ANSWERS),
              all(intake.shows(finding, value) for finding, value in TYPED_ANSWERS))
    before = intake.group
    tap.check('the group is undetermined at first', before.startswith('Undetermined'), before)
    tap.check('no red flag shows at first', intake.look_beside(BUTTON, FLAG_ROW) is None)

    for finding, value in PRESSED_ANSWERS:
        intake.press(finding, value)
        if finding in ADDING:
            # It stands for a while only.
            wait(lambda: intake.status == ADDING[finding], 'what %s adds to be announced' % finding)
        intake.wait_answered(finding)
    tap.check('%d more are given as assistive technology does' % len(PRESSED_ANSWERS),
              all(intake.shows(finding, ADDED_TO.get(finding, value)) for finding, value in PRESSED_ANSWERS))
    tap.check('a question that an answer adds is announced', True)
    before = intake.group
    tap.check('none of them raises the flag', intake.look_beside(BUTTON, FLAG_ROW) is None)
    intake.press('saddle-numbness', 'new')
    intake.wait_answered('saddle-numbness')
    tap.check('new saddle numbness raises it', wait(lambda: intake.look_beside(BUTTON, FLAG_ROW), 'the red flag'))
    after = intake.group
    tap.check('the group statement changes', after != before, '%s, before: %s' % (after, before))
    intake.wait_saved()
    tap.check('all is shown as saved', True)


def review(tap, program):
    """Says what was done and what the clinician thinks, and signs."""
    program.press('Review')
    sign = program.find('button', 'Sign Visit')
    column = sign.parent
    while column.look(BUTTON, FLAG_ROW) is None:
        column = column.parent
    tap.check('the missing impression is named', column.look('status bar', re.compile('^Your own impression is missing')))
    flags = column.find('alert', 'Red flags')
    flags.press(FLAG_ROW)
    done = flags.find('radio button')
    flags.find(TYPED).write('Invented: surgeon on call, today')
    done.do()
    wait(lambda: flags.look(BUTTON, re.compile('surgeon on call')), 'what was done to stand at the flag')
    tap.check('what was done about the red flag is taken down', True)
    column.find('text', 'Your impression in words').write(IMPRESSION)
    column.press('■ Not MS-related')
    column.press('Agree')
    wait(lambda: column.look('status bar') is None, 'nothing to be missing')
    sign.do()
    visits = program.find('list', 'Visits, latest first')
    row = wait(lambda: visits.look('list item'), 'the visit in the history')
    tap.check('the signed visit stands in the history', 'Not MS-related' in [image.name for image in row.all('image')])


def look_back(tap, program):
    program.press('Trends')
    chart = program.find('image', re.compile('[Pp]ain'))
    tap.check('the trend says what it draws', '5' in chart.name, chart.name)


def look_from_outside(tap, record, path):
    """The record and the report without the program’s interface."""
    with sqlite3.connect('file:%s?mode=ro' % record, uri=True) as db:
        encounter, status = db.execute('SELECT id, status FROM encounter').fetchone()
        answers = dict(db.execute('SELECT finding_id, value FROM answer'))
    given = dict(TYPED_ANSWERS + PRESSED_ANSWERS)
    given.update({'saddle-numbness': 'new', **ADDED_TO})
    tap.check('the record says that it is signed', status == 'signed', status)
    tap.check('the record holds %d answers' % len(answers), len(answers) >= 45)
    wrong = {finding: (value, answers.get(finding)) for finding, value in given.items()
             if set(value.split(';')) != set((answers.get(finding) or '').split(';'))}
    tap.check('each as it was given', not wrong, wrong)
    tap.check('lumbar verify finds nothing broken',
              subprocess.run([os.environ['LUMBAR'], 'verify', record], stdout=sys.stderr).returncode == 0)
    subprocess.run([os.environ['LUMBAR'], 'report', '--record', record, '--encounter', encounter, '-o', path],
                   check=True)
    text = subprocess.run(['pdftotext', '-layout', path, '-'], stdout=subprocess.PIPE, text=True, check=True).stdout
    words = ' '.join(text.split())
    for what in (FAMILY, GIVEN, FLAG, IMPRESSION, 'Page 1 of'):
        tap.check('the report says “%s”' % what, what in words, words[:2000])


def test(tap, folder):
    record = os.path.join(folder, 'record.db')
    program = tap.program = Program(record)
    add_patient(program, FAMILY, GIVEN, '1979-03-12', 'E2E-1')
    tap.check('a patient is added through the dialog', True)
    program.press('Begin the Visit')
    answer(tap, program)
    review(tap, program)
    look_back(tap, program)
    tap.check('the program ends well', program.quit() == 0)
    look_from_outside(tap, record, os.path.join(folder, 'report.pdf'))


if __name__ == '__main__':
    sys.exit(Tap('visit').run(test))
