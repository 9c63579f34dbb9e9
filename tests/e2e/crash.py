#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer shown as saved is on disk: the real program is killed again and again, at a random moment, while
somebody types an intake on a keyboard, at a realistic pace and as fast as keys go.

An answer is acknowledged when, after it was typed, the screen showed it as answered with that value (in its entry,
at its option or in its row) and then said “Saved ✓” while the program still ran. After each kill every acknowledged answer must be in the record, the record must
be sound, and the next program must open the draft with them.

    LUMBAR_CRASH_ROUNDS=200   how many kills; 25 unless told
    LUMBAR_CRASH_SEED=1       the same moments and paces again"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

from gi.repository import GLib

from intake import FINDINGS, SECTIONS, Intake, add_patient
from screen import Missing, Program, Snapshot, Tap, wait

ROUNDS = int(os.environ.get('LUMBAR_CRASH_ROUNDS', 25))
SEED = int(os.environ.get('LUMBAR_CRASH_SEED', time.time_ns() % 1000000))

# In the order in which the program asks, with the details that can wait; none of them withdraws another.
SCRIPT = (
    ('age-years', '47'), ('sex-at-birth', 'male'), ('bmi', '24.5'), ('prior-cancer', 'none'),
    ('osteoporosis-known', 'no'), ('immunosuppressed', 'no'), ('anticoagulated', 'no'),
    ('recent-spinal-procedure', 'none'), ('recent-infection', 'no'), ('spine-history', 'scoliosis;disc-herniation'),
    ('ms-status', 'definite'), ('ms-course', 'relapsing'), ('ms-years', '12'), ('pdds', '3'), ('edss', '3.5'),
    ('cord-lesion-known', 'none'), ('neuro-change', 'none'), ('spasticity-known', 'none'),
    ('bladder-baseline', 'normal'),
    ('pain-nrs-now', '4'), ('pain-nrs-average', '5'), ('pain-nrs-worst', '7'), ('pain-severity', 'moderate'),
    ('pain-onset', 'gradual'), ('pain-duration', '1-6-weeks'), ('pain-started', '2026-10-20'),
)

# Milliseconds between keys and between answers, whether to look where the keys go, and the latest kill in seconds.
PACES = {
    'realistic': ((60, 160), (100, 500), True, 2.5),
    'fast': ((8, 12), (0, 0), False, 1.6),
}


# The details of the first three sections are shown, so that what is asked does not depend on what was answered:
# who types fast does not look.
SHOW_DETAILS = ('ctrl+Prior',) * 3 + ('ctrl+d', 'ctrl+Next', 'ctrl+d', 'ctrl+Next', 'ctrl+d')

FEW = 4  # With less than this left to type, another draft is begun


class Typist(threading.Thread):
    """Types the rest of the script, whatever becomes of the program."""

    def __init__(self, program, intake, answers, pace, dice):
        super().__init__(daemon=True)
        self.program, self.intake, self.answers, self.dice = program, intake, answers, random.Random(dice.random())
        self.between_keys, self.between_answers, self.looks, _ = PACES[pace]
        self.typed = []

    def run(self):
        try:
            for finding, value in self.answers:
                if self.looks:
                    self.intake.jump(finding)
                if not self.program.running:
                    break
                self.program.key(*self.intake.get_keys(finding, value), delay=self.dice.randint(*self.between_keys))
                self.typed.append((finding, value))
                time.sleep(self.dice.randint(*self.between_answers) / 1000)
        except (GLib.Error, Missing):
            if self.program.running:
                raise


class Watcher:
    """Notes what the program acknowledges."""

    def __init__(self, intake, acknowledged):
        self.intake, self.acknowledged = intake, acknowledged

    def look(self, typed):
        waiting = [(finding, value) for finding, value in typed if finding not in self.acknowledged]
        if not waiting:
            return
        self.intake.touch(finding for finding, _ in waiting)
        snapshot = Snapshot(self.intake.program)
        seen = {finding: value for finding, value in waiting if self.intake.stands_in(snapshot, finding, value)}
        if seen and self.intake.state.name == 'Saved ✓':
            self.acknowledged.update(seen)


def copy_record(record, place):
    """With its log, as the killed program left it."""
    for ending in ('', '-wal', '-shm'):
        if os.path.exists(record + ending):
            shutil.copy(record + ending, place + ending)
        elif os.path.exists(place + ending):
            os.remove(place + ending)


def is_part(value, whole):
    """Whether a value in the record can come from typing whole, to its end or not."""
    return whole.startswith(value) or set(value.split(';')) <= set(whole.split(';'))


class Round:
    """What one kill left behind."""

    def __init__(self, record, acknowledged):
        # The next program has to mend the record by itself: only a copy is looked at.
        copy = record + '.copy'
        copy_record(record, copy)
        script = dict(SCRIPT)
        with sqlite3.connect('file:%s?mode=ro' % copy, uri=True) as db:
            self.answers = dict(db.execute('SELECT finding_id, value FROM answer'))
            self.integrity = db.execute('PRAGMA integrity_check').fetchone()[0]
        self.lost = {finding: (value, self.answers.get(finding)) for finding, value in acknowledged.items()
                     if not self.holds(finding, value)}
        self.strange = {finding: value for finding, value in self.answers.items()
                        if value is not None and not is_part(value, script.get(finding, ''))}
        self.verified = subprocess.run([os.environ['LUMBAR'], 'verify', copy], stdout=sys.stderr).returncode == 0

    def holds(self, finding, value):
        return set((self.answers.get(finding) or '').split(';')) == set(value.split(';'))


