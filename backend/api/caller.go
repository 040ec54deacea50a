package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"runtime/debug"
	"sync/atomic"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// Doors a call can come through.
const (
	DoorWeb     = "web"
	DoorDesktop = "desktop" // the window: this machine, one person
	DoorLocal   = "local"   // the command line: whoever may read the data folder
)

// Origin says where a call comes from. The door fills it in.
type Origin struct {
	Door    string
	Token   string // session token, "" when none
	Device  string // device cookie of an earlier sign-in here, "" when none
	Address netip.Addr
	Agent   string // User-Agent
	// Keep is called when the session token or device cookie changes; a token
	// of "" means forget it.
	Keep func(token, device string)
	// Context ends when the caller goes away; background when nil.
	Context context.Context
}

// Caller is whoever makes a call, through whichever door.
type Caller struct {
	s      *Service
	origin Origin
	held   held        // session token and device, renewed while signing in
	away   atomic.Bool // nobody sits before the page
	local  callgate.ID // tenant the local operator works in
	trial  *trial      // changes are tried, not made; nil for making them
}

// Caller makes the caller of one request, or of the window for as long as it
// is open.
func (s *Service) Caller(o Origin) *Caller {
	if o.Context == nil {
		o.Context = context.Background()
	}
	if o.Keep == nil {
		o.Keep = func(string, string) {}
	}
	if o.Door == DoorDesktop && !o.Address.IsValid() {
		o.Address = netip.AddrFrom4([4]byte{127, 0, 0, 1})
	}
	return &Caller{s: s, origin: o, held: held{token: o.Token, device: o.Device}}
}

// actor is a caller who was recognised: who, in which tenant, holding what.
type actor struct {
	*view
	User    *callgate.User // nil for the local operator
	Who     policy.Who
	Session *store.Session
	Rights  callgate.Set
	By      *actor // who acts as User, nil when nobody does (acting.go)
	Looks   bool   // he only looks: nothing is changed
	Name    string // display name, for "changed by"
	Login   string // for the audit
	From    string // address, "desktop" or "command line", for the audit
	Now     callgate.Time

	c *Caller
}

// LocalOperator is how the audit names whoever works on the command line.
const LocalOperator = "local operator"

func (a *actor) local() bool { return a.User == nil }

// may tells whether the actor holds a permission on anything at all; only for
// "can" lists and hints. The guard itself asks the policy.
func (a *actor) may(p callgate.Permission) bool {
	return a.local() || a.Rights.Has(callgate.MustBit(p))
}

// can lists which of the actions the actor holds on a module, for the screen.
func (a *actor) can(module string, actions ...string) []string {
	list := []string{}
	for _, action := range actions {
		if a.may(callgate.Permission(module + ":" + action)) {
			list = append(list, action)
		}
	}
	return list
}

// atThisMachine tells whether the actor sits at the machine itself.
func (a *actor) atThisMachine() bool { return a.local() || a.c.origin.Door == DoorDesktop }

// recognise finds out who calls, and counts it as use of the session.
func (c *Caller) recognise(all views) (*actor, error) {
	a, err := c.known(all)
	if err == nil && a.Session != nil && !c.away.Load() {
		c.s.sessions.touch(c.s, a.Session, a.Now)
	}
	return a, err
}

// SetUnattended says that the caller's page asks by itself: what it asks from
// now on does not keep the session from ending. Nothing lasts longer by it.
func (c *Caller) SetUnattended() { c.away.Store(true) }

// known finds out who calls: session, tenant, user, then the gates that hold
// for every request (state and address).
func (c *Caller) known(all views) (*actor, error) {
	now := c.s.now()
	if c.origin.Door == DoorLocal {
		v := all[c.local]
		if v == nil {
			return nil, callgate.Err("not_set_up")
		}
		return &actor{view: v, Rights: callgate.All(), Name: LocalOperator, Login: LocalOperator, From: "command line", Now: now, c: c}, nil
	}
	session, v, who, err := c.session(all, now)
	if err != nil {
		return nil, err
	}
	if session.Stage != stageIn {
		return nil, callgate.Err(callgate.NotSignedIn)
	}
	a := c.face(v, who, session, now)
	if err := v.Policy.Admits(who, c.origin.Address, now); err != nil {
		return a, err
	}
	a.Rights = v.Policy.Rights(who, now)
	if session.ActingAs != "" {
		return a.acting(session.ActingAs)
	}
	return a, nil
}

// face is one person as an actor, without any rights yet.
func (c *Caller) face(v *view, who policy.Who, session *store.Session, now callgate.Time) *actor {
	u := v.Policy.User(who)
	return &actor{view: v, User: u, Who: who, Session: session, Name: u.DisplayName(), Login: u.Login, From: c.from(), Now: now, c: c}
}

