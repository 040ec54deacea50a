package people

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"callgate/backend/callgate"
)

// filter is what a query lets through, worked out chunk by chunk: cheap
// questions first, text last.
type filter struct {
	q           Query
	want, flags uint8 // flags & want must be want's value
	tags        []uint32
	words       words
	search      bool
	found       []mask
}

func newFilter(q Query) *filter {
	f := &filter{q: q}
	if q.State != "" {
		state := slices.Index(stateNames[:], q.State)
		f.want, f.flags = stateBits, uint8(max(state, 0))
		if state < 0 {
			f.flags = stateBits // a state nobody is in
		}
	}
	f.flag(liteFlag, q.Seat, callgate.LiteSeat)
	f.flag(factorFlag, q.Factor, "yes")
	if q.Role != "" {
		f.tags = append(f.tags, tagOf(roleTag, q.Role))
	}
	if q.On != "" {
		f.tags = append(f.tags, tagOf(q.On.Kind(), q.On.Name()))
	}
	f.words, f.search = newWords(q.Search)
	if f.want == 0 && len(f.tags) == 0 && !f.search && q.Hide == nil {
		return nil
	}
	return f
}

func (f *filter) flag(bit uint8, asked, set string) {
	if asked == "" {
		return
	}
	f.want |= bit
	if asked == set {
		f.flags |= bit
	}
}

// manyChunks are worth a second processor.
const manyChunks = 128

// run fills found and counts. Where there are many users every processor takes
// a stretch of them.
func (f *filter) run(x *Index) int {
	f.found = make([]mask, len(x.chunks))
	workers := 1
	if len(x.chunks) >= manyChunks {
		workers = runtime.GOMAXPROCS(0)
	}
	var all sync.WaitGroup
	var count atomic.Int64
	part := (len(x.chunks) + workers - 1) / workers
	for from := 0; from < len(x.chunks); from += part {
		stretch := func(from, to int) {
			n := 0
			for i := from; i < to; i++ {
				f.chunk(x.chunks[i], &f.found[i])
				n += f.found[i].len()
			}
			count.Add(int64(n))
		}
		if to := from + part; to < len(x.chunks) {
			all.Go(func() { stretch(from, to) })
		} else {
			stretch(from, len(x.chunks))
		}
	}
	all.Wait()
	return int(count.Load())
}

func (f *filter) chunk(c *chunk, m *mask) {
	*m = c.used
	if f.want != 0 {
		m.keep(func(i int) bool { return c.flags[i]&f.want == f.flags })
	}
	for _, tag := range f.tags {
		if m.empty() {
			return
		}
		var tagged mask
		c.tags.match(tag, &tagged)
		m.and(&tagged)
	}
	if f.search && !m.empty() {
		var found mask
		f.words.match(c.text, &found)
		m.and(&found)
	}
	if len(f.tags) > 0 || f.q.Hide != nil {
		m.keep(func(i int) bool { return f.really(c.users[i]) })
	}
}

// match sets the places that have a tag.
func (t *chunkTags) match(tag uint32, set *mask) {
	slot := 0
	for at := 0; at < len(t.all); at++ {
		i := slices.Index(t.all[at:], tag)
		if i < 0 {
			return
		}
		at += i
		for int(t.ends[slot]) <= at {
			slot++
		}
		set.add(slot)
	}
}

// really looks at the user himself: tags may be shared, memberships run out.
func (f *filter) really(u *callgate.User) bool {
	if f.q.Role != "" && !slices.ContainsFunc(u.Roles, func(m callgate.Membership) bool {
		return m.Role == f.q.Role && (m.Expires == 0 || m.Expires > f.q.Now)
	}) {
		return false
	}
	if on := f.q.On; on != "" && !slices.Contains(u.Reach, on) &&
		(on.Kind() != callgate.Extension || !slices.ContainsFunc(u.Extensions, func(e callgate.OwnExtension) bool { return e.Name == on.Name() })) {
		return false
	}
	return f.q.Hide == nil || !f.q.Hide(u)
}
