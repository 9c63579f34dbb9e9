-- Events with a trail: each change of an event adds a version, a withdrawn event stays and is marked, and none is
-- ever removed. The row of the event itself is its last version, so that a time line stays one indexed query.
CREATE TABLE event_version (
  event_id  TEXT NOT NULL REFERENCES event (id),
  position  INTEGER NOT NULL CHECK (position >= 0),   -- 0: as it stood when the trail began
  id        TEXT NOT NULL UNIQUE CHECK (id <> ''),
  at        TEXT NOT NULL,
  author    TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind <> ''),
  "on"      TEXT NOT NULL CHECK (length ("on") = 10),
  text      TEXT NOT NULL,
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;

ALTER TABLE event ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));

-- Who wrote it last, as far as the log tells.
INSERT INTO event_version
SELECT id, 0, id || '/0',
       coalesce ((SELECT at FROM audit WHERE subject_id = event.id AND subject_kind = 'event' ORDER BY seq DESC LIMIT 1), ''),
       coalesce ((SELECT who FROM audit WHERE subject_id = event.id AND subject_kind = 'event' ORDER BY seq DESC LIMIT 1), ''),
       kind, "on", text, 0
  FROM event;

CREATE TRIGGER event_insert BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id) BEGIN
  SELECT RAISE (ABORT, 'an event is changed, never replaced');
END;

CREATE TRIGGER event_identity BEFORE UPDATE OF id, patient_id ON event
WHEN NEW.id <> OLD.id OR NEW.patient_id <> OLD.patient_id BEGIN
  SELECT RAISE (ABORT, 'an event stays the one it is');
END;

CREATE TRIGGER event_delete BEFORE DELETE ON event BEGIN
  SELECT RAISE (ABORT, 'an event is withdrawn, never removed');
END;

CREATE TRIGGER event_version_insert BEFORE INSERT ON event_version
WHEN NEW.position < 1 OR
     EXISTS (SELECT 1 FROM event_version
             WHERE id = NEW.id OR (event_id = NEW.event_id AND position = NEW.position)) BEGIN
  SELECT RAISE (ABORT, 'a version of an event follows the one before and never replaces it');
END;

CREATE TRIGGER event_version_update BEFORE UPDATE ON event_version BEGIN
  SELECT RAISE (ABORT, 'a version of an event never changes');
END;

CREATE TRIGGER event_version_delete BEFORE DELETE ON event_version BEGIN
  SELECT RAISE (ABORT, 'a version of an event is never removed');
END;
