package policy

import (
	"hash/maphash"

	"callgate/backend/callgate"
)

// tag notes by hash what the user's reach names, so that most entities outside
// it are told apart without looking further.
func (r *record) tag(t *Tenant, u *callgate.User, lists []listGrant) {
	n := 0
	add := func(kind, name string) {
		if n == tagRoom {
			r.flags |= crowded
			return
		}
		r.tags[n] = t.tagOf(kind, name)
		n++
	}
	for i := range u.Extensions {
		add(callgate.Extension, u.Extensions[i].Name)
	}
	for _, name := range u.Shared {
		add(callgate.Extension, name)
	}
	for _, e := range u.Reach {
		add(e.Kind(), e.Name())
	}
	for i := range lists {
		for _, e := range lists[i].reach {
			add(e.Kind(), e.Name())
		}
	}
}

// mayName tells whether the user's reach may name the entity; false is certain.
func (t *Tenant) mayName(r *record, e callgate.Entity) bool {
	if r.flags&crowded != 0 {
		return true
	}
	tag := t.tagOf(e.Kind(), e.Name())
	for i := range r.tags {
		if r.tags[i] == tag {
			return true
		}
	}
	return e.Kind() == callgate.UserKind
}

// tagOf hashes an entity; 0 is no tag.
func (t *Tenant) tagOf(kind, name string) uint32 {
	return uint32(maphash.String(t.seed, name))<<2 | uint32(len(kind))&3 | 1<<31
}
