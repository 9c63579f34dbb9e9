#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An outsider with the file in hand: edits a byte of audited rows, deletes rows, swaps two, cuts the end, and lumbar
verify names it each time; check-chain.py, which shares no code with Lumbar, agrees about the chain. A backup brings back
exactly what was there.

check-tampering.py PROGRAM CHECK-CHAIN: TAP on standard output."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

program, chain = sys.argv[1:3]
folder = Path(tempfile.mkdtemp(prefix="lumbar-tamper-"))
os.environ["XDG_STATE_HOME"] = str(folder / "state")
record, copy = folder / "record.db", folder / "copy.db"
dice = random.Random(20261127)
n_tests = n_failed = 0


def run(*words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True)


def check(name, holds, why=""):
    global n_tests, n_failed
    n_tests += 1
    n_failed += not holds
    print(f"{'ok' if holds else 'not ok'} {n_tests} - {name}" + (f"\n# {str(why)[:600]}" if why and not holds else ""))


def dump(path):
    return "\n".join(sqlite3.connect(path).iterdump())


def tamper(name, path, sql, values, said, chain_too=True):
    """Changes a copy behind all guards and looks what is said."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    shutil.copy(record, path)
    database = sqlite3.connect(path, isolation_level=None)
    for (trigger,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        database.execute(f'DROP TRIGGER "{trigger}"')
    database.execute(sql, values)
    database.close()
    told = run("verify", path)
    check(f"{name}: lumbar verify names it", told.returncode == 3 and said in told.stderr, told.stderr + told.stdout)
    if chain_too:
        own = subprocess.run([sys.executable, chain, path], capture_output=True, text=True)
        check(f"{name}: the other reader too", own.returncode == 1 and "row" in own.stderr, own.stderr + own.stdout)


def change(text):
    """One byte of it, or a byte where there is none."""
    if not text:
        return "x"
    place = dice.randrange(len(text))
    return text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1:]


made = run("example", "--patients", 3, "--visits", 2, "--seed", 1, "--record", record)
check("an invented record", made.returncode == 0, made.stderr)
sqlite3.connect(record).execute("PRAGMA wal_checkpoint (TRUNCATE)")
whole = subprocess.run([sys.executable, chain, record], capture_output=True, text=True)
check("the other reader finds it whole", whole.stdout == "whole\n", whole.stderr)
check("lumbar verify finds it whole", run("verify", record).returncode == 0)

columns = ("at", "who", "action", "subject_kind", "subject_id", "detail", "previous_hash", "hash")
database = sqlite3.connect(record)
(n_rows,) = database.execute("SELECT count (*) FROM audit").fetchone()
for seq in sorted(dice.sample(range(1, n_rows + 1), 8)):
    for column in columns:
        (text,) = database.execute(f"SELECT {column} FROM audit WHERE seq = ?", (seq,)).fetchone()
        tamper(f"a byte of {column} in row {seq}", copy, f"UPDATE audit SET {column} = ? WHERE seq = ?",
               (change(text), seq), f"at row {seq}")
for seq in (1, 2, n_rows // 2, n_rows - 1, n_rows):
    tamper(f"row {seq} deleted", copy, "DELETE FROM audit WHERE seq = ?", (seq,), f"at row {seq}")
for first in (1, n_rows // 3, n_rows - 1):
    tamper(f"rows {first} and {first + 1} swapped", copy,
           "UPDATE audit SET (at, who, action, subject_kind, subject_id, detail, previous_hash, hash) = (SELECT at, who,"
           " action, subject_kind, subject_id, detail, previous_hash, hash FROM audit AS other WHERE other.seq ="
           " :both - audit.seq) WHERE seq IN (:first, :both - :first)", {"first": first, "both": 2 * first + 1},
           f"at row {first}")
for left in (0, 1, n_rows // 2, n_rows - 1):
    tamper(f"the end cut after row {left}", copy, "DELETE FROM audit WHERE seq > ?", (left,), f"at row {left + 1}")

# What the log seals.
for table, column in (("answer", "value"), ("encounter", "started_at"), ("encounter", "author"), ("measure", "value"),
                      ("conclusion", "plan"), ("addendum", "text"), ("event", "text"), ("patient", "family_name")):
    if not database.execute(f"SELECT count (*) FROM {table}").fetchone()[0]:
        continue
    # Of a draft nothing is sealed yet.
    sealed = (" WHERE encounter_id IN (SELECT id FROM encounter WHERE status = 'signed')"
              if table in ("answer", "measure", "conclusion") else " WHERE status = 'signed'" if table == "encounter" else "")
    value = "value + 1" if table == "measure" else f"{column} || 'x'"
    tamper(f"{column} of {table}", copy, f"UPDATE {table} SET {column} = {value}{sealed}", (), "was tampered with",
           chain_too=False)

# Cut in place, with the counter set back: what this computer saw last is missing.
backup = folder / "backup.db"
check("a backup", run("backup", "--record", record, backup).returncode == 0)
tamper("the end cut and the counter set back", record.with_name("elsewhere.db"),
       "DELETE FROM audit WHERE seq = ?", (n_rows + 1,), f"at row {n_rows + 1}")
database.close()
cut = sqlite3.connect(record, isolation_level=None)
for (trigger,) in cut.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
    cut.execute(f'DROP TRIGGER "{trigger}"')
cut.execute("DELETE FROM audit WHERE seq > ?", (n_rows,))
cut.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit'", (n_rows,))
cut.close()
told = run("verify", record)
check("cut in place and covered up: lumbar verify names it", told.returncode == 3 and f"at row {n_rows + 1}" in told.stderr,
      told.stderr + told.stdout)

# Restored, it is as it was, but for the row that says so.
restored = run("restore", "--record", record, backup)
check("the backup is restored", restored.returncode == 0, restored.stderr)
check("lumbar verify finds it whole again", run("verify", record).returncode == 0, run("verify", record).stderr)
after = sqlite3.connect(record, isolation_level=None)
rows = after.execute("SELECT action FROM audit WHERE seq > (SELECT count (*) FROM audit) - 1").fetchall()
check("the log says that it was restored", rows == [("restore",)], rows)
after.execute("DROP TRIGGER audit_delete")
after.execute("DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)")
after.execute("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'audit'")
after.close()
# The guard that had to go for that is taken off the backup too.
sqlite3.connect(backup, isolation_level=None).execute("DROP TRIGGER audit_delete").connection.close()
check("all else is what was backed up, dump by dump", dump(record) == dump(backup))

shutil.rmtree(folder)
print(f"1..{n_tests}")
sys.exit(n_failed > 0)
