package api

import "callgate/backend/callgate"

// Check explains decisions.
type Check struct{ c *Caller }

// Answer is a decision with the names its sentences need.
type Answer struct {
	callgate.Decision
	Question callgate.Question `json:"question"`
	Name     string            `json:"name"` // of the user asked about
	Tenant   string            `json:"tenant"`
	Command  string            `json:"command"` // the same question on the command line
}

// Ask decides and explains. It is the very decision requests run through.
func (m *Check) Ask(q callgate.Question) (Answer, error) { return Answer{}, notBuilt }

// Suggest finds people (for the slot "who") and things (for "of what").
func (m *Check) Suggest(text string) (Suggestions, error) { return Suggestions{}, notBuilt }

// Suggestions are cut at 20 each.
type Suggestions struct {
	People []Person         `json:"people"`
	Things []callgate.Thing `json:"things"`
}
