package callgate

// Question asks: may USER do PERMISSION [on ENTITY] [dialling NUMBER [showing
// NUMBER]] [from ADDRESS] (MODEL 6).
type Question struct {
	Login      string     `json:"login"`
	Permission Permission `json:"permission"`
	On         Entity     `json:"on"`         // "" = on anything at all
	Dial       string     `json:"dial"`       // as typed
	Showing    string     `json:"showing"`    // caller ID asked for
	From       string     `json:"from"`       // "" = no address known
	AnyAddress bool       `json:"anyAddress"` // leave the address gate out: "from anywhere"
}

// Anywhere stands in place of an address and leaves the address gate out of a
// question.
const Anywhere = "anywhere"

// The six gates every decision runs through, in order.
const (
	GateState    = "state"
	GateAddress  = "address"
	GateSeat     = "seat"
	GateRights   = "rights"
	GateReach    = "reach"
	GateDialling = "dialling"
)

// Decision is the answer with every rule looked at, never cut short.
type Decision struct {
	Allow   bool     `json:"allow"`
	Gates   []Gate   `json:"gates"` // always six
	Reasons []Reason `json:"reasons"`
	Ways    []Way    `json:"ways"` // what would grant it, for a denial
}

// Gate is the state of one of the six.
type Gate struct {
	Name  string `json:"name"`
	State string `json:"state"` // open, narrow, shut, not_given (right simply not granted), not_asked
}

// Reason is one rule and whether it held. The sentence is "reason.<code>" in
// the language files.
type Reason struct {
	Gate   string            `json:"gate"`
	Code   string            `json:"code"`
	Held   bool              `json:"held"`
	Params map[string]string `json:"params,omitempty"`
}

// Way is one change that would open a shut gate; sentence "way.<code>".
type Way struct {
	Gate   string            `json:"gate"`
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
}

// Effective is one right of a user with where it comes from.
type Effective struct {
	Permission Permission   `json:"permission"`
	Held       bool         `json:"held"`
	Override   string       `json:"override"` // "", allow, deny
	Sources    []Source     `json:"sources"`  // what grants it: roles, override, kind, seat, extension, shared recording
	Lost       string       `json:"lost"`     // why it does not count although granted: package, seat, need:<permission>, denied, expired
	NeededBy   []Permission `json:"neededBy"`
	Reach      []string     `json:"reach"` // scoped: everything, own, or entities
}

// Source is a role, an override or a rule that gives a right.
type Source struct {
	Kind string `json:"kind"` // role, override, administrator, own_extension, shared_recording, everybody
	ID   ID     `json:"id,omitempty"`
	Name string `json:"name"`
}
