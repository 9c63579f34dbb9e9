#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The chart of a trend under the mouse: the wheel zooms at the pointer and pans, a drag takes the days along, and the
wheel alone is the page's. What is shown is read from the chart's description, what is pointed at from its name."""

import datetime
import os
import re
import sys

from screen import SHADOW, Missing, Program, Tap, wait
from trends import find_patient, make_record, open_trends

FINE, COARSE = 2, 30  # Pixels between two looks for a score
UP, DOWN, LEFT, RIGHT = 4, 5, 6, 7  # The wheel, in buttons
SOON = 2.0


class Chart:
    """The chart and the pointer."""

    def __init__(self, program):
        self.program = program
        self.element = wait(lambda: next((image for image in program.all('image')
                                          if 'Left and right' in image.description), None), 'the chart')
        self.summary = self.element.spoken

    @property
    def days(self):
        """The first and the last day that are shown, as numbers."""
        words = re.search(r'(\d+ \w+ \d+) to (\d+ \w+ \d+)', self.element.description).groups()
        return tuple(datetime.datetime.strptime(day, '%d %b %Y').toordinal() for day in words)

    @property
    def span(self):
        first, last = self.days
        return last - first

    @property
    def top(self):
        return self.element.box[1]

    def move(self, x, y):
        """To a place of the chart."""
        left, top, _, _ = self.element.box
        self.program.mouse('mousemove', left + x + SHADOW, top + y + SHADOW)

    def leave(self):
        self.program.mouse('mousemove', self.element.box[0] + SHADOW + 40, SHADOW + 20)
        wait(lambda: self.element.spoken == self.summary, 'nothing pointed at')

    def is_pointed(self, seconds=0.1):
        try:
            return wait(lambda: self.element.spoken != self.summary, 'a score', seconds)
        except Missing:
            return False

    def ask(self, x, y):
        """What a pointer that comes from outside finds at a place; None where that is nothing."""
        self.leave()
        self.move(x, y)
        return self.element.spoken if self.is_pointed() else None

    def turn(self, button, count=1, key=None):
        """The wheel, with a key held down; returns when what is shown stays as it is."""
        if key is not None:
            self.program.mouse('keydown', key)
        self.program.mouse('click', '--repeat', count, '--delay', 20, button)
        if key is not None:
            self.program.mouse('keyup', key)
        return self.settle()

    def drag(self, *places):
        """From where the pointer is, in steps from left to right."""
        self.program.mouse('mousedown', 1)
        for place in places:
            self.program.mouse('mousemove_relative', '--sync', '--', place, 0)
        self.program.mouse('mouseup', 1)
        return self.settle()

    def settle(self):
        seen = []

        def is_still():
            seen.append((self.days, self.top))
            return len(seen) > 8 and len(set(seen[-8:])) == 1
        wait(is_still, 'the chart to be still')
        return self.days

    def find_edge(self, x, y, step):
        words = self.element.spoken
        while self.ask(x + step, y) == words:
            x += step
        self.ask(x, y)
        return x

    def find_score(self):
        """A score about the middle of the chart: its place and its words."""
        _, _, width, height = self.element.box
        for x in range(width // 3, width * 3 // 4, COARSE):
            for y in range(height // 8, height * 7 // 8, COARSE):
                self.move(x, y)
                if self.is_pointed(0.05):
                    # Nearer to its own place than to any other: as far to the left as to the right.
                    return (self.find_edge(x, y, -FINE) + self.find_edge(x, y, FINE)) // 2, y, self.element.spoken
        raise Missing('no score in the middle of the chart')


def is_near(days, expected, slack=2):
    return all(abs(day - other) <= slack for day, other in zip(days, expected))


def get_day(words):
    return datetime.datetime.strptime(re.search(r' on (\d+ \w+ \d+)', words)[1], '%d %b %Y').toordinal()


def check_wheel(tap, chart, x, y, words):
    whole, top = chart.days, chart.top
    share = (get_day(words) - whole[0]) / (whole[1] - whole[0])
    chart.ask(x, y)
    chart.turn(UP, 8, 'ctrl')
    near = chart.days
    tap.check('Ctrl and the wheel show fewer days', abs((near[1] - near[0]) * 1.25 ** 8 - whole[1] + whole[0]) < 10,
              '%s of %s' % (near, whole))
    now = (get_day(words) - near[0]) / (near[1] - near[0])
    tap.check('the day under the pointer stays there', abs(now - share) < 1.2 / (near[1] - near[0]),
              '%s of the chart, not %s' % (now, share))
    tap.check('so does the score', chart.ask(x, y) == words, chart.element.spoken)
    tap.check('at the limit it shows two weeks', chart.turn(UP, 30, 'ctrl') and chart.span in (14, 15), chart.days)
    tap.check('back it shows all again', chart.turn(DOWN, 60, 'ctrl') == whole, chart.days)
    tap.check('at neither limit the page goes away', chart.top == top, chart.top)


def check_page(tap, chart, x, y, what):
    """The wheel alone."""
    shown, top = chart.days, chart.top
    chart.move(x, y)
    chart.turn(DOWN, 2)
    tap.check('%s, the wheel alone scrolls the page' % what, chart.top < top and chart.days == shown,
              '%s at %d, not %s at %d' % (chart.days, chart.top, shown, top))
    chart.turn(UP, 9)


def check_panning(tap, chart, x, y):
    chart.move(x, y)
    chart.turn(UP, 4, 'ctrl')
    shown = chart.days
    tenth = (shown[1] - shown[0]) / 10
    for what, button, key, tenths in (('Shift and the wheel show later days', DOWN, 'shift', 2),
                                      ('and back earlier ones', UP, 'shift', 0),
                                      ('sideways the wheel does so alone', RIGHT, None, 2),
                                      ('both ways', LEFT, None, 0)):
        days = chart.turn(button, 2, key)
        tap.check(what, is_near(days, [day + tenths * tenth for day in shown], 1),
                  '%s, not %g tenths from %s' % (days, tenths, shown))


def check_drag(tap, chart, x, y, words):
    """A window that is zoomed, so that it can be moved."""
    program = chart.program
    shown = chart.days
    chart.ask(x, y)
    tap.check('a drag of three pixels moves nothing', chart.drag(1, 1, 1) == shown, chart.days)
    tap.check('and what was pointed at is still said', chart.element.spoken == words, chart.element.spoken)
    tap.check('the chart has the keys then', chart.element.has('focused'))
    for what, steps, moved in (('a drag there and back ends where it began', (60, -20, -38, -1), 1),
                               ('a drag to the right shows earlier days', (10, 20, 20), 50),
                               ('a drag to the left shows later ones', (-10, -20, -20), 0)):
        chart.move(x if steps[0] > 0 else x + 50, y)
        days = chart.drag(*steps)
        program.key('Tab')
        wait(lambda: not chart.element.has('focused'), 'the keys to go on')
        tap.check(what, days[1] - days[0] in (shown[1] - shown[0] + slack for slack in (-1, 0, 1)) and
                  (days[0] < shown[0] - 10 if moved > 10 else is_near(days, shown, 1)), '%s from %s' % (days, shown))
        tap.check('and the score goes with the pointer', chart.ask(x + moved, y) == words and
                  chart.ask(x + moved - 12, y) == words and chart.ask(x + moved + 12, y) == words, chart.element.spoken)


def check_reset(tap, chart, x, y, whole):
    program = chart.program
    chart.move(x, y)
    for what, reset in (('0 shows all again', lambda: program.key('0')),
                        ('so does the button', lambda: program.press('Show all days'))):
        chart.turn(UP, 3, 'ctrl')
        chart.drag(60)
        before = chart.days
        reset()
        tap.check(what, before != whole and wait(lambda: chart.days == whole, 'all days', SOON), chart.days)
    words = chart.ask(x, y) if not chart.element.has('focused') else chart.element.spoken
    tap.check('where all is shown a drag moves nothing', chart.drag(50, 50) == whole and words, chart.days)


def test(tap, folder):
    path = os.path.join(folder, 'record.db')
    number, _, _ = make_record(path)
    program = tap.program = Program(path)
    find_patient(program, number)
    open_trends(program)
    chart = Chart(program)
    chart.settle()
    whole = chart.days
    x, y, words = chart.find_score()
    check_page(tap, chart, x, y, 'where all is shown')
    check_wheel(tap, chart, x, y, words)
    check_panning(tap, chart, x, y)
    check_page(tap, chart, x, y, 'where it is zoomed')
    check_drag(tap, chart, x, y, words)
    check_reset(tap, chart, x, y, whole)
    tap.check('the program ends well', program.quit() == 0)


if __name__ == '__main__':
    sys.exit(Tap('gestures').run(test))
