package callgate

import "net/netip"

// Expectation is a sentence saved with a tenant: a save that breaks it is
// refused.
type Expectation struct {
	Tenant    ID     `json:"-" bun:"tenant_id,pk"`
	ID        ID     `json:"id" bun:"id,pk"`
	Text      string `json:"text" bun:"text"` // canonical: Sentence.String
	Note      string `json:"note" bun:"note"` // why it is expected
	Created   Time   `json:"created" bun:"created" ts_type:"string"`
	Changed   Time   `json:"changed" bun:"changed" ts_type:"string"`
	ChangedBy string `json:"changedBy" bun:"changed_by"`
	Revision  int    `json:"revision" bun:"revision"`
}

// Sentence is an expectation taken apart. It is written
//
//	LOGIN can PERMISSION [KIND:NAME] [from HOST]
//	LOGIN cannot PERMISSION [KIND:NAME] [from HOST]
//	nobody [but LOGIN, LOGIN] can PERMISSION [KIND:NAME] [from HOST]
//
// Without "from" the address is left out of the question. With it, "can" is
// meant of every address of the host, "cannot" and "nobody" of any. A login
// that is the word "nobody" is written @nobody.
type Sentence struct {
	Who    string   // login; "" = nobody
	But    []string // logins, of "nobody"
	Cannot bool
	Do     Permission
	On     Entity       // "" = anything at all
	From   netip.Prefix // not valid = wherever he comes from
}

// Nobody tells whether it is a sentence about everybody but some.
func (s *Sentence) Nobody() bool { return s.Who == "" }

// Names lists the logins it names as people.
func (s *Sentence) Names() []string {
	if s.Nobody() {
		return s.But
	}
	return []string{s.Who}
}
