-- A data file as version 2 wrote it, dumped; a test puts it together again. It is never changed.
BEGIN TRANSACTION;
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  step_id INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
  inverse TEXT NOT NULL,
  record_id INTEGER,
  account_id INTEGER
) STRICT;
INSERT INTO "change" VALUES(1,1,'DELETE FROM record WHERE id=1',1,1);
INSERT INTO "change" VALUES(2,2,'DELETE FROM record WHERE id=2',2,1);
INSERT INTO "change" VALUES(3,2,'DELETE FROM stage_event WHERE id=1',2,1);
INSERT INTO "change" VALUES(4,3,'DELETE FROM record WHERE id=3',3,1);
INSERT INTO "change" VALUES(5,4,'DELETE FROM record WHERE id=4',4,1);
INSERT INTO "change" VALUES(6,5,'DELETE FROM record WHERE id=5',5,1);
INSERT INTO "change" VALUES(7,6,'DELETE FROM fact WHERE id=1',5,1);
INSERT INTO "change" VALUES(8,7,'DELETE FROM fact WHERE id=2',1,1);
INSERT INTO "change" VALUES(9,8,'UPDATE fact SET id=2,uid=''a52d6072b0254653a10c0b055135e9cc'',record_id=1,field=''city'',value=''Kiel'',certainty='''',source_kind='''',source_text='''',source_person=NULL,seen_on=''2026-01-05'',recorded_at=''2026-11-22T16:15:50+00:00'',note='''',is_current=1 WHERE id=2',1,1);
INSERT INTO "change" VALUES(10,8,'DELETE FROM fact WHERE id=3',1,1);
INSERT INTO "change" VALUES(11,9,'DELETE FROM fact WHERE id=4',2,1);
INSERT INTO "change" VALUES(12,10,'DELETE FROM link WHERE id=1',4,1);
INSERT INTO "change" VALUES(13,11,'DELETE FROM stage_event WHERE id=2',2,1);
INSERT INTO "change" VALUES(14,12,'DELETE FROM record WHERE id=6',6,1);
INSERT INTO "change" VALUES(15,12,'DELETE FROM fact WHERE id=5',6,1);
INSERT INTO "change" VALUES(16,12,'DELETE FROM fact WHERE id=6',6,1);
INSERT INTO "change" VALUES(17,12,'DELETE FROM fact WHERE id=7',6,1);
INSERT INTO "change" VALUES(18,13,'DELETE FROM record WHERE id=7',7,1);
INSERT INTO "change" VALUES(19,13,'DELETE FROM fact WHERE id=8',7,1);
INSERT INTO "change" VALUES(20,13,'DELETE FROM fact WHERE id=9',7,1);
INSERT INTO "change" VALUES(21,13,'DELETE FROM fact WHERE id=10',7,1);
INSERT INTO "change" VALUES(22,14,'DELETE FROM record WHERE id=8',8,8);
INSERT INTO "change" VALUES(23,15,'DELETE FROM own_definition WHERE id=1',NULL,NULL);
INSERT INTO "change" VALUES(24,16,'DELETE FROM own_definition WHERE id=2',NULL,NULL);
INSERT INTO "change" VALUES(25,17,'DELETE FROM fact WHERE id=11',1,1);
INSERT INTO "change" VALUES(26,18,'DELETE FROM fact WHERE id=12',2,1);
INSERT INTO "change" VALUES(27,19,'DELETE FROM record WHERE id=9',9,9);
INSERT INTO "change" VALUES(28,20,'UPDATE record SET id=9,uid=''d63de609e1444a268588905700eba051'',kind=''account'',account_id=NULL,parent_id=NULL,ref_id=NULL,name=''Put away'',position=2.0,created_on=''2026-11-22'',archived_at=NULL WHERE id=9',9,9);
INSERT INTO "change" VALUES(30,21,'UPDATE record SET id=1,uid=''03bcfb5f5dba43af90d3a389f36d4aac'',kind=''account'',account_id=NULL,parent_id=NULL,ref_id=NULL,name=''Nordwind Pumps AG'',position=1.0,created_on=''2026-11-22'',archived_at=NULL WHERE id=1',1,1);
CREATE TABLE fact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  record_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  certainty TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  source_text TEXT NOT NULL,
  source_person INTEGER REFERENCES record(id) ON DELETE SET NULL,
  seen_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  note TEXT NOT NULL,
  is_current INTEGER NOT NULL
) STRICT;
INSERT INTO "fact" VALUES(1,'d75699f3ac934312b6c1adb206773484',5,'role','decision_maker','written','person','',4,'2026-01-04','2026-11-22T16:15:50+00:00','at the fair',1);
INSERT INTO "fact" VALUES(2,'a52d6072b0254653a10c0b055135e9cc',1,'city','Kiel','','','',NULL,'2026-01-05','2026-11-22T16:15:50+00:00','',0);
INSERT INTO "fact" VALUES(3,'4c33137940104114a399ad7cc3852ace',1,'city','Lübeck','','','',NULL,'2026-01-05','2026-11-22T16:15:50+00:00','',1);
INSERT INTO "fact" VALUES(4,'0519d76824dd4a69bcedd51e7a708d0a',2,'budget','EUR 250000','','','',NULL,'2026-01-05','2026-11-22T16:15:50+00:00','',1);
INSERT INTO "fact" VALUES(5,'dcd5f665c6504a1ebd0fd8a1ab615e6d',6,'people','cf1b0f0a630f41b7ad8f35daa2c1a08f','','','',NULL,'2025-12-02','2026-11-22T16:15:50+00:00','',1);
INSERT INTO "fact" VALUES(6,'56f773f78db54dabab28adc8959fe899',6,'kind','visit','','','',NULL,'2025-12-02','2026-11-22T16:15:50+00:00','',1);
INSERT INTO "fact" VALUES(7,'d314f00aeae24c6c88f30cdda8b7567b',6,'day','2025-12-02','','','',NULL,'2025-12-02','2026-11-22T16:15:50+00:00','',1);
INSERT INTO "fact" VALUES(8,'386c592cae404ad6b852f2b022fb8f90',7,'due','2026-01-09','','','',NULL,'2026-01-05','2026-11-22T16:15:50+00:00','',1);
INSERT INTO "fact" VALUES(9,'cdb95137687f47fb84069cc87501dd7d',7,'promise','yes','','','',NULL,'2026-01-05','2026-11-22T16:15:50+00:00','',1);
INSERT INTO "fact" VALUES(10,'3f6085c853254bc595327615000e57b4',7,'direction','ours','','','',NULL,'2026-01-05','2026-11-22T16:15:50+00:00','',1);
INSERT INTO "fact" VALUES(11,'896731e97b9642ada969d86608c2bcb1',1,'own.number_of_halls_b0cbbf','3','','','',NULL,'2026-01-05','2026-11-22T16:15:50+00:00','',1);
INSERT INTO "fact" VALUES(12,'99d7d2dc710945928d7efc8260ba4be8',2,'check.own.hall_plan_seen_0872ff','yes','','','',NULL,'2026-01-05','2026-11-22T16:15:50+00:00','',1);
CREATE TABLE link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  from_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  to_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  note TEXT NOT NULL,
  created_on TEXT NOT NULL,
  UNIQUE (kind, from_id, to_id, field)
) STRICT;
INSERT INTO "link" VALUES(1,'45692e50fd734916a5f061265100c52e','reports_to',4,3,'','','2026-11-22');
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE open_step (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  step_id INTEGER
) STRICT;
INSERT INTO "open_step" VALUES(1,NULL);
CREATE TABLE own_definition (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  what TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
INSERT INTO "own_definition" VALUES(1,'own.number_of_halls_b0cbbf','field','{"ask": {"en": "Number of halls", "zh": "Number of halls"}, "block": "size", "key": "own.number_of_halls_b0cbbf", "kind": "account", "label": {"en": "Number of halls", "zh": "Number of halls"}, "privacy": "normal", "stale_after": 0, "type": "number", "weight": 1}');
INSERT INTO "own_definition" VALUES(2,'own.hall_plan_seen_0872ff','item','{"key": "own.hall_plan_seen_0872ff", "label": {"en": "Hall plan seen", "zh": "Hall plan seen"}, "mandatory": false, "stage": 2}');
CREATE TABLE record (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  account_id INTEGER REFERENCES record(id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES record(id) ON DELETE CASCADE,
  ref_id INTEGER REFERENCES record(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  position REAL NOT NULL,
  created_on TEXT NOT NULL,
  archived_at TEXT
) STRICT;
INSERT INTO "record" VALUES(1,'03bcfb5f5dba43af90d3a389f36d4aac','account',NULL,NULL,NULL,'Nordwind Pumps',1.0,'2026-11-22',NULL);
INSERT INTO "record" VALUES(2,'f3565a5d6d364960805a98abff134932','project',1,1,NULL,'Dust extraction',1.0,'2025-12-01',NULL);
INSERT INTO "record" VALUES(3,'cf1b0f0a630f41b7ad8f35daa2c1a08f','person',1,1,NULL,'Anna Wells',1.0,'2026-11-22',NULL);
INSERT INTO "record" VALUES(4,'660fd8d4c1d14b79ae083f293aba1ef1','person',1,1,NULL,'王晓东',2.0,'2026-11-22',NULL);
INSERT INTO "record" VALUES(5,'c068413750254287a029b4d25a92acbb','member',1,2,3,'Anna Wells',1.0,'2026-11-22',NULL);
INSERT INTO "record" VALUES(6,'b7461eb7b401411491e8f45683316ab6','activity',1,1,NULL,'First visit',1.0,'2026-11-22',NULL);
INSERT INTO "record" VALUES(7,'8fb32bb747b74526ad78555918e56485','action',1,1,NULL,'Send the drawings',1.0,'2026-11-22',NULL);
INSERT INTO "record" VALUES(8,'2150de3a828940a3977af03739d8474c','firm',NULL,NULL,NULL,'Cognos',1.0,'2026-11-22',NULL);
INSERT INTO "record" VALUES(9,'d63de609e1444a268588905700eba051','account',NULL,NULL,NULL,'Put away',2.0,'2026-11-22','2026-11-22T16:15:50+00:00');
CREATE TABLE stage_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  project_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  stage INTEGER NOT NULL,
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  open_items TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
INSERT INTO "stage_event" VALUES(1,'c87ddafbe0ef4ea1ae90f50cfc11b3f2',2,'entered',1,'2025-12-01','','[]','2026-11-22T16:15:50+00:00');
INSERT INTO "stage_event" VALUES(2,'713cb91895c24daf860df5011e4b6d7f',2,'entered',2,'2025-12-20','The board wants it','["1a", "1b"]','2026-11-22T16:15:50+00:00');
CREATE TABLE step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  params TEXT NOT NULL,
  at TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "step" VALUES(1,'steps.record_added','{"kind": {"en": "Account", "zh": "客户"}, "name": "Nordwind Pumps"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(2,'steps.project_added','{"name": "Dust extraction"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(3,'steps.record_added','{"kind": {"en": "Person", "zh": "人员"}, "name": "Anna Wells"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(4,'steps.record_added','{"kind": {"en": "Person", "zh": "人员"}, "name": "王晓东"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(5,'steps.record_added','{"kind": {"en": "Member of the purchase", "zh": "采购小组成员"}, "name": "Anna Wells"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(6,'steps.fact_set','{"field": {"en": "Role", "zh": "角色"}, "name": "Anna Wells"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(7,'steps.fact_set','{"field": {"en": "City", "zh": "城市"}, "name": "Nordwind Pumps"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(8,'steps.fact_set','{"field": {"en": "City", "zh": "城市"}, "name": "Nordwind Pumps"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(9,'steps.fact_set','{"field": {"en": "Budget", "zh": "采购预算"}, "name": "Dust extraction"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(10,'steps.link_added','{"name": "王晓东", "other": "Anna Wells"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(11,'steps.project_advanced','{"name": "Dust extraction"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(12,'steps.record_added','{"kind": {"en": "Activity", "zh": "往来"}, "name": "First visit"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(13,'steps.record_added','{"kind": {"en": "Action", "zh": "行动"}, "name": "Send the drawings"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(14,'steps.record_added','{"kind": {"en": "Rival company", "zh": "对手公司"}, "name": "Cognos"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(15,'steps.own_added','{"name": "Number of halls"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(16,'steps.own_added','{"name": "Hall plan seen"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(17,'steps.fact_set','{"field": {"en": "Number of halls", "zh": "Number of halls"}, "name": "Nordwind Pumps"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(18,'steps.item_ticked','{"item": {"en": "Hall plan seen", "zh": "Hall plan seen"}}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(19,'steps.record_added','{"kind": {"en": "Account", "zh": "客户"}, "name": "Put away"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(20,'steps.record_archived','{"name": "Put away"}','2026-11-22T16:15:50+00:00',0);
INSERT INTO "step" VALUES(21,'steps.record_renamed','{"name": "Nordwind Pumps AG"}','2026-11-22T16:15:50+00:00',1);
CREATE TABLE summary (
  account_id INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  search_text TEXT NOT NULL,
  industry TEXT NOT NULL,
  city TEXT NOT NULL,
  tier TEXT NOT NULL,
  stage INTEGER NOT NULL,
  status TEXT NOT NULL,
  project_title TEXT NOT NULL,
  point INTEGER NOT NULL,
  line INTEGER NOT NULL,
  surface INTEGER NOT NULL,
  precision INTEGER NOT NULL,
  total INTEGER NOT NULL,
  last_touch TEXT NOT NULL,
  next_due TEXT NOT NULL,
  archived INTEGER NOT NULL,
  good_until TEXT NOT NULL
, prelim TEXT NOT NULL DEFAULT '', deal TEXT NOT NULL DEFAULT '', kp TEXT NOT NULL DEFAULT '', purchases TEXT NOT NULL DEFAULT '[]') STRICT;
INSERT INTO "summary" VALUES(1,'Nordwind Pumps','nordwind pumps','nordwind pumps lubeck','','Lübeck','',2,'open','Dust extraction',2,5,6,0,3,'2025-12-02','2026-01-09',0,'2026-04-05','','','','[[2,"",""]]');
INSERT INTO "summary" VALUES(9,'Put away','put away','put away','','','',0,'','',0,0,0,0,0,'','',1,'9999-12-31','','','','[]');
CREATE INDEX record_account ON record(account_id);
CREATE INDEX record_parent ON record(parent_id, kind, position);
CREATE INDEX record_ref ON record(ref_id) WHERE ref_id IS NOT NULL;
CREATE INDEX record_kind_name ON record(kind, name);
CREATE INDEX fact_record ON fact(record_id, field);
CREATE UNIQUE INDEX fact_current ON fact(record_id, field) WHERE is_current = 1;
CREATE INDEX fact_source ON fact(source_person) WHERE source_person IS NOT NULL;
CREATE INDEX link_to ON link(to_id);
CREATE INDEX stage_event_project ON stage_event(project_id);
CREATE INDEX summary_name ON summary(archived, sort_key, account_id);
CREATE INDEX summary_stage ON summary(archived, stage, sort_key, account_id);
CREATE INDEX summary_total ON summary(archived, total, sort_key, account_id);
CREATE INDEX summary_touch ON summary(archived, last_touch, sort_key, account_id);
CREATE INDEX summary_due ON summary(archived, next_due, sort_key, account_id);
CREATE INDEX summary_good ON summary(good_until);
CREATE INDEX change_step ON change(step_id, id);
CREATE INDEX summary_prelim ON summary(archived, prelim);
CREATE TRIGGER journal_record_insert AFTER INSERT ON record WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'DELETE FROM record WHERE id=' || NEW.id, NEW.id, coalesce(NEW.account_id, NEW.id)); END;
CREATE TRIGGER journal_record_update AFTER UPDATE ON record WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'UPDATE record SET ' || 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'account_id=' || quote(OLD.account_id) || ',' || 'parent_id=' || quote(OLD.parent_id) || ',' || 'ref_id=' || quote(OLD.ref_id) || ',' || 'name=' || quote(OLD.name) || ',' || 'position=' || quote(OLD.position) || ',' || 'created_on=' || quote(OLD.created_on) || ',' || 'archived_at=' || quote(OLD.archived_at) || ' WHERE id=' || OLD.id, OLD.id, coalesce(OLD.account_id, OLD.id)); END;
CREATE TRIGGER journal_record_delete AFTER DELETE ON record WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'INSERT INTO record(id,uid,kind,account_id,parent_id,ref_id,name,position,created_on,archived_at) VALUES(' || quote(OLD.id) || ',' || quote(OLD.uid) || ',' || quote(OLD.kind) || ',' || quote(OLD.account_id) || ',' || quote(OLD.parent_id) || ',' || quote(OLD.ref_id) || ',' || quote(OLD.name) || ',' || quote(OLD.position) || ',' || quote(OLD.created_on) || ',' || quote(OLD.archived_at) || ')', OLD.id, coalesce(OLD.account_id, OLD.id)); END;
CREATE TRIGGER journal_fact_insert AFTER INSERT ON fact WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'DELETE FROM fact WHERE id=' || NEW.id, NEW.record_id, (SELECT coalesce(account_id, id) FROM record WHERE id = NEW.record_id)); END;
CREATE TRIGGER journal_fact_update AFTER UPDATE ON fact WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'UPDATE fact SET ' || 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'record_id=' || quote(OLD.record_id) || ',' || 'field=' || quote(OLD.field) || ',' || 'value=' || quote(OLD.value) || ',' || 'certainty=' || quote(OLD.certainty) || ',' || 'source_kind=' || quote(OLD.source_kind) || ',' || 'source_text=' || quote(OLD.source_text) || ',' || 'source_person=' || quote(OLD.source_person) || ',' || 'seen_on=' || quote(OLD.seen_on) || ',' || 'recorded_at=' || quote(OLD.recorded_at) || ',' || 'note=' || quote(OLD.note) || ',' || 'is_current=' || quote(OLD.is_current) || ' WHERE id=' || OLD.id, OLD.record_id, (SELECT coalesce(account_id, id) FROM record WHERE id = OLD.record_id)); END;
CREATE TRIGGER journal_fact_delete AFTER DELETE ON fact WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'INSERT INTO fact(id,uid,record_id,field,value,certainty,source_kind,source_text,source_person,seen_on,recorded_at,note,is_current) VALUES(' || quote(OLD.id) || ',' || quote(OLD.uid) || ',' || quote(OLD.record_id) || ',' || quote(OLD.field) || ',' || quote(OLD.value) || ',' || quote(OLD.certainty) || ',' || quote(OLD.source_kind) || ',' || quote(OLD.source_text) || ',' || quote(OLD.source_person) || ',' || quote(OLD.seen_on) || ',' || quote(OLD.recorded_at) || ',' || quote(OLD.note) || ',' || quote(OLD.is_current) || ')', OLD.record_id, (SELECT coalesce(account_id, id) FROM record WHERE id = OLD.record_id)); END;
CREATE TRIGGER journal_link_insert AFTER INSERT ON link WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'DELETE FROM link WHERE id=' || NEW.id, NEW.from_id, (SELECT coalesce(account_id, id) FROM record WHERE id = NEW.from_id)); END;
CREATE TRIGGER journal_link_update AFTER UPDATE ON link WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'UPDATE link SET ' || 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'from_id=' || quote(OLD.from_id) || ',' || 'to_id=' || quote(OLD.to_id) || ',' || 'field=' || quote(OLD.field) || ',' || 'note=' || quote(OLD.note) || ',' || 'created_on=' || quote(OLD.created_on) || ' WHERE id=' || OLD.id, OLD.from_id, (SELECT coalesce(account_id, id) FROM record WHERE id = OLD.from_id)); END;
CREATE TRIGGER journal_link_delete AFTER DELETE ON link WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'INSERT INTO link(id,uid,kind,from_id,to_id,field,note,created_on) VALUES(' || quote(OLD.id) || ',' || quote(OLD.uid) || ',' || quote(OLD.kind) || ',' || quote(OLD.from_id) || ',' || quote(OLD.to_id) || ',' || quote(OLD.field) || ',' || quote(OLD.note) || ',' || quote(OLD.created_on) || ')', OLD.from_id, (SELECT coalesce(account_id, id) FROM record WHERE id = OLD.from_id)); END;
CREATE TRIGGER journal_stage_event_insert AFTER INSERT ON stage_event WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'DELETE FROM stage_event WHERE id=' || NEW.id, NEW.project_id, (SELECT account_id FROM record WHERE id = NEW.project_id)); END;
CREATE TRIGGER journal_stage_event_update AFTER UPDATE ON stage_event WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'UPDATE stage_event SET ' || 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'project_id=' || quote(OLD.project_id) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'stage=' || quote(OLD.stage) || ',' || 'day=' || quote(OLD.day) || ',' || 'reason=' || quote(OLD.reason) || ',' || 'open_items=' || quote(OLD.open_items) || ',' || 'recorded_at=' || quote(OLD.recorded_at) || ' WHERE id=' || OLD.id, OLD.project_id, (SELECT account_id FROM record WHERE id = OLD.project_id)); END;
CREATE TRIGGER journal_stage_event_delete AFTER DELETE ON stage_event WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'INSERT INTO stage_event(id,uid,project_id,kind,stage,day,reason,open_items,recorded_at) VALUES(' || quote(OLD.id) || ',' || quote(OLD.uid) || ',' || quote(OLD.project_id) || ',' || quote(OLD.kind) || ',' || quote(OLD.stage) || ',' || quote(OLD.day) || ',' || quote(OLD.reason) || ',' || quote(OLD.open_items) || ',' || quote(OLD.recorded_at) || ')', OLD.project_id, (SELECT account_id FROM record WHERE id = OLD.project_id)); END;
CREATE TRIGGER journal_own_definition_insert AFTER INSERT ON own_definition WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'DELETE FROM own_definition WHERE id=' || NEW.id, NULL, NULL); END;
CREATE TRIGGER journal_own_definition_update AFTER UPDATE ON own_definition WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'UPDATE own_definition SET ' || 'id=' || quote(OLD.id) || ',' || 'key=' || quote(OLD.key) || ',' || 'what=' || quote(OLD.what) || ',' || 'body=' || quote(OLD.body) || ' WHERE id=' || OLD.id, NULL, NULL); END;
CREATE TRIGGER journal_own_definition_delete AFTER DELETE ON own_definition WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN INSERT INTO change(step_id, inverse, record_id, account_id) VALUES ((SELECT step_id FROM open_step), 'INSERT INTO own_definition(id,key,what,body) VALUES(' || quote(OLD.id) || ',' || quote(OLD.key) || ',' || quote(OLD.what) || ',' || quote(OLD.body) || ')', NULL, NULL); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('step',21);
INSERT INTO "sqlite_sequence" VALUES('change',30);
INSERT INTO "sqlite_sequence" VALUES('record',9);
INSERT INTO "sqlite_sequence" VALUES('stage_event',2);
INSERT INTO "sqlite_sequence" VALUES('fact',12);
INSERT INTO "sqlite_sequence" VALUES('link',1);
INSERT INTO "sqlite_sequence" VALUES('own_definition',2);
COMMIT;
