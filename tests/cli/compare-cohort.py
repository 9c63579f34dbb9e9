#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of lumbar cohort, held against the same questions asked of the record with the sqlite3 shell.

compare-cohort.py PROGRAM: fills a record with an invented clinic, changes it so that every kind of row is in
it, asks both, and says where they differ. TAP on standard output."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

program = sys.argv[1]
n_tests = n_failed = 0


def run(*words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=True).stdout


def ask(record, sql):
    out = subprocess.run(["sqlite3", "-json", str(record), sql], capture_output=True, text=True, check=True).stdout
    return json.loads(out) if out.strip() else []


def check(name, ours, theirs):
    global n_tests, n_failed
    n_tests += 1
    if ours == theirs:
        print(f"ok {n_tests} - {name}")
        return
    n_failed += 1
    print(f"not ok {n_tests} - {name}\n# lumbar:  {ours}\n# sqlite3: {theirs}")


def signed(first, last):
    """The signed visits of the period, numbered per patient from both ends."""
    return f"""WITH visit AS (
      SELECT encounter.*, row_number () OVER (PARTITION BY patient_id ORDER BY started_at DESC, encounter.number DESC) AS back
      FROM encounter JOIN patient ON patient.id = patient_id
      WHERE status = 'signed' AND deleted_at = ''
        AND date (started_at, 'localtime') >= '{first or '0000'}' AND date (started_at, 'localtime') <= '{last or '9999'}')
    """


def counted(rows, key):
    result = {}
    for row in rows:
        result.setdefault(row[key], set()).add(row["patient_id"])
    return result


def spread(values):
    """Quartiles from five values on; definition 7, which Python calls inclusive."""
    if not values:
        return {"n": 0, "minimum": None, "lowerQuartile": None, "median": None, "upperQuartile": None, "maximum": None}
    low, _, high = statistics.quantiles(values, n=4, method="inclusive") if len(values) >= 5 else (None, 0, None)
    return {"n": len(values), "minimum": min(values), "lowerQuartile": low, "median": statistics.median(values),
            "upperQuartile": high, "maximum": max(values)}


def rounded(spread_):
    return {k: v if v is None else round(v, 4) for k, v in spread_.items()}


def counts_of(cohort, name):
    result = {c["id"]: set(c["patients"]) for c in cohort[name]}
    for c in cohort[name]:
        assert c["n"] == len(c["patients"]), c
    return result


def compare_counts(name, record, cohort, first, last):
    rows = ask(record, signed(first, last) + """SELECT patient_id, coalesce (c."group", '') AS "group",
      coalesce (cause_id, '') AS lead FROM visit LEFT JOIN conclusion AS c ON c.encounter_id = visit.id
      LEFT JOIN conclusion_cause AS cc ON cc.encounter_id = visit.id AND position = 0 WHERE back = 1""")
    check(f"{name}: groups", counts_of(cohort, "groups"), counted(rows, "group"))
    check(f"{name}: causes", counts_of(cohort, "causes"), counted(rows, "lead"))
    check(f"{name}: visited", set(cohort["visited"]["patients"]), {row["patient_id"] for row in rows})
    n = ask(record, signed(first, last) + "SELECT count (*) AS n FROM visit")[0]["n"]
    check(f"{name}: visits", cohort["visits"], n)
    n = ask(record, "SELECT count (*) AS n FROM patient WHERE deleted_at = ''")[0]["n"]
    check(f"{name}: patients", cohort["patients"], n)


def compare_flags(name, record, cohort, first, last):
    rows = ask(record, signed(first, last) + """SELECT patient_id, f.value ->> 'id' AS flag, coalesce (done, '') AS done,
      (strftime ('%s', at) - strftime ('%s', started_at)) / 60.0 AS minutes
      FROM visit JOIN json_each (assessment, '$.redFlags') AS f
      LEFT JOIN acknowledgement AS a ON a.encounter_id = visit.id AND flag_id = f.value ->> 'id'""")
    for flags in [cohort["redFlags"], *cohort["flags"]]:
        its = [row for row in rows if flags["id"] in ("", row["flag"])]
        times = [r["minutes"] for r in its if r["done"] in ("done", "referred") and r["minutes"] is not None and r["minutes"] >= 0]
        theirs = (len(its), {w: (sum(r["done"] == w for r in its), {r["patient_id"] for r in its if r["done"] == w})
                             for w in ("done", "not-applicable", "referred", "pending")},
                  sum(r["done"] == "" for r in its), {r["patient_id"] for r in its},
                  {r["patient_id"] for r in its if r["done"] == ""}, rounded(spread(times)))
        ours = (flags["raised"], {w: (d["n"], set(d["patients"])) for w, d in flags["acknowledged"].items()}, flags["open"], set(flags["patients"]),
                set(flags["openPatients"]), rounded(flags["minutesToAction"]))
        check(f"{name}: red flag {flags['id'] or 'all'}", ours, theirs)
        check(f"{name}: red flag {flags['id'] or 'all'}, timed", set(flags["timedPatients"]),
              {r["patient_id"] for r in its if r["done"] in ("done", "referred") and (r["minutes"] or 0) >= 0})
    check(f"{name}: red flags", {f["id"] for f in cohort["flags"]}, {r["flag"] for r in rows})


