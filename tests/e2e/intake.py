# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the program in the words of a clinician: adding a patient, beginning a visit, answering.

What is asked is read from the knowledge tables, so that the tests speak of findings by their ids."""

import csv
import os
import re

from gi.repository import GLib

from screen import DULL, GROUP, LEAVES, Missing, Snapshot, TYPED, WAIT, wait

TABLES = os.path.join(os.environ['LUMBAR_SOURCE_ROOT'], 'data', 'knowledge')


def read_table(name):
    with open(os.path.join(TABLES, name), encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


FINDINGS = {row['id']: row for row in read_table('findings.tsv')}
SECTIONS = {row['id']: row['title'] for row in read_table('sections.tsv')}
OPTIONS = {}
for _row in read_table('options.tsv'):
    OPTIONS.setdefault(_row['finding_id'], {})[_row['id']] = _row
OPTION = ('radio button', 'check box')
MORE = re.compile('^\\d+ more: (.*)')
KEYS = {'.': 'period', '-': 'minus'}
DENIALS = ('none', 'nothing', 'none-tried', 'normal', 'negative')  # After which nothing can follow
MOST_CELLS = 10  # A scale up to this has a cell for each number
TITLES = set(SECTIONS.values())
LABELS = {row['label'] for row in FINDINGS.values()}
BOOLEAN = {'yes': {'key': 'y', 'text': 'Yes'}, 'no': {'key': 'n', 'text': 'No'}}


def get_options(finding):
    return OPTIONS.get(finding, BOOLEAN)


def is_scale(finding):
    """Whether a number is picked from a row of cells."""
    row = FINDINGS[finding]
    return row['type'] in ('nrs-0-10', 'integer') and float(row['minimum']) == 0 and float(row['maximum']) <= MOST_CELLS


def is_typed(finding):
    return FINDINGS[finding]['type'] in ('integer', 'decimal', 'date', 'text') and not is_scale(finding)


def get_option_text(finding, option):
    return option if is_scale(finding) else get_options(finding)[option]['text']


def get_display(finding, value):
    """An answer in the words of a row."""
    if is_typed(finding) or is_scale(finding):
        return value
    row, picked = FINDINGS[finding], value.split(';')
    # Regions of the body and statements of a form hold commas.
    separator = '; ' if row['type'] == 'body-map' or row['part_of'] else ', '
    return separator.join(text['text'] for option, text in get_options(finding).items() if option in picked)


def get_row_name(finding, value):
    """What the button says that opens an answered question again."""
    return '%s: %s' % (FINDINGS[finding]['label'], get_display(finding, value))


def seek(place, is_wanted, is_fence):
    """The first below and shown that is wanted, the nearest first; nothing behind a fence is looked at. Questions are
    many: to walk through all of them takes seconds."""
    near = place.children()
    while near:
        seen = []
        for element in near:
            try:
                if element.role in DULL or not is_shown(element):
                    continue
            except GLib.Error:
                continue  # Went away just now
            if is_wanted(element):
                return element
            if element.role not in LEAVES and not is_fence(element):
                seen.append(element)
        near = [child for element in seen for child in element.children()]
    return None


def is_shown(element):
    try:
        return element.shown
    except GLib.Error as error:
        # The page of a stack has no place of its own; GTK 4.18 does not tell of those that are hidden.
        if 'UnknownMethod' in str(error) and element.name == 'GtkStackPage':
            return True
        raise


def is_group(names):
    return lambda element: element.role in GROUP and element.name in names


def add_patient(program, family, given, birth, number):
    """Through the dialog; leaves the new patient's page on the screen."""
    dialog = program.open('New patient')
    for label, words in (('Family name', family), ('Given names', given), ('Birth date', birth),
                         ('Record number', number)):
        dialog.find(TYPED, label).write(words)
    program.close(dialog, 'Save')
    program.find('button', 'Begin the Visit')


