-- Two rows for one person, and a person whose data the law wants erased.

-- A patient who is the same person as another: what was signed keeps the id it was signed with, and is shown with
-- the one that is kept. Taking the row away undoes it. root_id is the one at the end of a chain of merges.
CREATE TABLE merge (
  patient_id TEXT PRIMARY KEY NOT NULL REFERENCES patient (id),
  kept_id    TEXT NOT NULL REFERENCES patient (id) CHECK (kept_id <> patient_id),
  root_id    TEXT NOT NULL REFERENCES patient (id) CHECK (root_id <> patient_id),
  at         TEXT NOT NULL,
  author     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX merge_by_root ON merge (root_id);

-- A patient whose data are being erased for a reason in law. The row opens the guards below for this patient alone
-- and stays, with nothing of the person in it; the log keeps its rows, which never name anybody.
CREATE TABLE erasure (
  patient_id TEXT PRIMARY KEY NOT NULL,
  at         TEXT NOT NULL,
  author     TEXT NOT NULL,
  reason     TEXT NOT NULL CHECK (reason <> '')
) STRICT, WITHOUT ROWID;

CREATE TRIGGER erasure_insert BEFORE INSERT ON erasure
WHEN EXISTS (SELECT 1 FROM erasure WHERE patient_id = NEW.patient_id) BEGIN
  SELECT RAISE (ABORT, 'an erasure never changes');
END;

CREATE TRIGGER erasure_update BEFORE UPDATE ON erasure BEGIN
  SELECT RAISE (ABORT, 'an erasure never changes');
END;

CREATE TRIGGER erasure_delete BEFORE DELETE ON erasure BEGIN
  SELECT RAISE (ABORT, 'an erasure never changes');
END;

DROP TRIGGER encounter_delete;
DROP TRIGGER answer_delete;
DROP TRIGGER conclusion_delete;
DROP TRIGGER conclusion_cause_delete;
DROP TRIGGER acknowledgement_delete;
DROP TRIGGER measure_delete;
DROP TRIGGER addendum_delete;
DROP TRIGGER outcome_delete;
DROP TRIGGER event_delete;
DROP TRIGGER event_version_delete;
DROP TRIGGER patient_version_delete;

-- The signed visits that stay.
CREATE VIEW kept_visit (id) AS
SELECT id FROM encounter WHERE status = 'signed' AND patient_id NOT IN (SELECT patient_id FROM erasure);

CREATE TRIGGER encounter_delete BEFORE DELETE ON encounter
WHEN OLD.status = 'signed' AND NOT EXISTS (SELECT 1 FROM erasure WHERE patient_id = OLD.patient_id) BEGIN
  SELECT RAISE (ABORT, 'a signed visit is never removed');
END;

CREATE TRIGGER answer_delete BEFORE DELETE ON answer
WHEN EXISTS (SELECT 1 FROM kept_visit WHERE id = OLD.encounter_id) BEGIN
  SELECT RAISE (ABORT, 'the answers of a signed visit are never removed');
END;

CREATE TRIGGER conclusion_delete BEFORE DELETE ON conclusion
WHEN EXISTS (SELECT 1 FROM kept_visit WHERE id = OLD.encounter_id) BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit is never removed');
END;

CREATE TRIGGER conclusion_cause_delete BEFORE DELETE ON conclusion_cause
WHEN EXISTS (SELECT 1 FROM kept_visit WHERE id = OLD.encounter_id) BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit is never removed');
END;

CREATE TRIGGER acknowledgement_delete BEFORE DELETE ON acknowledgement
WHEN EXISTS (SELECT 1 FROM kept_visit WHERE id = OLD.encounter_id) BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit is never removed');
END;

CREATE TRIGGER measure_delete BEFORE DELETE ON measure
WHEN EXISTS (SELECT 1 FROM kept_visit WHERE id = OLD.encounter_id) BEGIN
  SELECT RAISE (ABORT, 'the measures of a signed visit are never removed');
END;

CREATE TRIGGER addendum_delete BEFORE DELETE ON addendum
WHEN EXISTS (SELECT 1 FROM kept_visit WHERE id = OLD.encounter_id) BEGIN
  SELECT RAISE (ABORT, 'an addendum is never removed');
END;

CREATE TRIGGER outcome_delete BEFORE DELETE ON outcome
WHEN EXISTS (SELECT 1 FROM kept_visit WHERE id = OLD.encounter_id) BEGIN
  SELECT RAISE (ABORT, 'an outcome is never removed');
END;

CREATE TRIGGER event_delete BEFORE DELETE ON event
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE patient_id = OLD.patient_id) BEGIN
  SELECT RAISE (ABORT, 'an event is withdrawn, never removed');
END;

CREATE TRIGGER event_version_delete BEFORE DELETE ON event_version
WHEN NOT EXISTS (SELECT 1 FROM erasure JOIN event USING (patient_id) WHERE event.id = OLD.event_id) BEGIN
  SELECT RAISE (ABORT, 'a version of an event is never removed');
END;

CREATE TRIGGER patient_version_delete BEFORE DELETE ON patient_version
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE patient_id = OLD.patient_id) BEGIN
  SELECT RAISE (ABORT, 'a version of a patient is never removed');
END;
