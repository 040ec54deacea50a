package policy

import (
	"callgate/backend/callgate"
)

// Rights that follow from rules rather than from roles (MODEL 3, 4).
var (
	dashboard    = callgate.MustBit("dashboard:read")
	ownCalls     = callgate.MustBit("calls.own:read")
	playing      = callgate.MustBit("calls.recording:read")
	dialInternal = callgate.MustBit("dial.internal:use")
	dialDomestic = callgate.MustBit("dial.domestic:use")
	dialAbroad   = callgate.MustBit("dial.international:use")

	selfRights = map[string][]callgate.Bit{ // iSymphony self permissions, by the words of User.SelfAllowed
		"profile":          {callgate.MustBit("me.preferences:write")},
		"password":         {callgate.MustBit("me.password:write")},
		"second_factor":    {callgate.MustBit("me.second_factor:write")},
		"conference_rooms": {callgate.MustBit("me.conference_rooms:write")},
		"extension_groups": {callgate.MustBit("me.extension_groups:write")},
	}
	everybody  = setOf("dashboard:read", "me.preferences:read")
	allSelf    = setOf("me.preferences:write", "me.password:write", "me.second_factor:write", "me.conference_rooms:write", "me.extension_groups:write")
	liteSeat   = modulesOf("dashboard", "me.preferences", "me.password", "me.second_factor", "me.conference_rooms", "me.extension_groups", "apps", "dial.internal", "dial.domestic", "dial.international", "calls.own", "calls.recording", "calls.recording_download", "calls.voicemail")
	liteShared = modulesOf("calls.recording", "calls.recording_download", "calls.voicemail")
)

func setOf(list ...callgate.Permission) callgate.Set {
	var s callgate.Set
	for _, p := range list {
		s.Add(callgate.MustBit(p))
	}
	return s
}

func modulesOf(names ...string) callgate.Set {
	var s callgate.Set
	for i, leaf := range callgate.Catalogue() {
		for _, n := range names {
			if leaf.Module == n {
				s.Add(callgate.Bit(i))
			}
		}
	}
	return s
}

// self is what a user may do for himself: all, or only what is ticked.
func self(u *callgate.User) callgate.Set {
	if !u.Restricted {
		return allSelf
	}
	var s callgate.Set
	for _, word := range u.SelfAllowed {
		for _, b := range selfRights[word] {
			s.Add(b)
		}
	}
	return s
}

// overrides sums up the overrides that count now.
func overrides(u *callgate.User, now callgate.Time) (allow, deny callgate.Set) {
	for _, o := range u.Overrides {
		b, ok := callgate.BitOf(o.Permission)
		if !ok || (o.Expires != 0 && now >= o.Expires) {
			continue
		}
		if o.Allow {
			allow.Add(b)
		} else {
			deny.Add(b)
		}
	}
	return allow, deny
}

// layers are a user's rights step by step, in the order of MODEL 6: what is
// given, what is taken, what remains. Explanations read the steps, decisions
// the result.
type layers struct {
	grants
	admin       bool
	rule        callgate.Set // given to everybody, to owners of an extension, for oneself
	allow, deny callgate.Set // overrides
	given       callgate.Set // all of that, denials taken away
	lost        callgate.Set // outside the package or the seat
	held        callgate.Set // what remains, closed
	shared      bool         // shared recordings may be played, each for itself
}

// layersOf computes them at a moment. Overrides count in the user's own reach,
// as roles without a reach do.
func (t *Tenant) layersOf(u *callgate.User, now callgate.Time) layers {
	l := layers{admin: u.Kind == callgate.Administrator}
	if l.admin {
		l.grants.any, l.wide, l.given = callgate.All(), ^mask(0), callgate.All()
		l.lost = l.given.Minus(t.packed)
		l.held = l.given.Minus(l.lost).Close()
		return l
	}
	l.grants = t.roles.union(u.Roles, now)
	l.allow, l.deny = overrides(u, now)
	if l.allow != (callgate.Set{}) {
		l.mine |= maskOf(l.allow)
	}
	l.rule = everybody.Union(self(u))
	if len(u.Extensions) > 0 {
		l.rule.Add(ownCalls)
	}
	l.given = l.grants.any.Union(l.allow).Union(l.rule)
	if u.Restricted { // what is not ticked cannot come back through a role
		l.given = l.given.Minus(allSelf.Minus(self(u)).Minus(l.allow))
	}
	l.given = l.given.Minus(l.deny)
	l.lost = l.given.Minus(t.packed)
	if u.Seat == callgate.LiteSeat {
		l.lost = l.lost.Union(l.given.Minus(liteSeat))
	}
	l.held = l.given.Minus(l.lost)
	// A union of closed sets is closed; only what was added or taken singly can
	// open it.
	if l.lost != (callgate.Set{}) || len(u.Overrides) > 0 || u.Restricted {
		l.held = l.held.Close()
	}
	l.held.Add(dashboard)
	l.shared = len(u.Shared) > 0 && !l.deny.Has(playing) && t.packed.Has(playing)
	return l
}
