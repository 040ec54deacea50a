package api

import (
	"cmp"
	"slices"

	"callgate/backend/callgate"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// Requests are what users asked for after they were refused it.
type Requests struct{ c *Caller }

// Bounds of requests.
const (
	requestsOpen  = 10  // of one user
	requestsRead  = 500 // open ones of a tenant that are looked at
	requestsShown = 50  // decided ones
	askedAtOnce   = 20  // people who are told of a new one
	mostReason    = 500
)

// States of a request.
const (
	requestOpen      = "open"
	requestGranted   = "granted"
	requestDeclined  = "declined"
	requestWithdrawn = "withdrawn"
)

// Request is one of them.
type Request struct {
	ID         callgate.ID           `json:"id"`
	User       callgate.ID           `json:"user"`
	Login      string                `json:"login"`
	Name       string                `json:"name"`
	Permission callgate.Permission   `json:"permission"`
	Entity     callgate.Entity       `json:"entity"` // "" = on anything at all
	Reason     string                `json:"reason"`
	At         callgate.Time         `json:"at" ts_type:"string"`
	State      string                `json:"state"` // open, granted, declined, withdrawn
	DecidedBy  string                `json:"decidedBy"`
	Decided    callgate.Time         `json:"decided" ts_type:"string"`
	Answer     string                `json:"answer"`
	Until      callgate.Time         `json:"until" ts_type:"string"`
	Gives      []callgate.Permission `json:"gives"` // overrides that granting sets, needs included
	Reach      bool                  `json:"reach"` // granting puts the entity into the reach
	Can        []string              `json:"can"`   // grant, decline
}

// RequestList is what waits for the caller, and what was answered last.
type RequestList struct {
	Open    []Request `json:"open"`
	Decided []Request `json:"decided"`
}

// RefusedPage is a page the caller may not open.
type RefusedPage struct {
	Permission callgate.Permission `json:"permission"` // that would open it
	Open       bool                `json:"open"`       // asked for already
}

// Page tells what would open a page of the product.
func (m *Requests) Page(name string) (RefusedPage, error) {
	return read(m.c, "", func(a *actor) (RefusedPage, error) {
		for _, page := range pages {
			if page.name != name || len(page.asks) == 0 {
				continue
			}
			p := RefusedPage{Permission: page.asks[0]}
			mine, err := a.ownRequests()
			p.Open = slices.ContainsFunc(mine, func(r *store.Request) bool {
				return r.State == requestOpen && r.Permission == p.Permission && r.Entity == ""
			})
			return p, err
		}
		return RefusedPage{}, callgate.Err(callgate.NotFound)
	})
}

func (a *actor) ownRequests() (list []*store.Request, err error) {
	if a.local() {
		return nil, callgate.Err("no_account")
	}
	err = a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
		list, err = tx.RequestsOf(a.Tenant.ID, a.User.ID, requestsShown)
		return err
	})
	return list, err
}

// Mine lists the caller's own, newest first.
func (m *Requests) Mine() ([]Request, error) {
	return read(m.c, "", func(a *actor) ([]Request, error) {
		list, err := a.ownRequests()
		shown := []Request{}
		for _, r := range list {
			shown = append(shown, a.shownRequest(r, []string{}))
		}
		return shown, err
	})
}

// Ask makes one. Whether the entity exists it does not tell.
func (m *Requests) Ask(permission callgate.Permission, entity callgate.Entity, reason string) (Request, error) {
	return write(m.c, "", func(w *change) (Request, error) {
		if w.local() {
			return Request{}, callgate.Err("no_account")
		}
		if err := w.ownSecretsOnly(); err != nil { // nobody asks in another's name
			return Request{}, err
		}
		r := &store.Request{Tenant: w.Tenant.ID, ID: callgate.NewID(w.Now), User: w.User.ID, Permission: permission, Entity: entity, At: w.Now, State: requestOpen}
		if err := w.readRequest(r, reason); err != nil {
			return Request{}, err
		}
		if err := w.tx.SaveRequest(r); err != nil {
			return Request{}, err
		}
		if err := w.tellGranters(r); err != nil {
			return Request{}, err
		}
		w.tell("request", w.Tenant.ID, r.ID)
		after := map[string]any{"permission": r.Permission, "entity": r.Entity, "reason": r.Reason}
		return w.shownRequest(r, []string{}), w.record("request.ask", w.Login, w.User.ID, nil, after)
	})
}

// readRequest refuses what cannot be asked for, or was.
func (w *change) readRequest(r *store.Request, reason string) error {
	bit, known := callgate.BitOf(r.Permission)
	if !known {
		return callgate.Err("permission_unknown", "permission", shortened(string(r.Permission), 60)).At("permission")
	}
	var err error
	if r.Reason, err = line("reason", reason, mostReason); err != nil {
		return err
	}
	if r.Entity != "" {
		if r.Entity, err = w.askedEntity(r.Entity); err != nil {
			return at(err, "entity")
		}
	}
	who, _ := w.Policy.ByID(r.User)
	ask := policy.Request{Who: who, ByWho: true, Do: bit, On: r.Entity, AnyAddress: true, Now: w.Now}
	if w.Policy.Decide(ask) {
		return callgate.Err("request_held")
	}
	mine, err := w.tx.RequestsOf(w.Tenant.ID, w.User.ID, requestsRead)
	open := 0
	for _, other := range mine {
		if other.State != requestOpen {
			continue
		}
		open++
		if other.Permission == r.Permission && other.Entity == r.Entity {
			return callgate.Err("request_open")
		}
	}
	if open >= requestsOpen {
		return callgate.Err("request_many", "max", decimal(requestsOpen))
	}
	return err
}

