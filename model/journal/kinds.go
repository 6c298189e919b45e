package journal

import "encoding/json"

// The kinds of records that this version knows. docs/FORMAT.md tells what each
// means; a record of another kind is kept, hashed and handed on all the same.
const (
	LogOpened            = "log.opened"
	ForecasterNamed      = "forecaster.named"
	KeySucceeded         = "key.succeeded"
	KeyRevoked           = "key.revoked"
	TeamFounded          = "team.founded"
	MemberSet            = "member.set"
	QuestionAsked        = "question.asked"
	QuestionRevised      = "question.revised"
	QuestionResolved     = "question.resolved"
	ResolutionConfirmed  = "resolution.confirmed"
	QuestionAnnulled     = "question.annulled"
	QuestionReopened     = "question.reopened"
	ForecastMade         = "forecast.made"
	RationaleGiven       = "rationale.given"
	ForecastSealed       = "forecast.sealed"
	ForecastWithdrawn    = "forecast.withdrawn"
	ArticleAdded         = "article.added"
	ArticleRevised       = "article.revised"
	FindingFiled         = "finding.filed"
	SourceGraded         = "source.graded"
	BearingJudged        = "bearing.judged"
	FindingsGrouped      = "findings.grouped"
	BaseRateBuilt        = "base_rate.built"
	ScenariosFramed      = "scenarios.framed"
	ScenariosRevised     = "scenarios.revised"
	ScenariosWeighed     = "scenarios.weighed"
	ScenariosConditioned = "scenarios.conditioned"
	ScenariosResolved    = "scenarios.resolved"
	ConsistencyJudged    = "consistency.judged"
	SignpostPlaced       = "signpost.placed"
	SignpostChecked      = "signpost.checked"
	RelationDrawn        = "relation.drawn"
	CommentMade          = "comment.made"
	ReviewSigned         = "review.signed"
	CheckpointWitnessed  = "checkpoint.witnessed"
	CheckpointsWitnessed = "checkpoints.witnessed"
	CheckpointStamped    = "checkpoint.timestamped"
	ForkExposed          = "fork.exposed"
	RecordRetracted      = "record.retracted"
)

// Opened is the data of record 0 of every log.
type Opened struct {
	Name    string `json:"name"`
	Key     []byte `json:"key"`
	Program string `json:"program"`
	After   *LogID `json:"after,omitempty"`
}

// Range bounds a numeric or date question. Min and Max are numbers or instants.
type Range struct {
	Min       json.RawMessage `json:"min,omitempty"`
	Max       json.RawMessage `json:"max,omitempty"`
	OpenBelow bool            `json:"open_below,omitempty"`
	OpenAbove bool            `json:"open_above,omitempty"`
}

// Condition makes a question conditional: it counts only if the other ends so.
type Condition struct {
	Question ID              `json:"question"`
	Outcome  json.RawMessage `json:"outcome"`
}

// Asked is a question as it was asked; in a revision's set, the members that change.
type Asked struct {
	Title      string   `json:"title,omitempty"`
	Type       string   `json:"type,omitempty"`
	Background string   `json:"background,omitempty"`
	Criteria   string   `json:"criteria,omitempty"`
	FinePrint  string   `json:"fine_print,omitempty"`
	Source     string   `json:"source,omitempty"`
	Opens      *Instant `json:"opens,omitempty"`
	Closes     *Instant `json:"closes,omitempty"`
	ResolvesBy *Instant `json:"resolves_by,omitempty"`
	// BlindUntil is when forecasters may see each other's numbers and
	// rationales, unless the question ends earlier.
	BlindUntil *Instant   `json:"blind_until,omitempty"`
	Tags       []string   `json:"tags,omitempty"`
	Options    []string   `json:"options,omitempty"`
	Ordered    bool       `json:"ordered,omitempty"`
	Unit       string     `json:"unit,omitempty"`
	Range      *Range     `json:"range,omitempty"`
	If         *Condition `json:"if,omitempty"`
}

// Revised changes members of a question or of an article or scenario set.
type Revised struct {
	Question   *ID             `json:"question,omitempty"`
	Article    *ID             `json:"article,omitempty"`
	Scenarios  *ID             `json:"scenarios,omitempty"`
	Set        json.RawMessage `json:"set"`
	Why        string          `json:"why,omitempty"`
	Supersedes []ID            `json:"supersedes,omitempty"`
}

// Resolved says how a question ended.
type Resolved struct {
	Question   ID              `json:"question"`
	Outcome    json.RawMessage `json:"outcome"`
	KnownAt    Instant         `json:"known_at"`
	OccurredAt *Instant        `json:"occurred_at,omitempty"`
	Source     string          `json:"source,omitempty"`
	Note       string          `json:"note,omitempty"`
	Findings   []ID            `json:"findings,omitempty"`
	Supersedes []ID            `json:"supersedes,omitempty"`
}

// Confirmed is a second reader's agreement with a resolution.
type Confirmed struct {
	Resolution ID     `json:"resolution"`
	Note       string `json:"note,omitempty"`
}

