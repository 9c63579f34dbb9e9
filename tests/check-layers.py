#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: check-layers.py ROOT
Proves the order of the house, folder by folder of ROOT/src, as TAP: a folder includes only folders before it; "../"
and foreign headers are no way round; every file says its licence and keeps its size."""

import collections
import fnmatch
import pathlib
import re
import sys
import tempfile

# Each folder with the folders before it. What stands in braces in the design does not know each other.
CORE = ['base', 'knowledge', 'intake', 'assessment', 'record']
PICTURES = CORE + ['store', 'fhir', 'history', 'drawing']
BEFORE = {
    'base': [], 'knowledge': CORE[:1], 'intake': CORE[:2], 'assessment': CORE[:3], 'record': CORE[:4],
    'store': CORE, 'fhir': CORE, 'history': CORE, 'drawing': PICTURES[:-1], 'report': PICTURES,
    'cli': PICTURES + ['report'], 'ui': PICTURES + ['report'], 'main': PICTURES + ['report', 'cli', 'ui'],
}
# Which foreign headers a folder may include. What every folder may use is the C library and GLib; anything else
# belongs to the folders named here.
WINDOW = ['cairo.h', 'cairo-*.h', 'pango/*', 'gtk/*', 'gdk/*', 'gdk-pixbuf/*', 'gsk/*', 'adwaita.h']
PAPER = ['cairo.h', 'cairo-*.h', 'cairo/*', 'pango/*']
JSON = ['json-glib/*']
FOREIGN = {'base': JSON, 'knowledge': JSON, 'fhir': JSON, 'store': ['sqlite3.h', 'sodium.h'], 'drawing': PAPER,
           'report': PAPER, 'ui': WINDOW, 'main': WINDOW}
COMMON = ['glib.h', 'glib-object.h', 'glib-unix.h', 'glib/*', 'gio/*', 'libintl.h', 'locale.h', 'assert.h', 'errno.h',
          'fcntl.h', 'float.h', 'langinfo.h', 'limits.h', 'math.h', 'signal.h', 'stdarg.h', 'stdint.h', 'stdio.h',
          'stdlib.h', 'string.h', 'termios.h', 'time.h', 'unistd.h', 'sys/*']
MOST_LINES = 800
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]*)"|<([^>]*)>)', re.MULTILINE)
LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'
REACHES = 'g_application_get_default'
MAY_REACH = ('src/main.c', 'src/ui/lumbar-application.c')


def matches(header, patterns):
    return any(fnmatch.fnmatchcase(header, pattern) for pattern in patterns)


class House:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = sorted(path.relative_to(self.root) for path in (self.root / 'src').rglob('*.[ch]'))
        self.folders = sorted({self.folder_of(file) for file in self.files if len(file.parts) > 2})
        self.homes = collections.defaultdict(set)
        for file in self.files:
            if file.suffix == '.h':
                self.homes[file.name].add(self.folder_of(file))

    @staticmethod
    def folder_of(file):
        return file.parts[1] if len(file.parts) > 2 else 'main'

    def find_twice(self):
        counts = collections.Counter(file.name for file in self.files)
        return sorted(name for name, n in counts.items() if n > 1)

    def check_own(self, folder, header):
        homes = self.homes.get(header)
        if not homes:
            return 'includes "%s", which no folder has' % header
        others = homes if folder not in homes else set()
        if others and not others & set(BEFORE[folder]):
            return 'includes "%s" of %s, which does not come before %s' % (header, min(others), folder)
        return None

    def check_include(self, folder, own, foreign):
        header = own or foreign
        if '../' in header:
            return 'includes "%s"; name the header alone' % header
        if header == 'config.h' or fnmatch.fnmatchcase(header, 'lumbar-*-resources.h'):
            return None
        if own:
            return self.check_own(folder, own)
        if matches(foreign, COMMON) or matches(foreign, FOREIGN.get(folder, ())):
            return None
        return 'includes <%s>, which the folder %s may not' % (foreign, folder)

    def check_file(self, file):
        text = (self.root / file).read_text(encoding='utf-8')
        for own, foreign in INCLUDE.findall(text):
            problem = self.check_include(self.folder_of(file), own, foreign)
            if problem:
                yield problem
        if LICENCE not in text.split('\n', 1)[0]:
            yield 'the first line does not name the licence'
        if file.suffix == '.h' and '\n#pragma once\n' not in text:
            yield 'has no #pragma once'
        if file.suffix == '.c' and text.count('\n') > MOST_LINES:
            yield 'has %d lines, more than %d' % (text.count('\n'), MOST_LINES)
        if REACHES in text and file.as_posix() not in MAY_REACH:
            yield 'reaches for the application'

    def check_folder(self, folder):
        if folder not in BEFORE:
            return ['src/%s: is no folder of the house; give it its place in tests/check-layers.py' % folder]
        return ['%s: %s' % (file.as_posix(), problem) for file in self.files if self.folder_of(file) == folder
                for problem in self.check_file(file)]

    def check(self):
        yield '/layers/names-are-unique', self.find_twice()
        for folder in self.folders + (['main'] if (self.root / 'src' / 'main.c').exists() else []):
            yield '/layers/' + folder, self.check_folder(folder)


SAID = '/* %s */\n' % LICENCE
# What is wrong with a file in a small house of its own, and what the check must say of it.
WRONG = (
    ('later-folder', 'does not come before', 'src/base/a.c', SAID + '#include "lumbar-store.h"\n'),
    ('sibling', 'does not come before', 'src/store/a.c', SAID + '#include "lumbar-fhir.h"\n'),
    ('way-round', 'name the header alone', 'src/base/a.c', SAID + '#include "../store/lumbar-store.h"\n'),
    ('missing-header', 'no folder has', 'src/base/a.c', SAID + '#include "lumbar-nothing.h"\n'),
    ('sqlite-outside-store', 'may not', 'src/intake/a.c', SAID + '#include <sqlite3.h>\n'),
    ('gtk-outside-ui', 'may not', 'src/store/a.c', SAID + '  #  include <gtk/gtk.h>\n'),
    ('json-outside-readers', 'may not', 'src/intake/a.c', SAID + '#include <json-glib/json-glib.h>\n'),
    ('same-name-twice', 'lumbar-intake.h', 'src/ui/lumbar-intake.h', SAID + '#pragma once\n'),
    ('unknown-folder', 'no folder of the house', 'src/attic/a.c', SAID),
    ('licence', 'licence', 'src/ui/a.c', 'int a;\n'),
    ('pragma', 'pragma', 'src/ui/a.h', SAID),
    ('length', 'more than 800', 'src/ui/a.c', SAID + '\n' * 800),
    ('reach', 'reaches for the application', 'src/ui/a.c', SAID + 'x = g_application_get_default ();\n'),
)


def write(root, name, text):
    path = pathlib.Path(root) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding='utf-8')


def check_itself():
    for name, message, file, text in WRONG:
        with tempfile.TemporaryDirectory() as root:
            for header in ('base/lumbar-base', 'store/lumbar-store', 'fhir/lumbar-fhir', 'intake/lumbar-intake'):
                write(root, 'src/%s.h' % header, SAID + '#pragma once\n')
            write(root, file, text)
            said = [problem for _, problems in House(root).check() for problem in problems]
        found = len(said) == 1 and message in said[0]
        yield '/layers/notices/' + name, [] if found else ['expected “%s”, got %s' % (message, said)]


def main():
    results = list(House(sys.argv[1]).check()) + list(check_itself())
    print('1..%d' % len(results))
    for n, (name, problems) in enumerate(results, 1):
        print('%s %d - %s' % ('not ok' if problems else 'ok', n, name))
        for problem in problems:
            print('# ' + problem)
    return any(problems for _, problems in results)


if __name__ == '__main__':
    sys.exit(main())
