package api

import (
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Acting as another user (MODEL 6): what is held is what both hold, reach and
// address included; for half an hour, never chained, and both names stand in
// every audit record. It is a state of one's own session, so it ends with it.

// actingLasts is how long one acts before one has to ask again.
const actingLasts = 30 * time.Minute

// logInAs is the right to act; who lacks it may look at most.
const logInAs = callgate.Permission("users.impersonate:use")

// lookable are the rights that change nothing.
var lookable = func() callgate.Set {
	var s callgate.Set
	for i, leaf := range callgate.Catalogue() {
		if leaf.ID.Action() == "read" {
			s.Add(callgate.Bit(i))
		}
	}
	return s
}()

// acting is a, acting as another user: his pages, and of both their rights what
// they have in common. When that is over the caller is refused until he
// returned to himself: what he meant to do as the other must not be done as
// himself.
func (a *actor) acting(as callgate.ID) (*actor, error) {
	over := callgate.Err("acting_over")
	who, ok := a.Policy.ByID(as)
	if !ok || a.Now >= a.Session.ActingUntil {
		return a, over
	}
	if a.mayAct(a.Policy.User(who), a.Session.ActingReads) != nil || a.Policy.Admits(who, a.c.origin.Address, a.Now) != nil {
		return a, over
	}
	b := a.c.face(a.view, who, a.Session, a.Now)
	b.By, b.Looks, b.Name, b.Login = a, a.Session.ActingReads, a.Name, a.Login
	b.Rights = a.Rights.Intersect(a.Policy.Rights(who, a.Now))
	if b.Looks {
		b.Rights = b.Rights.Intersect(lookable)
	}
	return b, nil
}

// mayAct: who may act at all may act as anybody he may see, for he gains
// nothing by it. Only looking asks for no right of its own where it shows
// nothing that he does not hold himself.
func (a *actor) mayAct(as *callgate.User, looks bool) error {
	if err := a.demand("directory.users:read"); err != nil {
		return err
	}
	if looks && (a.unbounded() || len(a.exceeds(mostOf(as))) == 0) {
		return nil
	}
	return a.demand(logInAs)
}

// faces are the persons whose rights all have to suffice: the actor, and while
// he acts as another both of them. A rule that compares with "the actor" is
// asked of each.
func (a *actor) faces() []*actor {
	if a.By == nil {
		return []*actor{a}
	}
	other := *a
	other.By = nil
	return []*actor{&other, a.By}
}

// everyFace asks a rule of each face.
func (w *change) everyFace(rule func() error) error {
	whole := w.actor
	defer func() { w.actor = whole }()
	for _, face := range whole.faces() {
		w.actor = face
		if err := rule(); err != nil {
			return err
		}
	}
	return nil
}

// himself is who sits there, whomever he acts as.
func (a *actor) himself() *callgate.User {
	if a.By != nil {
		return a.By.User
	}
	return a.User
}

// himselfID is his id, "" for the local operator.
func (a *actor) himselfID() callgate.ID {
	if a.local() {
		return ""
	}
	return a.himself().ID
}

// settle looks at another view of the tenant, in which each face may have
// another place.
func (a *actor) settle(v *view) {
	a.look(v)
	for _, face := range []*actor{a, a.By} {
		if face != nil && face.User != nil {
			face.Who, _ = v.Policy.ByID(face.User.ID)
		}
	}
}

// look turns every face to another view of the tenant.
func (a *actor) look(v *view) {
	a.view = v
	if a.By != nil {
		a.By.view = v
	}
}

// canAct lists which ways of acting as a user there are for the actor.
func (a *actor) canAct(u *callgate.User) []string {
	can := []string{}
	if a.local() || a.By != nil || a.isSelf(u) {
		return can
	}
	who, ok := a.Policy.ByID(u.ID)
	if !ok || a.Policy.Admits(who, a.c.origin.Address, a.Now) != nil {
		return can
	}
	if a.may(logInAs) {
		can = append(can, "impersonate")
	}
	if a.mayAct(u, true) == nil {
		can = append(can, "view_as")
	}
	return can
}

// onBehalf is the login of the user acted as, for the audit.
func (a *actor) onBehalf() string {
	if a == nil || a.By == nil {
		return ""
	}
	return a.User.Login
}

// exceeds tells what a user holds beyond the actor, or beyond either of two.
func (a *actor) exceeds(u *callgate.User) []callgate.Reason {
	for _, face := range a.faces() {
		if more := a.Policy.Exceeds(face.Who, u, a.Now); len(more) > 0 {
			return more
		}
	}
	return nil
}

// exceedsRole is the same for what a role gives.
func (a *actor) exceedsRole(r *callgate.Role) []callgate.Reason {
	for _, face := range a.faces() {
		if more := a.Policy.ExceedsRole(face.Who, r, a.Now); len(more) > 0 {
			return more
		}
	}
	return nil
}

func (a *actor) looksOnly() error {
	return callgate.Err("looks_only", "name", a.User.DisplayName())
}

// ownSecretsOnly refuses what belongs to the user himself while another acts as
// him: password, second factor, recovery codes, sessions.
func (a *actor) ownSecretsOnly() error {
	if a.By == nil {
		return nil
	}
	return callgate.Err("acting_secret", "name", a.User.DisplayName())
}

// ActAs begins to act as a user; everything done is recorded with both names.
func (m *Users) ActAs(id callgate.ID) error {
	_, err := write(m.c, logInAs, func(w *change) (struct{}, error) { return struct{}{}, w.beginActing(id, false) })
	return err
}

// ViewAs shows the pages as a user sees them; nothing can be changed meanwhile.
func (m *Users) ViewAs(id callgate.ID) error {
	_, err := write(m.c, "directory.users:read", func(w *change) (struct{}, error) { return struct{}{}, w.beginActing(id, true) })
	return err
}

func (w *change) beginActing(id callgate.ID, looks bool) error {
	if w.local() {
		return callgate.Err("no_account")
	}
	if w.By != nil {
		return callgate.Err("acting_chained")
	}
	if err := w.demand("directory.users:read"); err != nil {
		return err
	}
	u, err := w.user(id)
	switch {
	case err != nil:
		return err
	case w.isSelf(u):
		return callgate.Err("acting_self")
	}
	if err := w.mayAct(u, looks); err != nil {
		return err
	}
	who, ok := w.Policy.ByID(id)
	if !ok {
		return callgate.Err(callgate.NotFound)
	}
	if fault := w.Policy.Admits(who, w.c.origin.Address, w.Now); fault != nil {
		return callgate.Err("acting_shut", "name", u.DisplayName()).Because(fault.Reasons)
	}
	what := "user.act_as"
	if looks {
		what = "user.view_as"
	}
	if err := w.record(what, u.Login, u.ID, nil, nil); err != nil {
		return err
	}
	return w.c.act(w, func(s *store.Session) {
		s.ActingAs, s.ActingUntil, s.ActingReads = id, w.Now.Add(actingLasts), looks
	})
}

// act changes whom the present session acts as, under a new token.
func (c *Caller) act(w *change, f func(s *store.Session)) error {
	w.tell("session", w.Tenant.ID, w.userID())
	return c.renewed(w, f)
}