def compare_change(name, ours, rows, important):
    changes = {r["patient_id"]: r["last"] - r["first"] for r in rows if r["first"] is not None and r["last"] is not None}
    check(name, (set(ours["patients"]), rounded(ours["before"]), rounded(ours["after"]), rounded(ours["change"])),
          ({r["patient_id"] for r in rows}, rounded(spread([r["first"] for r in rows if r["patient_id"] in changes])),
           rounded(spread([r["last"] for r in rows if r["patient_id"] in changes])), rounded(spread(list(changes.values())))))
    check(name + ", scored", {(p["patient"], p["from"], p["to"]) for p in ours["scored"]},
          {(r["patient_id"], r["first"], r["last"]) for r in rows if r["patient_id"] in changes})
    check(name + ", judged", [set(ours[w]["patients"]) for w in ("better", "same", "worse")],
          [{p for p, d in changes.items() if d <= -important + 1e-6},
           {p for p, d in changes.items() if abs(d) < important - 1e-6},
           {p for p, d in changes.items() if d >= important - 1e-6}])


def compare_scale(name, record, scale, first, last, important):
    instrument = scale["instrument"]
    by_cause = ask(record, signed(first, last) + f""", scored AS (
        SELECT visit.*, value, row_number () OVER (PARTITION BY visit.patient_id ORDER BY started_at, visit.number) AS i,
          count (*) OVER (PARTITION BY visit.patient_id) AS n
        FROM visit JOIN measure ON encounter_id = visit.id AND instrument_id = '{instrument}')
      SELECT visit.patient_id, coalesce (cause_id, '') AS lead,
        (SELECT value FROM scored AS s WHERE s.patient_id = visit.patient_id AND i = 1 AND n > 1) AS first,
        (SELECT value FROM scored AS s WHERE s.patient_id = visit.patient_id AND i = n AND n > 1) AS last
      FROM visit LEFT JOIN conclusion_cause AS cc ON cc.encounter_id = visit.id AND position = 0 WHERE back = 1""")
    compare_change(f"{name}: {instrument}", scale["all"], by_cause, important)
    check(f"{name}: {instrument} causes", {c["id"] for c in scale["byCause"]}, {r["lead"] for r in by_cause})
    for change in scale["byCause"]:
        compare_change(f"{name}: {instrument} of {change['id']}", change,
                       [r for r in by_cause if r["lead"] == change["id"]], important)
    by_treatment = ask(record, signed(first, last) + f""", start AS (
        SELECT patient_id, lower (trim (text)) AS what, min ("on") AS day FROM event
        WHERE kind = 'treatment-started' AND NOT withdrawn AND "on" >= '{first or '0000'}' AND "on" <= '{last or '9999'}' GROUP BY 1, 2),
      scored AS (SELECT visit.*, date (started_at, 'localtime') AS day, value FROM visit
                 JOIN measure ON encounter_id = visit.id AND instrument_id = '{instrument}')
      SELECT patient_id, what,
        (SELECT value FROM scored AS s WHERE s.patient_id = start.patient_id AND s.day <= start.day
         ORDER BY started_at DESC, number DESC LIMIT 1) AS first,
        (SELECT value FROM scored AS s WHERE s.patient_id = start.patient_id AND s.day > start.day
         ORDER BY started_at DESC, number DESC LIMIT 1) AS last
      FROM start WHERE patient_id IN (SELECT patient_id FROM visit)""")
    check(f"{name}: {instrument} treatments", {c["id"].lower() for c in scale["byTreatment"]}, {r["what"] for r in by_treatment})
    for change in scale["byTreatment"]:
        compare_change(f"{name}: {instrument} since {change['id']}", change,
                       [r for r in by_treatment if r["what"] == change["id"].lower()], important)