// session resolves the token to a live session and its user.
func (c *Caller) session(all views, now callgate.Time) (*store.Session, *view, policy.Who, error) {
	var nobody policy.Who
	token := c.heldToken()
	if token == "" {
		return nil, nil, nobody, callgate.Err(callgate.NotSignedIn)
	}
	session, err := c.s.sessions.get(c.origin.Context, c.s, authn.HashToken(token))
	if err != nil {
		return nil, nil, nobody, err
	}
	if session == nil || now >= session.Until || now >= session.IdleUntil {
		return nil, nil, nobody, callgate.Err(callgate.NotSignedIn)
	}
	v := all[session.Tenant]
	if v == nil {
		return nil, nil, nobody, callgate.Err(callgate.NotSignedIn)
	}
	who, ok := v.Policy.ByID(session.User)
	if !ok {
		return nil, nil, nobody, callgate.Err(callgate.NotSignedIn)
	}
	return session, v, who, nil
}

func (c *Caller) from() string {
	if c.origin.Door == DoorDesktop {
		return "desktop"
	}
	return c.origin.Address.String()
}

// Alive tells whether the caller would still be let in: open streams ask it
// every few seconds, which is no use of the session. A page left open must not
// keep it from ending.
func (c *Caller) Alive() (err error) {
	defer recovered(c, &err)
	all, err := c.s.fresh(c.origin.Context)
	if err == nil {
		_, err = c.known(all)
	}
	return c.plain(err)
}

// demand asks the policy for a permission; "" asks for nothing more than being
// signed in.
func (a *actor) demand(p callgate.Permission) error {
	if p == "" || a.local() {
		return nil
	}
	if a.Looks && p.Action() != "read" {
		return a.looksOnly()
	}
	for _, face := range a.faces() {
		r := policy.Request{Who: face.Who, ByWho: true, Do: callgate.MustBit(p), From: a.c.origin.Address, Now: a.Now}
		if !a.Policy.Decide(r) {
			return callgate.Err(callgate.Denied, "permission", string(p)).Because(a.Policy.Explain(r).Reasons)
		}
	}
	return nil
}

// read is the guard of every call that changes nothing: the caller is
// recognised, his permission is checked, then f runs on the published view.
func read[T any](c *Caller, p callgate.Permission, f func(a *actor) (T, error)) (result T, err error) {
	defer recovered(c, &err)
	all, err := c.s.fresh(c.origin.Context)
	if err != nil {
		return result, c.plain(err)
	}
	a, err := c.recognise(all)
	if err == nil {
		err = a.demand(p)
	}
	if err != nil {
		c.s.denials.add(a, p, err)
		return result, c.plain(err)
	}
	result, err = f(a)
	return result, c.plain(err)
}

// write is the guard of every call that changes something: recognised and
// allowed inside the transaction, on the state it will change; the change, its
// audit record and the raised version are one commit, published after it.
func write[T any](c *Caller, p callgate.Permission, f func(w *change) (T, error)) (result T, err error) {
	defer recovered(c, &err)
	all, err := c.s.fresh(c.origin.Context)
	if err != nil {
		return result, c.plain(err)
	}
	// Who is refused now does not get to hold the writer's lock.
	refused, err := c.recognise(all)
	if err == nil && refused.Looks {
		err = refused.looksOnly()
	}
	if err == nil {
		err = refused.demand(p)
	}
	if err != nil {
		c.s.denials.add(refused, p, err)
		return result, c.plain(err)
	}
	err = c.s.commit(c.origin.Context, func(w *change) error {
		a, err := c.recognise(w.views)
		if err == nil && a.Looks {
			err = a.looksOnly()
		}
		if err == nil {
			err = a.demand(p)
		}
		if err != nil {
			return err
		}
		w.actor, w.trial = a, c.trial
		c.trial.begins(a)
		if result, err = f(w); err != nil {
			return err
		}
		if w.recorded == 0 {
			return fmt.Errorf("api: a change that left no audit record, permission %q", p)
		}
		return nil
	})
	if err != nil && c.trial == nil {
		c.s.denials.add(refused, p, err)
	}
	return result, c.plain(err)
}

// open is for the few calls a stranger may make.
func open[T any](c *Caller, f func(all views) (T, error)) (result T, err error) {
	defer recovered(c, &err)
	all, err := c.s.fresh(c.origin.Context)
	if err != nil {
		return result, c.plain(err)
	}
	result, err = f(all)
	return result, c.plain(err)
}

// plain lets our own errors through and turns foreign ones into Internal: the
// details go to the log, not to the caller.
func (c *Caller) plain(err error) error {
	if err == nil || errors.Is(err, errTried) {
		return err
	}
	var e *callgate.Error
	if errors.As(err, &e) {
		return e
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return callgate.Err("cancelled")
	}
	return c.internal("call failed", slog.Any("error", err))
}

func (c *Caller) internal(what string, attrs ...any) error {
	number := callgate.NewID(c.s.now())
	c.s.log.Error(what, append(attrs, "incident", number)...)
	return callgate.Err(callgate.Internal, "incident", number)
}

// recovered turns a panic into Internal: a bound method that panics would never
// settle its promise in the window.
func recovered(c *Caller, err *error) {
	if r := recover(); r != nil {
		*err = c.internal("call panicked", "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
	}
}

// recently tells whether the session proved its password within confirmLasts;
// always so at this machine, and while trying: it is asked for when the change
// is made.
func (a *actor) recently() bool {
	return a.atThisMachine() || a.c.trial != nil || (a.Session != nil && a.Session.Confirmed > 0 && a.Now < a.Session.Confirmed.Add(confirmLasts))
}
