package model

// applicationID marks a SQLite file as a workspace ("VANE"); schemaVersion is
// the layout of its tables, projectionVersion the meaning of the projected ones.
const (
	applicationID     = 0x56414E45
	schemaVersion     = 2
	projectionVersion = 17
)

// migrations[i] brings a workspace from schema i to i+1. A migration that has
// been released is never edited: a later one follows it.
var migrations = [schemaVersion]string{kept, ruled}

// kept holds what cannot be derived: records and what belongs to their proof.
// Numbers are this workspace's own and never leave it; ids stand once, in ids.
const kept = `
CREATE TABLE ids (num INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE);
CREATE TABLE logs (
	num INTEGER PRIMARY KEY, log BLOB NOT NULL UNIQUE, key BLOB NOT NULL, name TEXT NOT NULL,
	size INTEGER NOT NULL, edge BLOB NOT NULL, last_at INTEGER NOT NULL, known_since INTEGER NOT NULL,
	cut INTEGER
);
CREATE TABLE records (
	num INTEGER PRIMARY KEY, log INTEGER NOT NULL, seq INTEGER NOT NULL,
	at INTEGER, kind TEXT NOT NULL, line BLOB
);
CREATE UNIQUE INDEX records_by_log ON records (log, seq);
CREATE INDEX records_of_forks ON records (kind) WHERE kind = 'fork.exposed';
CREATE INDEX records_of_witnesses ON records (kind) WHERE kind = 'checkpoint.witnessed';
CREATE TABLE mentions (target INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (target, record)) WITHOUT ROWID;
CREATE INDEX mentions_by_record ON mentions (record);
CREATE TABLE checkpoints (
	num INTEGER PRIMARY KEY, log INTEGER NOT NULL, size INTEGER NOT NULL, tree BLOB NOT NULL,
	note TEXT NOT NULL, UNIQUE (log, note)
);
CREATE TABLE blobs (sha256 BLOB PRIMARY KEY, type TEXT NOT NULL, bytes INTEGER NOT NULL, content BLOB NOT NULL);
CREATE TABLE forecasters (num INTEGER PRIMARY KEY, key BLOB NOT NULL, name TEXT NOT NULL, UNIQUE (key, name));
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`

// ofWitnesses are the records that keep colleagues' checkpoints.
const ofWitnesses = "kind IN ('checkpoint.witnessed', 'checkpoints.witnessed')"

// ruled adds what the rule keeps beside each record: derived, and made again by a
// rebuild. moment is the instant that it counts as recorded at, where its log was
// followed by an earlier one; since is from when it counts, where that is another
// instant; until is when its author took it back; why says why it does not count
// (rule.go). ceiling is where a later log of the same author begins.
const ruled = `
ALTER TABLE records ADD COLUMN moment INTEGER;
ALTER TABLE records ADD COLUMN since INTEGER;
ALTER TABLE records ADD COLUMN until INTEGER;
ALTER TABLE records ADD COLUMN why TEXT;
ALTER TABLE logs ADD COLUMN ceiling INTEGER;
CREATE INDEX records_without_effect ON records (why) WHERE why IS NOT NULL;
CREATE INDEX records_of_retractions ON records (kind) WHERE kind = 'record.retracted';
DROP INDEX records_of_witnesses;
CREATE INDEX records_of_witnesses ON records (kind) WHERE ` + ofWitnesses + `;
`

