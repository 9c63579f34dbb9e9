#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No name leaves the record by a side door: what is typed into a patient and a visit is looked for in the titles of
windows, in what the program prints, in the talk on the session bus, and in every file but those that hold it on
purpose."""

import os
import subprocess
import sys
import threading
import time

from intake import Intake, add_patient
from screen import Program, Tap, wait

FAMILY, GIVEN, NUMBER, WORDS = 'Zyxmarkerova', 'Quodlibetta', 'MARK-90417', 'Wobblemarker aches'
MARKERS = (FAMILY, GIVEN, NUMBER, 'Wobblemarker')
PLACES = ('HOME', 'XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'TMPDIR')


def find_in(data):
    """The markers in some bytes, as UTF-8 or, as on some clipboards and in PDF, UTF-16."""
    return [marker for marker in MARKERS for code in ('utf-8', 'utf-16-le', 'utf-16-be') if marker.encode(code) in data]


class Titles(threading.Thread):
    """The titles that the windows of a process have over time."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.seen, self.ended = pid, set(), threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(0.3):
            found = subprocess.run(['xdotool', 'search', '--pid', str(self.pid)], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True, check=False).stdout.split()
            for window in found:
                self.seen.add(subprocess.run(['xdotool', 'getwindowname', window], stdout=subprocess.PIPE,
                                             stderr=subprocess.DEVNULL, text=True, check=False).stdout.strip())

    def end(self):
        self.ended.set()
        self.join()
        return self.seen - {''}


def look_at_process(tap, program):
    place = '/proc/%d/' % program.process.pid
    with open(place + 'limits', encoding='ascii') as file:
        core = next(line for line in file if line.startswith('Max core file size')).split()
    tap.check('a crash would leave no core', core[4:6] == ['0', '0'], core)
    with open(place + 'status', encoding='ascii') as file:
        mask = next(line for line in file if line.startswith('Umask:')).split()[1]
    tap.check('new files are the owner’s alone', int(mask, 8) == 0o077, mask)
    with open(place + 'cmdline', 'rb') as file:
        tap.check('no name is on the command line', not find_in(file.read()))


def look_at_files(tap, purpose):
    """Every file in the folders of the user, but those that hold it on purpose."""
    found, n = [], 0
    for place in {os.environ[name] for name in PLACES if name in os.environ}:
        for folder, _, names in os.walk(place):
            for path in (os.path.join(folder, name) for name in names):
                if os.path.isfile(path) and not path.startswith(purpose):
                    n += 1
                    with open(path, 'rb') as file:
                        found += [(path, marker) for marker in find_in(file.read())]
    tap.check('%d files hold none of it' % n, n > 0 and not found, found)


def export(record, folder):
    lumbar = os.environ['LUMBAR']
    bundle = os.path.join(folder, 'bundle.json')
    for words in (['export', '--all', '-o', bundle], ['export', '--outcomes', '-o', os.path.join(folder, 'outcomes.csv')],
                  ['backup', os.path.join(folder, 'backup.db')], ['verify'], ['cohort']):
        yield words, subprocess.run([lumbar, *words, '--record', record], stdout=subprocess.PIPE,
                                    stderr=subprocess.STDOUT, check=False)


def test(tap, folder):
    purpose, temporary = os.path.join(folder, 'purpose'), os.path.join(folder, 'tmp')
    record = os.path.join(purpose, 'record.db')
    for place in (purpose, temporary):
        os.mkdir(place)
    os.environ['TMPDIR'] = temporary
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'  # So that settings are kept where they can be looked at
    traffic = os.path.join(folder, 'bus')
    with open(traffic, 'wb') as out:
        monitor = subprocess.Popen(['dbus-monitor', '--session'], stdout=out, stderr=subprocess.DEVNULL)
        wait(lambda: os.path.getsize(traffic) > 0, 'the bus to be watched')
        program = tap.program = Program(record)
        titles = Titles(program.process.pid)
        look_at_process(tap, program)
        add_patient(program, FAMILY, GIVEN, '1979-03-12', NUMBER)
        program.press('Begin the Visit')
        intake = Intake(program)
        program.focus()
        intake.press('patient-words', WORDS)
        intake.wait_answered('patient-words')
        intake.wait_saved()
        seen = titles.end()
        tap.check('no title of a window says it', seen and not find_in(' '.join(seen).encode()), seen)
        tap.check('the program ends well', program.quit() == 0)
        time.sleep(0.5)
        monitor.terminate()
        monitor.wait()
    with open(record, 'rb') as file:
        tap.check('the record holds it', set(find_in(file.read())) == set(MARKERS))
    with open(record + '.log', 'rb') as file:
        printed = file.read()
    tap.check('the program prints none of it', not find_in(printed), printed)
    with open(traffic, 'rb') as file:
        heard = file.read()
    tap.check('the session bus hears none of it', len(heard) > 100 and not find_in(heard), find_in(heard))
    for words, run in export(record, purpose):
        tap.check('lumbar %s prints none of it' % words[0], run.returncode == 0 and not find_in(run.stdout), run.stdout)
    look_at_files(tap, purpose + os.sep)


if __name__ == '__main__':
    sys.exit(Tap('leaks').run(test))
