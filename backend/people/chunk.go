package people

import (
	"bytes"
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// Every user has a slot: the number of a chunk and a place in it. What is
// scanned for all users (text, state, tags) lies together in each chunk, so
// that a scan reads memory straight on; a change copies one chunk.
const (
	chunkBits = 8
	chunkSize = 1 << chunkBits
	chunkMask = chunkSize - 1
)

type chunk struct {
	used  mask                       // slots with a user
	users *[chunkSize]*callgate.User // nil = free slot
	ids   *[chunkSize]int64          // hashes of their ids: users lie far apart in memory
	flags *[chunkSize]uint8          // state, seat, factor
	text  *chunkText
	tags  *chunkTags
}

// chunkText holds, for each slot, the folded display name, then e-mail
// addresses, login, the other name and extensions, each with a line end behind
// it, so that no match runs over an edge. What an earlier line contains is left
// out: the login mostly stands in the address.
type chunkText struct {
	all  string
	ends [chunkSize]uint32
}

// chunkTags holds, for each slot, hashes of his roles and entities.
type chunkTags struct {
	all  []uint32
	ends [chunkSize]uint32
}

// flags: the state in the low bits.
const (
	stateBits  = 0x07
	liteFlag   = 0x08
	factorFlag = 0x10
)

func flagsOf(u *callgate.User, now callgate.Time) uint8 {
	f := stateOf(u, now)
	if u.Seat == callgate.LiteSeat {
		f |= liteFlag
	}
	if u.HasFactor {
		f |= factorFlag
	}
	return f
}

func span(ends *[chunkSize]uint32, i int) (from, to uint32) {
	if i > 0 {
		from = ends[i-1]
	}
	return from, ends[i]
}

func (t *chunkText) of(i int) string {
	from, to := span(&t.ends, i)
	return t.all[from:to]
}

// name is the folded display name of a slot: the first line of its text.
func (t *chunkText) name(i int) string {
	s := t.of(i)
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		return s[:n]
	}
	return ""
}

func appendText(dst []byte, u *callgate.User) []byte {
	start := len(dst)
	line := func(s string) {
		end := len(dst)
		dst = appendFold(dst, s)
		if end > start && bytes.Contains(dst[start:end], dst[end:]) {
			dst = dst[:end]
			return
		}
		dst = append(dst, '\n')
	}
	line(u.DisplayName())
	for _, e := range u.Emails {
		line(e.Value)
	}
	line(u.Login)
	line(u.Name)
	for _, e := range u.Extensions {
		line(e.Name)
	}
	line(u.DefaultExtension)
	return dst
}

// tagOf is FNV-1a. Two things may share a tag: whoever finds one looks at the
// user too.
func tagOf(kind, name string) uint32 {
	h := uint32(2166136261)
	for _, s := range [...]string{kind, ":", name} {
		for i := range len(s) {
			h = (h ^ uint32(s[i])) * 16777619
		}
	}
	return h
}

const roleTag = "role"

func appendTags(dst []uint32, u *callgate.User) []uint32 {
	for _, m := range u.Roles {
		dst = append(dst, tagOf(roleTag, m.Role))
	}
	for _, e := range u.Extensions {
		dst = append(dst, tagOf(callgate.Extension, e.Name))
	}
	for _, e := range u.Reach {
		dst = append(dst, tagOf(e.Kind(), e.Name()))
	}
	return dst
}

// newChunk makes a chunk of up to chunkSize users (nil = free).
func newChunk(users []*callgate.User, now callgate.Time) *chunk {
	c := &chunk{users: new([chunkSize]*callgate.User), ids: new([chunkSize]int64), flags: new([chunkSize]uint8), text: new(chunkText), tags: new(chunkTags)}
	var text []byte
	for i := range chunkSize {
		if i < len(users) && users[i] != nil {
			u := users[i]
			c.users[i], c.ids[i], c.flags[i] = u, hashID(u.ID), flagsOf(u, now)
			c.used.add(i)
			text = appendText(text, u)
			c.tags.all = appendTags(c.tags.all, u)
		}
		c.text.ends[i], c.tags.ends[i] = uint32(len(text)), uint32(len(c.tags.all))
	}
	c.text.all = string(text)
	return c
}