def make_template(tap, folder):
    """A record with an empty draft, to begin with again and again."""
    template = os.path.join(folder, 'template.db')
    program = tap.program = Program(template)
    add_patient(program, 'Testperson', 'Invented', '1979-03-12', 'E2E-2')
    program.press('Begin the Visit')
    intake = Intake(program)
    program.focus()
    tap.check('the program ends well', program.quit() == 0)
    return template


def open_draft(program):
    """The only patient there is, and on with the visit."""
    program.find('list', 'Patients, recent first').find('list item').click()
    wait(lambda: Snapshot(program).find(['button'], 'Continue draft'), 'the draft')
    program.find('button', 'Continue draft').do()
    return Intake(program)


def take_up(program, intake, answers):
    """Brings the keys to the first of the answers, with all details in sight."""
    program.focus()
    wait(lambda: Snapshot(program).find(states=['focused']), 'the draft to have the keys')
    program.key(*SHOW_DETAILS)
    intake.jump(answers[0][0], soon=0)


def find_unshown(intake, acknowledged):
    """Sections in which the screen tells of fewer answers than were acknowledged."""
    promised = {}
    for finding in acknowledged:
        title = SECTIONS[FINDINGS[finding]['section']]
        promised[title] = promised.get(title, 0) + 1
    shown = intake.count_answered()
    return {title: (n, shown.get(title)) for title, n in promised.items() if shown.get(title, 0) < n}


def show_all(tap, record, answers):
    """What is in the record after the last kill stands on the screen, answer by answer."""
    program = tap.program = Program(record)
    intake = open_draft(program)
    complete = [(finding, value) for finding, value in SCRIPT
                if set((answers.get(finding) or '').split(';')) == set(value.split(';'))]
    unshown = [finding for finding, value in complete if not intake.shows(finding, value)]
    tap.check('the next program shows all %d answers as they were given' % len(complete), not unshown, unshown)
    program.focus()
    tap.check('and ends well', program.quit() == 0)


def test(tap, folder):
    print('# LUMBAR_CRASH_SEED=%d LUMBAR_CRASH_ROUNDS=%d' % (SEED, ROUNDS), flush=True)
    dice = random.Random(SEED)
    template = make_template(tap, folder)
    record = os.path.join(folder, 'record.db')
    n_typed = n_acknowledged = n_lost = n_damaged = n_within = 0
    begun = time.monotonic()
    copy_record(template, record)
    rest, acknowledged = list(SCRIPT), {}
    for number in range(1, ROUNDS + 1):
        pace = dice.choice(list(PACES))
        program = tap.program = Program(record)
        intake = open_draft(program)
        unshown = find_unshown(intake, acknowledged)
        tap.check('round %d: the next program opens the draft with all %d answers' % (number, len(acknowledged)),
                  not unshown, unshown)
        if len(rest) < FEW:
            program.kill()
            copy_record(template, record)
            rest, acknowledged = list(SCRIPT), {}
            program = tap.program = Program(record)
            intake = open_draft(program)
        take_up(program, intake, rest)
        before = len(acknowledged)
        watcher = Watcher(intake, acknowledged)
        typist = Typist(program, intake, rest, pace, dice)
        delay = dice.uniform(0, PACES[pace][3])
        killer = threading.Timer(delay, program.kill)
        typist.start()
        killer.start()
        try:
            while program.running:
                watcher.look(list(typist.typed))
                time.sleep(0.03)  # Looking keeps the program from its work
        except GLib.Error:
            pass  # Killed while it was looked at
        killer.join()
        typist.join()
        after = Round(record, acknowledged)
        n_typed += len(typist.typed)
        n_acknowledged += len(acknowledged) - before
        n_lost += len(after.lost)
        n_within += len(typist.typed) < len(rest)
        killed = program.process.returncode == -signal.SIGKILL
        sound = killed and after.integrity == 'ok' and after.verified and not after.strange
        n_damaged += not sound
        tap.check('round %d: killed after %.2f s of %s typing, %d of %d answers, %d acknowledged' % (
            number, delay, pace, len(typist.typed), len(rest), len(acknowledged) - before), not after.lost, after.lost)
        tap.check('round %d: the record is sound' % number, sound,
                  (program.process.returncode, after.integrity, after.verified, after.strange))
        rest = [(finding, value) for finding, value in SCRIPT if not after.holds(finding, value)]
    tap.check('%d kills, %d of them while typing; %d answers typed, %d acknowledged, %d lost, %d records damaged' % (
        ROUNDS, n_within, n_typed, n_acknowledged, n_lost, n_damaged), n_lost == 0 and n_damaged == 0)
    print('# %.1f s a round' % ((time.monotonic() - begun) / ROUNDS), flush=True)
    show_all(tap, record, after.answers)
    # Who promises nothing loses nothing.
    tap.check('enough was acknowledged to be lost', n_acknowledged * 2 > ROUNDS, n_acknowledged)


if __name__ == '__main__':
    sys.exit(Tap('crash').run(test))
