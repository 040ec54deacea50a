package api

import (
	"callgate/backend/callgate"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// Checks looks over everybody for what an administrator would want to know.
type Checks struct{ c *Caller }

// CheckResult is one check and how many people it finds; who they are is a
// filter of the users list.
type CheckResult struct {
	ID     string `json:"id"`
	Weight string `json:"weight"` // harm, attention, note
	Count  int    `json:"count"`
}

// SeatUse is the licence and what is taken of it; 0 is no bound.
type SeatUse struct {
	Enabled     int `json:"enabled"`
	Full        int `json:"full"`
	MaxEnabled  int `json:"maxEnabled"`
	MaxFull     int `json:"maxFull"`
	OverEnabled int `json:"overEnabled"` // more than the licence holds
	OverFull    int `json:"overFull"`
}

// CheckPage is every check, in the order in which they matter.
type CheckPage struct {
	Checks []CheckResult `json:"checks"`
	Users  int           `json:"users"`
	Seats  SeatUse       `json:"seats"`
	// Chain is what the audit's chain is like, for those who may read it; nil
	// when nobody looked yet. One that does not hold does harm.
	Chain *ChainState `json:"chain"`
}

// soon is how long before its end something ends soon.
const soon = 14 * 24 * 3600 * 1_000_000

// looking is what the checks look at beside the user himself.
type looking struct {
	now      callgate.Time
	tenant   *callgate.Tenant
	seats    SeatUse
	sessions map[callgate.ID]int // of blocked users
}

// check finds users in one state; no check looks at who is not in use unless
// that is its point.
type check struct {
	id, weight string
	finds      func(l *looking, h *policy.Holding) bool
}

var (
	dialsOut   = setOfRights("dial.domestic:use", "dial.international:use")
	fullReport = setOfRights("calls.log:read", "reports.call:read")
	mayGrant   = setOfRights("directory.roles:write", "directory.users:write")
)

func setOfRights(list ...callgate.Permission) callgate.Set {
	set, err := callgate.SetOf(list)
	if err != nil {
		panic(err)
	}
	return set
}

// checks, the worst first. They are asked of everybody in one pass.
var checks = []check{
	{"blocked_with_sessions", "harm", func(l *looking, h *policy.Holding) bool { return h.User.Blocked && l.sessions[h.User.ID] > 0 }},
	{"administrators_no_factor", "harm", func(l *looking, h *policy.Holding) bool {
		return l.comesIn(h.User) && h.User.Kind == callgate.Administrator && !h.User.HasFactor
	}},
	{"grants_no_factor", "harm", func(l *looking, h *policy.Holding) bool {
		return l.comesIn(h.User) && h.User.Kind != callgate.Administrator && !h.User.HasFactor && h.Rights.Contains(mayGrant)
	}},
	{"over_licence", "attention", func(l *looking, h *policy.Holding) bool { return l.seats.OverEnabled > 0 && takesSeat(h.User) }},
	{"over_full", "attention", func(l *looking, h *policy.Holding) bool { return l.seats.OverFull > 0 && takesFull(h.User) }},
	{"no_second_factor", "attention", func(l *looking, h *policy.Holding) bool { return l.comesIn(h.User) && !h.User.HasFactor }},
	{"dials_no_extension", "attention", func(l *looking, h *policy.Holding) bool {
		return l.plain(h.User) && len(h.User.Extensions) == 0 && h.Rights.Intersect(dialsOut) != (callgate.Set{})
	}},
	{"dials_no_caller_id", "attention", func(l *looking, h *policy.Holding) bool {
		return l.plain(h.User) && len(h.User.Extensions) > 0 && h.User.CallerID == "" && len(h.User.Numbers) == 0 && h.Rights.Intersect(dialsOut) != (callgate.Set{})
	}},
	{"full_reports", "attention", func(l *looking, h *policy.Holding) bool { return l.plain(h.User) && h.Wide.Contains(fullReport) }},
	{"rights_nowhere", "attention", func(l *looking, h *policy.Holding) bool {
		u := h.User
		return l.plain(u) && u.Seat == callgate.FullSeat && len(u.Extensions)+len(u.Reach)+len(u.Shared) == 0 && !u.ReachEverything && len(u.Roles)+len(u.Overrides) > 0 &&
			h.Wide == (callgate.Set{}) && h.Rights.Has(callgate.MustBit("calls.log:read"))
	}},
	{"reach_unused", "note", func(l *looking, h *policy.Holding) bool {
		return l.plain(h.User) && (len(h.User.Reach) > 0 || h.User.ReachEverything) && h.Rights.Intersect(beyondOwn) == (callgate.Set{})
	}},
	{"ends_soon", "attention", func(l *looking, h *policy.Holding) bool { return l.inUse(h.User) && l.endsSoon(h.User) }},
	{"expired", "attention", func(l *looking, h *policy.Holding) bool {
		return takesSeat(h.User) && h.User.Expires != 0 && h.User.Expires <= l.now
	}},
	{"never_signed_in", "note", func(l *looking, h *policy.Holding) bool { return l.inUse(h.User) && h.User.LastSignIn == 0 }},
	{"no_email", "note", func(l *looking, h *policy.Holding) bool { return l.inUse(h.User) && len(h.User.Emails) == 0 }},
	{"no_role", "note", func(l *looking, h *policy.Holding) bool {
		return l.plain(h.User) && len(h.User.Roles)+len(h.User.Overrides) == 0
	}},
}

// beyondOwn are the scoped rights that a reach is for.
var beyondOwn = callgate.Scoped().Minus(setOfRights("calls.own:read", "calls.voicemail:read", "calls.voicemail:delete"))

func (l *looking) inUse(u *callgate.User) bool {
	return u.Enabled && !u.Blocked && u.System != callgate.RemoteAssistance && (u.Expires == 0 || l.now < u.Expires)
}

func (l *looking) comesIn(u *callgate.User) bool { return l.inUse(u) && u.HasPassword }

// plain users hold what they were given; administrators hold everything.
func (l *looking) plain(u *callgate.User) bool { return l.inUse(u) && u.Kind != callgate.Administrator }

func (l *looking) endsSoon(u *callgate.User) bool {
	within := func(t callgate.Time) bool { return t > l.now && t <= l.now+soon }
	if within(u.Expires) {
		return true
	}
	for i := range u.Roles {
		if within(u.Roles[i].Expires) {
			return true
		}
	}
	for i := range u.Overrides {
		if within(u.Overrides[i].Expires) {
			return true
		}
	}
	return false
}

// List asks every check of everybody the caller may see.
func (m *Checks) List() (CheckPage, error) {
	return read(m.c, "directory.users:read", func(a *actor) (CheckPage, error) {
		l, err := a.looking()
		if err != nil {
			return CheckPage{}, err
		}
		counts := make([]int, len(checks))
		for h := range a.Policy.Holdings(a.Now) {
			if a.hides(h.User) {
				continue
			}
			for i := range checks {
				if checks[i].finds(l, h) {
					counts[i]++
				}
			}
		}
		page := CheckPage{Checks: make([]CheckResult, len(checks)), Users: a.people(), Seats: l.seats}
		for i, c := range checks {
			page.Checks[i] = CheckResult{c.id, c.weight, counts[i]}
		}
		if a.may("security.audit:read") {
			page.Chain, err = a.chain()
		}
		return page, err
	})
}

// looking gathers what the checks need: sessions only where somebody is
// blocked, whom a block has thrown out.
func (a *actor) looking() (*looking, error) {
	l := &looking{now: a.Now, tenant: a.Tenant, seats: a.seatUse()}
	blocked := false
	for u := range a.People.All() {
		if blocked = u.Blocked; blocked {
			break
		}
	}
	if !blocked {
		return l, nil
	}
	err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) (err error) {
		l.sessions, err = tx.SessionCounts(a.Tenant.ID)
		return err
	})
	return l, err
}

func (v *view) seatUse() SeatUse {
	t := v.Tenant
	s := SeatUse{Enabled: v.Seats.enabled, Full: v.Seats.full, MaxEnabled: t.MaxEnabled, MaxFull: t.MaxFull}
	if t.MaxEnabled > 0 {
		s.OverEnabled = max(0, s.Enabled-t.MaxEnabled)
	}
	if t.MaxFull > 0 {
		s.OverFull = max(0, s.Full-t.MaxFull)
	}
	return s
}

// leftOut tells whom a list leaves out: who is hidden from the actor, and whom
// the check does not find.
func (a *actor) leftOut(id string) (func(u *callgate.User) bool, error) {
	if id == "" {
		return a.hidden(), nil
	}
	for _, c := range checks {
		if c.id != id {
			continue
		}
		l, err := a.looking()
		var h policy.Holding
		return func(u *callgate.User) bool {
			who, ok := a.Policy.ByID(u.ID)
			if !ok || a.hides(u) {
				return true
			}
			h = a.Policy.Holding(who, a.Now)
			return !c.finds(l, &h)
		}, err
	}
	return nil, callgate.Err(callgate.BadInput, "value", shortened(id, 40)).At("check")
}
