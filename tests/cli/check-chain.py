#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recomputes the log of a record from what src/store/schema/001-initial.sql says, without any code of Lumbar.

check-chain.py RECORD: says "whole", or names the first row that is broken or missing, with exit status 1."""

import hashlib
import sqlite3
import sys

FIELDS = "seq, at, who, action, subject_kind, subject_id, detail, previous_hash"
database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
number, previous = 0, ""
for *fields, written in database.execute(f"SELECT {FIELDS}, hash FROM audit ORDER BY seq"):
    number += 1
    texts = [str(field).encode() for field in fields]
    computed = hashlib.sha256(b"".join(b"%d:%s," % (len(text), text) for text in texts)).hexdigest()
    if fields[0] != number or fields[-1] != previous or computed != written:
        sys.exit(f"row {number} is broken or missing")
    previous = written
(given,) = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone()
if given != number:
    sys.exit(f"row {number + 1} is broken or missing")
print("whole")
