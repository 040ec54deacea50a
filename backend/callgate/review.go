package callgate

// Review is a dated list of who has what, to confirm or withdraw row by row.
// Once finished it does not change.
type Review struct {
	Tenant     ID     `json:"-" bun:"tenant_id,pk"`
	ID         ID     `json:"id" bun:"id,pk"`
	Name       string `json:"name" bun:"name"`
	Made       bool   `json:"-" bun:"made"` // all people are written down
	Started    Time   `json:"started" bun:"started" ts_type:"string"`
	StartedBy  string `json:"startedBy" bun:"started_by"`
	Due        Time   `json:"due" bun:"due" ts_type:"string"`
	Finished   Time   `json:"finished" bun:"finished" ts_type:"string"`
	FinishedBy string `json:"finishedBy" bun:"finished_by"`
	People     int    `json:"people" bun:"people"`
	Rights     int    `json:"rights" bun:"rights"`
	Decided    int    `json:"decided" bun:"decided"`
	Withdrawn  int    `json:"withdrawn" bun:"withdrawn"` // of those decided
}

// ReviewPerson is somebody as he was when the review began, with what he had.
type ReviewPerson struct {
	Tenant     ID            `json:"-" bun:"tenant_id,pk"`
	Review     ID            `json:"-" bun:"review_id,pk"`
	Position   int           `json:"position" bun:"position,pk"`
	User       ID            `json:"user" bun:"user_id"`
	Login      string        `json:"login" bun:"login"`
	Name       string        `json:"name" bun:"name"`
	Kind       string        `json:"kind" bun:"kind"`
	Seat       string        `json:"seat" bun:"seat"`
	State      string        `json:"state" bun:"state"`
	Factor     bool          `json:"factor" bun:"has_factor"`
	LastSignIn Time          `json:"lastSignIn" bun:"last_sign_in" ts_type:"string"`
	Hosts      []string      `json:"hosts" bun:"hosts,type:text"`
	Rights     []ReviewRight `json:"rights" bun:"rights,type:text"`
	Open       int           `json:"open" bun:"open_rights"`
}

// ReviewRight is one thing somebody was given.
type ReviewRight struct {
	Kind     string `json:"kind"`
	Key      string `json:"key"`  // id of the role, permission, entity
	Name     string `json:"name"` // as it was called
	Expires  Time   `json:"expires" ts_type:"string"`
	Decision string `json:"decision"` // "", confirmed, withdrawn
	Gone     bool   `json:"gone"`     // withdrawn, and was no longer there
	By       string `json:"by"`
	At       Time   `json:"at" ts_type:"string"`
}

// Kinds of what is reviewed, and decisions. A denial is listed and not decided:
// withdrawing it would give.
const (
	ReviewAdministrator = "administrator"
	ReviewRole          = "role"
	ReviewOverride      = "override"
	ReviewDenied        = "denied"
	ReviewEverything    = "reach_everything"
	ReviewReach         = "reach"
	ReviewShared        = "shared_recording"

	Confirmed = "confirmed"
	Withdrawn = "withdrawn"
)

// Decidable tells whether somebody has to say something about it.
func (r *ReviewRight) Decidable() bool { return r.Kind != ReviewDenied }
