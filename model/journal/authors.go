package journal

// Named gives the author of a log another name.
type Named struct {
	Name string `json:"name"`
}

// Succeeded names the key with which this author signs from now on. Logs tells,
// for each log of the old key, how many of its records are the author's. It
// takes effect when a log of the new key names a log of this one in its After.
type Succeeded struct {
	Key  Key             `json:"key"`
	Logs map[LogID]int64 `json:"logs"`
}

// Revoked tells, for each log of a key that still counts, how many of its records
// do; of a log that is not named none does. It comes from an admin of the team,
// or from the key itself, which takes back what is beyond.
type Revoked struct {
	Key  Key             `json:"key"`
	Logs map[LogID]int64 `json:"logs"`
	Why  string          `json:"why"`
}

// Founded makes a team, of which its author is the first admin.
type Founded struct {
	Name string `json:"name"`
	Note string `json:"note,omitempty"`
}

// The roles that a member of a team can have.
const (
	RoleAdmin      = "admin"      // members, and all that resolvers and forecasters do
	RoleResolver   = "resolver"   // ends, their confirmation, and revisions of others' questions
	RoleForecaster = "forecaster" // questions, forecasts, evidence, scenarios and comments
	RoleReviewer   = "reviewer"   // reviews and comments
)

// Membership gives a key its roles in a team; without roles, its owner has
// left. Where a role is taken, Logs tells for each log of the key how many of
// its records were there; the rest is judged as recorded no earlier than this.
// Was is the key that this one replaces, and Logs are then of the old key.
type Membership struct {
	Team  ID              `json:"team"`
	Key   Key             `json:"key"`
	Name  string          `json:"name"`
	Roles []string        `json:"roles"`
	Logs  map[LogID]int64 `json:"logs,omitzero"`
	Was   *Key            `json:"was,omitempty"`
	Why   string          `json:"why,omitempty"`
}
