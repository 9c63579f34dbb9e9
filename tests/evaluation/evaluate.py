#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well the assessment does on published cases.

Usage: tests/evaluation/evaluate.py [--program PATH] [--misses] [--tap]

Prints a table for each set of cases in cases/ (see the README there): development, on which the tables were
made; learning, which may be looked at to improve them; check, which stays untouched and is what counts. Each
figure comes with a 95 % bootstrap interval, and once more with a random quarter of the answers removed (mean of
50 draws). --misses lists every case that was missed and what stood in the way. --tap holds the check set to
the goals, as a test.

The program is run as a clinician's would be: `lumbar assess --batch`. Everything random has a fixed seed.
"""
import argparse
import csv
import json
import pathlib
import random
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SETS = ("development", "learning", "check")
GROUPS = ("ms", "non-ms", "referred", "mixed")
DRAWS = 50
RESAMPLES = 2000
SEED = 20261126

# What is measured: its name, of which cases, and what counts as a hit.
MEASURES = (
    ("strict group", lambda r: True, lambda r: r["strict"]),
    ("lead group", lambda r: True, lambda r: r["lead"]),
    ("cause first", lambda r: True, lambda r: r["first"]),
    ("cause in the first three", lambda r: True, lambda r: r["three"]),
    ("cause shown", lambda r: True, lambda r: r["shown"]),
    ("acute cases flagged", lambda r: r["acute"], lambda r: r["flagged"]),
    ("“now” false alarms", lambda r: not r["acute"], lambda r: r["now"]),
)

# Goals for the check set: at least so much, or at most. Without and with a quarter of the answers removed.
GOALS = (
    ("strict group", 0.70, None),
    ("macro over the groups", 0.62, None),
    ("cause shown", 0.88, None),
    ("acute cases flagged", 0.95, None),
    ("“now” false alarms", None, 0.15),
)
GOALS_WITH_LESS = (("strict group", 0.60, None), ("cause shown", 0.80, None))


def read_set(name):
    path = HERE / "cases" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def run_program(program, answer_sets):
    """The assessments of many sets of answers, in their order."""
    lines = "".join(json.dumps(answers) + "\n" for answers in answer_sets)
    done = subprocess.run(
        [program, "assess", "--batch", "-"], input=lines, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        sys.exit(f"{program} assess --batch: {done.stderr.strip() or done.stdout.strip()[-400:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def run_reference(_, answer_sets):
    sys.path.insert(0, str(ROOT / "tests" / "assessment"))
    import reference  # pylint: disable=import-outside-toplevel

    tables = reference.Tables()
    results = []
    for answers in answer_sets:
        result = reference.assess(tables, answers)
        result["redFlags"] = [{"id": id, "timeframe": timeframe} for id, timeframe in result["redFlags"]]
        results.append(result)
    return results


def judge(case, result):
    truth = case["truth"]
    right = {truth["group"], *truth.get("alt_groups", [])}
    wanted = set(truth["cause_ids"])
    ranked = [cause["id"] for cause in result["causes"]]
    return {
        "case": case,
        "result": result,
        "group": truth["group"],
        "strict": result["group"] in right,
        "lead": result["group"] in right or (result["group"] == "undetermined" and result["leaning"] in right),
        "first": bool(wanted & set(ranked[:1])),
        "three": bool(wanted & set(ranked[:3])),
        "shown": bool(wanted & set(ranked[:3] + result["mustExclude"])),
        "acute": truth["urgency"] in ("emergency", "urgent"),
        "flagged": bool(result["redFlags"]),
        "now": any(flag["timeframe"] == "now" for flag in result["redFlags"]),
    }


def share(rows, counted, hit):
    part = [hit(row) for row in rows if counted(row)]
    return sum(part) / len(part) if part else float("nan")


def macro(rows):
    shares = [share(rows, lambda r, g=group: r["group"] == g, lambda r: r["strict"]) for group in GROUPS]
    shares = [value for value in shares if value == value]
    return sum(shares) / len(shares) if shares else float("nan")


def measure(rows):
    figures = {name: share(rows, counted, hit) for name, counted, hit in MEASURES}
    figures["macro over the groups"] = macro(rows)
    return figures


def bootstrap(rows):
    """{name: (low, high)}: the middle 95 % of the figures over cases drawn with replacement."""
    dice = random.Random(SEED)
    drawn = [measure(dice.choices(rows, k=len(rows))) for _ in range(RESAMPLES)]
    intervals = {}
    for name in drawn[0]:
        values = sorted(figures[name] for figures in drawn if figures[name] == figures[name])
        intervals[name] = (values[int(0.025 * len(values))], values[int(0.975 * len(values))])
    return intervals


def remove_quarter(answers, dice):
    findings = list(answers)
    kept = set(dice.sample(findings, len(findings) - round(len(findings) / 4)))
    return {finding: answer for finding, answer in answers.items() if finding in kept}


def measure_with_less(run, program, cases):
    dice = random.Random(SEED)
    draws = [[remove_quarter(case["answers"], dice) for case in cases] for _ in range(DRAWS)]
    results = run(program, [answers for draw in draws for answers in draw])
    figures = [
        measure([judge(case, results[d * len(cases) + i]) for i, case in enumerate(cases)]) for d in range(DRAWS)
    ]
    return {name: sum(one[name] for one in figures) / DRAWS for name in figures[0]}


def read_names():
    with open(ROOT / "data" / "knowledge" / "causes.tsv", newline="", encoding="utf-8") as file:
        return {row["id"]: row["name"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def say_why(row, names):
    """What stood in the way, from what the program said."""
    truth, result = row["case"]["truth"], row["result"]
    named = {cause["id"]: cause for cause in result["causes"]}
    parts = []
    if not row["strict"]:
        lead = names.get(result["lead"], "nothing")
        parts.append(f"said {result['group']} (leaning {result['leaning']}), led by {lead}")
    for cause in truth["cause_ids"]:
        if cause not in named:
            parts.append(f"{names[cause]}: nothing recorded carries it")
        else:
            place = 1 + [entry["id"] for entry in result["causes"]].index(cause)
            parts.append(f"{names[cause]}: place {place}, {named[cause]['band']}")
    if truth["group"] == "mixed" and result["group"] != "mixed":
        parts.append("the second process adds too little of its own")
    if row["acute"] and not row["flagged"]:
        parts.append("no red flag fired")
    if len(row["case"]["answers"]) < 12:
        parts.append(f"only {len(row['case']['answers'])} answers")
    if row["case"].get("difficulty") == "atypical":
        parts.append("atypical by its source")
    return "; ".join(parts)


def print_table(name, rows, with_less):
    figures, intervals = measure(rows), bootstrap(rows)
    print(f"\n{name}: {len(rows)} cases")
    print(f"  {'':26}{'all answers':>11}  {'95 %':>11}  {'a quarter removed':>17}")
    for key in ("strict group", "macro over the groups", *(name for name, _, _ in MEASURES[1:])):
        low, high = intervals[key]
        print(f"  {key:26}{figures[key]:11.2f}  {low:5.2f}–{high:.2f}  {with_less[key]:17.2f}")
    counts = []
    for group in GROUPS:
        part = [row["strict"] for row in rows if row["group"] == group]
        counts.append(f"{group} {sum(part)} of {len(part)}")
    print("  right by group:", ", ".join(counts))
    return figures


def print_misses(rows, names):
    missed = [
        row
        for row in rows
        if not row["strict"] or not row["shown"] or (row["acute"] and not row["flagged"])
    ]
    for row in missed:
        truth = row["case"]["truth"]
        print(f"  {row['case']['id']}  {truth['group']}: {', '.join(truth['cause_ids'])}")
        print(f"        {say_why(row, names)}")


def check_goals(figures, with_less):
    number = failed = 0
    goals = [(figures, goal, "") for goal in GOALS]
    goals += [(with_less, goal, " with a quarter of the answers removed") for goal in GOALS_WITH_LESS]
    print(f"1..{len(goals)}")
    for values, (name, least, most), when in goals:
        number += 1
        met = values[name] >= least if least is not None else values[name] <= most
        failed += not met
        bound = f"at least {least:.2f}" if least is not None else f"at most {most:.2f}"
        print(f"{'ok' if met else 'not ok'} {number} - {name}{when}: {values[name]:.2f}, {bound}")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "build" / "src" / "lumbar"))
    parser.add_argument("--reference", action="store_true", help="ask tests/assessment/reference.py instead")
    parser.add_argument("--misses", action="store_true", help="list the cases that were missed, and why")
    parser.add_argument("--tap", action="store_true", help="hold the check set to its goals")
    parser.add_argument("--set", choices=SETS, action="append", help="only this set")
    options = parser.parse_args()
    run = run_reference if options.reference else run_program
    names = read_names()

    for name in ("check",) if options.tap else options.set or SETS:
        cases = read_set(name)
        if not cases:
            continue
        results = run(options.program, [case["answers"] for case in cases])
        rows = [judge(case, result) for case, result in zip(cases, results)]
        with_less = measure_with_less(run, options.program, cases)
        if options.tap:
            return 1 if check_goals(measure(rows), with_less) else 0
        print_table(name, rows, with_less)
        if options.misses:
            print_misses(rows, names)
    return 0


if __name__ == "__main__":
    sys.exit(main())
