-- The list of accounts shows how each is sorted and the classes of its best purchase, the board those of all.
ALTER TABLE summary ADD COLUMN prelim TEXT NOT NULL DEFAULT '';
ALTER TABLE summary ADD COLUMN deal TEXT NOT NULL DEFAULT '';
ALTER TABLE summary ADD COLUMN kp TEXT NOT NULL DEFAULT '';
ALTER TABLE summary ADD COLUMN purchases TEXT NOT NULL DEFAULT '[]';
CREATE INDEX summary_prelim ON summary(archived, prelim);
UPDATE summary SET good_until = '';
