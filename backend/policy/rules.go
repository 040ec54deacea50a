package policy

import (
	"math/bits"
	"strings"

	"callgate/backend/callgate"
)

// Rights that follow from rules rather than from roles (MODEL 3, 4).
var (
	dashboard    = callgate.MustBit("dashboard:read")
	ownCalls     = callgate.MustBit("calls.own:read")
	playing      = callgate.MustBit("calls.recording:read")
	seeUsers     = callgate.MustBit("directory.users:read")
	dialInternal = callgate.MustBit("dial.internal:use")
	dialDomestic = callgate.MustBit("dial.domestic:use")
	dialAbroad   = callgate.MustBit("dial.international:use")

	scoped        = callgate.Scoped()
	onlyDashboard = modules("dashboard")
	dialRights    = modules("dial.internal", "dial.domestic", "dial.international")
	// liteSeat is what a lite seat keeps, on own and shared-recording extensions.
	liteSeat = modules("dashboard", "me.preferences", "me.password", "me.second_factor", "me.conference_rooms", "me.extension_groups", "apps",
		"dial.internal", "dial.domestic", "dial.international", "calls.own", "calls.recording", "calls.recording_download", "calls.voicemail")

	// everybody has these; selfRights too, unless restricted to some of them.
	everybody  = setOf("dashboard:read", "me.preferences:read")
	selfRights = setOf("me.preferences:write", "me.password:write", "me.second_factor:write", "me.conference_rooms:write", "me.extension_groups:write")
	// harmless are the rights that concern nobody but their holder.
	harmless = everybody.Union(selfRights).Union(setOf("calls.own:read"))
)

// selfWords are the words of User.SelfAllowed (iSymphony self permissions).
var selfWords = map[string]callgate.Bit{
	"profile":          callgate.MustBit("me.preferences:write"),
	"password":         callgate.MustBit("me.password:write"),
	"second_factor":    callgate.MustBit("me.second_factor:write"),
	"conference_rooms": callgate.MustBit("me.conference_rooms:write"),
	"extension_groups": callgate.MustBit("me.extension_groups:write"),
}

func setOf(list ...callgate.Permission) callgate.Set {
	var s callgate.Set
	for _, p := range list {
		s.Add(callgate.MustBit(p))
	}
	return s
}

func modules(names ...string) callgate.Set {
	has := map[string]bool{}
	for _, n := range names {
		has[n] = true
	}
	var s callgate.Set
	for i, leaf := range callgate.Catalogue() {
		if has[leaf.Module] {
			s.Add(callgate.Bit(i))
		}
	}
	return s
}

// self is what a user may do for himself: all, or only what is ticked.
func self(u *callgate.User) callgate.Set {
	if !u.Restricted {
		return selfRights
	}
	var s callgate.Set
	for _, word := range u.SelfAllowed {
		if b, ok := selfWords[word]; ok {
			s.Add(b)
		}
	}
	return s
}

// need lists, for each permission, the sets of which it needs any one member.
var need = buildNeeds()

// dependents are, for each permission, those that may need it.
var dependents = buildDependents()

func buildNeeds() [][]callgate.Set {
	list := make([][]callgate.Set, len(callgate.Catalogue()))
	for i, leaf := range callgate.Catalogue() {
		for _, any := range leaf.Needs {
			list[i] = append(list[i], setOf(any...))
		}
	}
	return list
}

func buildDependents() []callgate.Set {
	list := make([]callgate.Set, len(need))
	for i := range need {
		for _, any := range need[i] {
			for _, p := range any.Permissions() {
				list[callgate.MustBit(p)].Add(callgate.Bit(i))
			}
		}
	}
	return list
}

func needsMet(s *callgate.Set, b callgate.Bit) bool {
	for i := range need[b] {
		if s.Intersect(need[b][i]) == (callgate.Set{}) {
			return false
		}
	}
	return true
}

// settle closes a set that was closed before some members were taken away and
// some put in. It is Set.Close, looking only at what can have changed.
func settle(s, taken, put callgate.Set) callgate.Set {
	taken = taken.Union(drop(&s, put))
	for taken != (callgate.Set{}) {
		var look callgate.Set
		for w := range taken {
			for word := taken[w]; word != 0; word &= word - 1 {
				look = look.Union(dependents[w<<6|bits.TrailingZeros64(word)])
			}
		}
		taken = drop(&s, look)
	}
	return s
}

// drop removes from s those of look whose needs are not met, and tells which.
func drop(s *callgate.Set, look callgate.Set) (gone callgate.Set) {
	look = look.Intersect(*s)
	for w := range look {
		for word := look[w]; word != 0; word &= word - 1 {
			if b := callgate.Bit(w<<6 | bits.TrailingZeros64(word)); !needsMet(s, b) {
				s.Remove(b)
				gone.Add(b)
			}
		}
	}
	return gone
}

// lower is strings.ToLower, which gives back what is lower already.
func lower(s string) string { return strings.ToLower(s) }
