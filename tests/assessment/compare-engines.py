#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine beside a general rule engine and a plain program, with the same rules, in one run.

Usage: tests/assessment/compare-engines.py BENCH-CASES

Times the assessment of the 104 published cases in tests/data/cases by
  the engine       BENCH-CASES, a benchmark program that is given the cases
  CLIPS            every row of evidence and every red flag as a production rule (Debian: clips)
  reference.py     the second implementation, in Python
and prints microseconds a response and the ratios. Loading the tables is not counted for any of them. CLIPS does
less than the others: it matches rows and flags and adds up the groups, but offers no next questions and gives no
reasons. Its totals are compared with the reference's, so that it is known to do the same.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import reference

CASES = pathlib.Path(__file__).resolve().parents[1] / "data" / "cases"
ROUNDS = 20

# The strongest for and against of every evidence group stand in two lists, which a rule that fires updates.
HEADER = """
(deftemplate answer (slot finding) (multislot options) (slot number (default none)))
(deftemplate fired (slot flag))
(defglobal ?*for* = (create$) ?*against* = (create$) ?*none* = (create$ %s))
(deffunction forget () (bind ?*for* ?*none*) (bind ?*against* ?*none*))
(deffunction weigh (?group ?log)
  (if (> ?log (nth$ ?group ?*for*)) then (bind ?*for* (replace$ ?*for* ?group ?group ?log)))
  (if (< ?log (nth$ ?group ?*against*)) then (bind ?*against* (replace$ ?*against* ?group ?group ?log))))
(deffunction total (?first ?last)
  (bind ?sum 0.0)
  (loop-for-count (?i ?first ?last) (bind ?sum (+ ?sum (nth$ ?i ?*for*) (nth$ ?i ?*against*))))
  (max -5.0 (min 7.0 ?sum)))
"""


def answered(finding):
    return f"(answer (finding {finding}))"


def holds(finding, operator, values):
    """A pattern that is matched where the atom is true."""
    if operator in COMPARISONS:
        return f"(answer (finding {finding}) (number ?n&:(numberp ?n)&:({operator} ?n {values[0]})))"
    options = "|".join(values)
    return f"(answer (finding {finding}) (options $? {options} $?))"


COMPARISONS = (">=", "<=", ">", "<")
NEGATED = {"!=": "=", "not-in": "in"}


class Translator(reference.Expression):
    """An expression as a condition of CLIPS: self.tree is ("or" | "and" | "not", parts) or an atom."""

    def __init__(self, text):
        super().__init__(text)
        self.tokens, self.at = reference.TOKEN.findall(text), 0
        self.tree = self.any_of()

    def any_of(self):
        return ("or", self.read_parts(self.all_of, "or"))

    def all_of(self):
        return ("and", self.read_parts(self.unit, "and"))

    def unit(self):
        if self.peek() == "not":
            self.take()
            return ("not", [self.unit()])
        if self.peek() == "(":
            self.take()
            inner = self.any_of()
            self.take()
            return inner
        finding, operator, values = self.take(), self.take(), []
        if operator in ("in", "not-in", "has-any"):
            self.take()
            values.append(self.take())
            while self.peek() == ",":
                self.take()
                values.append(self.take())
            self.take()
        else:
            values.append(self.take())
        return ("atom", finding, operator, values)

    def write(self, wanted, node=None):
        """What is matched where the expression is true, or where it is false; unknown matches neither."""
        node = node or self.tree
        if node[0] == "not":
            return self.write(not wanted, node[1][0])
        if node[0] in ("or", "and"):
            parts = [self.write(wanted, part) for part in node[1]]
            joint = node[0] if wanted else {"or": "and", "and": "or"}[node[0]]
            return parts[0] if len(parts) == 1 else f"({joint} {' '.join(parts)})"
        _, finding, operator, values = node
        if operator in NEGATED:
            return self.write(not wanted, ("atom", finding, NEGATED[operator], values))
        true = holds(finding, operator, values)
        return true if wanted else f"(and {answered(finding)} (not {true}))"


def number_groups(tables):
    """{(cause, group): number from 1}, those of one cause side by side"""
    numbers = {}
    for cause in tables.causes:
        for row in tables.rows:
            if row.cause == cause:
                numbers.setdefault((cause, row.group), len(numbers) + 1)
    return numbers


