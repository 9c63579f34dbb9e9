-- Finding patients. The rows are written by the patient table's code (SQLite before 3.44 lets no trigger
-- touch a full-text table while the schema is not trusted); this view says what they hold.
--
-- words: whatever a person may type: names, also without apostrophe and hyphen; the number as it is,
-- without separators and without leading zeros; the birth date as it is and in digits only.
-- spelling: the names between blanks, so that the first letters of a word weigh as much as others.
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

CREATE VIRTUAL TABLE patient_search USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
CREATE VIRTUAL TABLE patient_spelling USING fts5 (spelling, tokenize = 'trigram');

INSERT INTO patient_search (rowid, words) SELECT number, words FROM patient_words;
INSERT INTO patient_spelling (rowid, spelling) SELECT number, spelling FROM patient_words;
