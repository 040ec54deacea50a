package policy

import (
	"callgate/backend/callgate"
)

// chunkSize members are copied when one of them changes, and the pageSize
// pointers of the page that holds their chunk.
const (
	chunkSize = 32
	pageSize  = 64
)

// chunk is a stretch of members, page a stretch of chunks.
type (
	chunk [chunkSize]member
	page  [pageSize]*chunk
)

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

// directory finds users by login and id. A change copies one chunk, its page,
// the list of pages and, for a new name, one shard of an index.
type directory struct {
	pages  []*page
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

func (d *directory) member(n uint32) *member { return &d.chunk(n / chunkSize)[n%chunkSize] }

func (d *directory) chunk(n uint32) *chunk { return d.pages[n/pageSize][n%pageSize] }

// lay makes room for so many users, side by side.
func (d *directory) lay(users int) (chunks int) {
	block := make([]chunk, (users+chunkSize-1)/chunkSize)
	pages := make([]page, (len(block)+pageSize-1)/pageSize)
	d.pages = make([]*page, len(pages))
	for i := range pages {
		d.pages[i] = &pages[i]
	}
	for i := range block {
		pages[i/pageSize][i%pageSize] = &block[i]
	}
	return len(block)
}

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

// fresh are the pages and chunks that a form has to itself while it is made;
// nil: none.
type fresh struct {
	list, entityList        bool
	pages, chunks, entities map[uint32]bool
}

func newFresh() *fresh {
	return &fresh{pages: map[uint32]bool{}, chunks: map[uint32]bool{}, entities: map[uint32]bool{}}
}

// put replaces one user by copying his chunk, its page and the list of pages,
// as far as they are not fresh.
func (d *directory) put(w Who, m *member, own *fresh) {
	n := uint32(w) / chunkSize
	if own == nil || !own.list || int(n/pageSize) >= len(d.pages) {
		pages := make([]*page, max(len(d.pages), int(n/pageSize)+1))
		copy(pages, d.pages)
		d.pages = pages
	}
	sheet := &d.pages[n/pageSize]
	if own == nil || !own.pages[n/pageSize] {
		*sheet = copied(*sheet)
	}
	next := &(*sheet)[n%pageSize]
	if own == nil || !own.chunks[n] {
		*next = copied(*next)
	}
	(*next)[w%chunkSize] = *m
	if own != nil {
		own.list, own.pages[n/pageSize], own.chunks[n] = true, true, true
	}
}

func copied[T any](old *T) *T {
	next := new(T)
	if old != nil {
		*next = *old
	}
	return next
}
