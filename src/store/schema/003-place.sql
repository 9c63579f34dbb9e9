-- Where a draft goes on: the question that had the keyboard last. Gone when the visit is signed.
CREATE TABLE draft_place (
  encounter_id TEXT PRIMARY KEY NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
  finding_id   TEXT NOT NULL CHECK (finding_id <> '')
) STRICT, WITHOUT ROWID;

CREATE TRIGGER draft_place_insert BEFORE INSERT ON draft_place
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'a signed visit does not go on');
END;
