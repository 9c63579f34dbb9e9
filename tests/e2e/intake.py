# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the program in the words of a clinician: adding a patient, beginning a visit, answering.

What is asked is read from the knowledge tables, so that the tests speak of findings by their ids."""

import csv
import os

from screen import Missing, TYPED, wait

TABLES = os.path.join(os.environ['LUMBAR_SOURCE_ROOT'], 'data', 'knowledge')


def read_table(name):
    with open(os.path.join(TABLES, name), encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


FINDINGS = {row['id']: row for row in read_table('findings.tsv')}
SECTIONS = {row['id']: row['title'] for row in read_table('sections.tsv')}
OPTIONS = {}
for _row in read_table('options.tsv'):
    OPTIONS.setdefault(_row['finding_id'], {})[_row['id']] = _row
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

    def __init__(self, program):
        self.program = program
        self.sections = program.find('list', 'Sections')
        self.state = program.find('status bar', 'Saved ✓')
        self.layout = self._find_layout()
        self.title = None
        self.page = None
        self.deck = None
        self.questions = {}

    def _find_layout(self):
        """What has sections, questions and assessment side by side."""
        place = self.sections.parent
        while all(child.name != 'Assessment' for child in place.children()):
            place = place.parent
        return place

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
        if title != self.title:
            rows = self.sections.children()
            place = wait(lambda: [i for i, row in enumerate(rows) if row.name.startswith(title + ': ')],
                         'the section ' + title)[0]
            if not rows[place].has('selected'):
                self.sections.select(place)
            self.page = wait(lambda: self._find_page(title), 'the questions of ' + title)
            self.title = title

    def _find_page(self, title):
        # Pages are neighbours; to look through all the others takes seconds.
        if self.deck is None:
            page = self.program.look('panel', title)
            if page is not None:
                self.deck = page.parent.parent
            return page
        # What a stack holds is below its pages, or stands beside them as long as GTK 4.8 has not met them.
        for place in self.deck.children():
            for page in [place] + place.children():
                if page.name == title and page.shown:
                    return page
        return None

    def get_question(self, finding):
        """The question, with its section on the screen."""
        self.show_section(finding)
        if finding not in self.questions:
            self.questions[finding] = self.page.find('panel', FINDINGS[finding]['label'])
        return self.questions[finding]

    def get_option(self, finding, option):
        text = get_options(finding)[option]['text'] if FINDINGS[finding]['type'] != 'nrs-0-10' else option
        return self.get_question(finding).find(('radio button', 'check box'), text)

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

    def type(self, finding, value):
        """Gives an answer with the keys alone, where they are, and goes on to the next question."""
        wait(lambda: self.has_focus(finding), '%s to have the focus' % finding)
        if self.is_typed(finding):
            self.program.type(value)
        else:
            self.program.key(*(option if FINDINGS[finding]['type'] == 'nrs-0-10'
                               else get_options(finding)[option]['key'] for option in value.split(';')))
        self.program.key('Return')

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
