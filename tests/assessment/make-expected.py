#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the expected assessments in tests/data anew, by reference.py and never by the engine.

Usage: tests/assessment/make-expected.py [--check]

With --check it writes nothing and exits with 1 where what lies there is not what the reference says now, which
is so after a change of a table or of the rule.
"""
import gzip
import json
import math
import pathlib
import sys

import reference

DATA = pathlib.Path(__file__).resolve().parents[1] / "data"


def read_cases():
    listed = (DATA / "cases" / "README.md").read_text(encoding="utf-8").splitlines()
    ids = [line.split("|")[1].strip() for line in listed if line.startswith("| ")]
    return [(id, json.loads((DATA / "cases" / f"{id}.json").read_text())) for id in ids if id != "id"]


def read_lines(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        return [json.loads(line) for line in file]


def is_same(a, b):
    """Numbers may differ in their last digits: they depend on how a machine adds."""
    if isinstance(a, float) or isinstance(b, float):
        return math.isclose(a, b, abs_tol=1e-9)
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(is_same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(is_same, a, b))
    return a == b


def main():
    tables = reference.Tables()
    stale = 0
    for path, responses in (
        (DATA / "expected" / "cases.jsonl", read_cases()),
        (DATA / "generated" / "expected.jsonl.gz", reference.read_responses(DATA / "generated" / "responses.jsonl")),
    ):
        results = [{"id": id, **reference.assess(tables, answers)} for id, answers in responses]
        if "--check" in sys.argv:
            before = read_lines(path)
            changed = [new["id"] for old, new in zip(before, results) if not is_same(old, new)]
            if changed or len(before) != len(results):
                stale = 1
                print(f"{path.name}: {len(changed)} of {len(results)} are no longer what the reference says:", *changed[:10])
            continue
        text = "".join(json.dumps(result, separators=(",", ":")) + "\n" for result in results)
        if path.suffix == ".gz":
            # No time stamp, so that the same results make the same file.
            path.write_bytes(gzip.compress(text.encode(), mtime=0))
        else:
            path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {len(results)} written")
    return stale


if __name__ == "__main__":
    sys.exit(main())
