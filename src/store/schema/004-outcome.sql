-- What the pain of a signed visit turned out to come from. Rows are only added: the last of a visit counts.
CREATE TABLE outcome (
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  position     INTEGER NOT NULL,
  id           TEXT NOT NULL UNIQUE CHECK (id <> ''),
  at           TEXT NOT NULL CHECK (at <> ''),
  author       TEXT NOT NULL,
  "group"      TEXT NOT NULL CHECK ("group" IN ('ms', 'non-ms', 'referred', 'mixed', 'undetermined')),
  causes       TEXT NOT NULL,               -- ids joined by ";", the main one first; '' = the group alone
  established  TEXT NOT NULL,               -- how; '' where the group is undetermined: it is not known
  comment      TEXT NOT NULL,
  CHECK (("group" = 'undetermined') = (established = '')),
  CHECK ("group" <> 'undetermined' OR causes = ''),
  PRIMARY KEY (encounter_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER outcome_insert BEFORE INSERT ON outcome
WHEN coalesce ((SELECT status FROM encounter WHERE id = NEW.encounter_id), '') <> 'signed' OR
     EXISTS (SELECT 1 FROM outcome
             WHERE id = NEW.id OR (encounter_id = NEW.encounter_id AND position = NEW.position)) BEGIN
  SELECT RAISE (ABORT, 'an outcome follows a signed visit and never replaces another');
END;

CREATE TRIGGER outcome_update BEFORE UPDATE ON outcome BEGIN
  SELECT RAISE (ABORT, 'an outcome never changes');
END;

CREATE TRIGGER outcome_delete BEFORE DELETE ON outcome BEGIN
  SELECT RAISE (ABORT, 'an outcome is never removed');
END;
