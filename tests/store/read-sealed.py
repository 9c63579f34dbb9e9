#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second reader of the sealed backup, from its description alone.

read-sealed.py PROGRAM: seals an invented clinic, opens the backup with nothing of Lumbar, and compares it with the
record, row by row. TAP on standard output."""

import ctypes
import ctypes.util
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

PASSPHRASE = "trzy słowa w sejfie"
sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
assert sodium.sodium_init() >= 0


def u64(number):
    return ctypes.c_ulonglong(number)


def unwrap(line, passphrase):
    kind, passes, kib, salt, box = line.split(":")
    assert kind == "argon2id"
    words = unicodedata.normalize("NFKC", passphrase).encode()
    stretched, key, box = ctypes.create_string_buffer(32), ctypes.create_string_buffer(32), bytes.fromhex(box)
    assert sodium.crypto_pwhash(stretched, u64(32), words, u64(len(words)), bytes.fromhex(salt), u64(int(passes)),
                                ctypes.c_size_t(int(kib) * 1024), 2) == 0
    assert sodium.crypto_secretbox_open_easy(key, box[24:], u64(len(box) - 24), box[:24], stretched) == 0
    return key


def unseal(data, passphrase):
    magic, line, rest = data.split(b"\n", 2)
    assert magic == b"LUMBAR SEALED 1"
    state = ctypes.create_string_buffer(sodium.crypto_secretstream_xchacha20poly1305_statebytes())
    assert sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, rest[:24], unwrap(line.decode(), passphrase)) == 0
    added, plain, tag, at = magic + b"\n" + line + b"\n", b"", ctypes.c_ubyte(0), 24
    while tag.value != 3:
        chunk, out = rest[at:at + 65536 + 17], ctypes.create_string_buffer(65536)
        assert sodium.crypto_secretstream_xchacha20poly1305_pull(
            state, out, None, ctypes.byref(tag), chunk, u64(len(chunk)), added, u64(len(added))) == 0
        plain, added, at = plain + out.raw[:len(chunk) - 17], b"", at + len(chunk)
    assert at == len(rest)
    return plain


with tempfile.TemporaryDirectory() as name:
    record, words, sealed, opened = (Path(name) / part for part in ("record.db", "words", "sealed", "opened.db"))
    words.write_text(PASSPHRASE + "\n", encoding="utf-8")
    words.chmod(0o600)
    for command in (["example", "--patients", "20"], ["backup", "--seal", "--passphrase-file", words, sealed]):
        subprocess.run([sys.argv[1], *map(str, command), "--record", str(record)], check=True, capture_output=True)
    opened.write_bytes(unseal(sealed.read_bytes(), PASSPHRASE))
    backup = sqlite3.connect(opened)
    whole = backup.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    rows = list(backup.iterdump())
    missing = [row for row in sqlite3.connect(record).iterdump() if row not in set(rows)]
# What the record has more is the row of the log about the backup, and the counter of its rows.
same = len(rows) > 100 and 1 <= len(missing) <= 2 and all("'backup'" in row or "sqlite_sequence" in row for row in missing)
print(f"1..2\n{'ok' if whole else 'not ok'} 1 opens to a whole database\n{'ok' if same else 'not ok'} 2 holds the record")
sys.exit(not (whole and same))
