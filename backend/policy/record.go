package policy

import (
	"callgate/backend/callgate"
)

// record is a user compiled: what nearly every question needs, in one cache
// line. It holds no pointers.
type record struct {
	held    callgate.Set  // effective rights
	until   callgate.Time // the next moment at which any of this stops being true
	wide    uint64        // of the scoped rights, those that reach everything
	mine    uint64        // those that count in his own reach
	tags    [3]uint32     // of own extensions, shared ones, reach: see tagged
	nOwn    uint8
	nShared uint8
	nReach  uint8
	flags   flag
}

// rest is the rarer part of a user.
type rest struct {
	user  *callgate.User
	hosts *hostList // nil: from anywhere
	more  *more     // nil for most
}

// more is what most users do not have; several may share one.
type more struct {
	from  callgate.Time // the record is true from then on
	lists []*role       // whose reach is a list
	tags  []uint32      // instead of the record's, when they do not fit
}

type flag uint8

const (
	admin      flag = 1 << iota
	lite            // seat
	excluding       // has exclusions
	inUse           // enabled, not blocked, not expired
	playShared      // shared recordings may be played
	sharedOnly      // and no others
	bound           // has hosts
	further         // has more
)

// member is a user compiled, in two cache lines side by side.
type member struct {
	record
	login shortName
	rest
	_ [16]byte // to 128
}

// trueAt tells whether the record is true at a moment.
func (m *member) trueAt(now callgate.Time) bool {
	return now < m.until && (m.flags&further == 0 || now >= m.more.from)
}

// target is an entity asked about.
type target struct {
	kind kind
	name string
	hash uint64
}

func targetOf(on callgate.Entity) target {
	k, name := split(on)
	return target{k, name, entityHash(k, name)}
}

func extensionTarget(name string) target {
	return target{extension, name, entityHash(extension, name)}
}

func (x *target) tag() uint32 { return uint32(x.hash) }

func (x *target) is(on callgate.Entity) bool {
	k, name := split(on)
	return k == x.kind && name == x.name
}

// tagged are the tags of own extensions, shared ones and reach. A tag that is
// not there proves that the entity is not; one that is there does not prove
// that it is: the names are compared then.
func (m *member) tagged() (own, shared, reach []uint32) {
	all := m.tags[:]
	if m.flags&further != 0 && m.more.tags != nil {
		all = m.more.tags
		a, b := len(m.user.Extensions), len(m.user.Extensions)+len(m.user.Shared)
		return all[:a], all[a:b], all[b:]
	}
	a, b := m.nOwn, m.nOwn+m.nShared
	return all[:a], all[a:b], all[b : b+m.nReach]
}

func (m *member) owns(x *target) bool {
	own, _, _ := m.tagged()
	for i, tag := range own {
		if tag == x.tag() && x.kind == extension && m.user.Extensions[i].Name == x.name {
			return true
		}
	}
	return false
}

func (m *member) shares(x *target) bool {
	_, shared, _ := m.tagged()
	for i, tag := range shared {
		if tag == x.tag() && x.kind == extension && m.user.Shared[i] == x.name {
			return true
		}
	}
	return false
}

func (m *member) lists(x *target) bool {
	_, _, reach := m.tagged()
	for i, tag := range reach {
		if tag == x.tag() && x.is(m.user.Reach[i]) {
			return true
		}
	}
	return false
}

func (r *role) lists(x *target) bool {
	for i, tag := range r.tags {
		if tag == x.tag() && x.is(r.source.ReachList[i]) {
			return true
		}
	}
	return false
}
