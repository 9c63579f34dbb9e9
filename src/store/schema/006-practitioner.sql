-- Who may enter, and how the log is vouched for.

-- The record's own name, for what is kept about it elsewhere; never shown.
CREATE TABLE identity (
  one TEXT PRIMARY KEY NOT NULL CHECK (one = 'record'),
  id  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO identity VALUES ('record', lower (hex (randomblob (16))));

-- People with a passphrase. Without any, whoever can open the file may enter. wrapped is the key of the record
-- wrapped by the passphrase (lumbar-key.c); '' takes the right to enter, the row stays for what was signed.
CREATE TABLE practitioner (
  id         TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  name       TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role       TEXT NOT NULL CHECK (role IN ('clinician', 'assistant', 'reader')),
  wrapped    TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER practitioner_delete BEFORE DELETE ON practitioner BEGIN
  SELECT RAISE (ABORT, 'who has signed is never removed');
END;

-- Checkpoints vouch for the log up to a row: an Ed25519 signature, in hexadecimal, of
-- "lumbar-checkpoint:" id of the record ":" seq ":" hash of that row. The public key, in hexadecimal, stands in the
-- detail of the row of the log with action 'protect'; the private one is opened by a passphrase.
CREATE TABLE checkpoint (
  seq       INTEGER PRIMARY KEY REFERENCES audit (seq),
  signature TEXT NOT NULL CHECK (length (signature) = 128)
) STRICT;

CREATE TRIGGER checkpoint_insert BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE seq = NEW.seq) BEGIN
  SELECT RAISE (ABORT, 'a checkpoint never changes');
END;

CREATE TRIGGER checkpoint_update BEFORE UPDATE ON checkpoint BEGIN
  SELECT RAISE (ABORT, 'a checkpoint never changes');
END;

CREATE TRIGGER checkpoint_delete BEFORE DELETE ON checkpoint BEGIN
  SELECT RAISE (ABORT, 'a checkpoint never changes');
END;

-- By whom something was done about a red flag: an assistant may prepare what a clinician signs.
ALTER TABLE acknowledgement ADD COLUMN author TEXT NOT NULL DEFAULT '';

-- What a patient's data were before and after each change. The row in the log names the version and seals it.
CREATE TABLE patient_version (
  patient_id    TEXT NOT NULL REFERENCES patient (id),
  position      INTEGER NOT NULL CHECK (position >= 0),   -- 0: as it stood when the trail began
  id            TEXT NOT NULL UNIQUE CHECK (id <> ''),
  at            TEXT NOT NULL,
  author        TEXT NOT NULL,
  record_number TEXT NOT NULL,
  family_name   TEXT NOT NULL,
  given_name    TEXT NOT NULL,
  birth_date    TEXT NOT NULL,
  gender        TEXT NOT NULL,
  note          TEXT NOT NULL,
  PRIMARY KEY (patient_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO patient_version
SELECT id, 0, id || '/0', created_at, '', record_number, family_name, given_name, birth_date, gender, note FROM patient;

CREATE TRIGGER patient_version_insert BEFORE INSERT ON patient_version
WHEN NEW.position < 1 OR
     EXISTS (SELECT 1 FROM patient_version
             WHERE id = NEW.id OR (patient_id = NEW.patient_id AND position = NEW.position)) BEGIN
  SELECT RAISE (ABORT, 'a version of a patient follows the one before and never replaces it');
END;

CREATE TRIGGER patient_version_update BEFORE UPDATE ON patient_version BEGIN
  SELECT RAISE (ABORT, 'a version of a patient never changes');
END;

CREATE TRIGGER patient_version_delete BEFORE DELETE ON patient_version BEGIN
  SELECT RAISE (ABORT, 'a version of a patient is never removed');
END;
