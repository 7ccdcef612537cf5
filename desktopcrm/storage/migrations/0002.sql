-- The list of accounts shows how each is sorted and the classes of its best purchase.
ALTER TABLE summary ADD COLUMN prelim TEXT NOT NULL DEFAULT '';
ALTER TABLE summary ADD COLUMN deal TEXT NOT NULL DEFAULT '';
ALTER TABLE summary ADD COLUMN kp TEXT NOT NULL DEFAULT '';
UPDATE summary SET good_until = '';