// Annulled ends a question without an outcome. Why is ambiguous, annulled or withdrawn.
type Annulled struct {
	Question   ID     `json:"question"`
	Why        string `json:"why"`
	Note       string `json:"note,omitempty"`
	Supersedes []ID   `json:"supersedes,omitempty"`
}

// Reopened takes back the end of a question.
type Reopened struct {
	Question   ID     `json:"question"`
	Why        string `json:"why"`
	Supersedes []ID   `json:"supersedes,omitempty"`
}

// Quantile is a level and its value: a JSON number or an instant.
type Quantile struct {
	Level float64
	Value json.RawMessage
}

// MarshalJSON writes [level, value].
func (q Quantile) MarshalJSON() ([]byte, error) { return json.Marshal([]any{q.Level, q.Value}) }

// UnmarshalJSON reads [level, value].
func (q *Quantile) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&q.Level, &q.Value})
}

// Imported says where a forecast came from.
type Imported struct {
	From   string `json:"from"`
	SHA256 string `json:"sha256"`
}

// Made is a forecast: exactly one of P, Probs and Quantiles is given.
type Made struct {
	Question  ID                 `json:"question"`
	P         *float64           `json:"p,omitempty"`
	Probs     map[string]float64 `json:"probs,omitempty"`
	Quantiles []Quantile         `json:"quantiles,omitempty"`
	MadeAt    *Instant           `json:"made_at,omitempty"`
	By        string             `json:"by,omitempty"`
	Imported  *Imported          `json:"imported,omitempty"`
	Because   []ID               `json:"because,omitempty"`
	Wording   *ID                `json:"wording,omitempty"`
}

// Rationale is the text that goes with a forecast.
type Rationale struct {
	Forecast ID     `json:"forecast"`
	Text     string `json:"text"`
}

// Sealed announces a forecast that is withheld for now.
type Sealed struct {
	Question ID `json:"question"`
	Forecast ID `json:"forecast"`
}

// Withdrawn ends the standing of the author's (or By's) forecast.
type Withdrawn struct {
	Question ID     `json:"question"`
	By       string `json:"by,omitempty"`
	Why      string `json:"why,omitempty"`
}

// Content names bytes by their hash.
type Content struct {
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Type   string `json:"type,omitempty"`
}

// Added is an article; in a revision's set, the members that change.
type Added struct {
	Title     string   `json:"title,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	URL       string   `json:"url,omitempty"`
	Published string   `json:"published,omitempty"`
	Retrieved *Instant `json:"retrieved,omitempty"`
	Language  string   `json:"language,omitempty"`
	Text      *Content `json:"text,omitempty"`
	Original  *Content `json:"original,omitempty"`
}

// Quote anchors a finding in its article's text: W3C Web Annotation text quote
// and position selectors, in Unicode code points.
type Quote struct {
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// Filed is a finding: a passage of an article and what it claims.
type Filed struct {
	Article ID     `json:"article"`
	Quote   Quote  `json:"quote"`
	Claim   string `json:"claim"`
	Grade   string `json:"grade,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Judged says how strongly a finding bears on a question: LR is
// P(finding | yes) / P(finding | no); LRs are P(finding | option) up to a factor.
type Judged struct {
	Finding  ID                 `json:"finding"`
	Question ID                 `json:"question"`
	LR       *float64           `json:"lr,omitempty"`
	LRs      map[string]float64 `json:"lrs,omitempty"`
	Note     string             `json:"note,omitempty"`
}

// Graded says how reliable a publisher or author is, A to F.
type Graded struct {
	Source      string `json:"source"`
	Reliability string `json:"reliability"`
	Why         string `json:"why,omitempty"`
}

// Grouped says that findings share an origin and count once.
type Grouped struct {
	Findings []ID   `json:"findings"`
	Why      string `json:"why,omitempty"`
}

// Case is one member of a reference class.
type Case struct {
	Label    string `json:"label"`
	Happened bool   `json:"happened"`
	Included bool   `json:"included"`
	Why      string `json:"why"`
}

// BaseRate is a reference class with its cases.
type BaseRate struct {
	Question       ID     `json:"question"`
	ReferenceClass string `json:"reference_class"`
	Cases          []Case `json:"cases"`
	Source         string `json:"source,omitempty"`
}

// Counts is in how many of the included cases it happened.
func (b BaseRate) Counts() (happened, of int) {
	for _, c := range b.Cases {
		if c.Included {
			of++
			if c.Happened {
				happened++
			}
		}
	}
	return happened, of
}

// Comment is a remark on any record. To has the fingerprints of the keys of
// those to whom it is addressed.
type Comment struct {
	On      ID       `json:"on"`
	Text    string   `json:"text"`
	ReplyTo *ID      `json:"reply_to,omitempty"`
	To      []string `json:"to,omitempty"`
}

// Exposed proves a fork: two signed checkpoints that cannot both be true.
type Exposed struct {
	Log         LogID    `json:"log"`
	Checkpoints []string `json:"checkpoints"`
}

// Retracted takes back a record of the same author.
type Retracted struct {
	Record ID     `json:"record"`
	Why    string `json:"why"`
}
