#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lumbar export --research writes, held against the record with the sqlite3 shell: nothing of a person is in
it, every cell is of a kind that may leave, intervals are kept, and two exports share neither keys nor shifts.

check-research.py PROGRAM KNOWLEDGE: TAP on standard output."""

import csv
import json
import re
import stat
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

program, tables = sys.argv[1], Path(sys.argv[2])
n_tests = n_failed = 0
DATA = ("patients", "visits", "flags", "answers", "measures", "events")
IN_RECORD = "JOIN patient ON patient.id = encounter.patient_id WHERE status = 'signed' AND deleted_at = ''"


# Who turns 90 before the last day that is told, or only the day after; by number: when born, what is answered about
# the age at the first visit, the age to be told (None: that at the first visit), whether answers in years are.
LAST = """(SELECT max (day) FROM (SELECT date (started_at) AS day FROM encounter WHERE patient_id = patient.id
           AND status = 'signed' UNION SELECT "on" FROM event WHERE patient_id = patient.id))"""
AGES = {
    2: ("'1921-04-05'", 104, "90", False),
    7: (f"date ({LAST}, '-90 years')", None, "90", False),
    8: (f"date ({LAST}, '-90 years', '+1 day')", None, None, True),
    9: (f"date ({LAST}, '-95 years')", None, "90", False),
    10: ("''", 89, "", False),
    11: ("''", 60, "", True),
}
YEARS = ("age-years", "ms-years", "back-pain-onset-age")


def run(*words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True)


def ask(record, sql):
    out = subprocess.run(["sqlite3", "-json", str(record), sql], capture_output=True, text=True, check=True).stdout
    return json.loads(out) if out.strip() else []


def check(name, holds, why=""):
    global n_tests, n_failed
    n_tests += 1
    n_failed += not holds
    print(f"{'ok' if holds else 'not ok'} {n_tests} - {name}" + (f"\n# {str(why)[:800]}" if why and not holds else ""))


def read(folder, name):
    with open(folder / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def export(record, folder):
    done = run("export", "--research", "--record", record, "-o", folder)
    assert done.returncode == 0, done.stderr
    return {name: read(folder, name) for name in (*DATA, "dictionary", "counts")}


def days(text):
    return date.fromisoformat(text).toordinal()


def write_age(number, age):
    """Falls of their own tell these patients from all others; the last is two years after the last visit."""
    born, answered, _, _ = age
    sql = "".join(f"""INSERT INTO event (id, patient_id, kind, "on", text)
                      SELECT 'age-{number}-{nth}', id, 'fall', '2024-02-{number:02}', '' FROM patient WHERE number = {number};"""
                  for nth in range(number))
    sql += f"""INSERT INTO event (id, patient_id, kind, "on", text) SELECT 'age-{number}-last', id, 'fall',
               date ({LAST}, '+2 years'), '' FROM patient WHERE number = {number};
               UPDATE patient SET birth_date = {born} WHERE number = {number};"""
    if answered is not None:
        sql += f"""INSERT OR REPLACE INTO answer SELECT id, 'age-years', '{answered}', 0, '', 'x' FROM encounter
                   WHERE patient_id = (SELECT id FROM patient WHERE number = {number});"""
    return sql


def fill(record):
    """Every kind of free words, an age over 90, a deleted patient, and an author with a name."""
    run("example", "--patients", 80, "--visits", 4, "--seed", 3, "--record", record)
    subprocess.run(["sqlite3", str(record), """
      UPDATE patient SET gender = 'other' WHERE number = 2;
      UPDATE patient SET birth_date = '' WHERE number = 3;
      UPDATE patient SET family_name = '=HYPERLINK("x")', given_name = '+Zyx', note = '@NoteOfPatient' WHERE number = 4;
      UPDATE patient SET deleted_at = '2026-01-01T00:00:00Z' WHERE number = 5;
      DROP TRIGGER encounter_update; DROP TRIGGER conclusion_update; DROP TRIGGER answer_update; DROP TRIGGER answer_insert;
      DROP TRIGGER acknowledgement_update; DROP TRIGGER conclusion_cause_update;
      UPDATE encounter SET author = 'Dr Quirin Markername';
      UPDATE conclusion SET impression = 'Impressionwords ' || encounter_id, comment = 'Commentwords', plan = 'Planwords',
        override_reason = iif (agreement = 'override' AND length (encounter_id) % 2 = 0, 'Freereason', override_reason);
      UPDATE acknowledgement SET text = 'Donewords';
      UPDATE answer SET note = 'Notewords ' || finding_id WHERE finding_id LIKE 'pain-%';
      INSERT OR REPLACE INTO answer SELECT id, 'patient-words', 'My words, "quoted"', 0, '', 'x' FROM encounter;
      INSERT OR REPLACE INTO answer SELECT id, 'pain-started', '2024-02-29', 0, '', 'x' FROM encounter;
      UPDATE conclusion_cause SET cause_id = 'Cause of Mrs X' WHERE encounter_id =
        (SELECT id FROM encounter WHERE patient_id = (SELECT id FROM patient WHERE number = 6) LIMIT 1);
      INSERT INTO addendum SELECT id, 7, 'addendum-' || id, '2026-01-01T00:00:00Z', 'Dr Quirin Markername', 'Addendumwords'
        FROM encounter WHERE status = 'signed' LIMIT 3;
      INSERT INTO event (id, patient_id, kind, "on", text) SELECT 'own-' || id, id, 'fall', '2025-03-03', 'Fell at Eventwords Street' FROM patient;
    """ + "".join(write_age(*age) for age in AGES.items())], check=True)


def get_markers(record):
    """Everything in the record that tells of a person or is in free words."""
    sql = " UNION ".join(f"SELECT {column} AS word FROM {table}" for table, columns in {
        "patient": "id record_number family_name given_name birth_date note",
        "encounter": "id author", "answer": "note", "conclusion": "impression comment plan",
        "acknowledgement": "text", "addendum": "id author text", "event": "id text", "outcome": "id author comment",
        "audit": "hash"}.items() for column in columns.split())
    sql += " UNION SELECT value FROM answer WHERE finding_id IN ('patient-words', 'other-ms-pain')"
    words = {str(row["word"]) for row in ask(record, sql) if row["word"]}
    return words | {word for text in words for word in text.split() if word.endswith("words") or "Marker" in word} | \
        {"Freereason", "Cause of Mrs X", "Mrs X", "HYPERLINK", "Zyx", "NoteOfPatient"}


def get_ids():
    """Every id that the clinical tables know."""
    ids = set()
    for path in tables.glob("*.tsv"):
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        ids |= {row[c] for row in rows for c in ("id", "finding", "option") if row.get(c)}
    return ids


WORDS = set("""female male other unknown ms non-ms referred mixed undetermined none agree override done not-applicable
  pending yes no imaging laboratory specialist course treatment-response post-mortem treatment-started treatment-changed
  treatment-stopped relapse steroid-course fall referral outcome""".split())
KIND = re.compile(r"[pv][0-9a-f]{16}|\d{4}-\d\d-\d\d|-?\d+(\.\d+)?|\d{4}\.\d+")


def check_cells(name, exported):
    ids = get_ids() | WORDS
    strange = {cell for table in DATA for row in exported[table] for cells in row.values() for cell in cells.split(";")
               if cell and cell not in ids and not KIND.fullmatch(cell)}
    check(f"{name}: every cell is a key, a day, a number or an id", not strange, strange)
    check(f"{name}: no cell is a formula", not [c for t in exported.values() for row in t for c in row.values()
                                                if c[:1] in ("=", "+", "@", "\t")])


def check_markers(name, record, folder):
    text = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    markers = get_markers(record)
    check(f"{name}: there is something to look for", len(markers) > 500, len(markers))
    # The dictionary is held against that of a record without anybody: it says only what the tables say.
    # A free word that is also in an id, "Tizanidine", is looked for as it is written.
    ids = " ".join(get_ids())
    found = {(file, word) for file, content in text.items() if file != "dictionary.csv" for word in markers
             if (word in content if word.lower() in ids else word.lower() in content.lower())}
    check(f"{name}: nothing of a person in any file", not found, found)


def check_dictionary(exported, folder, empty):
    check("the dictionary says the same of a record without patients",
          (folder / "dictionary.csv").read_bytes() == (empty / "dictionary.csv").read_bytes())
    told = {(row["file"], row["column"]) for row in exported["dictionary"]}
    wanted = {(f"{t}.csv", column) for t in (*DATA, "counts") for row in exported[t][:1] for column in row}
    wanted |= {("answers.csv", f"value of {row['finding']}") for row in exported["answers"]}
    wanted |= {("measures.csv", f"value of {row['instrument']}") for row in exported["measures"]}
    check("the dictionary has every column, finding and instrument", wanted <= told, wanted - told)


def check_rows(record, exported):
    for table, sql in {
        "patients": "SELECT count (DISTINCT patient_id) AS n FROM encounter " + IN_RECORD,
        "visits": "SELECT count (*) AS n FROM encounter " + IN_RECORD,
        "measures": "SELECT count (*) AS n FROM measure JOIN encounter ON encounter.id = encounter_id " + IN_RECORD,
        "flags": "SELECT count (*) AS n FROM encounter, json_each (assessment, '$.redFlags') " + IN_RECORD,
        "answers": """SELECT count (*) AS n FROM answer JOIN encounter ON encounter.id = encounter_id """ + IN_RECORD +
                   " AND value IS NOT NULL AND value <> '' AND finding_id NOT IN ('patient-words', 'other-ms-pain')" +
                   f" AND NOT (finding_id IN {YEARS} AND patient.number IN "
                   f"{tuple(number for number, age in AGES.items() if not age[3])})",
        "events": """SELECT count (*) AS n FROM event JOIN patient ON patient.id = patient_id WHERE deleted_at = ''
                     AND patient_id IN (SELECT patient_id FROM encounter WHERE status = 'signed')""",
    }.items():
        n = ask(record, sql)[0]["n"]
        check(f"all {table}, and no others", len(exported[table]) == n, (len(exported[table]), n))
    check("no answer in years says 90 or more", max(float(row["value"]) for row in exported["answers"]
                                                    if row["finding"] in YEARS) < 90)
    check("no age without a birth date", [row["age"] for row in exported["patients"]].count("") == 3)
    check("a cause that the tables do not have is not told", sum("unknown" in row["concluded_causes"].split(";")
                                                                for row in exported["visits"]) == 1)


def fingerprint_export(exported):
    """By patient: the day of the first visit, and all that happened as days after it."""
    result = {}
    for row in exported["patients"]:
        key = row["patient_key"]
        visits = [v for v in exported["visits"] if v["patient_key"] == key]
        first = days(visits[0]["date"])
        scores = {v["visit_key"]: [] for v in visits}
        for m in exported["measures"]:
            if m["patient_key"] == key:
                scores[m["visit_key"]].append((m["instrument"], round(float(m["value"]), 4)))
        events = sorted((days(e["date"]) - first, e["kind"]) for e in exported["events"] if e["patient_key"] == key)
        started = [days(a["value"]) - first for a in exported["answers"]
                   if a["patient_key"] == key and a["finding"] == "pain-started"]
        result[key] = (first, (tuple((days(v["date"]) - first, tuple(sorted(scores[v["visit_key"]]))) for v in visits),
                               tuple(events), tuple(started)))
    return result


def fingerprint_record(record):
    visits = ask(record, """SELECT patient_id, encounter.id, date (started_at, 'localtime') AS day FROM encounter """ +
                 IN_RECORD + " ORDER BY patient.number, started_at, encounter.number")
    measures = ask(record, "SELECT encounter_id, instrument_id, value FROM measure")
    events = ask(record, 'SELECT patient_id, "on" AS day, kind FROM event')
    scores = {}
    for m in measures:
        scores.setdefault(m["encounter_id"], []).append((m["instrument_id"], round(float(m["value"]), 4)))
    result = {}
    for patient in {v["patient_id"] for v in visits}:
        own = [v for v in visits if v["patient_id"] == patient]
        first = days(own[0]["day"])
        result[patient] = (first, (
            tuple((days(v["day"]) - first, tuple(sorted(scores.get(v["id"], [])))) for v in own),
            tuple(sorted((days(e["day"]) - first, e["kind"]) for e in events if e["patient_id"] == patient)),
            tuple(days("2024-02-29") - first for _ in own)))
    return result


def check_ages(record, exported):
    """With the days that are told, nobody can be known to be 90 or older but by the one category."""
    ours = {pattern: key for key, (_, pattern) in fingerprint_export(exported).items()}
    theirs = fingerprint_record(record)
    ages = {row["patient_key"]: row["age"] for row in exported["patients"]}
    for row in ask(record, """SELECT patient.id, patient.number, birth_date, min (date (started_at, 'localtime')) AS first
                              FROM encounter """ + IN_RECORD + " GROUP BY patient.id"):
        if row["number"] not in AGES:
            continue
        _, _, age, told = AGES[row["number"]]
        key = ours[theirs[row["id"]][1]]
        if age is None:
            born, first = date.fromisoformat(row["birth_date"]), date.fromisoformat(row["first"])
            age = str(first.year - born.year - ((first.month, first.day) < (born.month, born.day)))
        answers = [a["value"] for a in exported["answers"] if a["patient_key"] == key and a["finding"] in YEARS]
        check(f"the age of patient {row['number']} is {age or 'not told'}", ages[key] == age, ages[key])
        check(f"answers in years are {'told' if told else 'not told'} of patient {row['number']}", bool(answers) == told, answers)


def get_shifts(name, exported, record):
    ours, theirs = fingerprint_export(exported), fingerprint_record(record)
    check(f"{name}: every interval of every patient is kept",
          Counter(p for _, p in ours.values()) == Counter(p for _, p in theirs.values()))
    once = Counter(p for _, p in theirs.values())
    real = {p: first for first, p in theirs.values() if once[p] == 1}
    shifts = {p: first - real[p] for first, p in ours.values() if p in real}
    check(f"{name}: patients can be told apart here", len(shifts) > 40, len(shifts))
    check(f"{name}: shifts are within half a year, and never none", all(0 < abs(s) <= 182 for s in shifts.values()))
    check(f"{name}: patients are shifted differently", len(set(shifts.values())) > 20, shifts.values())
    check(f"{name}: to either side", min(shifts.values()) < 0 < max(shifts.values()))
    return shifts


def check_counts(exported):
    """No small count is told or follows from a total."""
    rows = exported["counts"]
    lines = {}
    for row in rows:
        lines.setdefault((row["table"], row["group"] if row["table"] == "cause" else ""), []).append(row)
    told = [int(row["patients"]) for row in rows if row["patients"]]
    check("no count below five is told", min(told) >= 5, told)
    by_group = {row["group"]: row["patients"] for row in rows if row["table"] == "group"}
    for (table, group), line in lines.items():
        total = by_group[group] if table == "cause" else line[-1]["patients"]
        cells = [r["patients"] for r in line if "total" not in (r["group"], r["category"])]
        hidden = cells.count("")
        if not total or not hidden:
            check(f"counts of {table} {group}: the total is not told, or all are", not total and hidden == len(cells) or not hidden)
            continue
        rest = int(total) - sum(int(cell) for cell in cells if cell)
        check(f"counts of {table} {group}: what is hidden is of two or more and no small count", hidden >= 2 and rest >= 5,
              (hidden, rest))


with tempfile.TemporaryDirectory() as temporary:
    folder = Path(temporary)
    record = folder / "clinic.db"
    fill(record)
    n_logged = ask(record, "SELECT count (*) AS n FROM audit")[0]["n"]
    first, second = export(record, folder / "first"), export(record, folder / "second")
    run("example", "--patients", 0, "--visits", 0, "--record", folder / "empty.db")
    export(folder / "empty.db", folder / "empty")

    check("two exports are two entries of the log",
          [r["detail"] for r in ask(record, f"SELECT detail FROM audit WHERE seq > {n_logged} AND action = 'export'")] == ["research"] * 2)
    check("the folder is the owner's alone", stat.S_IMODE((folder / "first").stat().st_mode) == 0o700)
    modes = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in (folder / "first").iterdir()}
    check("the files are the owner's alone", set(modes.values()) == {"0o600"} and len(modes) == 8, modes)
    check_markers("first", record, folder / "first")
    check_markers("second", record, folder / "second")
    check_cells("first", first)
    check_rows(record, first)
    check_ages(record, first)
    check_dictionary(first, folder / "first", folder / "empty")
    a, b = get_shifts("first", first, record), get_shifts("second", second, record)
    check("two exports shift differently", sum(a[p] != b[p] for p in a) > len(a) * 0.8)
    for table, column in (("patients", "patient_key"), ("visits", "visit_key")):
        keys = [[row[column] for row in e[table]] for e in (first, second)]
        check(f"two exports share no {column}, and none is given twice",
              not set(keys[0]) & set(keys[1]) and len(set(keys[0])) == len(keys[0]))
    keys = [row["patient_key"] for row in first["patients"]]
    check("the order of the record is lost", keys == sorted(keys))
    check_counts(first)

    before = {p.name: p.read_bytes() for p in (folder / "first").iterdir()}
    again = run("export", "--research", "--record", record, "-o", folder / "first")
    check("a folder that is not empty is left as it is",
          again.returncode == 1 and "not empty" in again.stderr and
          before == {p.name: p.read_bytes() for p in (folder / "first").iterdir()}, again.stderr)
    both = run("export", "--research", "--all", "--record", record, "-o", folder / "third")
    check("not together with another kind", both.returncode == 2 and not (folder / "third").exists())
    formed = run("export", "--research", "--format", "csv", "--record", record, "-o", folder / "third")
    check("not in another format", formed.returncode == 2 and not (folder / "third").exists())

print(f"1..{n_tests}")
sys.exit(n_failed > 0)
