package policy

import (
	"hash/maphash"
	"sync"

	"callgate/backend/callgate"
)

// chunkSize records are copied when one of them changes.
const chunkSize = 64

type chunk [chunkSize]record

// directory finds records by login and id. A change copies one chunk, the list
// of chunks and the few recent names; the large tables are shared.
type directory struct {
	chunks []*chunk
	size   Who
	logins names
	ids    names
	free   []Who // places of removed users
}

// names is a table shared by all versions and what changed since it was made.
type names struct {
	table  table
	recent map[string]Who // gone = removed
}

const (
	gone        = ^Who(0)
	recentLimit = 512 // then the table is made anew
)

// table is an open hash table of places: the upper half of a slot is part of
// the hash, the lower the place + 1, 0 is free. It keeps no names: the records
// do, and a match is compared with them.
type table struct {
	slots []uint64
	seed  maphash.Seed
}

func newTable(n int) table {
	size := 16
	for 3*size < 4*n { // three quarters full at most: small tables stay in the cache
		size *= 2
	}
	return table{slots: make([]uint64, size), seed: maphash.MakeSeed()}
}

func (t table) put(key string, w Who) {
	h := maphash.String(t.seed, key)
	for i := h; ; i++ {
		if slot := &t.slots[i&uint64(len(t.slots)-1)]; *slot == 0 {
			*slot = h&^(1<<32-1) | uint64(w+1)
			return
		}
	}
}

// find gives the place whose record is what same accepts.
func (t table) find(key string, same func(Who) bool) (Who, bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	h := maphash.String(t.seed, key)
	for i := h; ; i++ {
		slot := t.slots[i&uint64(len(t.slots)-1)]
		if slot == 0 {
			return 0, false
		}
		if slot>>32 == h>>32 {
			if w := Who(slot&(1<<32-1)) - 1; same(w) {
				return w, true
			}
		}
	}
}

// byLogin finds a place by folded login.
func (d *directory) byLogin(login string) (Who, bool) {
	if len(d.logins.recent) > 0 {
		if w, ok := d.logins.recent[login]; ok {
			return w, w != gone
		}
	}
	return d.logins.table.find(login, func(w Who) bool { return d.at(w).named(login) })
}

func (d *directory) byID(id callgate.ID) (Who, bool) {
	if len(d.ids.recent) > 0 {
		if w, ok := d.ids.recent[id]; ok {
			return w, w != gone
		}
	}
	return d.ids.table.find(id, func(w Who) bool {
		u := d.at(w).user
		return u != nil && u.ID == id
	})
}

// with notes one change of name.
func (n names) with(key string, w Who) names {
	recent := make(map[string]Who, len(n.recent)+1)
	for k, v := range n.recent {
		recent[k] = v
	}
	recent[key] = w
	return names{n.table, recent}
}

// compileAll makes the directory from scratch, on two cores.
func (t *Tenant) compileAll(users []*callgate.User, now callgate.Time) directory {
	d := directory{size: Who(len(users)), chunks: make([]*chunk, (len(users)+chunkSize-1)/chunkSize)}
	block := make([]chunk, len(d.chunks)) // one allocation for all
	fill := func(from, to int) {
		for i := from; i < to; i++ {
			d.chunks[i] = &block[i]
			block[i].fill(t, users[i*chunkSize:min((i+1)*chunkSize, len(users))], now)
		}
	}
	var wait sync.WaitGroup
	half := len(d.chunks) / 2
	wait.Go(func() { fill(0, half) })
	fill(half, len(d.chunks))
	wait.Wait()
	d.index()
	return d
}

func (c *chunk) fill(t *Tenant, users []*callgate.User, now callgate.Time) {
	for i, u := range users {
		t.compile(&c[i], u, now)
	}
}

// index makes both tables anew.
func (d *directory) index() {
	d.logins, d.ids = names{table: newTable(int(d.size))}, names{table: newTable(int(d.size))}
	var wait sync.WaitGroup
	each := func(n names, key func(*callgate.User) string) {
		for w := range d.size {
			if u := d.at(w).user; u != nil {
				n.table.put(key(u), w)
			}
		}
	}
	wait.Go(func() { each(d.ids, func(u *callgate.User) string { return u.ID }) })
	each(d.logins, func(u *callgate.User) string { return u.Folded })
	wait.Wait()
}

func (d *directory) at(w Who) *record {
	return &d.chunks[w/chunkSize][w%chunkSize]
}

// with stores a record at its place, or at a new one.
func (d directory) with(r record) directory {
	u := r.user
	w, known := d.byID(u.ID)
	switch {
	case known:
		if before := d.at(w).user; before.Folded != u.Folded {
			d.logins = d.logins.with(before.Folded, gone).with(u.Folded, w)
		}
	case len(d.free) > 0:
		w = d.free[len(d.free)-1]
		d.free = d.free[: len(d.free)-1 : len(d.free)-1]
	default:
		w = d.size
		d.size++
	}
	if !known {
		d.logins, d.ids = d.logins.with(u.Folded, w), d.ids.with(u.ID, w)
	}
	return d.put(w, r)
}

func (d directory) without(id callgate.ID) directory {
	w, known := d.byID(id)
	if !known {
		return d
	}
	d.logins, d.ids = d.logins.with(d.at(w).user.Folded, gone), d.ids.with(id, gone)
	d.free = append(d.free[:len(d.free):len(d.free)], w)
	return d.put(w, record{})
}

// put replaces one record by copying its chunk and the list of chunks.
func (d directory) put(w Who, r record) directory {
	n, i := int(w/chunkSize), int(w%chunkSize)
	chunks := make([]*chunk, max(len(d.chunks), n+1))
	copy(chunks, d.chunks)
	next := new(chunk)
	if chunks[n] != nil {
		*next = *chunks[n]
	}
	next[i] = r
	chunks[n] = next
	d.chunks = chunks
	if len(d.logins.recent) > recentLimit || len(d.ids.recent) > recentLimit {
		d.index()
	}
	return d
}

// WithUser adds or replaces one user.
func (t *Tenant) WithUser(u *callgate.User) *Tenant {
	next := *t
	var r record
	t.compile(&r, u, u.Changed)
	next.people = t.people.with(r)
	return &next
}

// WithoutUser removes one; an unknown id changes nothing.
func (t *Tenant) WithoutUser(id callgate.ID) *Tenant {
	next := *t
	next.people = t.people.without(id)
	return &next
}

// Find finds a user by folded login.
func (t *Tenant) Find(login string) (Who, bool) { return t.people.byLogin(login) }

// ByID finds a user by id.
func (t *Tenant) ByID(id callgate.ID) (Who, bool) { return t.people.byID(id) }

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
