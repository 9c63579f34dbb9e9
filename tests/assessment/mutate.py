#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows what the tests notice: changes one row of the clinical tables at a time and runs the tests against it.

Usage: tests/assessment/mutate.py BUILD [evidence|by-hand|rules]    BUILD is a folder the tests were compiled in

evidence: each row of evidence.tsv once with the logarithms of its ratios halved and once left out. The tables
          written by hand run first, then the comparison with the second implementation, until one fails.
by-hand:  the same, and only the tables written by hand run: how much they notice alone.
rules:    each rule of red-flags.tsv with one part changed: an option left out, an "and" made an "or" or the other
          way round, a limit moved by one, an "unless" dropped. Only the table of red flags runs.

Prints how many changes were noticed and by what, and lists the others. A change that makes the tables invalid is
counted apart, since it is the loader that notices it. Takes some minutes; no part of the normal test run.
"""
import collections
import concurrent.futures
import csv
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KNOWLEDGE = ROOT / "data" / "knowledge"
BY_HAND = ("pictures", "red-flags")
ALL = BY_HAND + ("reference",)


def read_rows(name):
    with open(KNOWLEDGE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_rows(path, rows):
    lines = ["\t".join(rows[0])] + ["\t".join(row.values()) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def halve(ratio):
    return f"{math.sqrt(float(ratio)):.6g}" if ratio else ratio


def change_evidence():
    rows = read_rows("evidence.tsv")
    for i, row in enumerate(rows):
        name = f"row {i + 2}: {row['cause_id']} {row['finding_id']} {row['value']}"
        halved = dict(row, lr_present=halve(row["lr_present"]), lr_absent=halve(row["lr_absent"]))
        yield "halved", name, rows[:i] + [halved] + rows[i + 1 :]
        yield "left out", name, rows[:i] + rows[i + 1 :]


def change_expression(text):
    """Each change as (what, the changed expression)."""
    for list_ in re.finditer(r"\(([a-z0-9-]+(?:,[a-z0-9-]+)+)\)", text):
        options = list_[1].split(",")
        for option in options:
            left = ",".join(other for other in options if other != option)
            yield f"without {option}", text[: list_.start(1)] + left + text[list_.end(1) :]
    for word in re.finditer(r"\b(and|or)\b(?= )", text):
        other = "or" if word[1] == "and" else "and"
        yield f"{word[1]} at {word.start()} made {other}", text[: word.start()] + other + text[word.end() :]
    for limit in re.finditer(r"(?<=[<>=] )[0-9]+(?![-0-9a-z])", text):
        for step in (-1, 1):
            moved = str(int(limit[0]) + step)
            yield f"{limit[0]} made {moved}", text[: limit.start()] + moved + text[limit.end() :]


def change_rules():
    rows = read_rows("red-flags.tsv")
    for i, row in enumerate(rows):
        changes = [(f"{column} {what}", column, text) for column in ("rule", "unless")
                   for what, text in change_expression(row[column])]
        if row["unless"]:
            changes.append(("unless dropped", "unless", ""))
        for what, column, text in changes:
            yield "changed", f"{row['id']}: {what}", rows[:i] + [dict(row, **{column: text})] + rows[i + 1 :]


def run(build, folder, test):
    """Whether the test passes, or why not: "test", or "loader" where it could not read the tables."""
    environment = dict(os.environ, LUMBAR_TEST_KNOWLEDGE=folder, LUMBAR_TEST_DATA=str(ROOT / "tests" / "data"),
                       LC_ALL="C.UTF-8", TZ="UTC", G_DEBUG="fatal-criticals")
    done = subprocess.run([build / "tests" / "assessment" / f"test-{test}"], env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode == 0:
        return None
    return "loader" if "tested_knowledge_new" in done.stdout else test


def examine(build, table, tests, change):
    """Who notices the change."""
    kind, name, rows = change
    with tempfile.TemporaryDirectory(prefix="lumbar-mutate-") as folder:
        for file in KNOWLEDGE.iterdir():
            if file.name != table:
                os.symlink(file, os.path.join(folder, file.name))
        write_rows(pathlib.Path(folder) / table, rows)
        for test in tests:
            noticed = run(build, folder, test)
            if noticed:
                return kind, name, noticed
    return kind, name, None


def tell(results, by_hand):
    for kind in dict.fromkeys(kind for kind, name, noticed in results):
        who = collections.Counter(noticed for k, name, noticed in results if k == kind)
        n = who.total()
        print(f"{kind}: {n} changes, {n - who[None]} noticed ({(n - who[None]) / n:.1%}):",
              ", ".join(f"{noticed} {count}" for noticed, count in who.items() if noticed))
        hand = sum(who[test] for test in by_hand)
        print(f"  by the tables written by hand alone: {hand} ({hand / n:.1%})")
    print("Not noticed:")
    for kind, name, noticed in results:
        if not noticed:
            print(f"  {kind}, {name}")


def main():
    if len(sys.argv) < 2 or sys.argv[2:] not in ([], ["evidence"], ["by-hand"], ["rules"]):
        sys.exit(__doc__)
    build = pathlib.Path(sys.argv[1]).resolve()
    rules = sys.argv[2:] == ["rules"]
    by_hand = sys.argv[2:] == ["by-hand"]
    table, tests = ("red-flags.tsv", ("red-flags",)) if rules else ("evidence.tsv", BY_HAND if by_hand else ALL)
    changes = change_rules() if rules else change_evidence()

    for test in tests:
        if run(build, str(KNOWLEDGE), test):
            sys.exit(f"test-{test} fails on the unchanged tables")
    # Most of them abort, which must not leave core dumps behind.
    import resource
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tell(list(pool.map(lambda change: examine(build, table, tests, change), changes)), BY_HAND)


if __name__ == "__main__":
    main()
