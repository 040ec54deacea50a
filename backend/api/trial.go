package api

import (
	"errors"
	"strings"

	"callgate/backend/callgate"
)

// trial is a change that is asked for and not made: the way of every real one,
// all rules included, in a transaction that is rolled back. So what a preview
// tells is what the save does. A nil trial does nothing.
type trial struct {
	actor         *actor // who passed the guard
	before, after views
	records       []*callgate.AuditRecord // as the audit would tell it
	made          []callgate.Entity
	many          bool
	looked        int // of many, how many were tried; 0 = all
}

// errTried ends the transaction of a trial that nothing stopped.
var errTried = errors.New("api: tried, not made")

// trying is the same caller, whose changes are tried only.
func (c *Caller) trying() *Caller {
	return &Caller{s: c.s, origin: c.origin, held: held{token: c.heldToken(), device: c.heldDevice()}, local: c.local, trial: &trial{}}
}

// begins notes that the guard let the actor through: what is refused from now
// on is a matter of the change.
func (t *trial) begins(a *actor) {
	if t == nil {
		return
	}
	kept := *a // his place is another one after a change
	t.actor = &kept
}

// sees takes what would be published. An expectation may still refuse it.
func (t *trial) sees(before views, w *change) {
	if t != nil {
		t.before, t.after, t.made = before, w.views, w.made
	}
}

func (t *trial) notes(r *callgate.AuditRecord) {
	if t != nil && len(t.records) < recordsTold {
		t.records = append(t.records, r)
	}
}

// Of a change of many: how many users one trial goes through, so that nobody
// waits long for his turn to write, and how many of their records it tells.
const (
	triedAtOnce = 2000
	recordsTold = 20
)

// some cuts a change of many down to what a trial goes through, in one
// transaction.
func (t *trial) some(ids []callgate.ID, atOnce int) ([]callgate.ID, int) {
	if t == nil {
		return ids, atOnce
	}
	t.many = true
	if len(ids) > triedAtOnce {
		ids, t.looked = ids[:triedAtOnce], triedAtOnce
	}
	return ids, triedAtOnce
}

// ofMany tells that a trial goes through many: what is written only to be kept,
// and no rule reads, is left out.
func (t *trial) ofMany() bool { return t != nil && t.many }

// needNotStore tells that nothing a rule asks the database depends on one of
// many: no administrator, no other login, and nothing is kept of a trial.
func (t *trial) needNotStore(before, u *callgate.User) bool {
	return t.ofMany() && before != nil && u.Kind != callgate.Administrator && before.Kind != callgate.Administrator &&
		before.Folded == u.Folded && before.Skeleton == u.Skeleton && before.System == u.System
}

// typed tells whether somebody typed the name of what is to go. A trial asks
// nobody to.
func (w *change) typed(text, name string) bool {
	return w.trial != nil || strings.TrimSpace(text) == name
}
