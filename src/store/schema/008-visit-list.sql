-- The list of a patient's visits is read from the index alone. An assessment is longer than a page, and what lists
-- show stands behind it: without these columns each visit costs all the pages of its assessment.

DROP INDEX encounter_by_patient;
CREATE INDEX encounter_by_patient ON encounter (
  patient_id, started_at, status, id, signed_at, author, knowledge_version, n_now_flags, pain_average
);