def compare_held(name, record, cohort, first, last):
    row = ask(record, signed(first, last) + """SELECT count (*) AS "of",
        coalesce (sum (instr (';' || o.causes || ';', ';' || cause_id || ';') > 0), 0) AS n
      FROM visit JOIN conclusion_cause AS cc ON cc.encounter_id = visit.id AND cc.position = 0
      JOIN outcome AS o ON o.encounter_id = visit.id AND o.causes <> ''
        AND o.position = (SELECT max (position) FROM outcome WHERE encounter_id = visit.id) WHERE back = 1""")[0]
    held = cohort["scales"][0]["all"]["leadWasFinal"]
    check(f"{name}: leading cause was final", (held["n"], held["of"], len(held["patients"])), (row["n"], row["of"], row["of"]))


def cohort_of(record, *period):
    return json.loads(run("cohort", "--format", "json", "--record", record, *period))


def compare(name, record, first=None, last=None):
    period = (["--from", first] if first else []) + (["--to", last] if last else [])
    cohort = cohort_of(record, *period)
    check(f"{name}: period", (cohort["from"], cohort["to"]), (first, last))
    compare_counts(name, record, cohort, first, last)
    compare_flags(name, record, cohort, first, last)
    # The minimal important differences as data/knowledge/instruments.tsv has them.
    for scale, important in zip(cohort["scales"], (2, 1), strict=True):
        compare_scale(name, record, scale, first, last, important)
    compare_held(name, record, cohort, first, last)
    run("cohort", "--record", record, *period)


with tempfile.TemporaryDirectory() as folder:
    record = Path(folder) / "clinic.db"
    run("example", "--patients", 70, "--visits", 5, "--seed", 11, "--record", record)
    days = ask(record, """SELECT date (min (started_at), 'localtime') AS first, date (max (started_at), 'localtime') AS last,
      date ((min (unixepoch (started_at)) + max (unixepoch (started_at))) / 2, 'unixepoch', 'localtime') AS middle
      FROM encounter WHERE status = 'signed'""")[0]
    # What the example has not: a patient without visits and one that was deleted, the same treatment in other
    # capitals, and one that two have,
    # one of them withdrawn again for some.
    subprocess.run(["sqlite3", str(record), f"""
      INSERT INTO patient (id, record_number, family_name, given_name, family_folded, given_folded, birth_date, gender,
        note, example, created_at, changed_at) VALUES ('nobody', '', 'Nemoname', 'Body', 'nemoname', 'body', '', 'unknown', '', 1, 'x', 'x');
      UPDATE patient SET deleted_at = '2026-01-01T00:00:00Z' WHERE number = 5;
      INSERT INTO event (id, patient_id, kind, "on", text) SELECT 'more-' || number, id, 'treatment-started', '{days['middle']}',
        iif (number % 2, 'Walking group', ' WALKING group') FROM patient WHERE number % 3 = 0;
      UPDATE event SET withdrawn = 1 WHERE id IN ('more-3', 'more-6');
    """], check=True)
    compare("all", record)
    compare("first half", record, None, days["middle"])
    compare("second half", record, days["middle"], None)
    compare("one day", record, days["last"], days["last"])
    compare("no visit in the period", record, "1999-01-01", "1999-12-31")
    drafts = ask(record, "SELECT count (*) AS n FROM encounter WHERE status = 'draft'")[0]["n"]
    check("the clinic has drafts to be ignored", drafts > 0, True)

    # Beside the figures: what a script relies on.
    for name, words, status in (
        ("another format", ["--format", "xml"], 2), ("no day", ["--from", "2026-13-01"], 2),
        ("ends before it begins", ["--from", "2026-02-01", "--to", "2026-01-01"], 2), ("a word too many", ["x"], 2),
        ("no record", ["--record", f"{folder}/nowhere.db"], 3),
    ):
        got = subprocess.run([program, "cohort", *words], capture_output=True, text=True)
        check(f"exit status: {name}", (got.returncode, got.stdout), (status, ""))
    text = run("cohort", "--record", record)
    names = {row["family_name"] for row in ask(record, "SELECT family_name FROM patient")}
    check("no names in what is printed", {n for n in names if n in text + json.dumps(cohort_of(record))}, set())
    n = ask(record, "SELECT count (*) AS n FROM audit")
    run("cohort", "--record", record)
    check("a record is only read", ask(record, "SELECT count (*) AS n FROM audit"), n)

print(f"1..{n_tests}")
sys.exit(n_failed > 0)
