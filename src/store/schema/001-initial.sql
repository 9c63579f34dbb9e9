-- The record: who, which visits, what was answered, concluded, measured and done.
--
-- Texts that are not there are '', so that no query has to know two kinds of nothing; NULL stands only
-- where a number or an answer is missing. Days are YYYY-MM-DD, instants YYYY-MM-DDTHH:MM:SSZ.
-- Tables whose rows a REPLACE could slip under by rowid have none (WITHOUT ROWID).

CREATE TABLE patient (
  number        INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE CHECK (id <> ''),
  record_number TEXT NOT NULL,
  family_name   TEXT NOT NULL,
  given_name    TEXT NOT NULL,
  family_folded TEXT NOT NULL,             -- lumbar_text_fold (): for searching only
  given_folded  TEXT NOT NULL,
  birth_date    TEXT NOT NULL CHECK (birth_date = '' OR length (birth_date) IN (4, 7, 10)),
  gender        TEXT NOT NULL CHECK (gender IN ('female', 'male', 'other', 'unknown')),
  note          TEXT NOT NULL,
  example       INTEGER NOT NULL CHECK (example IN (0, 1)),
  created_at    TEXT NOT NULL CHECK (created_at <> ''),
  changed_at    TEXT NOT NULL CHECK (changed_at <> ''),
  deleted_at    TEXT NOT NULL DEFAULT '',  -- marked, never removed
  last_visit    TEXT NOT NULL DEFAULT ''   -- kept by the triggers below
) STRICT;

-- The list of patients without a query: the last visit, or else the day they were entered.
CREATE INDEX patient_by_recency
  ON patient (coalesce (nullif (last_visit, ''), created_at) DESC, number DESC) WHERE deleted_at = '';
CREATE INDEX patient_by_record_number ON patient (record_number) WHERE record_number <> '';

CREATE TABLE encounter (
  number            INTEGER PRIMARY KEY,
  id                TEXT NOT NULL UNIQUE CHECK (id <> ''),
  patient_id        TEXT NOT NULL REFERENCES patient (id),
  status            TEXT NOT NULL CHECK (status IN ('draft', 'signed')),
  started_at        TEXT NOT NULL CHECK (started_at <> ''),
  signed_at         TEXT NOT NULL DEFAULT '',
  author            TEXT NOT NULL,
  knowledge_version TEXT NOT NULL DEFAULT '',
  assessment        TEXT CHECK (substr (assessment, 1, 1) = '{'),  -- json_valid () needs a trusted schema
  computed_group    TEXT NOT NULL DEFAULT '',
  computed_lead     TEXT NOT NULL DEFAULT '',
  n_now_flags       INTEGER NOT NULL DEFAULT 0 CHECK (n_now_flags >= 0),
  pain_average      REAL,
  CHECK ((status = 'signed') = (signed_at <> '')),
  CHECK ((status = 'signed') = (assessment IS NOT NULL))
) STRICT;

CREATE INDEX encounter_by_patient ON encounter (patient_id, started_at);

