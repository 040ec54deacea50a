package api

import (
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// Expectations are sentences that every save of the tenant is checked against.
// They name people, so they are for those who may see users.
type Expectations struct{ c *Caller }

// ExpectationRow is one of them and whether it holds now.
type ExpectationRow struct {
	callgate.Expectation
	Said SaidSentence `json:"said"`
}

// SaidSentence is a sentence taken apart for the page, which says it in the
// reader's language, with its present state.
type SaidSentence struct {
	Text       string              `json:"text"`   // as it is kept
	Nobody     bool                `json:"nobody"` // about everybody but People
	People     []Person            `json:"people"`
	Cannot     bool                `json:"cannot"`
	Permission callgate.Permission `json:"permission"`
	On         callgate.Entity     `json:"on"`
	From       string              `json:"from"`
	State      string              `json:"state"` // holds, broken, rests: whom it is about is not in use
	Who        []Person            `json:"who"`   // who breaks it, the first of them
	WhoTotal   int                 `json:"whoTotal"`
}

// ExpectationPage is all of them, oldest first.
type ExpectationPage struct {
	Rows   []ExpectationRow `json:"rows"`
	Broken int              `json:"broken"`
	Can    []string         `json:"can"` // write, delete
}

// ExpectationReading is a sentence read while it is typed: what it means, or
// which word is wrong.
type ExpectationReading struct {
	Said  *SaidSentence   `json:"said"`
	Error *callgate.Error `json:"error"`
}

// States of a sentence: the policy's, and one that this version cannot read.
const (
	ExpectationBroken = policy.Broken
	ExpectationUnread = "unread"
)

const (
	mostExpectations = 1000
	breakersShown    = 5
)

// List gives them with their states.
func (m *Expectations) List() (ExpectationPage, error) {
	return read(m.c, "security.expectations:read", func(a *actor) (ExpectationPage, error) {
		if err := a.demand("directory.users:read"); err != nil {
			return ExpectationPage{}, err
		}
		page := ExpectationPage{Rows: make([]ExpectationRow, len(a.Expectations)), Can: a.can("security.expectations", "write", "delete")}
		for i, e := range a.Expectations {
			page.Rows[i] = ExpectationRow{Expectation: e, Said: a.saidOf(e)}
			if page.Rows[i].Said.State == ExpectationBroken {
				page.Broken++
			}
		}
		return page, nil
	})
}

// Read tells what a typed sentence means, and whether it holds.
func (m *Expectations) Read(text string) (ExpectationReading, error) {
	return read(m.c, "security.expectations:read", func(a *actor) (ExpectationReading, error) {
		if err := a.demand("directory.users:read"); err != nil {
			return ExpectationReading{}, err
		}
		s, err := a.readSentence(text)
		if err != nil {
			return ExpectationReading{Error: err}, nil
		}
		said := a.said(s)
		return ExpectationReading{Said: &said}, nil
	})
}

// Add keeps a sentence. One that does not hold is refused: it would be broken
// from the start.
func (m *Expectations) Add(text, note string) (ExpectationRow, error) {
	return write(m.c, "security.expectations:write", func(w *change) (ExpectationRow, error) {
		if len(w.Expectations) >= mostExpectations {
			return ExpectationRow{}, tooMany("text", mostExpectations)
		}
		e := callgate.Expectation{Tenant: w.Tenant.ID, ID: callgate.NewID(w.Now), Created: w.Now}
		if err := w.keepSentence(&e, text, note); err != nil {
			return ExpectationRow{}, err
		}
		return ExpectationRow{e, w.saidOf(e)}, w.record("expectation.add", e.Text, e.ID, nil, expectationParts(e))
	})
}

// Edit changes one.
func (m *Expectations) Edit(id callgate.ID, revision int, text, note string) (ExpectationRow, error) {
	return write(m.c, "security.expectations:write", func(w *change) (ExpectationRow, error) {
		before := w.expectation(id)
		switch {
		case before == nil:
			return ExpectationRow{}, callgate.Err(callgate.NotFound)
		case before.Revision != revision:
			return ExpectationRow{}, callgate.Err(callgate.Conflict, "by", before.ChangedBy, "at", before.Changed.String(), "what", before.Text)
		}
		e := *before
		if err := w.keepSentence(&e, text, note); err != nil {
			return ExpectationRow{}, err
		}
		was, is := changedKeys(expectationParts(*before), expectationParts(e))
		return ExpectationRow{e, w.saidOf(e)}, w.record("expectation.edit", e.Text, id, was, is)
	})
}

// Delete lets one go.
func (m *Expectations) Delete(id callgate.ID) error {
	_, err := write(m.c, "security.expectations:delete", func(w *change) (struct{}, error) {
		if err := w.demand("directory.users:read"); err != nil {
			return struct{}{}, err
		}
		e := w.expectation(id)
		if e == nil {
			return struct{}{}, callgate.Err(callgate.NotFound)
		}
		if err := w.tx.DeleteExpectation(w.Tenant.ID, id); err != nil {
			return struct{}{}, err
		}
		if err := w.expectationsChanged(); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("expectation.delete", e.Text, id, expectationParts(*e), nil)
	})
	return err
}

// keepSentence stores a sentence that holds.
func (w *change) keepSentence(e *callgate.Expectation, text, note string) (err error) {
	if err := w.demand("directory.users:read"); err != nil {
		return err
	}
	s, bad := w.readSentence(text)
	if bad != nil {
		return bad
	}
	if said := w.said(s); said.State == policy.Broken {
		return callgate.Err("expectation_not_so", "sentence", said.Text, "who", namesOf(said.Who, said.WhoTotal)).At("text")
	}
	e.Text = s.String()
	if e.Note, err = line("note", note, mostDescription); err != nil {
		return err
	}
	e.Changed, e.ChangedBy = w.Now, w.Name
	e.Revision++
	if err := w.tx.SaveExpectation(*e); err != nil {
		return at(err, "text")
	}
	return w.expectationsChanged()
}

func expectationParts(e callgate.Expectation) map[string]any {
	return map[string]any{"text": e.Text, "note": e.Note}
}

func namesOf(list []Person, total int) string {
	names := strings.Join(texts(list, func(p Person) string { return p.Name }), ", ")
	if total > len(list) {
		names += ", … (" + decimal(total) + ")"
	}
	return names
}