// projected holds what the records mean. It is dropped and rebuilt at will.
const projected = `
CREATE TABLE questions (
	num INTEGER PRIMARY KEY, title TEXT NOT NULL, type TEXT NOT NULL, background TEXT NOT NULL,
	criteria TEXT NOT NULL, fine_print TEXT NOT NULL, source TEXT NOT NULL,
	opens INTEGER, closes INTEGER, resolves_by INTEGER, tags TEXT NOT NULL, options TEXT NOT NULL,
	ordered INTEGER NOT NULL, unit TEXT NOT NULL, range TEXT NOT NULL,
	if_question INTEGER, if_outcome TEXT NOT NULL, forecaster INTEGER NOT NULL, asked_at INTEGER NOT NULL,
	wordings INTEGER NOT NULL, rivals INTEGER NOT NULL,
	end_kind TEXT NOT NULL, outcome TEXT NOT NULL, why TEXT NOT NULL, known_at INTEGER, ended_at INTEGER,
	stated_kind TEXT NOT NULL, stated_outcome TEXT NOT NULL, stated_at INTEGER,
	score_opens INTEGER, score_closes INTEGER, score_options TEXT NOT NULL, schedule TEXT NOT NULL, last_change INTEGER NOT NULL, place BLOB NOT NULL
);
CREATE INDEX questions_by_end ON questions (end_kind, known_at, closes, asked_at, place, last_change);
CREATE INDEX questions_by_change ON questions (last_change DESC, title, asked_at, place, end_kind, known_at, closes);
CREATE INDEX questions_by_close ON questions ((closes IS NULL), closes, title, last_change DESC, asked_at, place, end_kind, known_at);
CREATE INDEX questions_by_title ON questions (title, last_change DESC, asked_at, place, end_kind, known_at, closes);
CREATE INDEX questions_by_resolving ON questions (resolves_by) WHERE resolves_by IS NOT NULL;
CREATE INDEX questions_of_choice ON questions (num) WHERE type = 'choice';
CREATE TABLE question_words (question INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE question_tags (tag TEXT NOT NULL, question INTEGER NOT NULL, PRIMARY KEY (tag, question)) WITHOUT ROWID;
CREATE INDEX question_tags_by_question ON question_tags (question);
CREATE INDEX questions_by_condition ON questions (if_question) WHERE if_question IS NOT NULL;
CREATE TABLE forecasts (
	num INTEGER NOT NULL UNIQUE, question INTEGER NOT NULL, forecaster INTEGER NOT NULL,
	at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, made_at INTEGER,
	p REAL, probs TEXT NOT NULL, quantiles TEXT NOT NULL, provenance TEXT NOT NULL, source TEXT NOT NULL DEFAULT '',
	withdrawn_at INTEGER, retracted_at INTEGER, rationale INTEGER,
	PRIMARY KEY (question, num)
) WITHOUT ROWID;
CREATE TABLE packed_forecasts (question INTEGER PRIMARY KEY, forecasts BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS records_of_seals ON records (kind) WHERE kind = 'forecast.sealed';
CREATE INDEX IF NOT EXISTS records_withheld ON records (log) WHERE line IS NULL;
CREATE TABLE standings (
	question INTEGER NOT NULL, forecaster INTEGER NOT NULL, at INTEGER NOT NULL, leads REAL, PRIMARY KEY (question, forecaster)
) WITHOUT ROWID;
CREATE INDEX standings_by_forecaster ON standings (forecaster, leads);
CREATE TABLE settled (question INTEGER PRIMARY KEY, since INTEGER NOT NULL, lowest REAL, highest REAL);
CREATE INDEX settled_by_since ON settled (since);
CREATE TABLE withdrawals (num INTEGER PRIMARY KEY, question INTEGER NOT NULL, forecaster INTEGER NOT NULL, at INTEGER NOT NULL, until INTEGER);
CREATE INDEX withdrawals_by_question ON withdrawals (question);
CREATE TABLE ends (
	num INTEGER PRIMARY KEY, question INTEGER NOT NULL, kind TEXT NOT NULL, outcome TEXT NOT NULL,
	why TEXT NOT NULL, known_at INTEGER, holds INTEGER NOT NULL
);
CREATE INDEX ends_by_question ON ends (question);
CREATE TABLE articles (
	num INTEGER PRIMARY KEY, title TEXT NOT NULL, authors TEXT NOT NULL, publisher TEXT NOT NULL,
	url TEXT NOT NULL, published TEXT NOT NULL, language TEXT NOT NULL, text BLOB NOT NULL,
	forecaster INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX articles_by_text ON articles (text);
CREATE TABLE findings (
	num INTEGER PRIMARY KEY, article INTEGER NOT NULL, quote TEXT NOT NULL, claim TEXT NOT NULL,
	grade TEXT NOT NULL, note TEXT NOT NULL, forecaster INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX findings_by_article ON findings (article);
CREATE TABLE bearings (
	num INTEGER PRIMARY KEY, finding INTEGER NOT NULL, question INTEGER NOT NULL, forecaster INTEGER NOT NULL,
	lr REAL, lrs TEXT NOT NULL, note TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX bearings_by_question ON bearings (question);
CREATE INDEX bearings_by_finding ON bearings (finding);
CREATE TABLE asked (num INTEGER PRIMARY KEY, title TEXT NOT NULL, shapes TEXT NOT NULL, ended TEXT NOT NULL);
CREATE TABLE joined (question INTEGER PRIMARY KEY, canonical INTEGER NOT NULL);
CREATE INDEX joined_by_canonical ON joined (canonical);
CREATE TABLE relations (
	num INTEGER PRIMARY KEY, from_question INTEGER NOT NULL, to_question INTEGER NOT NULL, type TEXT NOT NULL,
	note TEXT NOT NULL, forecaster INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX relations_by_from ON relations (from_question);
CREATE INDEX relations_by_to ON relations (to_question);
CREATE TABLE retractions (num INTEGER PRIMARY KEY, target INTEGER NOT NULL, at INTEGER NOT NULL, until INTEGER, holds INTEGER NOT NULL);
CREATE INDEX retractions_by_target ON retractions (target);
CREATE TABLE revisions (
	num INTEGER PRIMARY KEY, entity INTEGER NOT NULL, forecaster INTEGER NOT NULL, at INTEGER NOT NULL, until INTEGER,
	changes TEXT NOT NULL, why TEXT NOT NULL, supersedes TEXT NOT NULL
);
CREATE INDEX revisions_by_entity ON revisions (entity);
CREATE TABLE seals (num INTEGER PRIMARY KEY, question INTEGER NOT NULL, forecast INTEGER NOT NULL, forecaster INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE INDEX seals_by_question ON seals (question);
CREATE INDEX seals_by_forecast ON seals (forecast);
CREATE TABLE confirmations (
	num INTEGER PRIMARY KEY, resolution INTEGER NOT NULL, question INTEGER NOT NULL, forecaster INTEGER NOT NULL,
	note TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX confirmations_by_question ON confirmations (question);
CREATE TABLE base_rates (
	num INTEGER PRIMARY KEY, question INTEGER NOT NULL, forecaster INTEGER NOT NULL, class TEXT NOT NULL,
	happened INTEGER NOT NULL, cases_of INTEGER NOT NULL, cases TEXT NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX base_rates_by_question ON base_rates (question);
CREATE TABLE grouped (
	record INTEGER NOT NULL, finding INTEGER NOT NULL, forecaster INTEGER NOT NULL, why TEXT NOT NULL, at INTEGER NOT NULL,
	PRIMARY KEY (record, finding)
) WITHOUT ROWID;
CREATE INDEX grouped_by_finding ON grouped (finding);
CREATE TABLE grades (
	num INTEGER PRIMARY KEY, source TEXT NOT NULL, reliability TEXT NOT NULL, why TEXT NOT NULL,
	forecaster INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE TABLE reviews (
	num INTEGER PRIMARY KEY, scope TEXT NOT NULL, figures TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL,
	forecaster INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE TABLE comments (
	num INTEGER PRIMARY KEY, subject INTEGER NOT NULL, text TEXT NOT NULL, reply_to INTEGER,
	forecaster INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX comments_by_subject ON comments (subject);
CREATE TABLE scenario_sets (
	num INTEGER PRIMARY KEY, forecaster INTEGER NOT NULL, at INTEGER NOT NULL, title TEXT NOT NULL, horizon INTEGER NOT NULL,
	framed TEXT NOT NULL, stands TEXT NOT NULL, wordings TEXT NOT NULL, schedule TEXT NOT NULL
);
CREATE TABLE scenario_statements (
	num INTEGER PRIMARY KEY, scenarios INTEGER NOT NULL, kind TEXT NOT NULL, signpost INTEGER NOT NULL,
	forecaster INTEGER NOT NULL, at INTEGER NOT NULL, until INTEGER, data TEXT NOT NULL
);
CREATE INDEX scenario_statements_by_set ON scenario_statements (scenarios);
CREATE TABLE witnessed (record INTEGER NOT NULL, log BLOB NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL, key BLOB NOT NULL, at INTEGER NOT NULL);
CREATE INDEX witnessed_by_log ON witnessed (log);
CREATE INDEX witnessed_by_record ON witnessed (record);
` + searchSchema

// projectedTables are the tables of projected, for rebuild and check.
var projectedTables = []string{
	"questions", "question_tags", "question_words", "forecasts", "packed_forecasts", "standings", "settled", "withdrawals", "ends", "articles", "findings", "bearings",
	"asked", "joined", "relations", "retractions", "revisions", "seals", "confirmations", "base_rates", "grouped", "grades",
	"reviews", "comments", "scenario_sets", "scenario_statements", "witnessed",
	"search_terms", "searched",
}

// retiredTables were projected by earlier versions.
var retiredTables = []string{"oddities"}
