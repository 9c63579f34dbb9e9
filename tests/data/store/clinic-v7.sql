-- A record of schema version 7 with three invented patients, one of them entered twice: signed visits, one with what it
-- turned out to come from, a draft and where it goes on, an addendum, an event with its trail.
PRAGMA application_id = 1280131666;
PRAGMA user_version = 7;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
INSERT INTO patient VALUES(1,'89a71015-b63c-48de-871d-05fb1dc192e4','EX-001','Przykład-Żółć','Anna','przyklad-zolc','anna','1979-03-12','female','',0,'2026-11-22T19:45:58Z','2026-11-22T19:45:58Z','','2026-02-05T09:00:00Z');
INSERT INTO patient VALUES(2,'307f6c4f-a17d-445b-9142-fa981614e7fb','EX-002','O''Example','Seán; DROP TABLE patient','o''example','sean; drop table patient','1962','female','',0,'2026-11-22T19:45:58Z','2026-11-22T19:45:58Z','','2026-02-06T09:00:00Z');
INSERT INTO patient VALUES(3,'5f8bae57-f977-4214-bd10-d7a0b06b89d8','EX-0003','Example','Twice','example','twice','1971-05-04','female','',0,'2026-11-27T23:12:44Z','2026-11-27T23:12:44Z','2026-11-27T23:12:44Z','');
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
INSERT INTO encounter VALUES(1,'afbc3688-5fac-44f2-ba0f-e165b0caf3ac','89a71015-b63c-48de-871d-05fb1dc192e4','signed','2026-01-05T09:00:00Z','2026-01-05T09:30:00Z','Dr Test','2026.1','{"knowledgeVersion":"2026.1","group":"non-ms","mixedMeaning":null,"leaning":"non-ms","lead":"cauda-equina-syndrome","second":null,"provisional":true,"safetyItems":{"recorded":3,"of":52},"redFlags":[{"id":"rf-ces","timeframe":"now","causes":["cauda-equina-syndrome"],"action":"Emergency MRI of the lumbosacral spine (whole spine if brisk signs) and spinal surgical contact; bladder scan must not delay it","because":["saddle-numbness"]},{"id":"rf-sphincter-unclear","timeframe":"now","causes":["cauda-equina-syndrome","ms-myelitis-relapse","bladder-distension","pyelonephritis","constipation-impaction"],"action":"Clarify the pattern, test perianal sensation, bladder scan, urine dipstick, abdominal examination today","because":["bladder-change"]},{"id":"rf-sphincter-change","timeframe":"within-days","causes":["ms-myelitis-relapse","bladder-distension","pyelonephritis","constipation-impaction"],"action":"Urine dipstick, bladder scan, abdominal examination, medicines review","because":["bladder-change"]}],"uncleared":[{"id":"rf-ces-bilateral","missing":["leg-pain","leg-weakness","leg-numbness","exam-slr"]},{"id":"rf-bilateral-sciatica","missing":["leg-pain"]},{"id":"rf-bowel-unclear","missing":["bowel-change"]},{"id":"rf-progressive-deficit","missing":["leg-weakness","weakness-tempo","exam-power","neuro-change-tempo"]},{"id":"rf-bilateral-weakness","missing":["leg-weakness","leg-weakness-pattern"]},{"id":"rf-focal-deficit","missing":["leg-weakness","leg-numbness","exam-power","balance-change","position-sense","exam-ankle-jerk"]},{"id":"rf-cord-signs","missing":["exam-sensory-level","exam-plantar","exam-clonus","numbness-pattern","leg-numbness"]},{"id":"rf-ascending","missing":["ascending-deficit","leg-weakness","exam-ankle-jerk"]},{"id":"rf-infection","missing":["fever-or-rigors","exam-temperature","exam-percussion","exam-spinous-tender","exam-psoas","immunosuppressed","iv-drug-use","diabetes","recent-infection","recent-spinal-procedure","bladder-baseline","skin-pressure-area","steroid-exposure","dmt"]},{"id":"rf-infection-deficit","missing":["fever-or-rigors","exam-temperature","immunosuppressed","iv-drug-use","diabetes","recent-infection","recent-spinal-procedure","bladder-baseline","skin-pressure-area","steroid-exposure","leg-weakness"]},{"id":"rf-fever","missing":["fever-or-rigors","exam-temperature"]},{"id":"rf-infection-silent","missing":["immunosuppressed","iv-drug-use","diabetes","recent-infection","recent-spinal-procedure","bladder-baseline","skin-pressure-area","steroid-exposure","night-pain","exam-percussion","exam-spinous-tender","pain-course","malaise","night-sweats"]},{"id":"rf-sepsis","missing":["exam-temperature","fever-or-rigors","exam-heart-rate","exam-systolic"]},{"id":"rf-loin-fever","missing":["fever-or-rigors","exam-temperature","pain-site","exam-cva-tender","urinary-symptoms"]},{"id":"rf-prostatitis","missing":["fever-or-rigors","exam-temperature","male-luts","exam-prostate"]},{"id":"rf-major-trauma","missing":["trauma-recent"]},{"id":"rf-fragility","missing":["trauma-recent","pain-onset","steroid-exposure","osteoporosis-known","spine-history","exam-percussion","exam-spinous-tender","exam-supine-sign"]},{"id":"rf-cancer","missing":["prior-cancer","weight-loss","night-sweats"]},{"id":"rf-cancer-spine","missing":["prior-cancer","pain-course","night-pain","pain-site","no-improvement-6-weeks","exam-percussion","exam-spinous-tender"]},{"id":"rf-mscc","missing":["prior-cancer"]},{"id":"rf-night-worsening","missing":["pain-course","night-pain","position-independent"]},{"id":"rf-no-improvement","missing":["no-improvement-6-weeks","pain-duration","pain-course","pain-familiar"]},{"id":"rf-thoracic","missing":["pain-site","pain-onset","pain-course","no-improvement-6-weeks"]},{"id":"rf-epidural-haematoma","missing":["anticoagulated","recent-spinal-procedure"]},{"id":"rf-anticoag-flank","missing":["anticoagulated","pain-site","exam-psoas","collapse-or-faint","exam-systolic"]},{"id":"rf-aaa","missing":["known-aneurysm","exam-abdomen","abdominal-symptoms"]},{"id":"rf-collapse","missing":["collapse-or-faint"]},{"id":"rf-dissection","missing":["exam-pulse-deficit","pain-onset","pain-quality","pain-elsewhere","pain-site","leg-weakness","weakness-tempo"]},{"id":"rf-abrupt-severe","missing":["pain-onset","pain-nrs-worst","pain-severity","position-independent"]},{"id":"rf-ectopic","missing":["pregnancy-status","pregnancy-test","pain-site","gyn-symptoms","collapse-or-faint"]},{"id":"rf-pelvic-acute","missing":["sex-at-birth","pain-site","pain-onset","gyn-symptoms","fever-or-rigors","exam-temperature"]},{"id":"rf-labour","missing":["pregnancy-status","pain-timing","gyn-symptoms"]},{"id":"rf-acute-abdomen","missing":["exam-abdomen","exam-murphy","lipase-raised","pain-site","abdominal-symptoms"]},{"id":"rf-gi-bleed","missing":["abdominal-symptoms"]},{"id":"rf-visceral","missing":["meal-relation","abdominal-symptoms","pain-site","position-independent","exam-mechanical-pain"]},{"id":"rf-renal-colic","missing":["pain-site","restless-colic","flank-to-groin","pain-timing","urinary-symptoms","urine-dipstick","abdominal-symptoms","pain-onset"]},{"id":"rf-itb","missing":["itb-pump","itb-warning","spasticity-change","fever-or-rigors","exam-skin"]},{"id":"rf-withdrawal","missing":["antispastic-reduced","spasticity-change"]},{"id":"rf-relapse","missing":["neuro-change"]},{"id":"rf-pseudorelapse","missing":["neuro-change","neuro-change-context"]},{"id":"rf-pressure","missing":["skin-pressure-area","exam-skin"]},{"id":"rf-zoster","missing":["rash-blisters","exam-skin"]},{"id":"rf-zoster-severe","missing":["rash-blisters","exam-skin"]},{"id":"rf-osteonecrosis","missing":["steroid-exposure","exam-hip","hip-function","pain-site"]},{"id":"rf-axspa","missing":["spa-features","pain-alternates-buttock","night-pain","morning-stiffness-minutes","better-with","nsaid-response","spine-history","pain-course"]},{"id":"rf-tizanidine","missing":["current-drugs","cyp1a2-inhibitor"]},{"id":"rf-sedation-falls","missing":["falls-3-months","current-drugs"]},{"id":"rf-mood","missing":["phq2-score"]}],"mustExclude":["cauda-equina-syndrome","ms-myelitis-relapse","pyelonephritis","compressive-myelopathy"],"causes":[{"id":"cauda-equina-syndrome","group":"non-ms","band":"likely","probability":0.7287057249374292,"score":0.9880658634443362,"for":[{"finding":"saddle-numbness","answer":"new","lr":11,"basis":"published","source":"shaw-2020"},{"finding":"bladder-change","answer":"new","lr":6,"basis":"expert","source":"shaw-2020"}],"against":[]},{"id":"ms-myelitis-relapse","group":"ms","band":"less-likely","probability":0.15394710598720834,"score":-1.7039728043259361,"for":[{"finding":"bladder-change","answer":"new","lr":3,"basis":"expert","source":"umem-relapse"}],"against":[]},{"id":"compressive-myelopathy","group":"non-ms","band":"less-likely","probability":0.12155434447538367,"score":-1.9777926027702892,"for":[{"finding":"bladder-change","answer":"new","lr":2,"basis":"expert","source":"finucane-2020"},{"finding":"age-years","answer":"54","lr":1.8,"basis":"expert","source":"finucane-2020"}],"against":[]},{"id":"spinal-infection","group":"non-ms","band":"less-likely","probability":0.03696101416575562,"score":-3.2602302087643316,"for":[{"finding":"bladder-change","answer":"new","lr":2,"basis":"expert","source":"davis-2004"}],"against":[]},{"id":"epidural-haematoma","group":"non-ms","band":"less-likely","probability":0.014937511913204783,"score":-4.18882945161377,"for":[{"finding":"bladder-change","answer":"new","lr":2.5,"basis":"expert","source":"finucane-2020"}],"against":[]}],"next":[{"finding":"neuro-change","gain":3.344953568815173},{"finding":"leg-weakness","gain":3.115446956975694},{"finding":"exam-ankle-jerk","gain":2.054682465330836},{"finding":"exam-perianal","gain":2.048317910398333},{"finding":"bladder-change-type","gain":2.0160369072533815}],"ignored":[]}','non-ms','cauda-equina-syndrome',2,6.0);
INSERT INTO encounter VALUES(2,'575e6247-b20d-4de2-94ce-188d4877b43b','89a71015-b63c-48de-871d-05fb1dc192e4','signed','2026-02-05T09:00:00Z','2026-01-05T09:30:00Z','Dr Test','2026.1','{"knowledgeVersion":"2026.1","group":"non-ms","mixedMeaning":null,"leaning":"non-ms","lead":"cauda-equina-syndrome","second":null,"provisional":true,"safetyItems":{"recorded":3,"of":52},"redFlags":[{"id":"rf-ces","timeframe":"now","causes":["cauda-equina-syndrome"],"action":"Emergency MRI of the lumbosacral spine (whole spine if brisk signs) and spinal surgical contact; bladder scan must not delay it","because":["saddle-numbness"]},{"id":"rf-sphincter-unclear","timeframe":"now","causes":["cauda-equina-syndrome","ms-myelitis-relapse","bladder-distension","pyelonephritis","constipation-impaction"],"action":"Clarify the pattern, test perianal sensation, bladder scan, urine dipstick, abdominal examination today","because":["bladder-change"]},{"id":"rf-sphincter-change","timeframe":"within-days","causes":["ms-myelitis-relapse","bladder-distension","pyelonephritis","constipation-impaction"],"action":"Urine dipstick, bladder scan, abdominal examination, medicines review","because":["bladder-change"]}],"uncleared":[{"id":"rf-ces-bilateral","missing":["leg-pain","leg-weakness","leg-numbness","exam-slr"]},{"id":"rf-bilateral-sciatica","missing":["leg-pain"]},{"id":"rf-bowel-unclear","missing":["bowel-change"]},{"id":"rf-progressive-deficit","missing":["leg-weakness","weakness-tempo","exam-power","neuro-change-tempo"]},{"id":"rf-bilateral-weakness","missing":["leg-weakness","leg-weakness-pattern"]},{"id":"rf-focal-deficit","missing":["leg-weakness","leg-numbness","exam-power","balance-change","position-sense","exam-ankle-jerk"]},{"id":"rf-cord-signs","missing":["exam-sensory-level","exam-plantar","exam-clonus","numbness-pattern","leg-numbness"]},{"id":"rf-ascending","missing":["ascending-deficit","leg-weakness","exam-ankle-jerk"]},{"id":"rf-infection","missing":["fever-or-rigors","exam-temperature","exam-percussion","exam-spinous-tender","exam-psoas","immunosuppressed","iv-drug-use","diabetes","recent-infection","recent-spinal-procedure","bladder-baseline","skin-pressure-area","steroid-exposure","dmt"]},{"id":"rf-infection-deficit","missing":["fever-or-rigors","exam-temperature","immunosuppressed","iv-drug-use","diabetes","recent-infection","recent-spinal-procedure","bladder-baseline","skin-pressure-area","steroid-exposure","leg-weakness"]},{"id":"rf-fever","missing":["fever-or-rigors","exam-temperature"]},{"id":"rf-infection-silent","missing":["immunosuppressed","iv-drug-use","diabetes","recent-infection","recent-spinal-procedure","bladder-baseline","skin-pressure-area","steroid-exposure","night-pain","exam-percussion","exam-spinous-tender","pain-course","malaise","night-sweats"]},{"id":"rf-sepsis","missing":["exam-temperature","fever-or-rigors","exam-heart-rate","exam-systolic"]},{"id":"rf-loin-fever","missing":["fever-or-rigors","exam-temperature","pain-site","exam-cva-tender","urinary-symptoms"]},{"id":"rf-prostatitis","missing":["fever-or-rigors","exam-temperature","male-luts","exam-prostate"]},{"id":"rf-major-trauma","missing":["trauma-recent"]},{"id":"rf-fragility","missing":["trauma-recent","pain-onset","steroid-exposure","osteoporosis-known","spine-history","exam-percussion","exam-spinous-tender","exam-supine-sign"]},{"id":"rf-cancer","missing":["prior-cancer","weight-loss","night-sweats"]},{"id":"rf-cancer-spine","missing":["prior-cancer","pain-course","night-pain","pain-site","no-improvement-6-weeks","exam-percussion","exam-spinous-tender"]},{"id":"rf-mscc","missing":["prior-cancer"]},{"id":"rf-night-worsening","missing":["pain-course","night-pain","position-independent"]},{"id":"rf-no-improvement","missing":["no-improvement-6-weeks","pain-duration","pain-course","pain-familiar"]},{"id":"rf-thoracic","missing":["pain-site","pain-onset","pain-course","no-improvement-6-weeks"]},{"id":"rf-epidural-haematoma","missing":["anticoagulated","recent-spinal-procedure"]},{"id":"rf-anticoag-flank","missing":["anticoagulated","pain-site","exam-psoas","collapse-or-faint","exam-systolic"]},{"id":"rf-aaa","missing":["known-aneurysm","exam-abdomen","abdominal-symptoms"]},{"id":"rf-collapse","missing":["collapse-or-faint"]},{"id":"rf-dissection","missing":["exam-pulse-deficit","pain-onset","pain-quality","pain-elsewhere","pain-site","leg-weakness","weakness-tempo"]},{"id":"rf-abrupt-severe","missing":["pain-onset","pain-nrs-worst","pain-severity","position-independent"]},{"id":"rf-ectopic","missing":["pregnancy-status","pregnancy-test","pain-site","gyn-symptoms","collapse-or-faint"]},{"id":"rf-pelvic-acute","missing":["sex-at-birth","pain-site","pain-onset","gyn-symptoms","fever-or-rigors","exam-temperature"]},{"id":"rf-labour","missing":["pregnancy-status","pain-timing","gyn-symptoms"]},{"id":"rf-acute-abdomen","missing":["exam-abdomen","exam-murphy","lipase-raised","pain-site","abdominal-symptoms"]},{"id":"rf-gi-bleed","missing":["abdominal-symptoms"]},{"id":"rf-visceral","missing":["meal-relation","abdominal-symptoms","pain-site","position-independent","exam-mechanical-pain"]},{"id":"rf-renal-colic","missing":["pain-site","restless-colic","flank-to-groin","pain-timing","urinary-symptoms","urine-dipstick","abdominal-symptoms","pain-onset"]},{"id":"rf-itb","missing":["itb-pump","itb-warning","spasticity-change","fever-or-rigors","exam-skin"]},{"id":"rf-withdrawal","missing":["antispastic-reduced","spasticity-change"]},{"id":"rf-relapse","missing":["neuro-change"]},{"id":"rf-pseudorelapse","missing":["neuro-change","neuro-change-context"]},{"id":"rf-pressure","missing":["skin-pressure-area","exam-skin"]},{"id":"rf-zoster","missing":["rash-blisters","exam-skin"]},{"id":"rf-zoster-severe","missing":["rash-blisters","exam-skin"]},{"id":"rf-osteonecrosis","missing":["steroid-exposure","exam-hip","hip-function","pain-site"]},{"id":"rf-axspa","missing":["spa-features","pain-alternates-buttock","night-pain","morning-stiffness-minutes","better-with","nsaid-response","spine-history","pain-course"]},{"id":"rf-tizanidine","missing":["current-drugs","cyp1a2-inhibitor"]},{"id":"rf-sedation-falls","missing":["falls-3-months","current-drugs"]},{"id":"rf-mood","missing":["phq2-score"]}],"mustExclude":["cauda-equina-syndrome","ms-myelitis-relapse","pyelonephritis","compressive-myelopathy"],"causes":[{"id":"cauda-equina-syndrome","group":"non-ms","band":"likely","probability":0.7287057249374292,"score":0.9880658634443362,"for":[{"finding":"saddle-numbness","answer":"new","lr":11,"basis":"published","source":"shaw-2020"},{"finding":"bladder-change","answer":"new","lr":6,"basis":"expert","source":"shaw-2020"}],"against":[]},{"id":"ms-myelitis-relapse","group":"ms","band":"less-likely","probability":0.15394710598720834,"score":-1.7039728043259361,"for":[{"finding":"bladder-change","answer":"new","lr":3,"basis":"expert","source":"umem-relapse"}],"against":[]},{"id":"compressive-myelopathy","group":"non-ms","band":"less-likely","probability":0.12155434447538367,"score":-1.9777926027702892,"for":[{"finding":"bladder-change","answer":"new","lr":2,"basis":"expert","source":"finucane-2020"},{"finding":"age-years","answer":"54","lr":1.8,"basis":"expert","source":"finucane-2020"}],"against":[]},{"id":"spinal-infection","group":"non-ms","band":"less-likely","probability":0.03696101416575562,"score":-3.2602302087643316,"for":[{"finding":"bladder-change","answer":"new","lr":2,"basis":"expert","source":"davis-2004"}],"against":[]},{"id":"epidural-haematoma","group":"non-ms","band":"less-likely","probability":0.014937511913204783,"score":-4.18882945161377,"for":[{"finding":"bladder-change","answer":"new","lr":2.5,"basis":"expert","source":"finucane-2020"}],"against":[]}],"next":[{"finding":"neuro-change","gain":3.344953568815173},{"finding":"leg-weakness","gain":3.115446956975694},{"finding":"exam-ankle-jerk","gain":2.054682465330836},{"finding":"exam-perianal","gain":2.048317910398333},{"finding":"bladder-change-type","gain":2.0160369072533815}],"ignored":[]}','non-ms','cauda-equina-syndrome',2,4.0);
INSERT INTO encounter VALUES(3,'22fbcd1d-e54f-48c4-a116-31135a317914','307f6c4f-a17d-445b-9142-fa981614e7fb','draft','2026-02-06T09:00:00Z','','Dr Test','',NULL,'','',0,NULL);
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
INSERT INTO answer VALUES('22fbcd1d-e54f-48c4-a116-31135a317914','age-years','63',0,'said so','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('22fbcd1d-e54f-48c4-a116-31135a317914','finding-of-an-older-version','yes',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('22fbcd1d-e54f-48c4-a116-31135a317914','smoker','yes',1,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('575e6247-b20d-4de2-94ce-188d4877b43b','age-years','54',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('575e6247-b20d-4de2-94ce-188d4877b43b','bladder-change','new',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('575e6247-b20d-4de2-94ce-188d4877b43b','pain-nrs-average','4',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('575e6247-b20d-4de2-94ce-188d4877b43b','patient-words','It pulls',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('575e6247-b20d-4de2-94ce-188d4877b43b','saddle-numbness','new',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac','age-years','54',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac','bladder-change','new',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac','pain-nrs-average','6',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac','patient-words','It pulls',0,'','2026-11-22T19:45:58Z');
INSERT INTO answer VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac','saddle-numbness','new',0,'','2026-11-22T19:45:58Z');
CREATE TABLE conclusion (
  encounter_id    TEXT PRIMARY KEY NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
  "group"         TEXT NOT NULL CHECK ("group" IN ('ms', 'non-ms', 'referred', 'mixed', 'undetermined')),
  impression      TEXT NOT NULL,
  agreement       TEXT NOT NULL CHECK (agreement IN ('none', 'agree', 'override')),
  override_reason TEXT NOT NULL,
  comment         TEXT NOT NULL,
  plan            TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO conclusion VALUES('575e6247-b20d-4de2-94ce-188d4877b43b','non-ms','Worse on extension','override','further-findings','Seen before',replace('Physiotherapy\nReview in 4 weeks','\n',char(10)));
INSERT INTO conclusion VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac','non-ms','Worse on extension','override','further-findings','Seen before',replace('Physiotherapy\nReview in 4 weeks','\n',char(10)));
CREATE TABLE conclusion_cause (
  encounter_id TEXT NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,           -- 0 is the leading cause
  cause_id     TEXT NOT NULL CHECK (cause_id <> ''),
  PRIMARY KEY (encounter_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO conclusion_cause VALUES('575e6247-b20d-4de2-94ce-188d4877b43b',0,'facet-joint');
INSERT INTO conclusion_cause VALUES('575e6247-b20d-4de2-94ce-188d4877b43b',1,'lumbar-radiculopathy');
INSERT INTO conclusion_cause VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac',0,'facet-joint');
INSERT INTO conclusion_cause VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac',1,'lumbar-radiculopathy');
CREATE TABLE acknowledgement (
  encounter_id TEXT NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  flag_id      TEXT NOT NULL CHECK (flag_id <> ''),
  done         TEXT NOT NULL,
  text         TEXT NOT NULL,
  at           TEXT NOT NULL, author TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (encounter_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO acknowledgement VALUES('575e6247-b20d-4de2-94ce-188d4877b43b',0,'rf-ces','referred','To the spinal service','2026-01-05T09:20:00Z','');
INSERT INTO acknowledgement VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac',0,'rf-ces','referred','To the spinal service','2026-01-05T09:20:00Z','');
CREATE TABLE addendum (
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  position     INTEGER NOT NULL,
  id           TEXT NOT NULL UNIQUE CHECK (id <> ''),
  at           TEXT NOT NULL,
  author       TEXT NOT NULL,
  text         TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (encounter_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO addendum VALUES('afbc3688-5fac-44f2-ba0f-e165b0caf3ac',0,'d7cf7f54-55f3-4803-9f0b-364b22e92683','2026-11-22T19:45:58Z','Dr Test','MRI: no compression');
CREATE TABLE measure (
  patient_id    TEXT NOT NULL REFERENCES patient (id),
  instrument_id TEXT NOT NULL CHECK (instrument_id <> ''),
  at            TEXT NOT NULL,
  encounter_id  TEXT NOT NULL REFERENCES encounter (id),
  value         REAL NOT NULL,
  PRIMARY KEY (patient_id, instrument_id, at, encounter_id)
) STRICT, WITHOUT ROWID;
INSERT INTO measure VALUES('89a71015-b63c-48de-871d-05fb1dc192e4','nrs-pain-average','2026-01-05T09:00:00Z','afbc3688-5fac-44f2-ba0f-e165b0caf3ac',6.0);
INSERT INTO measure VALUES('89a71015-b63c-48de-871d-05fb1dc192e4','nrs-pain-average','2026-02-05T09:00:00Z','575e6247-b20d-4de2-94ce-188d4877b43b',4.0);
CREATE TABLE event (
  id         TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  kind       TEXT NOT NULL CHECK (kind <> ''),
  "on"       TEXT NOT NULL CHECK (length ("on") = 10),
  text       TEXT NOT NULL
, withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))) STRICT, WITHOUT ROWID;
INSERT INTO event VALUES('cdc8f90b-1aad-4cc3-9b6d-7b10e8ea8264','89a71015-b63c-48de-871d-05fb1dc192e4','relapse','2026-01-20','Invented relapse',0);
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
INSERT INTO audit VALUES(1,'2026-11-22T19:45:58Z','Dr Test','create','record','','','','5f285dbbd415c5d1a7f20395e314eed02da0ededf0a1162d3bad4157aebe00e4');
INSERT INTO audit VALUES(2,'2026-11-22T19:45:58Z','Dr Test','create','patient','89a71015-b63c-48de-871d-05fb1dc192e4','','5f285dbbd415c5d1a7f20395e314eed02da0ededf0a1162d3bad4157aebe00e4','b265805982e46a6cf9460f102cf39cc2b104e0057944c54bd770987f77821967');
INSERT INTO audit VALUES(3,'2026-11-22T19:45:58Z','Dr Test','create','patient','307f6c4f-a17d-445b-9142-fa981614e7fb','','b265805982e46a6cf9460f102cf39cc2b104e0057944c54bd770987f77821967','38147eaa73b153b3ac0b32698b9a23ae1bad1e5bd9a08613750d6e94a79fd155');
INSERT INTO audit VALUES(4,'2026-11-22T19:45:58Z','Dr Test','create','encounter','afbc3688-5fac-44f2-ba0f-e165b0caf3ac','','38147eaa73b153b3ac0b32698b9a23ae1bad1e5bd9a08613750d6e94a79fd155','1c485dbe063eacc5a499bc6b241369d1e0dba8a7efb0eefe260fef2a0d851f91');
INSERT INTO audit VALUES(5,'2026-11-22T19:45:58Z','Dr Test','sign','encounter','afbc3688-5fac-44f2-ba0f-e165b0caf3ac','71b0ecd716a20dd4a5065332d36d0b0fa6dc09307aa2f06ada39b9ceb0084963','1c485dbe063eacc5a499bc6b241369d1e0dba8a7efb0eefe260fef2a0d851f91','536571c169fd5c76b413b71151349f11dff99c40347a49a3de069db131afda7b');
INSERT INTO audit VALUES(6,'2026-11-22T19:45:58Z','Dr Test','create','encounter','575e6247-b20d-4de2-94ce-188d4877b43b','','536571c169fd5c76b413b71151349f11dff99c40347a49a3de069db131afda7b','7f71eeadd96ee1ab26bda7b576f8219181b6a540b6eb9d54b94d65ed44e75353');
INSERT INTO audit VALUES(7,'2026-11-22T19:45:58Z','Dr Test','sign','encounter','575e6247-b20d-4de2-94ce-188d4877b43b','026c204b01f0d6a598cf8e17d641fadf08444ff4bed13c89cacf20edb7660b68','7f71eeadd96ee1ab26bda7b576f8219181b6a540b6eb9d54b94d65ed44e75353','3241ea7d12ef4ebf53d6e275c9e454436e90960ad8c16d6d8fdfaf7b033b6232');
INSERT INTO audit VALUES(8,'2026-11-22T19:45:58Z','Dr Test','create','encounter','22fbcd1d-e54f-48c4-a116-31135a317914','','3241ea7d12ef4ebf53d6e275c9e454436e90960ad8c16d6d8fdfaf7b033b6232','d8877da00ebed356bc448cd63adc7fdb6a78344f09d6310c7d49c5959f7cbaed');
INSERT INTO audit VALUES(9,'2026-11-22T19:45:58Z','Dr Test','addendum','addendum','d7cf7f54-55f3-4803-9f0b-364b22e92683','1cb7cc28f8fbff28332a0799981861c12fca2b83bc1eb83778511ffad96ae286','d8877da00ebed356bc448cd63adc7fdb6a78344f09d6310c7d49c5959f7cbaed','e523c8bb482edae5b7fce5734aad1dea665ec3c887eb7bfde58369829814ceeb');
INSERT INTO audit VALUES(10,'2026-11-22T19:45:58Z','Dr Test','create','event','cdc8f90b-1aad-4cc3-9b6d-7b10e8ea8264','','e523c8bb482edae5b7fce5734aad1dea665ec3c887eb7bfde58369829814ceeb','4814371789838a604e9fdb5e618bc7e85fd0a5537852ce26f79d000dc4b5ac1d');
INSERT INTO audit VALUES(11,'2026-11-22T19:45:58Z','Dr Test','delete','patient','307f6c4f-a17d-445b-9142-fa981614e7fb','','4814371789838a604e9fdb5e618bc7e85fd0a5537852ce26f79d000dc4b5ac1d','ab588438e47d7436b6d3b6d0a9c694c4cdc28f4491bbb60cee51b3337ca0db0d');
INSERT INTO audit VALUES(12,'2026-11-22T19:45:58Z','Dr Test','undelete','patient','307f6c4f-a17d-445b-9142-fa981614e7fb','','ab588438e47d7436b6d3b6d0a9c694c4cdc28f4491bbb60cee51b3337ca0db0d','d2e66ed0a25d6b6ebbf5d1609042653190b4bd7a5397c0da4115e40c9b235b56');
INSERT INTO audit VALUES(13,'2026-11-27T00:24:39Z','root','upgrade','record','','from schema 4 to 5','d2e66ed0a25d6b6ebbf5d1609042653190b4bd7a5397c0da4115e40c9b235b56','0b68de3462d85025a3dbe57bd7cca356d81f6895b3d45f0a5e6d00ab340a0d05');
INSERT INTO audit VALUES(14,'2026-11-27T23:12:44Z','Dr Example','upgrade','record','','from schema 5 to 7','0b68de3462d85025a3dbe57bd7cca356d81f6895b3d45f0a5e6d00ab340a0d05','7627fb287515ea81d5a7b125f4377debdf7e760c2a2758c7261b04b4c63b2d6b');
INSERT INTO audit VALUES(15,'2026-11-27T23:12:44Z','Dr Example','create','patient','5f8bae57-f977-4214-bd10-d7a0b06b89d8','a8504179-2a80-4946-8207-a6c7a6f425c1 a39a15a6758675f87721ff5cae419d8e3ab32d4a03dbea658b02b412fdca3ee5','7627fb287515ea81d5a7b125f4377debdf7e760c2a2758c7261b04b4c63b2d6b','a8aa674fd2648a98bba9f5b3d538693014f21dba8c72cf822d4e8a0360cc6f44');
INSERT INTO audit VALUES(16,'2026-11-27T23:12:44Z','Dr Example','outcome','outcome','d27c8d42-64fc-4212-8bd5-bd3a4fd0c22b','f63ea9362ed1e53c39ed0e752f49cbb36065698b98001afa664057f9ec7abb0c','a8aa674fd2648a98bba9f5b3d538693014f21dba8c72cf822d4e8a0360cc6f44','7adcb9b15c35ef9da5a4b68b82e57526b876076880c2bc956f81822c86eea55c');
INSERT INTO audit VALUES(17,'2026-11-27T23:12:44Z','Dr Example','merge','patient','5f8bae57-f977-4214-bd10-d7a0b06b89d8','89a71015-b63c-48de-871d-05fb1dc192e4','7adcb9b15c35ef9da5a4b68b82e57526b876076880c2bc956f81822c86eea55c','786932fb501eb1f7bfbeb9f23826bd9840604498ac42cad72b886f748f667df8');
CREATE TABLE draft_place (
  encounter_id TEXT PRIMARY KEY NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
  finding_id   TEXT NOT NULL CHECK (finding_id <> '')
) STRICT, WITHOUT ROWID;
INSERT INTO draft_place VALUES('22fbcd1d-e54f-48c4-a116-31135a317914','pain-onset');
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
INSERT INTO outcome VALUES('575e6247-b20d-4de2-94ce-188d4877b43b',0,'d27c8d42-64fc-4212-8bd5-bd3a4fd0c22b','2026-11-27T23:12:44Z','Dr Example','undetermined','','','');
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
INSERT INTO event_version VALUES('cdc8f90b-1aad-4cc3-9b6d-7b10e8ea8264',0,'cdc8f90b-1aad-4cc3-9b6d-7b10e8ea8264/0','2026-11-22T19:45:58Z','Dr Test','relapse','2026-01-20','Invented relapse',0);
CREATE TABLE identity (
  one TEXT PRIMARY KEY NOT NULL CHECK (one = 'record'),
  id  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO identity VALUES('record','8321ca06408948b6ff0eb4849dee2496');
CREATE TABLE practitioner (
  id         TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  name       TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role       TEXT NOT NULL CHECK (role IN ('clinician', 'assistant', 'reader')),
  wrapped    TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (
  seq       INTEGER PRIMARY KEY REFERENCES audit (seq),
  signature TEXT NOT NULL CHECK (length (signature) = 128)
) STRICT;
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
INSERT INTO patient_version VALUES('307f6c4f-a17d-445b-9142-fa981614e7fb',0,'307f6c4f-a17d-445b-9142-fa981614e7fb/0','2026-11-22T19:45:58Z','','EX-002','O''Example','Seán; DROP TABLE patient','1962','female','');
INSERT INTO patient_version VALUES('5f8bae57-f977-4214-bd10-d7a0b06b89d8',1,'a8504179-2a80-4946-8207-a6c7a6f425c1','2026-11-27T23:12:44Z','Dr Example','EX-0003','Example','Twice','1971-05-04','female','');
INSERT INTO patient_version VALUES('89a71015-b63c-48de-871d-05fb1dc192e4',0,'89a71015-b63c-48de-871d-05fb1dc192e4/0','2026-11-22T19:45:58Z','','EX-001','Przykład-Żółć','Anna','1979-03-12','female','');
CREATE TABLE merge (
  patient_id TEXT PRIMARY KEY NOT NULL REFERENCES patient (id),
  kept_id    TEXT NOT NULL REFERENCES patient (id) CHECK (kept_id <> patient_id),
  root_id    TEXT NOT NULL REFERENCES patient (id) CHECK (root_id <> patient_id),
  at         TEXT NOT NULL,
  author     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO merge VALUES('5f8bae57-f977-4214-bd10-d7a0b06b89d8','89a71015-b63c-48de-871d-05fb1dc192e4','89a71015-b63c-48de-871d-05fb1dc192e4','2026-11-27T23:12:44Z','Dr Example');
CREATE TABLE erasure (
  patient_id TEXT PRIMARY KEY NOT NULL,
  at         TEXT NOT NULL,
  author     TEXT NOT NULL,
  reason     TEXT NOT NULL CHECK (reason <> '')
) STRICT, WITHOUT ROWID;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('audit',17);
CREATE INDEX patient_by_recency
  ON patient (coalesce (nullif (last_visit, ''), created_at) DESC, number DESC) WHERE deleted_at = '';
CREATE INDEX patient_by_record_number ON patient (record_number) WHERE record_number <> '';
CREATE INDEX encounter_by_patient ON encounter (patient_id, started_at);
CREATE INDEX measure_by_encounter ON measure (encounter_id);
CREATE INDEX event_by_patient ON event (patient_id, "on");
CREATE INDEX audit_by_subject ON audit (subject_id, action);
CREATE INDEX merge_by_root ON merge (root_id);
CREATE TRIGGER encounter_visit_insert AFTER INSERT ON encounter BEGIN
  UPDATE patient SET last_visit = max (last_visit, NEW.started_at) WHERE id = NEW.patient_id;
END;
CREATE TRIGGER encounter_visit_delete AFTER DELETE ON encounter BEGIN
  UPDATE patient
     SET last_visit = coalesce ((SELECT max (started_at) FROM encounter WHERE patient_id = OLD.patient_id), '')
   WHERE id = OLD.patient_id;
END;
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
CREATE TRIGGER answer_insert BEFORE INSERT ON answer
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the answers of a signed visit never change');
END;
CREATE TRIGGER answer_update BEFORE UPDATE ON answer
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the answers of a signed visit never change');
END;
CREATE TRIGGER conclusion_insert BEFORE INSERT ON conclusion
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;
CREATE TRIGGER conclusion_update BEFORE UPDATE ON conclusion
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;
CREATE TRIGGER conclusion_cause_insert BEFORE INSERT ON conclusion_cause
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;
CREATE TRIGGER conclusion_cause_update BEFORE UPDATE ON conclusion_cause
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;
CREATE TRIGGER acknowledgement_insert BEFORE INSERT ON acknowledgement
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;
CREATE TRIGGER acknowledgement_update BEFORE UPDATE ON acknowledgement
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the conclusion of a signed visit never changes');
END;
CREATE TRIGGER measure_insert BEFORE INSERT ON measure
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'the measures of a signed visit never change');
END;
CREATE TRIGGER measure_update BEFORE UPDATE ON measure
WHEN EXISTS (SELECT 1 FROM encounter WHERE id IN (OLD.encounter_id, NEW.encounter_id) AND status = 'signed') BEGIN
  SELECT RAISE (ABORT, 'the measures of a signed visit never change');
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
CREATE TRIGGER audit_insert BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq) BEGIN
  SELECT RAISE (ABORT, 'the log only grows');
END;
CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN
  SELECT RAISE (ABORT, 'the log never changes');
END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN
  SELECT RAISE (ABORT, 'the log only grows');
END;
CREATE VIEW patient_words (number, words, spelling) AS
SELECT number,
       family_folded || ' ' || given_folded || ' ' ||
       replace (replace (replace (family_folded || ' ' || given_folded, '-', ''), '''', ''), '’', '') || ' ' ||
       record_number || ' ' ||
       replace (replace (replace (replace (record_number, '-', ''), '/', ''), '.', ''), ' ', '') || ' ' ||
       ltrim (record_number, '0') || ' ' ||
       birth_date || ' ' || replace (birth_date, '-', ''),
       ' ' || family_folded || ' ' || given_folded || ' '
  FROM patient;
CREATE TRIGGER draft_place_insert BEFORE INSERT ON draft_place
WHEN (SELECT status FROM encounter WHERE id = NEW.encounter_id) = 'signed' BEGIN
  SELECT RAISE (ABORT, 'a signed visit does not go on');
END;
CREATE TRIGGER outcome_insert BEFORE INSERT ON outcome
WHEN coalesce ((SELECT status FROM encounter WHERE id = NEW.encounter_id), '') <> 'signed' OR
     EXISTS (SELECT 1 FROM outcome
             WHERE id = NEW.id OR (encounter_id = NEW.encounter_id AND position = NEW.position)) BEGIN
  SELECT RAISE (ABORT, 'an outcome follows a signed visit and never replaces another');
END;
CREATE TRIGGER outcome_update BEFORE UPDATE ON outcome BEGIN
  SELECT RAISE (ABORT, 'an outcome never changes');
END;
CREATE TRIGGER event_insert BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id) BEGIN
  SELECT RAISE (ABORT, 'an event is changed, never replaced');
END;
CREATE TRIGGER event_identity BEFORE UPDATE OF id, patient_id ON event
WHEN NEW.id <> OLD.id OR NEW.patient_id <> OLD.patient_id BEGIN
  SELECT RAISE (ABORT, 'an event stays the one it is');
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
CREATE TRIGGER practitioner_delete BEFORE DELETE ON practitioner BEGIN
  SELECT RAISE (ABORT, 'who has signed is never removed');
END;
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
CREATE TRIGGER patient_version_insert BEFORE INSERT ON patient_version
WHEN NEW.position < 1 OR
     EXISTS (SELECT 1 FROM patient_version
             WHERE id = NEW.id OR (patient_id = NEW.patient_id AND position = NEW.position)) BEGIN
  SELECT RAISE (ABORT, 'a version of a patient follows the one before and never replaces it');
END;
CREATE TRIGGER patient_version_update BEFORE UPDATE ON patient_version BEGIN
  SELECT RAISE (ABORT, 'a version of a patient never changes');
END;
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
CREATE VIRTUAL TABLE patient_search USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
CREATE VIRTUAL TABLE patient_spelling USING fts5 (spelling, tokenize = 'trigram');
INSERT INTO patient_search (rowid, words) SELECT number, words FROM patient_words;
INSERT INTO patient_spelling (rowid, spelling) SELECT number, spelling FROM patient_words;
COMMIT;