class Intake:
    """The intake page, open."""

    # Whether one key that answers also goes on to the next open question; Enter does where more can follow.
    KEY_GOES_ON = True

    def __init__(self, program):
        self.program = program
        self.state = program.find('status bar', 'Saved ✓')
        # What the last intake showed may be going away just now, and is then looked for again.
        self.side, self.layout = wait(self._find_layout, 'the parts of the intake')
        self.rows = {}
        self.title = None
        self.page = None
        self.work = wait(self._find_work, 'the questions')
        self.foot = wait(lambda: seek(self.work, lambda element: element.role == 'status bar', is_group(TITLES)),
                         'the line at the foot')
        self.questions = {}
        self.places = {}
        self.touched = set()

    def _find_layout(self):
        """What has sections, questions and assessment side by side, with the one of them that has the sections."""
        self.sections = self.program.find('list', 'Sections')
        side, place = self.sections, self.sections.parent
        while all(child.name != 'Assessment' for child in place.children()):
            side, place = place, place.parent
        return side, place

    def _find_work(self):
        """What has the screens and the line at their foot."""
        for place in self.layout.children():
            if place != self.side and is_shown(place) and seek(place, is_group(TITLES), is_group(LABELS)):
                return place
        return None

    def look_beside(self, role, name=None):
        """The same as look(), but not among the questions: there are many."""
        for place in self.layout.children():
            found = place.look(role, name) if place != self.work else None
            if found is not None:
                return found
        return None

    @property
    def group(self):
        """The statement of the group."""
        return wait(lambda: self.look_beside('heading'), 'the group').name

    @property
    def status(self):
        """What the line at the foot of the questions says."""
        return self.foot.name

    def show_section(self, finding):
        """Brings the section of a question to the screen, through the list of sections."""
        title = SECTIONS[FINDINGS[finding]['section']]
        row = self.rows.get(title)
        if row is None or not row.name.startswith(title + ': '):
            row = wait(lambda: next((row for row in self.sections.children() if row.name.startswith(title + ': ')), None),
                       'the section ' + title)
            self.rows[title] = row
        if not row.has('selected'):
            self.sections.select(self.sections.children().index(row))
        # GTK 4.18 says nothing of a screen that is hidden.
        elif title == self.title and self.page.is_called(title):
            return
        self.page = wait(lambda: seek(self.work, is_group((title,)), is_group(TITLES)), 'the questions of ' + title)
        self.title = title

    def _look_question(self, finding):
        return seek(self.page, is_group((FINDINGS[finding]['label'],)), is_group(LABELS))

    def get_question(self, finding):
        """The question, with its section on the screen; brings up a detail that waits."""
        self.show_section(finding)
        label = FINDINGS[finding]['label']
        known = self.questions.get(finding)
        if known is None or not known.is_called(label) or not known.shown:
            self.questions[finding] = wait(lambda: self._look_question(finding) or self._bring_up(finding),
                                           'the question ' + label)
        return self.questions[finding]

    def _bring_up(self, finding):
        """Asks for what the question waits behind: the items of a score, or the details of its section."""
        score, label = FINDINGS[finding]['part_of'], FINDINGS[finding]['label']
        if score:
            self.jump(score)
            self.program.key('i')
            return wait(lambda: self._look_question(finding), label + ' to come up')
        button = seek(self.page, lambda element: element.role == 'button' and MORE.match(element.name),
                      is_group(LABELS))
        if button is None:
            return None
        if ', %s, ' % label not in ', %s, ' % MORE.match(button.name).group(1):
            raise Missing('%s waits nowhere: %s' % (label, button.name))
        button.do()
        return wait(lambda: self._look_question(finding), label + ' to come up')

    def get_row(self, finding):
        """The button that opens a question whose answers do not stand beside it; None in others and in a card."""
        return self.get_question(finding).look('button', re.compile('^' + re.escape(FINDINGS[finding]['label']) + ': '))

    def open(self, finding):
        """Makes sure that its answers are in sight."""
        row = self.get_row(finding)
        if row is not None:
            row.do()
            wait(lambda: row.gone, '%s to open' % finding)

    def get_option(self, finding, option):
        return self.get_question(finding).find(OPTION, get_option_text(finding, option))

    def get_checked(self, finding):
        """The texts of the options that are picked."""
        return {option.name for option in self.get_question(finding).all(OPTION) if option.checked}

    def get_typed(self, finding):
        return wait(lambda: self._look_typed(finding), 'the entry of %s' % finding)

    def _look_typed(self, finding):
        label = FINDINGS[finding]['label']
        entries = self.get_question(finding).all(TYPED)
        return next((entry for entry in entries if not entry.name.startswith('Note on') and label in entry.name), None)

    def press(self, finding, value):
        """Gives an answer as assistive technology does; value as in the record."""
        self.open(finding)
        if is_typed(finding):
            self.get_typed(finding).write(value)
            return
        for option in value.split(';'):
            self._pick(self.get_option(finding, option), FINDINGS[finding]['type'] == 'body-map')

    def _pick(self, button, plain):
        # GTK offers nothing to do with a plain check button, and 4.18 tells wrongly where it is.
        for _ in range(5):
            if plain:
                self._tab_to(button)
                self.program.key('space')
            else:
                button.do()
            try:
                wait(lambda: button.checked, button.name, 1)
                return
            except Missing:
                pass
        raise Missing('%s stays unpicked' % button.name)

    def _tab_to(self, element):
        """Moves the keys on until they are on it; they are somewhere before it in its question."""
        for _ in range(60):
            try:
                wait(lambda: element.has('focused'), 'the keys', 0.3)
                return
            except Missing:
                self.program.key('Tab')
        raise Missing('%s is not reached with Tab' % element.name)

    def has_focus(self, finding):
        return any(element.has('focused') for element, _ in self.get_question(finding).walk())

    @classmethod
    def get_keys(cls, finding, value):
        """The keys that answer a question which has the focus and go on to the next open one."""
        kind, picked = FINDINGS[finding]['type'], value.split(';')
        if is_typed(finding):
            return [KEYS.get(letter, letter) for letter in value] + ['Return']
        keys = ['x' if value == '10' else value] if is_scale(finding) else [
            get_options(finding)[option]['key'] for option in picked]
        # Where several can be picked, only what denies them all goes on by itself.
        goes_on = cls.KEY_GOES_ON and kind != 'body-map' and (kind != 'multi-choice' or picked[0] in DENIALS)
        return keys if goes_on else keys + ['Return']

    def type(self, finding, value):
        """Gives an answer with the keys alone, where they are, and goes on to the next question."""
        wait(lambda: self.has_focus(finding), '%s to have the focus' % finding)
        self.program.key(*self.get_keys(finding, value))

    def jump(self, finding, soon=0.5):
        """Goes to a question with the keys alone, wherever they are, unless they soon are there."""
        if self._come_to(finding, soon):
            return
        self.program.key('ctrl+f')  # A slash would be typed where something is typed
        entry = self._wait(self._find_search, 'the search')
        self.program.type(FINDINGS[finding]['question'][:30])
        self._wait(lambda: entry.parent.look('list item', FINDINGS[finding]['label']), 'the question to be found')
        self.program.key('Return')
        if not self._come_to(finding, WAIT):
            raise Missing('%s does not get the focus' % finding)

    def _wait(self, condition, what, seconds=WAIT):
        """The same as wait(), but not for a program that is gone."""
        def look():
            if not self.program.running:
                raise Missing('the program is gone')
            return condition()
        return wait(look, what, seconds)

    def _come_to(self, finding, seconds):
        def has_focus():
            self.touch([finding])
            snapshot = Snapshot(self.program)
            # The answers of a question are made when it is opened.
            for path in snapshot.find(GROUP, FINDINGS[finding]['label']):
                snapshot.get(path).touch()
            return self.is_focused(Snapshot(self.program), finding)
        try:
            return self._wait(has_focus, 'the focus', seconds)
        except Missing:
            return False

    def _find_search(self):
        snapshot = Snapshot(self.program)
        found = snapshot.find(TYPED, 'Find a question', ['focused'])
        return snapshot.get(found[0]) if found else None

    def touch(self, findings):
        """Lets a snapshot know the questions of the sections of some that are on the screen or were."""
        for title in {SECTIONS[FINDINGS[finding]['section']] for finding in findings}:
            try:
                if title not in self.places:
                    self.places[title] = seek(self.work, is_group((title,)), is_group(TITLES))
                if self.places[title] is None:
                    del self.places[title]
                else:
                    self._touch_section(self.places[title])
            except GLib.Error:
                if not self.program.running:
                    raise
                self.places.pop(title, None)  # Went away just now

    def _touch_section(self, section):
        for part in [part for box in section.children() for part in box.children() if part.role in GROUP]:
            for question in part.children():
                if question.path not in self.touched and is_group(LABELS)(question):
                    question.touch()
                    self.touched.add(question.path)

    @staticmethod
    def is_focused(snapshot, finding):
        questions = snapshot.find(GROUP, FINDINGS[finding]['label'])
        return any(snapshot.is_below(path, questions) for path in snapshot.find(states=['focused']))

    @staticmethod
    def stands_in(snapshot, finding, value):
        """Whether the screen shows that answer, as far as one look tells; without going there."""
        questions = snapshot.find(GROUP, FINDINGS[finding]['label'], description='Answered')
        if not questions:
            return False
        if is_typed(finding):
            return any(snapshot.get(path).text == value for path in snapshot.find(TYPED, FINDINGS[finding]['label'])
                       if snapshot.is_below(path, questions))
        if any(snapshot.is_below(path, questions)
               for path in snapshot.find(['button'], get_row_name(finding, value))):
            return True
        return all(any(snapshot.is_below(path, questions)
                       for path in snapshot.find(OPTION, get_option_text(finding, option), ['checked']))
                   for option in value.split(';'))

    def count_answered(self):
        """How many answers the list of sections tells of, by title."""
        return {title: int(re.search('(\\d+)', row.name[len(title) + 2:]).group())
                for row in self.sections.children() for title in TITLES
                if row.name.startswith(title + ': ')}

    def is_answered(self, finding):
        return self.get_question(finding).description == 'Answered'

    def wait_answered(self, finding):
        wait(lambda: self.is_answered(finding), '%s to be answered' % finding)

    def wait_saved(self):
        wait(lambda: self.state.name == 'Saved ✓', 'the answers to be saved')

    def shows(self, finding, value):
        """Whether the screen shows that answer and no other: at its options, or in its row where it is closed."""
        if not self.is_answered(finding):
            return False
        row = self.get_row(finding)
        if row is not None:
            return row.name == get_row_name(finding, value)
        if is_typed(finding):
            return self.get_typed(finding).text == value
        return self.get_checked(finding) == {get_option_text(finding, option) for option in value.split(';')}
