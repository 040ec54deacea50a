package policy

import (
	"callgate/backend/callgate"
)

// chunkSize records are copied when one of them changes.
const chunkSize = 64

// chunk is a stretch of members.
type chunk [chunkSize]member

// shortName is a login as the directory compares it: its length, then its
// bytes; a long one (length 255) is compared with the user's own.
type shortName [24]byte

func shorten(s string) (n shortName) {
	if len(s) >= len(n) {
		n[0] = 255
		return n
	}
	n[0] = byte(len(s))
	copy(n[1:], s)
	return n
}

// directory finds users by login and id. A change copies one chunk, the list of
// chunks and, for a new name, one shard of an index.
type directory struct {
	chunks []*chunk
	size   Who // places given out; those of removed users stay empty
	live   int // users
	logins index
	ids    index
}

// at gives the member at a place, nil when nobody is there.
func (d *directory) at(w Who) *member {
	if w >= d.size {
		return nil
	}
	if m := d.member(uint32(w)); m.user != nil {
		return m
	}
	return nil
}

func (d *directory) member(n uint32) *member { return &d.chunks[n/chunkSize][n%chunkSize] }

func (d *directory) byLogin(login string) (Who, bool) {
	s := d.logins.search(hashOf(login))
	for {
		n, ok := s.next()
		if !ok {
			return 0, false
		}
		if d.member(n).called(login) {
			return Who(n), true
		}
	}
}

func (d *directory) byID(id callgate.ID) (Who, bool) {
	s := d.ids.search(hashOf(id))
	for {
		n, ok := s.next()
		if !ok {
			return 0, false
		}
		if d.member(n).user.ID == id {
			return Who(n), true
		}
	}
}

func (m *member) called(login string) bool {
	if n := int(m.login[0]); n < len(m.login) {
		return string(m.login[1:1+n]) == login
	}
	return m.user.Folded == login
}

// put replaces one user by copying his chunk and the list of chunks.
func (d *directory) put(w Who, m *member) {
	n := int(w / chunkSize)
	chunks := make([]*chunk, max(len(d.chunks), n+1))
	copy(chunks, d.chunks)
	next := new(chunk)
	if chunks[n] != nil {
		*next = *chunks[n]
	}
	next[w%chunkSize] = *m
	chunks[n] = next
	d.chunks = chunks
}
