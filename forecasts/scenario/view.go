package scenario

import (
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scenarioset"
	"weathervane/model/journal"
)

// View is everything that one set's page shows, from one forecaster's side:
// weights, cells, stated and implied probabilities and ratings are theirs.
type View struct {
	scenarioset.Listed
	By           *forecaster.Forecaster `json:"by,omitempty"` // whose it is; nil if nobody has given anything here
	Scenarios    []WeighedScenario      `json:"scenarios"`
	Matrix       []MatrixRow            `json:"matrix"`
	Posts        []scenarioset.Signpost `json:"signposts"`
	Consistency  []ConsistencyRow       `json:"consistency"`
	Inconsistent map[string]float64     `json:"inconsistency"` // by name: I = 1, II = 2, summed; the lowest is least refuted
	Decisive     []journal.ID           `json:"decisive"`      // findings of which any one, if wrong, would change the order of these
	Standing     []Weights              `json:"standing"`      // everyone's weights in force
	History      []Weights              `json:"history"`       // everyone's, in order
	Offer        *Offer                 `json:"offer,omitempty"`
	Versions     []scenarioset.Wording  `json:"-"` // as framed and as revised, in record order
	Held         bool                   `json:"-"` // numbers refer to the names of the scenarios, which are therefore fixed
}

// WeighedScenario is a scenario and its probability; nil if none was given.
type WeighedScenario struct {
	Name      string   `json:"name"`
	Weight    *float64 `json:"weight"`
	Narrative string   `json:"narrative,omitempty"`
	Drivers   []string `json:"drivers,omitempty"`
}

// MatrixRow is a question by scenario. What the forecaster has not given is nil.
type MatrixRow struct {
	Question journal.ID         `json:"question"`
	Title    string             `json:"title"`
	Ended    bool               `json:"ended"` // it was resolved or annulled
	Yes      *bool              `json:"outcome,omitempty"`
	KnownAt  *journal.Instant   `json:"known_at,omitempty"`
	Bits     *float64           `json:"information"` // that its outcome is expected to give about which scenario comes true
	P        map[string]float64 `json:"p"`           // P(question | scenario)
	Implied  *float64           `json:"implied"`     // Σ P(question | scenario) P(scenario)
	Stated   *float64           `json:"stated"`      // the standing forecast
}

// Offer is a forecaster's weights updated by Bayes' rule with what was
// observed after they were given. Later weights already take it into account:
// each observation counts once.
type Offer struct {
	Observed []Observation      `json:"observed"`
	Weights  map[string]float64 `json:"weights"`
}

// Observation is a checked signpost or a resolved question of the matrix.
type Observation struct {
	Of      journal.ID      `json:"of"`
	Text    string          `json:"text"`
	Seen    bool            `json:"seen"`
	KnownAt journal.Instant `json:"known_at"`
}

// ConsistencyRow is how well a finding fits each scenario.
type ConsistencyRow struct {
	Finding journal.ID        `json:"finding"`
	Claim   string            `json:"claim"`
	Ratings map[string]string `json:"ratings"`
	// Diagnosticity is the population standard deviation of the ratings from II =
	// 1 to CC = 5: how well the finding discriminates between the scenarios.
	Diagnosticity *float64 `json:"diagnosticity"`
}

// Weights is one forecaster's weights.
type Weights struct {
	ID          journal.ID            `json:"id"`
	Forecaster  forecaster.Forecaster `json:"forecaster"`
	At          journal.Instant       `json:"at"`
	Weights     map[string]float64    `json:"weights"`
	Note        string                `json:"note,omitempty"`
	RetractedAt *journal.Instant      `json:"retracted_at,omitempty"`
	Mine        bool                  `json:"-"`
}
