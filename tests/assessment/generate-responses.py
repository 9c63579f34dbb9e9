#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes random responses for the comparison of the engine with an independent implementation.

Usage: tests/assessment/generate-responses.py [--count 2000] [--seed 20261122] [-o FILE]

Reads data/knowledge/*.tsv and writes one response a line: {"id": "g0001", "answers": {finding: value}}.
The kinds alternate, because each finds other mistakes:
  sparse    none to ten answers
  middling  ten to sixty answers of any kind, also to questions that the interview would not ask
  dense     eighty to a hundred and twenty answers
  leaning   answers that speak for one cause, with some noise
  mixed     answers that speak for two causes, with some noise
Half of the numbers lie on, just below or just above a threshold of the tables. Every answer is valid by
itself: known options, numbers within their limits, no "none" beside what it denies.
"""
import argparse
import csv
import json
import pathlib
import random
import re
import sys

KNOWLEDGE = pathlib.Path(__file__).resolve().parents[2] / "data" / "knowledge"
DENIALS = {"none", "nothing", "none-tried", "normal", "negative"}
NUMBERS = {"integer", "decimal", "nrs-0-10"}
COMPARISON = re.compile(r"(>=|<=|>|<)\s*([0-9.]+)")


def read(name):
    with open(KNOWLEDGE / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Tables:
    def __init__(self):
        self.findings = {row["id"]: row for row in read("findings.tsv")}
        self.options = {}
        for row in read("options.tsv"):
            self.options.setdefault(row["finding_id"], []).append(row["id"])
        evidence = read("evidence.tsv")
        self.for_cause = {}
        for row in evidence:
            if row["lr_present"] and float(row["lr_present"]) > 1:
                self.for_cause.setdefault(row["cause_id"], []).append((row["finding_id"], row["value"]))
        self.thresholds = self.find_thresholds(evidence)

    def find_thresholds(self, evidence):
        """{finding: the numbers that a row or a rule compares it with}"""
        found = {}
        for row in evidence:
            comparison = COMPARISON.fullmatch(row["value"])
            if comparison:
                found.setdefault(row["finding_id"], set()).add(float(comparison[2]))
        texts = [row["only_if"] for row in evidence]
        texts += [row["ask_when"] for row in self.findings.values()]
        texts += [row[column] for row in read("red-flags.tsv") for column in ("rule", "unless")]
        for text in texts:
            for finding, _, number in re.findall(r"([a-z0-9-]+)\s*(>=|<=|>|<)\s*([0-9.]+)", text):
                found.setdefault(finding, set()).add(float(number))
        return {finding: sorted(numbers) for finding, numbers in found.items()}


def random_number(tables, finding, chance):
    row = tables.findings[finding]
    decimals = int(row["decimals"] or 0)
    low, high = float(row["minimum"]), float(row["maximum"])
    if finding in tables.thresholds and chance.random() < 0.5:
        number = chance.choice(tables.thresholds[finding]) + chance.choice([-1, 0, 1]) * 10 ** -decimals
    else:
        number = chance.uniform(low, high)
    number = min(max(number, low), high)
    return round(number, decimals) if decimals else int(round(number))


def random_answer(tables, finding, chance):
    kind = tables.findings[finding]["type"]
    if kind == "boolean":
        return chance.choice(["yes", "no"])
    if kind in NUMBERS:
        return random_number(tables, finding, chance)
    if kind == "date":
        return f"2026-{chance.randint(1, 11):02d}-{chance.randint(1, 28):02d}"
    if kind == "text":
        return "Pulls when I turn over — worse than last year."
    options = tables.options[finding]
    if kind == "choice":
        return chance.choice(options)
    denials = [option for option in options if option in DENIALS]
    if denials and chance.random() < 0.25:
        return [chance.choice(denials)]
    others = [option for option in options if option not in DENIALS]
    return sorted(chance.sample(others, min(len(others), chance.choice([1, 1, 1, 2, 2, 3, 5]))), key=options.index)


def answer_for(tables, finding, value, chance):
    """an answer for which an evidence value holds"""
    kind = tables.findings[finding]["type"]
    if kind in NUMBERS:
        comparison = COMPARISON.fullmatch(value)
        row = tables.findings[finding]
        step = 10 ** -int(row["decimals"] or 0)
        near = float(comparison[2]) + {">=": 0, ">": step, "<=": 0, "<": -step}[comparison[1]]
        near = min(max(near, float(row["minimum"])), float(row["maximum"]))
        return near if step < 1 else int(near)
    wanted = chance.choice(value.split(","))
    if kind in ("boolean", "choice"):
        return wanted
    chosen = {wanted}
    if wanted not in DENIALS and chance.random() < 0.4:
        chosen.add(chance.choice([option for option in tables.options[finding] if option not in DENIALS]))
    return sorted(chosen, key=tables.options[finding].index)


def add_cause(tables, answers, cause, chance):
    rows = tables.for_cause[cause]
    for finding, value in chance.sample(rows, chance.randint(min(2, len(rows)), len(rows))):
        answers[finding] = answer_for(tables, finding, value, chance)


def add_random(tables, answers, count, chance):
    for finding in chance.sample(list(tables.findings), count):
        answers.setdefault(finding, random_answer(tables, finding, chance))


def make_response(tables, place, chance):
    answers = {}
    kind = ("sparse", "middling", "dense", "leaning", "leaning", "mixed", "mixed", "middling")[place % 8]
    if kind == "sparse":
        add_random(tables, answers, chance.randint(0, 10), chance)
    elif kind == "middling":
        add_random(tables, answers, chance.randint(10, 60), chance)
    elif kind == "dense":
        add_random(tables, answers, chance.randint(80, 120), chance)
    else:
        for cause in chance.sample(list(tables.for_cause), 1 if kind == "leaning" else 2):
            add_cause(tables, answers, cause, chance)
        add_random(tables, answers, chance.randint(0, 15), chance)
    return {finding: answers[finding] for finding in tables.findings if finding in answers}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("-o", "--output", type=argparse.FileType("w", encoding="utf-8"), default=sys.stdout)
    arguments = parser.parse_args()
    tables, chance = Tables(), random.Random(arguments.seed)
    for place in range(arguments.count):
        response = {"id": f"g{place + 1:04d}", "answers": make_response(tables, place, chance)}
        arguments.output.write(json.dumps(response, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
