package policy

import (
	"sync"

	"callgate/backend/callgate"
)

// chunkSize records are copied when one of them changes.
const chunkSize = 64

type chunk [chunkSize]record

// directory finds records by login and id. A change copies one chunk, the list
// of chunks and the few recent names; the large base maps are shared.
type directory struct {
	chunks []*chunk
	size   Who
	logins names
	ids    names
	free   []Who // places of removed users
}

// names is a base map shared by all versions and what changed since.
type names struct {
	base   map[string]Who
	recent map[string]Who // gone = removed
}

const (
	gone        = ^Who(0)
	recentLimit = 512 // then the base is made anew
)

func (n names) find(key string) (Who, bool) {
	if len(n.recent) > 0 {
		if w, ok := n.recent[key]; ok {
			return w, w != gone
		}
	}
	w, ok := n.base[key]
	return w, ok
}

// with sets one name; gone removes it.
func (n names) with(key string, w Who) names {
	if len(n.recent) >= recentLimit {
		base := make(map[string]Who, len(n.base)+len(n.recent))
		for k, v := range n.base {
			base[k] = v
		}
		for k, v := range n.recent {
			if v == gone {
				delete(base, k)
			} else {
				base[k] = v
			}
		}
		n = names{base: base}
	}
	recent := make(map[string]Who, len(n.recent)+1)
	for k, v := range n.recent {
		recent[k] = v
	}
	recent[key] = w
	return names{n.base, recent}
}

// compileAll makes the directory from scratch, on all cores there are use for:
// two for the records, one each for the names.
func (t *Tenant) compileAll(users []*callgate.User, now callgate.Time) directory {
	d := directory{size: Who(len(users)), chunks: make([]*chunk, (len(users)+chunkSize-1)/chunkSize)}
	block := make([]chunk, len(d.chunks)) // one allocation for all
	for i := range d.chunks {
		d.chunks[i] = &block[i]
	}
	var wait sync.WaitGroup
	fill := func(from, to int) {
		for i := from; i < to; i++ {
			d.chunks[i/chunkSize][i%chunkSize] = t.compile(users[i], now)
		}
	}
	half := len(users) / 2
	wait.Go(func() { fill(0, half) })
	wait.Go(func() {
		d.logins.base = make(map[string]Who, len(users))
		for i, u := range users {
			d.logins.base[u.Folded] = Who(i)
		}
	})
	wait.Go(func() {
		d.ids.base = make(map[string]Who, len(users))
		for i, u := range users {
			d.ids.base[u.ID] = Who(i)
		}
	})
	fill(half, len(users))
	wait.Wait()
	return d
}

func (d *directory) at(w Who) *record {
	return &d.chunks[w/chunkSize][w%chunkSize]
}

// with stores a record at its place, or at a new one.
func (d directory) with(r record) directory {
	w, known := d.ids.find(r.user.ID)
	switch {
	case known:
		if before := d.at(w).user; before.Folded != r.user.Folded {
			d.logins = d.logins.with(before.Folded, gone).with(r.user.Folded, w)
		}
	case len(d.free) > 0:
		w = d.free[len(d.free)-1]
		d.free = d.free[: len(d.free)-1 : len(d.free)-1]
	default:
		w = d.size
		d.size++
	}
	if !known {
		d.logins, d.ids = d.logins.with(r.user.Folded, w), d.ids.with(r.user.ID, w)
	}
	return d.put(w, r)
}

func (d directory) without(id callgate.ID) directory {
	w, known := d.ids.find(id)
	if !known {
		return d
	}
	d.logins, d.ids = d.logins.with(d.at(w).user.Folded, gone), d.ids.with(id, gone)
	d.free = append(d.free[:len(d.free):len(d.free)], w)
	return d.put(w, record{})
}

// put replaces one record by copying its chunk and the list of chunks.
func (d directory) put(w Who, r record) directory {
	n := int(w / chunkSize)
	chunks := make([]*chunk, max(len(d.chunks), n+1))
	copy(chunks, d.chunks)
	next := new(chunk)
	if chunks[n] != nil {
		*next = *chunks[n]
	}
	next[w%chunkSize] = r
	chunks[n] = next
	d.chunks = chunks
	return d
}

// WithUser adds or replaces one user.
func (t *Tenant) WithUser(u *callgate.User) *Tenant {
	next := *t
	next.people = t.people.with(t.compile(u, u.Changed))
	return &next
}

// WithoutUser removes one; an unknown id changes nothing.
func (t *Tenant) WithoutUser(id callgate.ID) *Tenant {
	next := *t
	next.people = t.people.without(id)
	return &next
}

// Find finds a user by folded login.
func (t *Tenant) Find(login string) (Who, bool) { return t.people.logins.find(login) }

// ByID finds a user by id.
func (t *Tenant) ByID(id callgate.ID) (Who, bool) { return t.people.ids.find(id) }

// User gives the user at a place. He must not be changed.
func (t *Tenant) User(w Who) *callgate.User { return t.people.at(w).user }

// Users lists everybody, in no particular order.
func (t *Tenant) Users() []*callgate.User {
	list := make([]*callgate.User, 0, t.people.size)
	for w := range t.people.size {
		if u := t.people.at(w).user; u != nil {
			list = append(list, u)
		}
	}
	return list
}

// Len counts the users.
func (t *Tenant) Len() int { return int(t.people.size) - len(t.people.free) }