// with is the chunk with another user (nil = free) at i; parts that stay the
// same are shared.
func (c *chunk) with(i int, u *callgate.User, now callgate.Time) *chunk {
	users, flags := *c.users, *c.flags
	users[i], flags[i] = u, 0
	next := &chunk{used: c.used, users: &users, ids: c.ids, flags: &flags, text: c.text, tags: c.tags}
	var text []byte
	var tags []uint32
	next.used.remove(i)
	if u != nil {
		flags[i] = flagsOf(u, now)
		next.used.add(i)
		if id := hashID(u.ID); id != c.ids[i] {
			ids := *c.ids
			ids[i], next.ids = id, &ids
		}
		text, tags = appendText(make([]byte, 0, 128), u), appendTags(nil, u)
	}
	if string(text) != c.text.of(i) {
		next.text = c.text.with(i, text)
	}
	next.tags = c.tags.with(i, tags)
	return next
}

// part is what many changes at once put into one chunk.
type part struct {
	set   mask
	users [chunkSize]*callgate.User
}

func (p *part) put(i int, u *callgate.User) {
	p.set.add(i)
	p.users[i] = u
}

// withPart is the chunk with other users in some places; parts that stay the
// same are shared.
func (c *chunk) withPart(p *part, now callgate.Time) *chunk {
	users, ids, flags := *c.users, *c.ids, *c.flags
	next := &chunk{used: c.used, users: &users, ids: &ids, flags: &flags}
	text, tags := new(chunkText), new(chunkTags)
	all := make([]byte, 0, len(c.text.all)+256)
	for i := range chunkSize {
		if p.set.has(i) {
			u := p.users[i]
			users[i], ids[i], flags[i] = u, hashID(u.ID), flagsOf(u, now)
			next.used.add(i)
			all, tags.all = appendText(all, u), appendTags(tags.all, u)
		} else {
			from, to := span(&c.tags.ends, i)
			all, tags.all = append(all, c.text.of(i)...), append(tags.all, c.tags.all[from:to]...)
		}
		text.ends[i], tags.ends[i] = uint32(len(all)), uint32(len(tags.all))
	}
	next.text, next.tags = c.text, c.tags
	if string(all) != c.text.all || text.ends != c.text.ends {
		text.all = string(all)
		next.text = text
	}
	if !slices.Equal(tags.all, c.tags.all) || tags.ends != c.tags.ends {
		next.tags = tags
	}
	return next
}

func (t *chunkText) with(i int, text []byte) *chunkText {
	from, to := span(&t.ends, i)
	var b strings.Builder
	b.Grow(len(t.all) + len(text) - int(to-from))
	b.WriteString(t.all[:from])
	b.Write(text)
	b.WriteString(t.all[to:])
	next := &chunkText{all: b.String(), ends: t.ends}
	shift(&next.ends, i, len(text)-int(to-from))
	return next
}

func (t *chunkTags) with(i int, tags []uint32) *chunkTags {
	from, to := span(&t.ends, i)
	if slices.Equal(t.all[from:to], tags) {
		return t
	}
	all := make([]uint32, 0, len(t.all)+len(tags)-int(to-from))
	all = append(all, t.all[:from]...)
	all = append(all, tags...)
	all = append(all, t.all[to:]...)
	next := &chunkTags{all: all, ends: t.ends}
	shift(&next.ends, i, len(tags)-int(to-from))
	return next
}

func shift(ends *[chunkSize]uint32, from, by int) {
	for i := from; i < chunkSize; i++ {
		ends[i] = uint32(int(ends[i]) + by)
	}
}
