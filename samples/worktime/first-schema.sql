PRAGMA defer_foreign_keys=TRUE;
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, github_user_id TEXT UNIQUE NOT NULL, github_username TEXT NOT NULL, email TEXT, avatar_url TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP, last_active DATETIME DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE time_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, repo_owner TEXT NOT NULL, repo_name TEXT NOT NULL,
  pr_number INTEGER NOT NULL, start_time DATETIME NOT NULL, end_time DATETIME, duration_seconds INTEGER,
  status TEXT CHECK (status IN ('active', 'completed', 'abandoned')) DEFAULT 'active', created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
CREATE TABLE daily_stats (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, repo_owner TEXT, repo_name TEXT, date DATE,
  total_duration_seconds INTEGER, session_count INTEGER, avg_session_seconds INTEGER, created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (user_id, repo_owner, repo_name, date));
INSERT INTO "users" VALUES(1,'1001','ada','ada@example.org',NULL,'2026-10-01 08:00:00','2026-10-22 08:00:00');
INSERT INTO "time_sessions" VALUES(1,1,'acme','rocket',42,'2026-10-22 08:00:00','2026-10-22 08:12:30',750,'completed','2026-10-22 08:00:00');
INSERT INTO "time_sessions" VALUES(2,1,'acme','rocket',43,'2026-10-22 21:50:00','2026-10-22 23:05:00',900,'completed','2026-10-22 21:50:00');
INSERT INTO "time_sessions" VALUES(3,1,'acme','anvil',7,'2026-10-22 09:00:00',NULL,NULL,'active','2026-10-22 09:00:00');
INSERT INTO "time_sessions" VALUES(4,1,'acme','anvil',7,'2026-10-22 10:00:00',NULL,NULL,'abandoned','2026-10-22 10:00:00');
INSERT INTO "time_sessions" VALUES(5,1,'acme','anvil',8,'2026-10-25 00:50:00','2026-10-25 01:10:00',NULL,'completed','2026-10-25 00:50:00');
INSERT INTO "daily_stats" VALUES(1,1,'acme','rocket','2026-10-22',1650,2,825,'2026-10-22 23:05:00');
