#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many keys a visit takes: a first visit and a follow-up in the real program, with real keys alone. Each key
that is pressed counts, also those that only lead on. Which question has the keyboard is read from the record,
where the program keeps it."""

import os
import sqlite3
import sys

from intake import FINDINGS, SECTIONS, Intake, add_patient, get_options, read_table
from screen import Program, Tap, wait

REST, CONFIRM, SAME, ITEMS = 'KP_Multiply', 'KP_Add', 'equal', 'i'
MOST_FIRST, MOST_FOLLOW_UP, LEAST_ANSWERS, MOST_SCREENS = 75, 35, 60, 12
SCREENS = {row['id']: row['screen'] for row in read_table('sections.tsv')}

# What is pressed where the keyboard gets to that question; anything else is skipped with Enter.
FIRST = {
    'age-years': '47', 'sex-at-birth': 'female', 'pregnancy-status': 'not-pregnant', 'prior-cancer': REST,
    'spine-history': 'none',
    'ms-course': 'relapsing', 'pdds': '3', 'neuro-change': 'none', 'spasticity-known': 'mild',
    'spasticity-change': 'baseline', 'bladder-baseline': 'urge', 'ms-status': 'definite', 'cord-lesion-known': 'none',
    'pain-nrs-now': '6', 'pain-nrs-average': '5', 'pain-nrs-worst': '8', 'pain-onset': 'days',
    'pain-duration': '1-6-weeks', 'pain-event': 'lifting-or-twisting', 'trauma-recent': 'none',
    'pain-course': 'steady',
    'pain-map': 'lumbar-midline;paraspinal-left', 'leg-pain': 'none', 'second-pain': 'no',
    'pain-quality': 'aching', 'neck-flexion-shock': 'no', 'pain-timing': 'constant', 'night-pain': 'none',
    'worse-with': 'bending-lifting;sitting', 'better-with': 'rest', 'position-independent': 'no',
    'leg-weakness': REST, 'bladder-change': REST, 'fever-or-rigors': REST,
    'dmt': 'interferon-beta', 'steroid-exposure': 'few-pulses', 'nsaid-risk': 'none', 'current-drugs': 'paracetamol',
    'itb-pump': 'no', 'antispastic-reduced': 'no', 'pain-follows-dmt': 'no',
    'mobility': 'one-aid', 'device-technique': 'never-checked', 'gait-uneven': 'yes', 'device-changed': 'no',
    'activity-change': 'none', 'urinary-symptoms': REST,
    'exam-mechanical-pain': 'yes', 'exam-paraspinal-tender': 'yes', 'exam-spinous-tender': REST,
    'peg-enjoyment': '5', 'peg-activity': '6', 'spasticity-nrs': '3', 'spasm-frequency': '1', 'phq2-score': '1',
}
FOLLOW_UP = {
    'age-years': CONFIRM, 'pregnancy-status': REST, 'ms-course': CONFIRM, 'neuro-change': REST,
    'pain-nrs-now': '4', 'pain-nrs-average': '4', 'pain-nrs-worst': '6', 'pain-onset': REST,
    'pain-duration': SAME, 'pain-course': 'improving',
    'pain-map': SAME, 'leg-pain': SAME, 'pain-quality': SAME, 'neck-flexion-shock': REST, 'pain-timing': SAME,
    'night-pain': REST, 'worse-with': SAME, 'better-with': SAME, 'position-independent': REST,
    'leg-weakness': REST, 'bladder-change': REST, 'fever-or-rigors': REST, 'dmt': CONFIRM, 'pain-follows-dmt': REST,
    'mobility': CONFIRM, 'device-changed': REST, 'gait-uneven': REST, 'urinary-symptoms': REST,
    'exam-mechanical-pain': 'no', 'exam-percussion': REST,
    'peg-enjoyment': '3', 'peg-activity': '4', 'spasticity-nrs': '3', 'phq2-score': '1',
}


class Visit:
    """A visit that is being typed."""

    def __init__(self, program, record, plan):
        self.program, self.record, self.plan = program, record, plan
        self.pressed, self.sections, self.skipped = 0, [], []

    def ask(self, sql):
        with sqlite3.connect('file:%s?mode=ro' % self.record, uri=True) as db:
            return db.execute(sql).fetchall()

    @property
    def place(self):
        rows = self.ask('SELECT finding_id FROM draft_place')
        return rows[0][0] if rows else None

    @property
    def answers(self):
        return dict(self.ask('SELECT finding_id, value FROM answer JOIN encounter ON id = encounter_id WHERE'
                             " status = 'draft' AND value IS NOT NULL AND unconfirmed = 0"))

    def get_keys(self, finding):
        value = self.plan.get(finding)
        if value is None:
            self.skipped.append(finding)
            return ['Return']
        if value in (REST, CONFIRM, SAME, ITEMS):
            return [value]
        kind = FINDINGS[finding]['type']
        if kind in ('integer', 'nrs-0-10') and float(FINDINGS[finding]['maximum']) <= 10:
            return [value]
        if kind in ('integer', 'decimal'):
            return list(value) + ['Return']
        keys = [get_options(finding)[option]['key'] for option in value.split(';')]
        return keys + (['Return'] if kind in ('multi-choice', 'body-map') and value != 'none' else [])

    def type(self):
        """Goes from question to question until nothing is left that waits."""
        finding = wait(lambda: self.place, 'the first question')
        for _ in range(120):
            if FINDINGS[finding]['section'] not in self.sections:
                self.sections.append(FINDINGS[finding]['section'])
            keys = self.get_keys(finding)
            self.pressed += len(keys)
            self.program.key(*keys)
            before = finding
            try:
                finding = wait(lambda: self.place if self.place != before else None, 'the next question', 3)
            except Exception:
                return
        raise Exception('no end after 120 questions, at ' + finding)

    @property
    def screens(self):
        return len({SCREENS[section] for section in self.sections})


def type_visit(tap, program, record, name, plan, most):
    Intake(program)
    program.focus()
    visit = Visit(program, record, plan)
    visit.type()
    answers = visit.answers
    print('# %s: %d answers with %d keys on %d screens; skipped %s' %
          (name, len(answers), visit.pressed, visit.screens, ', '.join(visit.skipped) or 'nothing'), flush=True)
    tap.check('%s: at least %d answers' % (name, LEAST_ANSWERS), len(answers) >= LEAST_ANSWERS, sorted(answers))
    tap.check('%s: at most %d keys' % (name, most), visit.pressed <= most, visit.pressed)
    tap.check('%s: at most %d screens' % (name, MOST_SCREENS), visit.screens <= MOST_SCREENS, visit.screens)
    given = {finding: value for finding, value in plan.items() if value not in (REST, CONFIRM, SAME, ITEMS)}
    wrong = {finding: (value, answers.get(finding)) for finding, value in given.items()
             if finding in answers and set(value.split(';')) != set(answers[finding].split(';'))}
    tap.check('%s: the record holds what was typed' % name, not wrong, wrong)
    tap.check('%s: every core question is answered' % name,
              not [finding for finding in visit.skipped if FINDINGS[finding]['tier'] == 'core'], visit.skipped)


def sign(program):
    program.key('ctrl+Return')
    program.find(('radio button', 'toggle button'), '■ Not MS-related').do()
    program.find(('radio button', 'toggle button', 'button'), 'Agree').do()
    program.press('Sign Visit')


def test(tap, folder):
    record = os.path.join(folder, 'record.db')
    program = tap.program = Program(record)
    add_patient(program, 'Testperson', 'Invented', '1979-03-12', 'E2E-4')
    program.press('Begin the Visit')
    type_visit(tap, program, record, 'first visit', FIRST, MOST_FIRST)
    sign(program)
    program.find('button', 'New visit').do()
    type_visit(tap, program, record, 'follow-up', FOLLOW_UP, MOST_FOLLOW_UP)
    tap.check('the program ends well', program.quit() == 0)


if __name__ == '__main__':
    sys.exit(Tap('keys').run(test))
