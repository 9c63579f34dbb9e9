# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a running program as a person does: looks at what assistive technology is told, presses
buttons, types. Waits for what is to come instead of sleeping.

Speaks to AT-SPI over D-Bus itself: libatspi asks for children one by one, at which GTK 4.8 ends the
program when one of them is just being made, and remembers them twice when told that they came."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback

from gi.repository import Gio, GLib

WAIT = 15.0
PAUSE = 0.03
ATSPI = 'org.a11y.atspi.'
STATES = {'checked': 4, 'focusable': 11, 'focused': 12, 'pressed': 20, 'selected': 23, 'sensitive': 24}
# Their numbers never change, their names do.
ROLES = {2: 'alert', 7: 'check box', 11: 'combo box', 16: 'dialog', 20: 'filler', 23: 'frame', 27: 'image', 29: 'label',
         31: 'list', 32: 'list item', 33: 'menu', 35: 'menu item', 37: 'page tab', 38: 'page tab list', 39: 'panel',
         40: 'password text', 43: 'button', 44: 'radio button', 48: 'scroll bar', 49: 'scroll pane',
         50: 'separator', 51: 'slider', 52: 'spin button', 54: 'status bar', 55: 'table', 61: 'text',
         62: 'toggle button', 79: 'entry', 83: 'heading', 88: 'link', 99: 'grouping'}
PRESSED = ('button', 'toggle button', 'radio button', 'check box', 'link', 'menu item', 'page tab')
BUTTON = ('button', 'toggle button')  # GTK 4.8 calls those that stay pressed the same
TYPED = ('text', 'entry')
GROUP = ('panel', 'grouping')  # A group of GTK 4.8, and of 4.18
LEAVES = ('label', 'radio button', 'check box', 'heading', 'image')  # Nothing below says more
DULL = ('scroll bar', 'separator')
SHADOW = 5  # Pixels between the corner of a window and what it shows
ROOT = '/org/a11y/atspi/accessible/root'


class Missing(Exception):
    """What was waited for did not come."""


def wait(condition, what, seconds=WAIT):
    """Waits until condition () is true and returns what it returned."""
    end = time.monotonic() + seconds
    while True:
        try:
            result = condition()
            if result:
                return result
        except GLib.Error:
            pass  # Looked at while it went away
        if time.monotonic() > end:
            raise Missing('waited %g s for %s' % (seconds, what))
        time.sleep(PAUSE)


def open_bus():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    flags = Gio.DBusConnectionFlags
    return Gio.DBusConnection.new_for_address_sync(
        address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)