CREATE TABLE answer (
  encounter_id TEXT NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
  finding_id   TEXT NOT NULL CHECK (finding_id <> ''),
  value        TEXT,                       -- option ids joined by ";", a number, or a text; NULL: note only
  unconfirmed  INTEGER NOT NULL CHECK (unconfirmed IN (0, 1)),
  note         TEXT NOT NULL,
  updated_at   TEXT NOT NULL,
  CHECK (value IS NOT NULL OR note <> ''),
  PRIMARY KEY (encounter_id, finding_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE conclusion (
  encounter_id    TEXT PRIMARY KEY NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
  "group"         TEXT NOT NULL CHECK ("group" IN ('ms', 'non-ms', 'referred', 'mixed', 'undetermined')),
  impression      TEXT NOT NULL,
  agreement       TEXT NOT NULL CHECK (agreement IN ('none', 'agree', 'override')),
  override_reason TEXT NOT NULL,
  comment         TEXT NOT NULL,
  plan            TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conclusion_cause (
  encounter_id TEXT NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,           -- 0 is the leading cause
  cause_id     TEXT NOT NULL CHECK (cause_id <> ''),
  PRIMARY KEY (encounter_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE acknowledgement (
  encounter_id TEXT NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  flag_id      TEXT NOT NULL CHECK (flag_id <> ''),
  done         TEXT NOT NULL,
  text         TEXT NOT NULL,
  at           TEXT NOT NULL,
  PRIMARY KEY (encounter_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE addendum (
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  position     INTEGER NOT NULL,
  id           TEXT NOT NULL UNIQUE CHECK (id <> ''),
  at           TEXT NOT NULL,
  author       TEXT NOT NULL,
  text         TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (encounter_id, position)
) STRICT, WITHOUT ROWID;

-- In the order of its key a trend is one stretch of one tree.
CREATE TABLE measure (
  patient_id    TEXT NOT NULL REFERENCES patient (id),
  instrument_id TEXT NOT NULL CHECK (instrument_id <> ''),
  at            TEXT NOT NULL,
  encounter_id  TEXT NOT NULL REFERENCES encounter (id),
  value         REAL NOT NULL,
  PRIMARY KEY (patient_id, instrument_id, at, encounter_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX measure_by_encounter ON measure (encounter_id);

CREATE TABLE event (
  id         TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  kind       TEXT NOT NULL CHECK (kind <> ''),
  "on"       TEXT NOT NULL CHECK (length ("on") = 10),
  text       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX event_by_patient ON event (patient_id, "on");

-- Who did what. hash is the SHA-256, in hexadecimal, of the fields from seq to previous_hash, each
-- written as its length in bytes, a colon, its text and a comma ("1:7,"), so that no two rows have the
-- same text; previous_hash is the hash of the row before and '' in the first. AUTOINCREMENT remembers
-- the last number given, so that a missing end shows too.
CREATE TABLE audit (
  seq           INTEGER PRIMARY KEY AUTOINCREMENT,
  at            TEXT NOT NULL,
  who           TEXT NOT NULL,
  action        TEXT NOT NULL CHECK (action <> ''),
  subject_kind  TEXT NOT NULL,
  subject_id    TEXT NOT NULL,
  detail        TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL CHECK (length (hash) = 64)
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject_id, action);

-- The last visit of a patient.
CREATE TRIGGER encounter_visit_insert AFTER INSERT ON encounter BEGIN
  UPDATE patient SET last_visit = max (last_visit, NEW.started_at) WHERE id = NEW.patient_id;
END;

CREATE TRIGGER encounter_visit_delete AFTER DELETE ON encounter BEGIN
  UPDATE patient
     SET last_visit = coalesce ((SELECT max (started_at) FROM encounter WHERE patient_id = OLD.patient_id), '')
   WHERE id = OLD.patient_id;
END;

-- What is signed stays as it was signed, whoever asks. INSERT is guarded too, because REPLACE removes
-- the row in its way without asking the DELETE trigger.
CREATE TRIGGER patient_identity BEFORE UPDATE OF number, id ON patient
WHEN NEW.number <> OLD.number OR NEW.id <> OLD.id BEGIN
  SELECT RAISE (ABORT, 'the id of a patient never changes');
END;

CREATE TRIGGER patient_insert BEFORE INSERT ON patient
WHEN EXISTS (SELECT 1 FROM patient JOIN encounter ON patient_id = patient.id
             WHERE patient.number = NEW.number AND patient.id <> NEW.id) BEGIN
  SELECT RAISE (ABORT, 'a patient with visits is never removed');
END;

CREATE TRIGGER patient_delete BEFORE DELETE ON patient
WHEN EXISTS (SELECT 1 FROM encounter WHERE patient_id = OLD.id) BEGIN
  SELECT RAISE (ABORT, 'a patient with visits is never removed');
END;

CREATE TRIGGER encounter_insert BEFORE INSERT ON encounter
WHEN NEW.status = 'signed' OR
     EXISTS (SELECT 1 FROM encounter WHERE status = 'signed' AND (id = NEW.id OR number = NEW.number)) BEGIN
  SELECT RAISE (ABORT, 'a visit begins as a draft; a signed one never changes');
END;

CREATE TRIGGER encounter_update BEFORE UPDATE ON encounter
WHEN OLD.status = 'signed' OR NEW.number <> OLD.number OR NEW.id <> OLD.id OR
     NEW.patient_id <> OLD.patient_id BEGIN
  SELECT RAISE (ABORT, 'a signed visit never changes');
END;

CREATE TRIGGER encounter_delete BEFORE DELETE ON encounter WHEN OLD.status = 'signed' BEGIN
  SELECT RAISE (ABORT, 'a signed visit is never removed');
END;

CREATE TRIGGER answer_insert BEFORE INSERT ON answer
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the answers of a signed visit never change');
END;

CREATE TRIGGER answer_update BEFORE UPDATE ON answer
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the answers of a signed visit never change');
END;

CREATE TRIGGER answer_delete BEFORE DELETE ON answer
WHEN (SELECT status FROM encounter WHERE id = OLD.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the answers of a signed visit are never removed');
END;

CREATE TRIGGER conclusion_insert BEFORE INSERT ON conclusion
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;

CREATE TRIGGER conclusion_update BEFORE UPDATE ON conclusion
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;

CREATE TRIGGER conclusion_delete BEFORE DELETE ON conclusion
WHEN (SELECT status FROM encounter WHERE id = OLD.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit is never removed');
END;

CREATE TRIGGER conclusion_cause_insert BEFORE INSERT ON conclusion_cause
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;

CREATE TRIGGER conclusion_cause_update BEFORE UPDATE ON conclusion_cause
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;

CREATE TRIGGER conclusion_cause_delete BEFORE DELETE ON conclusion_cause
WHEN (SELECT status FROM encounter WHERE id = OLD.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit is never removed');
END;

CREATE TRIGGER acknowledgement_insert BEFORE INSERT ON acknowledgement
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;

CREATE TRIGGER acknowledgement_update BEFORE UPDATE ON acknowledgement
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;

CREATE TRIGGER acknowledgement_delete BEFORE DELETE ON acknowledgement
WHEN (SELECT status FROM encounter WHERE id = OLD.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit is never removed');
END;

CREATE TRIGGER measure_insert BEFORE INSERT ON measure
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the measures of a signed visit never change');
END;

CREATE TRIGGER measure_update BEFORE UPDATE ON measure
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the measures of a signed visit never change');
END;

CREATE TRIGGER measure_delete BEFORE DELETE ON measure
WHEN (SELECT status FROM encounter WHERE id = OLD.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the measures of a signed visit are never removed');
END;

CREATE TRIGGER addendum_insert BEFORE INSERT ON addendum
WHEN coalesce ((SELECT status FROM encounter WHERE id = NEW.encounter_id), '') <> 'signed' OR
     EXISTS (SELECT 1 FROM addendum
             WHERE id = NEW.id OR (encounter_id = NEW.encounter_id AND position = NEW.position)) BEGIN
  SELECT RAISE (ABORT, 'an addendum follows a signed visit and never replaces another');
END;

CREATE TRIGGER addendum_update BEFORE UPDATE ON addendum BEGIN
  SELECT RAISE (ABORT, 'an addendum never changes');
END;

CREATE TRIGGER addendum_delete BEFORE DELETE ON addendum BEGIN
  SELECT RAISE (ABORT, 'an addendum is never removed');
END;

CREATE TRIGGER audit_insert BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq) BEGIN
  SELECT RAISE (ABORT, 'the log only grows');
END;

CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN
  SELECT RAISE (ABORT, 'the log never changes');
END;

CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN
  SELECT RAISE (ABORT, 'the log only grows');
END;
