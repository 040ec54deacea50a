package callgate

import (
	"math/bits"
	"strings"
)

// Permission is module and action: "calls.log:read".
type Permission string

// Module is the part before the colon.
func (p Permission) Module() string { m, _, _ := strings.Cut(string(p), ":"); return m }

// Action is the part after the colon: read, write, delete or use.
func (p Permission) Action() string { _, a, _ := strings.Cut(string(p), ":"); return a }

// Bit is a permission's place in the catalogue and in every Set.
type Bit uint8

// MaxPermissions is what a Set can hold.
const MaxPermissions = 192

// Set is a set of permissions, one bit each by catalogue order.
type Set [MaxPermissions / 64]uint64

// Has tells whether b is in the set.
func (s *Set) Has(b Bit) bool { return s[b>>6]&(1<<(b&63)) != 0 }

// Add puts b in.
func (s *Set) Add(b Bit) { s[b>>6] |= 1 << (b & 63) }

// Remove takes b out.
func (s *Set) Remove(b Bit) { s[b>>6] &^= 1 << (b & 63) }

// Union is everything in either.
func (s Set) Union(o Set) Set {
	for i := range s {
		s[i] |= o[i]
	}
	return s
}

// Intersect is everything in both.
func (s Set) Intersect(o Set) Set {
	for i := range s {
		s[i] &= o[i]
	}
	return s
}

// Minus is everything in s that is not in o.
func (s Set) Minus(o Set) Set {
	for i := range s {
		s[i] &^= o[i]
	}
	return s
}

// Contains tells whether every member of o is in s.
func (s Set) Contains(o Set) bool { return o.Minus(s) == Set{} }

// Len counts the members.
func (s Set) Len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// Permissions lists the members in catalogue order.
func (s Set) Permissions() []Permission {
	list := make([]Permission, 0, s.Len())
	for i := range catalogue {
		if s.Has(Bit(i)) {
			list = append(list, catalogue[i].ID)
		}
	}
	return list
}

// SetOf makes a set; unknown permissions are an error naming the first.
func SetOf(list []Permission) (Set, error) {
	var s Set
	for _, p := range list {
		b, ok := BitOf(p)
		if !ok {
			return s, Err("permission_unknown", "permission", string(p))
		}
		s.Add(b)
	}
	return s, nil
}

// Leaf is one line of the permission catalogue.
type Leaf struct {
	ID       Permission     `json:"id"`
	Group    string         `json:"group"`    // branch of the tree: start, calls, reports, ...
	Module   string         `json:"module"`   // calls.log; its label is "module.calls.log" in the language files
	Action   string         `json:"action"`   // read, write, delete, use
	Scoped   bool           `json:"scoped"`   // counts inside a reach
	Enforced string         `json:"enforced"` // here, or outside: other systems ask for it
	Terms    string         `json:"terms"`    // what the platforms call it
	Needs    [][]Permission `json:"needs"`    // all of these; each entry is satisfied by any one of its members
}

// Catalogue lists every permission in Bit order. Do not change the result.
func Catalogue() []Leaf { return catalogue }

// BitOf finds a permission's place.
func BitOf(p Permission) (Bit, bool) {
	b, ok := bitOf[p]
	return b, ok
}

// MustBit is BitOf for permissions written in our own code.
func MustBit(p Permission) Bit {
	b, ok := bitOf[p]
	if !ok {
		panic("callgate: permission not in the catalogue: " + string(p))
	}
	return b
}

// PermissionAt is the permission at a place.
func PermissionAt(b Bit) Permission { return catalogue[b].ID }

// All is the set of every permission.
func All() Set { return allPermissions }

// Scoped is the set of permissions that count inside a reach.
func Scoped() Set { return scopedPermissions }

// Gap is a permission held without what it needs.
type Gap struct {
	Permission Permission   `json:"permission"`
	Needs      []Permission `json:"needs"` // any one of these
}

// Gaps lists what is missing for the set to be closed.
func (s Set) Gaps() []Gap {
	var gaps []Gap
	for i := range catalogue {
		if !s.Has(Bit(i)) {
			continue
		}
		for n, any := range needs[i] {
			if s.Intersect(any) == (Set{}) {
				gaps = append(gaps, Gap{catalogue[i].ID, catalogue[i].Needs[n]})
			}
		}
	}
	return gaps
}

// Closed tells whether every member has what it needs.
func (s Set) Closed() bool {
	for w, word := range s {
		for word &= needy[w]; word != 0; word &= word - 1 {
			for _, any := range needs[w<<6|bits.TrailingZeros64(word)] {
				if s.Intersect(any) == (Set{}) {
					return false
				}
			}
		}
	}
	return true
}

// Close removes, until nothing changes, every permission whose need is missing
// (MODEL 4: "what lacks its need does not count").
func (s Set) Close() Set {
	for again := true; again; {
		again = false
		for i := range catalogue {
			if !s.Has(Bit(i)) {
				continue
			}
			for _, any := range needs[i] {
				if s.Intersect(any) == (Set{}) {
					s.Remove(Bit(i))
					again = true
				}
			}
		}
	}
	return s
}
