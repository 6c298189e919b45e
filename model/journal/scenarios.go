package journal

// Scenario is one of several futures of which exactly one comes true.
type Scenario struct {
	Name      string   `json:"name"`
	Narrative string   `json:"narrative"`
	Drivers   []string `json:"drivers"`
}

// Framed is a scenario set; in a revision's set, the members that change.
type Framed struct {
	Title     string     `json:"title"`
	Horizon   Instant    `json:"horizon"`
	Scenarios []Scenario `json:"scenarios"`
	Tags      []string   `json:"tags,omitempty"`
}

// Names are the names of the scenarios, in order.
func (f Framed) Names() []string {
	all := make([]string, len(f.Scenarios))
	for i, s := range f.Scenarios {
		all[i] = s.Name
	}
	return all
}

// Weighed gives each scenario its probability.
type Weighed struct {
	Scenarios ID                 `json:"scenarios"`
	Weights   map[string]float64 `json:"weights"`
	Note      string             `json:"note,omitempty"`
}

// Conditioned gives P(question | scenario) for each scenario.
type Conditioned struct {
	Scenarios ID                 `json:"scenarios"`
	Question  ID                 `json:"question"`
	P         map[string]float64 `json:"p"`
}

// CameTrue says which scenario came true.
type CameTrue struct {
	Scenarios  ID      `json:"scenarios"`
	Outcome    string  `json:"outcome"`
	KnownAt    Instant `json:"known_at"`
	Note       string  `json:"note,omitempty"`
	Supersedes []ID    `json:"supersedes,omitempty"`
}

// Consistency says how well a finding fits each scenario: CC, C, N, I, II or NA.
type Consistency struct {
	Scenarios ID                `json:"scenarios"`
	Finding   ID                `json:"finding"`
	Ratings   map[string]string `json:"ratings"`
}

// Placed is a signpost: an event, and P(seen by CheckBy | scenario) for each.
type Placed struct {
	Scenarios ID                 `json:"scenarios"`
	Text      string             `json:"text"`
	CheckBy   Instant            `json:"check_by"`
	P         map[string]float64 `json:"p"`
}

// Checked says whether a signpost was seen.
type Checked struct {
	Signpost ID      `json:"signpost"`
	Seen     bool    `json:"seen"`
	KnownAt  Instant `json:"known_at"`
	Finding  *ID     `json:"finding,omitempty"`
}

// Related draws a relation between two questions.
type Related struct {
	From ID     `json:"from"`
	To   ID     `json:"to"`
	Type string `json:"type"` // implies, excludes, deadline (the same event, later) or same
	Note string `json:"note,omitempty"`
}
