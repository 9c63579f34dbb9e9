# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the program in the words of a clinician: adding a patient, beginning a visit, answering.

What is asked is read from the knowledge tables, so that the tests speak of findings by their ids."""

import csv
import os
import re

from screen import GROUP, Missing, Snapshot, TYPED, WAIT, wait

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
KEYS = {'.': 'period', '-': 'minus'}
BOOLEAN = {'yes': {'key': 'y', 'text': 'Yes'}, 'no': {'key': 'n', 'text': 'No'}}


def get_options(finding):
    return OPTIONS.get(finding, BOOLEAN)


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

    # Whether one key that answers also goes on to the next question; otherwise Enter does, as it always does
    # after what is typed and where several options can be picked.
    KEY_GOES_ON = False

    def __init__(self, program):
        self.program = program
        self.sections = program.find('list', 'Sections')
        self.state = program.find('status bar', 'Saved ✓')
        self.side, self.layout = self._find_layout()
        self.title = None
        self.page = None
        self.deck = None
        self.questions = {}
        self.touched = set()

    def _find_layout(self):
        """What has sections, questions and assessment side by side, with the one of them that has the sections."""
        side, place = self.sections, self.sections.parent
        while all(child.name != 'Assessment' for child in place.children()):
            side, place = place, place.parent
        return side, place

    def look_beside(self, role, name=None):
        """The same as look(), but not among the questions: there are many."""
        work = self.page
        while work.parent != self.layout:
            work = work.parent
        for place in self.layout.children():
            found = place.look(role, name) if place != work else None
            if found is not None:
                return found
        return None

    @property
    def group(self):
        """The statement of the group."""
        return wait(lambda: self.look_beside('heading'), 'the group').name

    def show_section(self, finding):
        title = SECTIONS[FINDINGS[finding]['section']]
        # GTK 4.18 says nothing of a page that is hidden.
        if title != self.title or not self.page.is_called(title):
            rows = self.sections.children()
            place = wait(lambda: [i for i, row in enumerate(rows) if row.name.startswith(title + ': ')],
                         'the section ' + title)[0]
            if not rows[place].has('selected'):
                self.sections.select(place)
            self.page = wait(lambda: self._find_page(title), 'the questions of ' + title)
            self.title = title

    def _find_deck(self):
        """What holds the pages."""
        for place in self.layout.children():
            if place != self.side:
                for element, _ in place.walk():
                    if element.role in GROUP and element.name in SECTIONS.values():
                        return element.parent.parent
        return None

    def _find_page(self, title):
        # Pages are neighbours; to look through all the others takes seconds.
        if self.deck is None:
            self.deck = wait(self._find_deck, 'the questions')
        # What a stack holds is below its pages, or stands beside them as long as GTK 4.8 has not met them.
        for place in self.deck.children():
            for page in [place] + place.children():
                if page.name == title and page.shown:
                    return page
        return None

    def get_question(self, finding):
        """The question, with its section on the screen."""
        self.show_section(finding)
        label = FINDINGS[finding]['label']
        if finding not in self.questions or not self.questions[finding].is_called(label):
            self.questions[finding] = self.page.find(GROUP, label)
        return self.questions[finding]

    @staticmethod
    def get_option_text(finding, option):
        return get_options(finding)[option]['text'] if FINDINGS[finding]['type'] != 'nrs-0-10' else option

    def get_option(self, finding, option):
        return self.get_question(finding).find(OPTION, self.get_option_text(finding, option))

    def get_typed(self, finding):
        label = FINDINGS[finding]['label']
        entries = self.get_question(finding).all(TYPED)
        return next(entry for entry in entries if not entry.name.startswith('Note on') or label in entry.name)

    def is_typed(self, finding):
        return FINDINGS[finding]['type'] in ('integer', 'decimal', 'date', 'text')

    def press(self, finding, value):
        """Gives an answer as assistive technology does; value as in the record."""
        if self.is_typed(finding):
            self.get_typed(finding).write(value)
            return
        for option in value.split(';'):
            self._pick(self.get_option(finding, option), FINDINGS[finding]['type'] == 'body-map')

    @staticmethod
    def _pick(button, plain):
        # GTK 4.8 offers nothing to do with a plain check button, and loses a click that comes right after the
        # button itself.
        for _ in range(5):
            button.click() if plain else button.do()
            try:
                wait(lambda: button.checked, button.name, 1)
                return
            except Missing:
                pass
        raise Missing('%s stays unpicked' % button.name)

    def has_focus(self, finding):
        return any(element.has('focused') for element, _ in self.get_question(finding).walk())

    def get_keys(self, finding, value):
        """The keys that answer a question which has the focus and go on to the next one."""
        kind = FINDINGS[finding]['type']
        if self.is_typed(finding):
            return [KEYS.get(letter, letter) for letter in value] + ['Return']
        keys = [option if kind == 'nrs-0-10' else get_options(finding)[option]['key'] for option in value.split(';')]
        return keys if self.KEY_GOES_ON and kind not in ('multi-choice', 'body-map') else keys + ['Return']

    def type(self, finding, value):
        """Gives an answer with the keys alone, where they are, and goes on to the next question."""
        wait(lambda: self.has_focus(finding), '%s to have the focus' % finding)
        self.program.key(*self.get_keys(finding, value))

    def jump(self, finding):
        """Goes to a question with the keys alone, wherever they are, unless they soon are there."""
        if self._come_to(finding, 0.5):
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
            self.touch()
            return self.is_focused(Snapshot(self.program), finding)
        try:
            return self._wait(has_focus, 'the focus', seconds)
        except Missing:
            return False

    def _find_search(self):
        snapshot = Snapshot(self.program)
        found = snapshot.find(TYPED, 'Find a question', ['focused'])
        return snapshot.get(found[0]) if found else None

    def touch(self):
        """Lets a snapshot know the questions of the sections that were shown since the last time."""
        if self.deck is None:
            self.deck = wait(self._find_deck, 'the questions')
        for place in self.deck.children():
            if place.path not in self.touched and place.touch() > 1:
                self.touched.add(place.path)

    @staticmethod
    def is_focused(snapshot, finding):
        questions = snapshot.find(GROUP, FINDINGS[finding]['label'])
        return any(snapshot.is_below(path, questions) for path in snapshot.find(states=['focused']))

    def stands_in(self, snapshot, finding, value):
        """Whether the screen shows that answer, as far as one look tells; without going there."""
        questions = snapshot.find(GROUP, FINDINGS[finding]['label'], description='Answered')
        if not questions:
            return False
        if self.is_typed(finding):
            return any(snapshot.get(path).text == value for path in snapshot.find(TYPED, FINDINGS[finding]['label'])
                       if snapshot.is_below(path, questions))
        return all(any(snapshot.is_below(path, questions)
                       for path in snapshot.find(OPTION, self.get_option_text(finding, option), ['checked']))
                   for option in value.split(';'))

    def count_answered(self):
        """How many answers the list of sections tells of, by title."""
        return {title: int(re.search('(\\d+)', row.name[len(title) + 2:]).group())
                for row in self.sections.children() for title in SECTIONS.values()
                if row.name.startswith(title + ': ')}

    def is_answered(self, finding):
        return self.get_question(finding).description == 'Answered'

    def wait_answered(self, finding):
        wait(lambda: self.is_answered(finding), '%s to be answered' % finding)

    def wait_saved(self):
        wait(lambda: self.state.name == 'Saved ✓', 'the answers to be saved')

    def shows(self, finding, value):
        """Whether the screen shows that answer."""
        if not self.is_answered(finding):
            return False
        if self.is_typed(finding):
            return self.get_typed(finding).text == value
        return all(self.get_option(finding, option).checked for option in value.split(';'))