// shownRequest is a request with the names its sentences need.
func (a *actor) shownRequest(r *store.Request, can []string) Request {
	shown := Request{
		ID: r.ID, User: r.User, Permission: r.Permission, Entity: r.Entity, Reason: r.Reason, At: r.At, State: r.State,
		DecidedBy: r.DecidedBy, Decided: r.Decided, Answer: r.Answer, Until: r.Until, Gives: []callgate.Permission{}, Can: can,
	}
	if who, ok := a.Policy.ByID(r.User); ok {
		u := a.Policy.User(who)
		shown.Login, shown.Name = u.Login, u.DisplayName()
	}
	return shown
}

// List gives the open ones the caller could grant, oldest first, and what was
// answered last.
func (m *Requests) List() (RequestList, error) {
	return read(m.c, "directory.users:write", func(a *actor) (RequestList, error) {
		list := RequestList{Open: []Request{}, Decided: []Request{}}
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
			open, err := tx.OpenRequests(a.Tenant.ID, requestsRead)
			if err != nil {
				return err
			}
			for _, r := range open {
				if u := a.mayGrant(r); u != nil {
					shown := a.shownRequest(r, []string{"grant", "decline"})
					shown.Gives = a.given(u, r)
					shown.Reach = len(a.granted(u, r, 0).Reach) > len(u.Reach)
					list.Open = append(list.Open, shown)
				}
			}
			decided, err := tx.DecidedRequests(a.Tenant.ID, requestsShown)
			for _, r := range decided {
				if a.mayGrant(r) != nil {
					list.Decided = append(list.Decided, a.shownRequest(r, []string{}))
				}
			}
			return err
		})
		return list, err
	})
}

// requestsWaiting counts the open ones the actor could grant.
func (a *actor) requestsWaiting(tx *store.Tx) (n int, err error) {
	open, err := tx.OpenRequests(a.Tenant.ID, requestsRead)
	for _, r := range open {
		if a.mayGrant(r) != nil {
			n++
		}
	}
	return n, err
}

// mayGrant gives the asker when the actor could grant it: he would hold no less
// than the asker then. nil when not.
func (a *actor) mayGrant(r *store.Request) *callgate.User {
	who, ok := a.Policy.ByID(r.User)
	if !ok || !a.local() && (r.User == a.User.ID || r.User == a.himselfID()) {
		return nil
	}
	u := a.Policy.User(who)
	if a.unbounded() {
		return u
	}
	if len(a.exceeds(mostOf(a.granted(u, r, 0)))) > 0 {
		return nil
	}
	return u
}

// given is what has to be allowed so that the permission counts: its needs, where
// they are missing, and itself.
func (a *actor) given(u *callgate.User, r *store.Request) []callgate.Permission {
	held := callgate.Set{}
	if who, ok := a.Policy.ByID(u.ID); ok {
		held = a.Policy.Rights(who, a.Now)
	}
	list := []callgate.Permission{}
	for _, p := range callgate.WithNeeds(r.Permission, held) {
		if !held.Has(callgate.MustBit(p)) {
			list = append(list, p)
		}
	}
	return list
}

// granted is the asker as he would be: overrides that allow, and the entity in
// his reach where the permission counts only there.
func (a *actor) granted(u *callgate.User, r *store.Request, until callgate.Time) *callgate.User {
	after := copyOf(u)
	for _, p := range a.given(u, r) {
		after.Overrides = slices.DeleteFunc(after.Overrides, func(o callgate.Override) bool { return o.Permission == p })
		after.Overrides = append(after.Overrides, callgate.Override{Permission: p, Allow: true, Expires: until, By: a.Name, At: a.Now})
	}
	leaf, _ := callgate.LeafOf(r.Permission)
	if r.Entity != "" && leaf.Scoped && r.Entity.Kind() != callgate.UserKind && !after.ReachEverything && !slices.Contains(after.Reach, r.Entity) {
		who, ok := a.Policy.ByID(u.ID)
		ask := policy.Request{Who: who, ByWho: true, Do: callgate.MustBit(r.Permission), On: r.Entity, AnyAddress: true, Now: a.Now}
		if would := a.Policy.WithUser(after); ok {
			ask.Who, _ = would.ByID(u.ID)
			if !would.Decide(ask) {
				after.Reach = append(after.Reach, r.Entity)
			}
		}
	}
	return after
}

// tellGranters tells those who could grant it: administrators and whoever was
// signed in last first.
func (w *change) tellGranters(r *store.Request) error {
	users := callgate.MustBit("directory.users:write")
	var able []*callgate.User
	for u := range w.People.All() {
		who, ok := w.Policy.ByID(u.ID)
		if !ok || u.ID == r.User || !u.Enabled || u.Blocked || !holds(w.Policy.Rights(who, w.Now), users) {
			continue
		}
		able = append(able, u)
	}
	slices.SortFunc(able, func(x, y *callgate.User) int { return cmp.Compare(y.LastSignIn, x.LastSignIn) })
	told := 0
	for _, u := range able {
		who, _ := w.Policy.ByID(u.ID)
		granter := &actor{view: w.view, User: u, Who: who, Now: w.Now, Name: u.DisplayName(), c: w.c}
		if told == askedAtOnce || granter.mayGrant(r) == nil {
			continue
		}
		told++
		if err := w.notice(u, "request_new", "name", w.Name, "permission", string(r.Permission), "entity", string(r.Entity)); err != nil {
			return err
		}
	}
	return nil
}

func holds(rights callgate.Set, b callgate.Bit) bool { return rights.Has(b) }
