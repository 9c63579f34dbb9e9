#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: check-reports.py LUMBAR
"""Every kind of report on thirty visits of an invented clinic: sound as a PDF, with its fonts inside, who and which
page on every page, and nothing cut: each word that the report has as text stands on its pages."""

import collections
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

LUMBAR = sys.argv[1]
PROFILES = ('full', 'letter', 'patient', 'data')
N_VISITS = 30
LETTERS_ON_ONE_PAGE = 27  # A letter is read because it is short; what is urgent may take it further
WORD = re.compile(r'[^\W_]+')
MARKS = re.compile('[\u200e\u200f\u2066-\u2069\u00ad]')  # Direction and soft hyphens: no words
RUNS = re.compile('[\u202a-\u202e]')  # pdftotext sets them around what reads the other way, for a blank


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True).stdout


def count_words(text):
    return collections.Counter(WORD.findall(RUNS.sub(' ', MARKS.sub('', text)).casefold()))


def list_visits(record):
    """Ids of signed visits, of as many patients as there are."""
    return [line.split('|') for line in run('sqlite3', record, f"""
      SELECT id, family_name FROM (
        SELECT encounter.id, family_name, row_number () OVER (PARTITION BY patient_id ORDER BY encounter.number) AS nth,
               patient.number AS person
          FROM encounter JOIN patient ON patient.id = patient_id WHERE status = 'signed')
      ORDER BY nth, person LIMIT {N_VISITS}""").splitlines()]


def check(record, folder, visit, family, profile, paper):
    """What is wrong with one report."""
    base = os.path.join(folder, f'{visit}-{profile}')
    common = (LUMBAR, 'report', '--record', record, '--encounter', visit, '--profile', profile, '--date', '2026-11-26')
    run(*common, '--paper', paper, '-o', base + '.pdf')
    run(*common, '--format', 'text', '-o', base + '.txt')
    wrong = []
    sound = subprocess.run(('qpdf', '--check', base + '.pdf'), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if sound.returncode != 0:
        wrong.append(sound.stdout.splitlines()[-1])
    fonts = run('pdffonts', base + '.pdf').splitlines()[2:]
    # name, type, encoding, emb sub uni object ID
    wrong += ['font not inside: ' + font for font in fonts if font.split()[-5] != 'yes']
    if not fonts:
        wrong.append('no fonts')
    pages = run('pdftotext', '-layout', base + '.pdf', '-').split('\f')[:-1]
    for number, page in enumerate(pages, 1):
        if f'{number} of {len(pages)}' not in page:
            wrong.append(f'page {number} does not say which it is')
        if not count_words(family) <= count_words(page):
            wrong.append(f'page {number} does not say whose it is')
    with open(base + '.txt', encoding='utf-8') as file:
        lost = count_words(file.read()) - count_words('\n'.join(pages))
    if lost:
        wrong.append('lost: ' + ', '.join(f'{word} ×{n}' for word, n in list(lost.items())[:12]))
    return wrong, len(pages)


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, 'clinic.db')
        run(LUMBAR, 'example', '--record', record)
        visits = list_visits(record)
        jobs = [(profile, visit, family, 'letter' if place % 5 == 4 else 'a4')
                for profile in PROFILES for place, (visit, family) in enumerate(visits)]
        print(f'1..{len(jobs) + 2}')
        with ThreadPoolExecutor(2) as pool:
            results = pool.map(lambda job: check(record, folder, job[1], job[2], job[0], job[3]), jobs)
            short = 0
            for number, (job, (wrong, n_pages)) in enumerate(zip(jobs, results), 1):
                print(f'{"not ok" if wrong else "ok"} {number} - {job[0]}, {job[3]}: visit {job[1][:8]}, {n_pages} pages')
                for line in wrong:
                    print('#', line)
                failed += bool(wrong)
                short += job[0] == 'letter' and n_pages == 1
        enough = len(visits) == N_VISITS
        print(f'{"ok" if enough else "not ok"} {len(jobs) + 1} - thirty visits were looked at')
        failed += not enough
        enough = short >= LETTERS_ON_ONE_PAGE
        print(f'{"ok" if enough else "not ok"} {len(jobs) + 2} - {short} of {N_VISITS} letters are one page')
        failed += not enough
    return failed > 0


sys.exit(main())
