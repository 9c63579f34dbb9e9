#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trend for a person who can't see it: with the keys alone, every score of every scale that is drawn and every
event is said, and so is what they add up to."""

import datetime
import os
import re
import sqlite3
import subprocess
import sys

from screen import Program, Snapshot, Tap, wait

SHOWN = (('nrs-pain-average', 'Average pain, past week'), ('peg', 'PEG (pain, enjoyment, general activity)'))
EVENT = 'Invented tablets'
MOST_STEPS = 60


def format_day(at):
    return datetime.datetime.strptime(at[:10], '%Y-%m-%d').strftime('%e %b %Y').strip()


def format_score(value):
    return ('%.1f' % value).rstrip('0').rstrip('.')


def make_record(path):
    """Fills a record with an invented clinic and gives one patient events; returns number, scores by scale and events."""
    subprocess.run([os.environ['LUMBAR'], 'example', '--record', path, '--patients', '12', '--visits', '12', '--seed', '3'],
                   check=True, stdout=subprocess.DEVNULL)
    record = sqlite3.connect(path)
    # The last year is what is shown at first, so that no range has to be chosen.
    since = (datetime.datetime.utcnow().date() - datetime.timedelta(days=360)).isoformat()
    patient, number = record.execute(
        'SELECT id, record_number FROM patient ORDER BY (SELECT count(*) FROM measure WHERE patient_id = patient.id'
        ' AND instrument_id = ? AND at >= ?) DESC, number', (SHOWN[0][0], since)).fetchone()
    scores = {scale: [(at, value) for at, value in record.execute(
        'SELECT at, value FROM measure WHERE patient_id = ? AND instrument_id = ? AND at >= ? ORDER BY at',
        (patient, scale, since))] for scale, _ in SHOWN}
    record.execute('UPDATE event SET withdrawn = 1 WHERE patient_id = ?', (patient,))
    days = [at[:10] for at, _ in scores[SHOWN[0][0]]]
    for place, day in enumerate((days[0], days[-1])):
        record.execute('INSERT INTO event (id, patient_id, kind, "on", text) VALUES (?, ?, ?, ?, ?)',
                       ('e2e-event-%d' % place, patient, 'treatment-started', day, '%s %d' % (EVENT, place)))
    record.commit()
    events = ['Treatment started: %s %d on %s, event %d of 2' % (EVENT, place, format_day(day), place + 1)
              for place, day in enumerate((days[0], days[-1]))]
    record.close()
    return number, scores, events


def get_chart(program):
    """The chart, which has the keys."""
    snapshot = Snapshot(program)
    path = next(iter(snapshot.find(role=('image',), states=('focused',))), None)
    return snapshot.get(path) if path else None


def read_row(program, chart):
    """From the first to the last of what the keys stand on, in the words that are said; says nothing twice."""
    heard = []
    program.key('Home')
    wait(lambda: re.search(r'\b1 of \d+', chart.spoken), 'the first of a row')
    for _ in range(MOST_STEPS):
        words = chart.spoken
        heard.append(words)
        number, count = map(int, re.search(r'(\d+) of (\d+)', words).groups())
        if number == count:
            return heard
        program.key('Right')
        wait(lambda: chart.spoken != words, 'what comes after %r' % words)
    return heard


def find_patient(program, number):
    """Looks for a patient, who is alone in the list then; returns the row."""
    program.find('button', 'New patient')
    program.focus()
    program.key('ctrl+f')
    program.type(number)
    wait(lambda: len(program.all('list item')) == 1, number + ' alone')
    return program.all('list item')[0]


def open_trends(program):
    """Of the patient who was looked for."""
    program.key('Return')
    program.press('Trends')
    wait(lambda: any('since' in label.spoken or 'one visit' in label.spoken for label in program.all('label')),
         'the sentence of the trend')
    program.focus()


def test(tap, folder):
    path = os.path.join(folder, 'record.db')
    number, scores, events = make_record(path)
    program = tap.program = Program(path)
    row = find_patient(program, number)
    tap.check('the row in the list says the pain that its line draws',
              re.search(r'pain \S+ → \S+ in the last 12 months', row.spoken), row.spoken)
    open_trends(program)
    for _ in range(MOST_STEPS):
        if get_chart(program) is not None:
            break
        program.key('Tab')
    chart = get_chart(program)
    if not tap.check('the chart is reached with Tab', chart is not None):
        return
    tap.check('it says what the scores add up to', ' → ' in chart.spoken or 'unchanged' in chart.spoken, chart.spoken)
    tap.check('it says which keys to use', 'Left and right' in chart.description, chart.description)
    program.key('End')
    for scale, label in SHOWN:
        wait(lambda: chart.spoken.startswith(label), label)
        expected = ['%s: %s on %s, %d of %d' % (label, format_score(value), format_day(at), number + 1,
                                               len(scores[scale])) for number, (at, value) in enumerate(scores[scale])]
        heard = read_row(program, chart)
        # What is said about a visit that is missing follows the score.
        tap.check('%s: all %d scores are said' % (label, len(expected)),
                  len(heard) == len(expected) and all(said.startswith(words) for said, words in zip(heard, expected)),
                  '%s, not %s' % (heard, expected))
        program.key('Down')
    wait(lambda: 'event' in chart.spoken, 'the events')
    tap.check('all events are said', read_row(program, chart) == events, events)
    before = chart.spoken
    program.key('plus', 'plus', 'shift+Left', 'minus', '0')
    tap.check('zooming and panning leave the keys where they are', chart.spoken == before and chart.has('focused'),
              chart.spoken)
    program.key('ctrl+c')
    tap.check('copying says that it is done',
              wait(lambda: any('clipboard' in label.spoken for label in program.all('label')), 'the toast'))
    tap.check('the program ends well', program.quit() == 0)


if __name__ == '__main__':
    sys.exit(Tap('trends').run(test))
