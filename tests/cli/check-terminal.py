#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lumbar asks for a passphrase on a terminal: nothing of it is shown, and whatever ends or stops the program while it
asks, the terminal shows again what is typed on it.

check-terminal.py PROGRAM: TAP on standard output."""

import os
import pty
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

program = sys.argv[1]
folder = Path(tempfile.mkdtemp(prefix="lumbar-terminal-"))
os.environ["XDG_STATE_HOME"] = str(folder / "state")
os.environ.pop("LUMBAR_PASSPHRASE_FILE", None)
record, sealed = folder / "record.db", folder / "sealed.lumbar"
SECRET = "three invented words"
PATIENCE = 30  # Seconds; for a machine that is busy
n_tests = n_failed = 0


def check(name, holds, why=""):
    global n_tests, n_failed
    n_tests += 1
    n_failed += not holds
    print(f"{'ok' if holds else 'not ok'} {n_tests} - {name}")
    if why and not holds:
        print("\n".join(f"# {line}" for line in str(why)[:600].splitlines()))


def be_shell(words, report, ignored):
    """A shell with job control, as small as can be: its only job is in the foreground, and each change is reported."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        # Whoever runs the tests may ignore some, as a shell does for what it runs in the background.
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM, signal.SIGTSTP, signal.SIGTTOU):
            signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)
        os.execv(words[0], words)
    os.write(report, f"pid {job}\n".encode())
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            os.write(report, b"stopped\n")
        else:
            how = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"
            os.write(report, f"{how}\n".encode())
            time.sleep(PATIENCE)  # The terminal outlives its job, as at home


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, *words, ignored=()):
        reading, writing = os.pipe()
        self.shell, self.file = pty.fork()
        if self.shell == 0:
            os.close(reading)
            be_shell([program, *map(str, words)], writing, ignored)
        os.close(writing)
        self.reports = reading
        self.said = ""
        self.job = int(self.report().split()[1])

    def report(self):
        text = b""
        while not text.endswith(b"\n"):
            if not select.select([self.reports], [], [], PATIENCE)[0]:
                return "nothing happened"
            text += os.read(self.reports, 1)
        return text.decode().strip()

    def echoes(self):
        return bool(termios.tcgetattr(self.file)[3] & termios.ECHO)

    def await_text(self, text, times=1):
        end = time.monotonic() + PATIENCE
        while self.said.count(text) < times and time.monotonic() < end:
            if select.select([self.file], [], [], 0.1)[0]:
                self.said += os.read(self.file, 4096).decode(errors="replace")
        return self.said.count(text) >= times

    def type(self, text):
        os.write(self.file, text.encode())

    def close(self):
        for who in (self.job, self.shell):
            try:
                os.kill(who, signal.SIGKILL)
            except ProcessLookupError:
                pass
        os.waitpid(self.shell, 0)
        os.close(self.file)
        os.close(self.reports)


def start(name, **options):
    sealed.unlink(missing_ok=True)
    terminal = Terminal("backup", "--record", record, "--seal", sealed, **options)
    asked = terminal.await_text("New passphrase: ")
    check(f"{name}: is asked, silently", asked and not terminal.echoes(), terminal.said)
    return terminal


def check_typed():
    terminal = start("typed")
    terminal.type(SECRET + "\n")
    check("typed: is asked again", terminal.await_text("Once more: ") and not terminal.echoes(), terminal.said)
    terminal.type(SECRET + "\n")
    told = terminal.report()
    terminal.await_text(str(sealed))
    check("typed: done", told == "exit 0" and sealed.exists(), told + terminal.said)
    check("typed: not shown", "invented" not in terminal.said, terminal.said)
    check("typed: the terminal shows again what is typed", terminal.echoes())
    terminal.close()


def check_ended(name, number, key=None):
    """By a key, or by a signal from elsewhere, with something half typed."""
    terminal = start(name)
    terminal.type("half a secr")
    terminal.type(key) if key else os.kill(terminal.job, number)
    told = terminal.report()
    check(f"{name}: ended by it, for whoever waits", told == f"signal {int(number)}", told)
    check(f"{name}: the terminal shows again what is typed", terminal.echoes())
    check(f"{name}: nothing was written", not sealed.exists())
    terminal.type("after\n")
    check(f"{name}: and shows it", terminal.await_text("after"), terminal.said)
    check(f"{name}: what was half typed is nowhere", "half a" not in terminal.said, terminal.said)
    terminal.close()


def check_stopped(name, how):
    terminal = start(name)
    terminal.type("half a secr")
    how(terminal)
    told = terminal.report()
    check(f"{name}: stopped", told == "stopped", told)
    check(f"{name}: the terminal shows again what is typed", terminal.echoes())
    os.kill(terminal.job, signal.SIGCONT)
    check(f"{name}: goes on, and asks anew", terminal.await_text("New passphrase: ", 2), terminal.said)
    check(f"{name}: silently", not terminal.echoes())
    terminal.type(SECRET + "\n")
    terminal.await_text("Once more: ")
    terminal.type(SECRET + "\n")
    told = terminal.report()
    check(f"{name}: what was half typed is no part of it", told == "exit 0" and sealed.exists(), told + terminal.said)
    terminal.close()


def check_shell_restores():
    """Stopped so that no program can notice: a shell lets the terminal show what is typed; going on must be silent."""
    terminal = start("continued")
    os.kill(terminal.job, signal.SIGSTOP)
    told = terminal.report()
    mode = termios.tcgetattr(terminal.file)
    mode[3] |= termios.ECHO
    termios.tcsetattr(terminal.file, termios.TCSANOW, mode)
    os.kill(terminal.job, signal.SIGCONT)
    check("continued: is asked anew", told == "stopped" and terminal.await_text("New passphrase: ", 2), terminal.said)
    check("continued: silently", not terminal.echoes())
    terminal.close()


def check_ignored():
    terminal = start("ignored Ctrl+C", ignored=(signal.SIGINT,))
    terminal.type("\x03")
    terminal.type(SECRET + "\n")
    check("ignored Ctrl+C: goes on", terminal.await_text("Once more: "), terminal.said)
    terminal.close()


def check_end_of_file():
    terminal = start("Ctrl+D")
    terminal.type("\x04")
    told = terminal.report()
    check("Ctrl+D: said that nothing was typed", told == "exit 3" and terminal.await_text("Nothing was typed"), told)
    check("Ctrl+D: the terminal shows again what is typed", terminal.echoes())
    terminal.close()


resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
subprocess.run([program, "example", "--record", str(record), "--patients", "1", "--visits", "1", "--seed", "1"],
               check=True, capture_output=True)
check_typed()
check_ended("Ctrl+C", signal.SIGINT, "\x03")
check_ended("Ctrl+\\", signal.SIGQUIT, "\x1c")
check_ended("SIGTERM", signal.SIGTERM)
check_ended("SIGHUP", signal.SIGHUP)
check_stopped("Ctrl+Z", lambda terminal: terminal.type("\x1a"))
check_stopped("SIGTSTP", lambda terminal: os.kill(terminal.job, signal.SIGTSTP))
check_shell_restores()
check_ignored()
check_end_of_file()
shutil.rmtree(folder)
print(f"1..{n_tests}")
sys.exit(n_failed > 0)