class Element:
    """An accessible."""

    known = {}  # Roles that were asked for; they never change

    def __init__(self, bus, owner, path):
        self.bus, self.owner, self.path = bus, owner, path

    def __eq__(self, other):
        return isinstance(other, Element) and self.path == other.path

    def call(self, interface, method, arguments=None):
        return self.bus.call_sync(self.owner, self.path, interface, method, arguments, None,
                                  Gio.DBusCallFlags.NONE, 10000, None).unpack()

    def get(self, interface, name):
        return self.call('org.freedesktop.DBus.Properties', 'Get',
                         GLib.Variant('(ss)', (ATSPI + interface, name)))[0]

    @property
    def spoken(self):
        return self.get('Accessible', 'Name')

    @property
    def name(self):
        """What it is called. GTK 4.8 calls a button “_Add Add” that has a mnemonic. GTK 4.18 gives a status no
        name: what it says is its text."""
        name = self.spoken.replace('_', '') or (self.role == 'status bar' and self.text) or ''
        half = len(name) // 2
        return name[:half] if len(name) % 2 and name[half] == ' ' and name[:half] == name[half + 1:] else name

    @property
    def role(self):
        role = self.known.get((self.owner, self.path))
        if role is None:
            number = self.call(ATSPI + 'Accessible', 'GetRole')[0]
            role = self.known[self.owner, self.path] = ROLES.get(number, 'role %d' % number)
        return role

    @property
    def description(self):
        return self.get('Accessible', 'Description')

    def has(self, state):
        words = self.call(ATSPI + 'Accessible', 'GetState')[0]
        return bool(words[STATES[state] // 32] >> STATES[state] % 32 & 1)

    @property
    def checked(self):
        return self.has('checked') or self.has('pressed')

    @property
    def shown(self):
        """Whether it takes room; GTK 4.8 gives no better sign."""
        return self.box[2] > 0 and self.box[3] > 0

    @property
    def gone(self):
        """Whether it is hidden. GTK 4.18 leaves it where it was and takes it from its parent."""
        try:
            return not self.shown or self not in self.parent.children()
        except GLib.Error:
            return True

    def is_called(self, name):
        """Whether the program still knows it by that name."""
        try:
            return self.name == name
        except GLib.Error:
            return False

    @property
    def parent(self):
        owner, path = self.get('Accessible', 'Parent')
        return Element(self.bus, owner, path)

    def children(self):
        return [Element(self.bus, owner, path)
                for owner, path in self.call(ATSPI + 'Accessible', 'GetChildren')[0]]

    def touch(self):
        """Makes GTK know all that is below, and returns how much that is: it makes most of it when asked."""
        return 1 + sum(child.touch() for child in self.children())

    def walk(self, depth=0):
        """All that is below and shown, with how deep it is."""
        for child in self.children():
            try:
                seen = child.role not in DULL and child.shown
            except GLib.Error:
                continue  # Went away just now
            if seen:
                yield child, depth
                if child.role not in LEAVES:
                    yield from child.walk(depth + 1)

    def matches(self, role, name):
        if role is not None and self.role not in ((role,) if isinstance(role, str) else role):
            return False
        if name is None:
            return True
        return bool(name.search(self.name)) if isinstance(name, re.Pattern) else self.name == name

    def all(self, role=None, name=None):
        return [element for element, _ in self.walk() if element.matches(role, name)]

    def look(self, role=None, name=None):
        """The first that matches, or None; does not wait."""
        return next((element for element, _ in self.walk() if element.matches(role, name)), None)

    def look_soon(self, role=None, name=None):
        """The first that matches within two seconds, or None."""
        try:
            return self.find(role, name, 2)
        except Missing:
            return None

    def find(self, role=None, name=None, seconds=WAIT):
        """The first that matches, as soon as it is there."""
        return wait(lambda: self.look(role, name), '%s %s' % (role or 'anything', name), seconds)

    def do(self):
        """Does what a click does."""
        wait(lambda: self.has('sensitive'), '%s to be sensitive' % self.name)
        self.call(ATSPI + 'Action', 'DoAction', GLib.Variant('(i)', (0,)))

    def choose(self, name):
        """Does what a click does on the first below of that name that takes one: a page is called as its switch is, and
        GTK 4.18 may tell of the page first."""
        def take():
            for element in self.all(None, name):
                try:
                    element.do()
                    return True
                except GLib.Error:
                    pass  # Takes no click
            return False
        wait(take, name + ' to choose')

    def press(self, name):
        """Presses the button of that name below."""
        self.find(PRESSED, name).do()

    def select(self, place):
        """Chooses a row of a list."""
        self.call(ATSPI + 'Selection', 'SelectChild', GLib.Variant('(i)', (place,)))

    @property
    def box(self):
        """Where it is in its window: x, y, width, height."""
        return self.call(ATSPI + 'Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    def click(self):
        """With the mouse, in a window at the corner of the screen: rows of GTK 4.8 offer nothing to do."""
        x, y, width, height = self.box
        subprocess.run(['xdotool', 'mousemove', str(x + width // 2 + SHADOW), str(y + height // 2 + SHADOW),
                        'click', '1'], check=True)

    @property
    def text(self):
        # GTK 4.8 answers '' where it is asked for all up to -1.
        return self.call(ATSPI + 'Text', 'GetText',
                         GLib.Variant('(ii)', (0, self.get('Text', 'CharacterCount'))))[0]

    def write(self, words):
        """Puts words into an entry."""
        self.call(ATSPI + 'EditableText', 'SetTextContents', GLib.Variant('(s)', (words,)))
        wait(lambda: self.text == words, '%r in %s' % (words, self.name))

    def dump(self, out):
        for element, depth in self.walk():
            print('%s%s %r %r' % ('  ' * depth, element.role, element.spoken, element.description), file=out)


class Snapshot:
    """All that the program tells of itself at one moment, asked for in one call: for who can't stay to walk. Holds
    what was looked at or touched before."""

    def __init__(self, program):
        cache = Element(program.bus, program.owner, '/org/a11y/atspi/cache')
        self.program = program
        self.items = {}
        for (_, path), _, (_, parent), _, _, _, name, role, description, words in cache.call(ATSPI + 'Cache', 'GetItems')[0]:
            states = {state for state, bit in STATES.items() if words[bit // 32] >> bit % 32 & 1}
            self.items[path] = (parent, ROLES.get(role), name, description, states)

    def find(self, role=None, name=None, states=(), description=None):
        """The paths of those that match."""
        return [path for path, (_, its_role, its_name, its_description, its_states) in self.items.items()
                if (role is None or its_role in role) and (name is None or its_name == name)
                and its_states.issuperset(states) and description in (None, its_description)]

    def is_below(self, path, above):
        """Whether one of the paths in above leads to path."""
        while path in self.items:
            if path in above:
                return True
            path = self.items[path][0]
        return False

    def get(self, path):
        return Element(self.program.bus, self.program.owner, path)


class Program(Element):
    """The program, running."""

    def __init__(self, record, *arguments):
        self.log = open(record + '.log', 'ab')
        self.process = subprocess.Popen([os.environ['LUMBAR'], '--record', record, *arguments],
                                        stdout=self.log, stderr=self.log)
        super().__init__(open_bus(), None, ROOT)
        self.owner = wait(self._find_owner, 'the program on the bus', 30)
        # GTK knows no windows before it is registered; 4.8 complains when it is asked for them earlier.
        wait(self._is_registered, 'the program to be registered', 30)
        wait(self.children, 'its window', 30)

    def _ask_bus(self, method, arguments=None):
        return self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method,
                                  arguments, None, Gio.DBusCallFlags.NONE, 10000, None).unpack()[0]

    def _find_owner(self):
        if self.process.poll() is not None:
            raise Missing('the program ended with %d' % self.process.returncode)
        for name in self._ask_bus('ListNames'):
            try:
                if self._ask_bus('GetConnectionUnixProcessID', GLib.Variant('(s)', (name,))) == self.process.pid:
                    return name
            except GLib.Error:
                pass
        return None

    def _is_registered(self):
        registry = Element(self.bus, ATSPI + 'Registry', ROOT)
        return any(program.owner == self.owner for program in registry.children())

    def open(self, name):
        """Presses the button of that name and returns the window that it opens, which is not one going away."""
        before = self.children()
        self.press(name)
        return wait(lambda: next((window for window in self.children() if window not in before), None),
                    'the window of ' + name)

    def close(self, window, name):
        """Presses the button of that name in a window, which closes it: what is done next must not meet it."""
        window.press(name)
        wait(lambda: window not in self.children(), 'the window to go at ' + name)

    @property
    def running(self):
        return self.process.poll() is None

    def kill(self):
        """Ends it as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def quit(self):
        """Ends it as a person does, and returns its exit status."""
        self.key('ctrl+q')
        try:
            return self.process.wait(20)
        finally:
            self.log.close()

    def key(self, *keys, delay=10):
        """Presses keys, in the window that has them, with milliseconds between."""
        subprocess.run(['xdotool', 'key', '--delay', str(delay), *keys], check=True)

    def mouse(self, *words):
        """Moves and presses the mouse, in the words of xdotool."""
        subprocess.run(['xdotool', *map(str, words)], check=True)

    def type(self, words):
        subprocess.run(['xdotool', 'type', '--delay', '10', words], check=True)

    def focus(self):
        """Gives the newest window the keys: there is no window manager that would. A window that
        goes away while xdotool looks through them all ends it (BadWindow): then it looks again."""
        def give():
            found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
            if found.returncode or not found.stdout:
                return False
            return subprocess.run(['xdotool', 'windowfocus', '--sync', found.stdout.split()[-1]],
                                  check=False).returncode == 0
        wait(give, 'a window that takes the keys')


class Tap:
    """Tells meson what was shown; keeps a picture and the tree of what went wrong."""

    def __init__(self, name):
        self.name, self.count, self.failed = name, 0, 0
        self.program = None
        self.place = os.environ.get('LUMBAR_E2E_OUTPUT', '.')

    def check(self, what, passed, more=''):
        self.count += 1
        print('%s %d - %s' % ('ok' if passed else 'not ok', self.count, what), flush=True)
        if not passed:
            self.failed += 1
            print('# %s' % (more,), flush=True)
            self.keep()
        return passed

    def keep(self):
        base = os.path.join(self.place, '%s-%d' % (self.name, self.count))
        subprocess.run(['import', '-silent', '-window', 'root', base + '.png'], check=False)
        if self.program is not None and self.program.running:
            with open(base + '.txt', 'w', encoding='utf-8') as out:
                try:
                    self.program.dump(out)
                except GLib.Error as error:
                    print(error, file=out)
        print('# see %s.png and %s.txt' % (base, base), flush=True)

    def run(self, test):
        """Runs test (tap, folder) to its end and returns the exit status."""
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(self, folder)
            except Exception as error:  # Whatever it is, it is told
                traceback.print_exc()
                self.check('goes through to the end', False, error)
            finally:
                if self.program is not None and self.program.running:
                    self.program.kill()
            for name in sorted(os.listdir(folder)):
                if name.endswith('.log'):
                    with open(os.path.join(folder, name), encoding='utf-8', errors='replace') as log:
                        sys.stderr.write(log.read())
        print('1..%d' % self.count)
        return 1 if self.failed else 0
