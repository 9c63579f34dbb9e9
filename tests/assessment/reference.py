#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rule of data/knowledge/README.md a second time, in another language, to hold the engine against.

Usage: tests/assessment/reference.py FILE...    one assessment a line for each response

A FILE is JSON lines of {"id", "answers": {finding: value}}, or one plain response. It shares no code with the
engine and is written to be read beside the rule: where the two differ, one of them is wrong. Tests keep what
it says in tests/data; `tests/assessment/make-expected.py` writes that anew when a table changes.
"""
import configparser
import csv
import json
import math
import pathlib
import re
import sys

KNOWLEDGE = pathlib.Path(__file__).resolve().parents[2] / "data" / "knowledge"
NUMBERS = ("integer", "decimal", "nrs-0-10")
LISTS = ("multi-choice", "body-map")


# ------------------------------------------------------------------------------------ expressions

TOKEN = re.compile(r"\s*(\(|\)|,|!=|>=|<=|=|<|>|[A-Za-z0-9.\-]+)")
COMPARE = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
}


class Expression:
    """Three-valued: True, False, or None where an answer that matters is missing."""

    def __init__(self, text):
        self.tokens = TOKEN.findall(text)
        self.at = 0
        self.findings = []
        self.evaluate = self.read_any()

    def __call__(self, answers):
        return self.evaluate(answers)

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def read_parts(self, read, word):
        parts = [read()]
        while self.peek() == word:
            self.take()
            parts.append(read())
        return parts

    def read_any(self):
        parts = self.read_parts(self.read_all, "or")

        def evaluate(answers):
            seen = [part(answers) for part in parts]
            return True if True in seen else None if None in seen else False

        return evaluate if len(parts) > 1 else parts[0]

    def read_all(self):
        parts = self.read_parts(self.read_unit, "and")

        def evaluate(answers):
            seen = [part(answers) for part in parts]
            return False if False in seen else None if None in seen else True

        return evaluate if len(parts) > 1 else parts[0]

    def read_unit(self):
        if self.peek() == "not":
            self.take()
            inner = self.read_unit()

            def evaluate(answers):
                value = inner(answers)
                return None if value is None else not value

            return evaluate
        if self.peek() == "(":
            self.take()
            inner = self.read_any()
            self.take()
            return inner
        return self.read_atom()

    def read_atom(self):
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
        self.findings.append(finding)

        def evaluate(answers):
            answer = answers.get(finding)
            if answer is None:
                return None
            if operator in ("has", "has-any"):
                return any(value in answer for value in values)
            if operator in ("in", "="):
                return answer in values
            if operator in ("not-in", "!="):
                return answer not in values
            return COMPARE[operator](answer, float(values[0]))

        return evaluate


def make_expression(text):
    return Expression(text) if text else None


# ------------------------------------------------------------------------------------ tables


def read_table(folder, name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Row:
    """A row of evidence."""

    def __init__(self, place, cells, model):
        self.place = place
        self.cause = cells["cause_id"]
        self.finding = cells["finding_id"]
        self.value = cells["value"]
        self.group = cells["evidence_group"]
        self.only_if_text = cells["only_if"]
        self.only_if = make_expression(self.only_if_text)
        self.options = self.value.split(",")
        self.comparison = re.fullmatch(r"(>=|<=|>|<)\s*([0-9.]+)", self.value)
        limit = math.log(model["row_limit"])

        def log(ratio):
            return max(-limit, min(limit, math.log(float(ratio)))) if ratio else None

        self.present = log(cells["lr_present"])
        self.absent = log(cells["lr_absent"])

    def holds(self, answer):
        if self.comparison:
            return COMPARE[self.comparison[1]](answer, float(self.comparison[2]))
        if isinstance(answer, list):
            return any(option in answer for option in self.options)
        return str(answer) in self.options


class Tables:
    def __init__(self, folder=KNOWLEDGE):
        ini = configparser.ConfigParser(interpolation=None)
        ini.read(folder / "knowledge.ini", encoding="utf-8")
        self.version = ini["knowledge"]["version"]
        self.model = {key: float(value) for key, value in ini["model"].items()}
        self.causes = {c["id"]: c for c in read_table(folder, "causes.tsv")}
        self.findings = {f["id"]: f for f in read_table(folder, "findings.tsv")}
        self.cause_place = {id: i for i, id in enumerate(self.causes)}
        self.finding_place = {id: i for i, id in enumerate(self.findings)}
        self.ask_when = {id: make_expression(f["ask_when"]) for id, f in self.findings.items()}
        evidence = enumerate(read_table(folder, "evidence.tsv"))
        self.rows = [Row(place, cells, self.model) for place, cells in evidence]
        self.rows_of = {}
        for row in self.rows:
            self.rows_of.setdefault(row.finding, []).append(row)
        self.flags = [
            (flag, Expression(flag["rule"]), make_expression(flag["unless"]))
            for flag in read_table(folder, "red-flags.tsv")
        ]


# ------------------------------------------------------------------------------------ combining the evidence


def apply_rows(tables, answers):
    """The rows that apply, in table order: [(row, log, holds)]."""
    applied = []
    for finding, answer in answers.items():
        for row in tables.rows_of.get(finding, ()):
            holds = row.holds(answer)
            log = row.present if holds else row.absent
            if log is not None and (row.only_if is None or row.only_if(answers) is True):
                applied.append((row, log, holds))
    return sorted(applied, key=lambda entry: entry[0].place)


def explain(tables, answers, applied, cause):
    """What the cause explains: {finding: True for all of it, or the set of options}."""
    least = math.log(tables.model["support_ratio"]) - tables.model["tolerance"]
    explained = {}
    for row, log, holds in applied:
        if row.cause != cause or log < least:
            continue
        if isinstance(answers[row.finding], list) and holds:
            if explained.get(row.finding) is not True:
                explained.setdefault(row.finding, set()).update(row.options)
        else:
            explained[row.finding] = True
    return explained


def is_claimed(row, answer, holds, explained):
    if row.finding not in explained:
        return False
    if explained[row.finding] is True or not holds:
        return True
    return not row.holds([option for option in answer if option not in explained[row.finding]])


class Weights:
    """Evidence groups, totals and support of every cause."""

    def __init__(self, tables, answers, applied, explained=None):
        model = tables.model
        self.groups = {cause: {} for cause in tables.causes}
        for row, log, holds in applied:
            weight = self.groups[row.cause].setdefault(row.group, [0.0, 0.0, 0.0])
            if log < 0:
                weight[1] = min(weight[1], log)
            elif not explained or not is_claimed(row, answers[row.finding], holds, explained):
                weight[0] = max(weight[0], log)
                if tables.findings[row.finding]["role"] == "specific":
                    weight[2] = max(weight[2], log)
        self.totals = {
            cause: max(
                model["total_minimum"],
                min(model["total_maximum"], sum(w[0] + w[1] for w in groups.values())),
            )
            for cause, groups in self.groups.items()
        }
        self.specific = {
            cause: sum(w[2] for w in groups.values()) for cause, groups in self.groups.items()
        }

    def count(self, cause, least):
        return sum(weight[0] >= least for weight in self.groups[cause].values())

    def strongest_specific(self, cause):
        return max((weight[2] for weight in self.groups[cause].values()), default=0.0)


def logit(p):
    return math.log(p / (1 - p))


def logistic(x):
    return 1 / (1 + math.exp(-x))


class Ranking:
    def __init__(self, tables, weights):
        model, causes = tables.model, tables.causes
        allowance = model["tolerance"]
        named = math.log(model["named_ratio"]) - allowance
        corroborating = math.log(model["corroborating_ratio"]) - allowance
        defining = math.log(model["defining_ratio"]) - allowance
        weight = model["prior_weight"]
        self.score = {
            cause: weight * logit(float(causes[cause]["prior"]))
            + (1 - weight) * model["prior_centre"]
            + weights.totals[cause]
            for cause in causes
        }
        self.probability = {cause: logistic(score) for cause, score in self.score.items()}
        self.named = {
            cause for cause in causes if weights.specific[cause] >= named and weights.totals[cause] >= named
        }
        self.ranked = sorted(self.named, key=lambda c: (-self.score[c], tables.cause_place[c]))
        self.likely = {
            cause
            for cause in self.named
            if self.probability[cause] >= model["likely"]
            and (
                weights.count(cause, corroborating) >= model["likely_groups"]
                or weights.strongest_specific(cause) >= defining
            )
        }

    def band(self, model, cause):
        if cause in self.likely:
            return "likely"
        return "possible" if self.probability[cause] >= model["possible"] else "less-likely"


# ------------------------------------------------------------------------------------ the four groups


def make_order(tables, weights, ranking):
    rule = {cause: cells["counting_rule"] for cause, cells in tables.causes.items()}

    def is_met(cause):
        if not rule[cause].startswith("needs-positive-group:"):
            return True
        return weights.groups[cause].get(rule[cause].split(":")[1], [0.0])[0] > 0

    order = [cause for cause in ranking.ranked if is_met(cause)] or ranking.ranked
    residual = "only-if-nothing-else-likely"
    if any(cause in ranking.likely and rule[cause] != residual for cause in order):
        order = [cause for cause in order if rule[cause] != residual]
    return order


def pool_groups(tables, ranking):
    """(the group with the largest odds together, whether it stands out from the next)"""
    odds = {"ms": 0.0, "non-ms": 0.0, "referred": 0.0}
    for cause in ranking.ranked:
        odds[tables.causes[cause]["group"]] += math.exp(ranking.score[cause])
    first, second, _ = sorted(odds, key=lambda group: -odds[group])
    least = math.log(tables.model["group_ratio"]) - tables.model["tolerance"]
    return first, odds[second] == 0 or math.log(odds[first]) - math.log(odds[second]) >= least


def decide_group(tables, answers, applied, weights, ranking):
    """(group, meaning of mixed, leaning, lead, second)"""
    causes, model = tables.causes, tables.model
    order = make_order(tables, weights, ranking)
    if not order:
        return "undetermined", None, "undetermined", None, None
    lead = order[0]
    if lead not in ranking.likely:
        leaning, stands_out = pool_groups(tables, ranking)
        return leaning if stands_out else "undetermined", None, leaning, lead, None

    leaning = causes[lead]["group"]
    rest = Weights(tables, answers, applied, explain(tables, answers, applied, lead))
    least = math.log(model["residual_ratio"]) - model["tolerance"]
    for second in order[1:]:
        score = ranking.score[second] - weights.totals[second] + rest.totals[second]
        if second not in ranking.likely or rest.specific[second] < least or logistic(score) < model["likely"]:
            continue
        if causes[lead]["serious"] == causes[second]["serious"] == "1":
            continue
        if causes[second]["group"] != leaning:
            return "mixed", "more-than-one-source", leaning, lead, second
        if leaning == "ms" and causes[second]["subgroup"] != causes[lead]["subgroup"]:
            return "mixed", "more-than-one-ms-process", leaning, lead, second
    return leaning, None, leaning, lead, None


# ------------------------------------------------------------------------------------ red flags

URGENCIES = ("routine", "soon", "urgent", "emergency")


def sort_flags(tables, answers):
    """(fired flags, ids of those not yet cleared)"""
    fired, uncleared = [], []
    for flag, rule, unless in tables.flags:
        truth = rule(answers)
        if truth is False or (unless is not None and unless(answers) is True):
            continue
        if truth is True:
            fired.append(flag)
        else:
            uncleared.append(flag["id"])
    return fired, uncleared


def choose_excluded(tables, weights, ranking, fired):
    model, causes = tables.model, tables.causes
    support = math.log(model["support_ratio"]) - model["tolerance"]
    bonus = {}
    for flag in fired:
        for cause in flag["for_cause_ids"].split(";"):
            step = model["bonus_" + flag["timeframe"].replace("-", "_")]
            bonus[cause] = max(bonus.get(cause, 0.0), step)

    excluded = [
        cause
        for cause, cells in causes.items()
        if cells["serious"] == "1"
        and weights.totals[cause] > model["exclude_floor"]
        and (
            cause in bonus
            or (cause in ranking.named and weights.count(cause, support) >= model["exclude_groups"])
        )
    ]
    excluded.sort(
        key=lambda cause: (
            -(weights.totals[cause] + bonus.get(cause, 0.0)),
            -URGENCIES.index(causes[cause]["urgency"]),
            tables.cause_place[cause],
        )
    )
    return excluded[: int(model["exclude_most"])]


# ------------------------------------------------------------------------------------ next questions


def choose_next(tables, answers, ranking, excluded):
    model = tables.model
    watched = list(dict.fromkeys(ranking.ranked[: int(model["watched"])] + excluded))
    weight = {
        cause: ranking.probability[cause]
        * (1 - ranking.probability[cause])
        * (1 + model["weight_" + tables.causes[cause]["urgency"]])
        for cause in watched
    }
    gains = {}
    for finding, rows in tables.rows_of.items():
        asked = tables.ask_when[finding]
        if finding in answers or (asked is not None and asked(answers) is not True):
            continue
        reach = {}
        for row in rows:
            if row.cause not in weight or (row.only_if is not None and row.only_if(answers) is False):
                continue
            logs = [log for log in (row.present, row.absent) if log is not None]
            low, high = reach.get(row.cause, (0.0, 0.0))
            reach[row.cause] = (min([low, *logs]), max([high, *logs]))
        if reach:
            gains[finding] = sum(weight[c] * (high - low) for c, (low, high) in reach.items())
    order = sorted(gains, key=lambda f: (-gains[f], tables.finding_place[f]))
    return [[finding, gains[finding]] for finding in order[: int(model["next_most"])]]


# ------------------------------------------------------------------------------------ the assessment


def choose_reasons(tables, applied, cause):
    model = tables.model
    least = math.log(model["support_ratio"])
    best = {}
    for row, log, _ in applied:
        if row.cause != cause or abs(log) < least:
            continue
        if row.finding not in best or abs(log) > abs(best[row.finding][0]):
            best[row.finding] = (log, row.place)
    order = sorted(best, key=lambda finding: (-abs(best[finding][0]), best[finding][1]))
    return {
        "for": [f for f in order if best[f][0] > 0][: int(model["reasons_for"])],
        "against": [f for f in order if best[f][0] < 0][: int(model["reasons_against"])],
    }


def assess(tables, answers):
    applied = apply_rows(tables, answers)
    weights = Weights(tables, answers, applied)
    ranking = Ranking(tables, weights)
    group, meaning, leaning, lead, second = decide_group(tables, answers, applied, weights, ranking)
    fired, uncleared = sort_flags(tables, answers)
    excluded = choose_excluded(tables, weights, ranking, fired)
    return {
        "group": group,
        "mixedMeaning": meaning,
        "leaning": leaning,
        "lead": lead,
        "second": second,
        "provisional": any(flag["timeframe"] == "now" for flag in fired),
        "causes": [
            {
                "id": cause,
                "band": ranking.band(tables.model, cause),
                "score": ranking.score[cause],
                "probability": ranking.probability[cause],
                **choose_reasons(tables, applied, cause),
            }
            for cause in ranking.ranked
        ],
        "mustExclude": excluded,
        "redFlags": [[flag["id"], flag["timeframe"]] for flag in fired],
        "uncleared": uncleared,
        "next": choose_next(tables, answers, ranking, excluded),
    }


def read_responses(path):
    """[(id, answers)] of a file of lines, or of one plain response."""
    path = pathlib.Path(path)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        entries = [json.loads(line) for line in text.splitlines()]
        return [(entry["id"], entry["answers"]) for entry in entries]
    return [(path.stem, json.loads(text))]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    tables = Tables()
    for path in sys.argv[1:]:
        for id, answers in read_responses(path):
            print(json.dumps({"id": id, **assess(tables, answers)}, separators=(",", ":")))


if __name__ == "__main__":
    main()