def write_rules(tables, numbers):
    rules = [HEADER % " ".join(["0.0"] * len(numbers))]
    for i, row in enumerate(tables.rows):
        operator, values = (row.comparison[1], [row.comparison[2]]) if row.comparison else ("in", row.options)
        condition = Translator(row.only_if_text).write(True) if row.only_if else ""
        true = holds(row.finding, operator, values)
        for name, log, pattern in (
            ("present", row.present, true),
            ("absent", row.absent, f"{answered(row.finding)} (not {true})"),
        ):
            if log is not None:
                action = f"(weigh {numbers[row.cause, row.group]} {log!r})"
                rules.append(f"(defrule {name}-{i} {condition} {pattern} => {action})")
    for flag, _, _ in tables.flags:
        unless = f"(not {Translator(flag['unless']).write(True)})" if flag["unless"] else ""
        rule = Translator(flag["rule"]).write(True)
        rules.append(f"(defrule {flag['id']} {rule} {unless} => (assert (fired (flag {flag['id']}))))")
    return "\n".join(rules)


def write_answers(answers):
    facts = []
    for finding, answer in answers.items():
        if isinstance(answer, (int, float)):
            facts.append(f"(assert (answer (finding {finding}) (number {answer})))")
        else:
            options = " ".join(answer) if isinstance(answer, list) else answer
            facts.append(f"(assert (answer (finding {finding}) (options {options})))")
    return "\n".join(facts)


def run_clips(tables, cases, folder):
    """(microseconds a response, the totals of every case)"""
    rules, script = folder / "rules.clp", folder / "run.clp"
    numbers = number_groups(tables)
    rules.write_text(write_rules(tables, numbers))
    places = {cause: [number for (of, _), number in numbers.items() if of == cause] for cause in tables.causes}
    sums = " ".join(f"(total {min(own)} {max(own)})" for own in places.values())
    lines = [f"(load* {rules})", f"(deffunction add-up () (create$ {sums}))"]
    lines.append("(defglobal ?*line* = (create$) ?*start* = 0.0)")
    lines.append("(bind ?*start* (time))")
    for answers in cases:
        facts = write_answers(answers)
        lines += ["(reset)", "(forget)", facts, "(run)", "(bind ?*line* (add-up))"]
    lines.append('(printout t "time " (- (time) ?*start*) crlf)')
    for answers in cases:
        lines += ["(reset)", "(forget)", write_answers(answers), "(run)", "(printout t (implode$ (add-up)) crlf)"]
    lines.append("(exit)")
    script.write_text("\n".join(lines) + "\n")
    # One command a line: CLIPS reads no further in a line than the first.
    command = ["clips", "-f2", str(script)]
    out = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300, check=True
    ).stdout
    said = out.splitlines()
    start = next(i for i, line in enumerate(said) if line.startswith("time "))
    totals = [[float(word) for word in line.split()] for line in said[start + 1 : start + 1 + len(cases)]]
    return float(said[start].split()[1]) / len(cases) * 1e6, totals


def main():
    tables = reference.Tables()
    files = sorted(CASES.glob("*.json"))
    cases = [json.loads(file.read_text(encoding="utf-8")) for file in files]

    with tempfile.TemporaryDirectory() as name:
        clips, totals = run_clips(tables, cases, pathlib.Path(name))
    for file, answers, line in zip(files, cases, totals):
        wanted = reference.Weights(tables, answers, reference.apply_rows(tables, answers)).totals
        wrong = [c for c, value in zip(tables.causes, line) if abs(wanted[c] - value) > 1e-5]
        if wrong or len(line) != len(tables.causes):
            sys.exit(f"{file.name}: CLIPS comes to other totals for {', '.join(wrong)}")

    start = time.perf_counter()
    for _ in range(ROUNDS):
        for answers in cases:
            reference.assess(tables, answers)
    python = (time.perf_counter() - start) / ROUNDS / len(cases) * 1e6

    out = subprocess.run([sys.argv[1], *files], capture_output=True, encoding="utf-8", check=True).stdout
    engine = float(out.split()[0])

    print(f"{len(cases)} published cases, microseconds a response:")
    for label, value in (("engine", engine), ("CLIPS", clips), ("reference.py", python)):
        print(f"  {label:14}{value:10.1f}   {value / engine:8.1f} times the engine")


if __name__ == "__main__":
    main()
