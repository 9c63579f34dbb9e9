#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws half of each batch of collected cases, by a fixed seed, into the check set.

Usage: tests/evaluation/draw.py BATCH.json...

A batch is a JSON array of cases as in cases/learning.json. Run once, when a collection is complete: a case that
has been looked at while the tables were changed must not move to the check set afterwards.
"""
import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
SEED = 20261126


def write(path, cases):
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main():
    learning, check = [], []
    for path in sys.argv[1:]:
        batch = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        batch.sort(key=lambda case: case["id"])
        drawn = {case["id"] for case in random.Random(SEED).sample(batch, (len(batch) + 1) // 2)}
        check += [case for case in batch if case["id"] in drawn]
        learning += [case for case in batch if case["id"] not in drawn]
    write(HERE / "cases" / "learning.json", learning)
    write(HERE / "cases" / "check.json", check)
    print(f"learning: {len(learning)} cases, check: {len(check)} cases")


if __name__ == "__main__":
    main()
