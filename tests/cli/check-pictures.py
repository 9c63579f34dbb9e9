#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: check-pictures.py LUMBAR [--update]
"""The pages of every kind of report against approved pictures of them in tests/data/reports. What is compared is
small and grey, so that another build of a font is no difference and a block that moved, is gone or lies over another
is. With --update the pictures are written anew: look at each before they are committed."""

import os
import subprocess
import sys
import tempfile

LUMBAR = sys.argv[1]
UPDATE = '--update' in sys.argv[2:]
SOURCE = os.environ['LUMBAR_SOURCE_ROOT']
APPROVED = os.path.join(SOURCE, 'tests', 'data', 'reports')
RESPONSE = os.path.join(SOURCE, 'tests', 'data', 'responses', 'back-pain-with-new-numbness.json')
REPORTS = [(profile, 'a4') for profile in ('full', 'letter', 'patient', 'data')] + [('full', 'letter'), ('patient', 'letter')]
# Of the whole range of grey, root mean square over the page. Other versions of pango and the fonts stay below; a
# line that is missing is above.
TOLERANCE = 0.03
SIZE = '25%'
# One family, whatever else is installed: with others the lines break elsewhere.
FONTS = """<?xml version="1.0"?>
<fontconfig>
  <dir>/usr/share/fonts/truetype/dejavu</dir>
  <cachedir>%s</cachedir>
  <match target="pattern">
    <edit name="family" mode="assign" binding="strong"><string>DejaVu Sans</string></edit>
  </match>
</fontconfig>
"""


def run(*command, **environment):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, **environment}).stdout


def differ(one, other):
    """How much two pictures of pages differ, 0 to 1."""
    if run('identify', '-format', '%wx%h', one) != run('identify', '-format', '%wx%h', other):
        return 1
    small = ('-resize', SIZE, '-colorspace', 'gray')
    said = run('convert', '(', one, *small, ')', '(', other, *small, ')', '-metric', 'RMSE', '-compare', '-format',
               '%[distortion]', 'info:')
    return float(said)


def make_pages(folder, profile, paper):
    base = os.path.join(folder, f'{profile}-{paper}')
    run(LUMBAR, 'report', '--response', RESPONSE, '--profile', profile, '--paper', paper, '--date', '2026-11-26',
        '-o', base + '.pdf', FONTCONFIG_FILE=os.path.join(folder, 'fonts.conf'))
    run('pdftoppm', '-r', '40', '-gray', '-png', base + '.pdf', base)
    return sorted(name for name in os.listdir(folder) if name.startswith(f'{profile}-{paper}-'))


def check(folder, profile, paper):
    """What is wrong, and the pages."""
    pages = make_pages(folder, profile, paper)
    approved = sorted(name for name in os.listdir(APPROVED) if name.startswith(f'{profile}-{paper}-'))
    if UPDATE:
        for name in approved:
            os.remove(os.path.join(APPROVED, name))
        for name in pages:
            run('convert', os.path.join(folder, name), '-strip', '-depth', '4', os.path.join(APPROVED, name))
        return [], pages
    if pages != approved:
        return [f'the pages are {pages}, not {approved}'], pages
    wrong = []
    for name in pages:
        difference = differ(os.path.join(folder, name), os.path.join(APPROVED, name))
        if difference > TOLERANCE:
            wrong.append(f'{name} differs by {difference:.3f}')
    return wrong, pages


def check_telling(folder, pages):
    """No page passes for another: else the tolerance would hide everything."""
    paths = [os.path.join(folder, name) for name in pages]
    return [f'{os.path.basename(one)} passes for {os.path.basename(other)}'
            for place, one in enumerate(paths) for other in paths[:place] if differ(one, other) <= TOLERANCE]


def main():
    failed = 0
    print(f'1..{len(REPORTS) + 1}')
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'fonts.conf'), 'w', encoding='utf-8') as file:
            file.write(FONTS % os.path.join(folder, 'cache'))
        first = []
        for number, (profile, paper) in enumerate(REPORTS, 1):
            wrong, pages = check(folder, profile, paper)
            first.append(pages[0])
            print(f'{"not ok" if wrong else "ok"} {number} - {profile}, {paper}: {len(pages)} pages as approved')
            for line in wrong:
                print('#', line)
            failed += bool(wrong)
        wrong = check_telling(folder, first)
        print(f'{"not ok" if wrong else "ok"} {len(REPORTS) + 1} - no page passes for another')
        for line in wrong:
            print('#', line)
        failed += bool(wrong)
    return failed > 0


sys.exit(main())
