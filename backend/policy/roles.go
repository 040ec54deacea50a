package policy

import (
	"callgate/backend/callgate"
)

// role is a compiled role: what it gives, and in which reach.
type role struct {
	source *callgate.Role
	number uint16 // from 1
	set    callgate.Set
	wide   callgate.Set // of it, what reaches everything
	mine   callgate.Set // of it, what counts in the member's own reach
	listed uint64       // of the scoped ones, what counts in the role's list
	tags   []uint32     // of the list: see tagged
}

// word cuts a set down to the bits that scoped permissions have. A test holds
// that they all are among the first 64 of the catalogue.
func word(s callgate.Set) uint64 { return s[0] & scoped[0] }

type roles struct {
	list   []role
	byID   map[callgate.ID]*role
	closed bool // every set is closed: so is every union of them
}

// compileRoles makes them. A permission this version does not know grants
// nothing.
func compileRoles(list []*callgate.Role) roles {
	rs := roles{list: make([]role, len(list)), byID: make(map[callgate.ID]*role, len(list)), closed: true}
	for i, source := range list {
		r := &rs.list[i]
		r.source, r.number = source, uint16(i+1)
		r.set = known(source.Permissions)
		rs.closed = rs.closed && r.set == r.set.Close()
		rs.byID[source.ID] = r
		beyond := r.set.Minus(known(source.OwnOnly)) // beyond own calls
		switch source.Reach {
		case callgate.ReachEverything:
			r.wide = beyond
		case callgate.ReachOwn: // own calls come with any scoped permission held
		case callgate.ReachList:
			r.listed = word(beyond)
			for _, on := range source.ReachList {
				x := targetOf(on)
				r.tags = append(r.tags, x.tag())
			}
		default:
			r.mine = beyond
		}
	}
	return rs
}

func known(list []callgate.Permission) callgate.Set {
	var s callgate.Set
	for _, p := range list {
		if b, ok := callgate.BitOf(p); ok {
			s.Add(b)
		}
	}
	return s
}

// counts tells whether something with an end counts at a moment.
func counts(expires, now callgate.Time) bool { return expires == 0 || now < expires }
