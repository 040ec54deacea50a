package people

import (
	"iter"
	"slices"
	"sync/atomic"

	"callgate/backend/callgate"
)

// Index holds all users of a tenant ready to be listed. It never changes: any
// number of readers may use it while With and Without make the next one.
type Index struct {
	chunks []*chunk
	free   *freeSlot
	used   uint32 // slots below it were given out
	orders [orderCount]order
	asOf   callgate.Time // the moment of the states in flags and byState

	later atomic.Pointer[Index] // the same users with states of a later moment
}

// freeSlot is a list that several indexes may share.
type freeSlot struct {
	slot uint32
	next *freeSlot
}

// Build makes the index of users. They are shared, not copied: do not change
// them afterwards.
func Build(users []*callgate.User) *Index {
	x := &Index{used: uint32(len(users))}
	for part := range slices.Chunk(users, chunkSize) {
		x.chunks = append(x.chunks, newChunk(part, 0))
	}
	x.sortAll()
	return x
}

// Len counts the users.
func (x *Index) Len() int { return x.orders[byName].count }

// All goes through the users by name.
func (x *Index) All() iter.Seq[*callgate.User] {
	return func(yield func(*callgate.User) bool) {
		x.orders[byName].walk(false, 0, func(_ int, slot uint32) bool { return yield(x.user(slot)) })
	}
}

func (x *Index) user(slot uint32) *callgate.User {
	return x.chunks[slot>>chunkBits].users[slot&chunkMask]
}

// slotOf finds a user by id.
func (x *Index) slotOf(id callgate.ID) (uint32, bool) {
	o := &x.orders[byID]
	pos := o.find(x, byID, key{num: hashID(id), id: id})
	if pos == o.count {
		return 0, false
	}
	slot := o.slot(pos)
	return slot, x.user(slot).ID == id
}

// With is the index with a user added, or put in place of the one with his id.
func (x *Index) With(u *callgate.User) *Index {
	y := x.newest().copy()
	slot, known := y.slotOf(u.ID)
	if known {
		y.replace(slot, u)
		return y
	}
	slot = y.takeSlot()
	y.put(slot, u)
	for n := range y.orders {
		y.insert(n, slot)
	}
	return y
}

// WithAll is the index with many users added, or put in place of those with
// their ids; no id twice. What they lie in together is made once.
func (x *Index) WithAll(us []*callgate.User) *Index {
	x = x.newest()
	y := x.copy()
	parts := map[uint32]*part{}
	var moved []uint32
	for _, u := range us {
		slot, known := x.slotOf(u.ID)
		if !known {
			slot = y.takeSlot()
		}
		n := slot >> chunkBits
		if parts[n] == nil {
			parts[n] = &part{}
		}
		parts[n].put(int(slot&chunkMask), u)
		moved = append(moved, slot)
	}
	y.chunks = slices.Clone(y.chunks)
	for n, p := range parts {
		y.chunks[n] = y.chunks[n].withPart(p, y.asOf)
	}
	for n := range y.orders {
		y.move(n, x, moved)
	}
	return y
}

// takeSlot gives out a slot that is free, in a chunk there is.
func (x *Index) takeSlot() (slot uint32) {
	if x.free != nil {
		slot, x.free = x.free.slot, x.free.next
		return slot
	}
	slot = x.used
	x.used++
	if int(slot>>chunkBits) == len(x.chunks) {
		x.chunks = append(x.chunks[:len(x.chunks):len(x.chunks)], newChunk(nil, 0))
	}
	return slot
}

// sortAnew is the share of all users, one in so many, from which sorting an
// order anew is quicker than moving one by one.
var sortAnew = 20

// move brings the slots whose key is another one than in old to their places in
// order n: all are taken out by their old keys before any is put in.
func (x *Index) move(n int, old *Index, slots []uint32) {
	var out, in []uint32
	for _, slot := range slots {
		was := old.has(slot)
		if was && old.keyOf(n, slot) == x.keyOf(n, slot) {
			continue
		}
		if was {
			out = append(out, slot)
		}
		in = append(in, slot)
	}
	if len(in) > x.orders[n].count/sortAnew {
		var rank []uint32
		if n != byName {
			rank = x.ranks()
		}
		x.orders[n] = x.sorted(n, x.slots(), rank)
		return
	}
	next := x.chunks
	x.chunks = old.chunks
	for _, slot := range out {
		x.remove(n, x.keyOf(n, slot))
	}
	x.chunks = next
	for _, slot := range in {
		x.insert(n, slot)
	}
}

// has tells whether a slot has a user.
func (x *Index) has(slot uint32) bool {
	n := int(slot >> chunkBits)
	return n < len(x.chunks) && x.chunks[n].used.has(int(slot&chunkMask))
}

// Without is the index less one user; an id nobody has changes nothing.
func (x *Index) Without(id callgate.ID) *Index {
	y := x.newest()
	slot, known := y.slotOf(id)
	if !known {
		return x
	}
	y = y.copy()
	for n := range y.orders {
		y.remove(n, y.keyOf(n, slot))
	}
	y.put(slot, nil)
	y.free = &freeSlot{slot, y.free}
	return y
}

// newest is x, or the form of it with the latest states.
func (x *Index) newest() *Index {
	if l := x.later.Load(); l != nil && l.asOf > x.asOf {
		return l
	}
	return x
}

func (x *Index) copy() *Index {
	return &Index{chunks: x.chunks, free: x.free, used: x.used, orders: x.orders, asOf: x.asOf}
}

// put stores a user (nil = free) in a slot; the orders are the caller's
// business. x is not published yet.
func (x *Index) put(slot uint32, u *callgate.User) {
	x.chunks = slices.Clone(x.chunks)
	c := &x.chunks[slot>>chunkBits]
	*c = (*c).with(int(slot&chunkMask), u, x.asOf)
}

// replace changes the user of a slot and moves him in the orders whose key
// changed.
func (x *Index) replace(slot uint32, u *callgate.User) {
	var before [orderCount]key
	for n := range before {
		before[n] = x.keyOf(n, slot)
	}
	old := x.chunks
	x.put(slot, u)
	next := x.chunks
	for n := range before {
		if x.keyOf(n, slot) == before[n] {
			continue
		}
		x.chunks = old
		x.remove(n, before[n])
		x.chunks = next
		x.insert(n, slot)
	}
}

func (x *Index) insert(n int, slot uint32) {
	k := x.keyOf(n, slot)
	x.orders[n] = x.orders[n].with(x.orders[n].find(x, n, k), slot, k.blank)
}

func (x *Index) remove(n int, k key) {
	x.orders[n] = x.orders[n].without(x.orders[n].find(x, n, k), k.blank)
}

// Since lists who was added or changed, and who went, since an older index that
// this one came from by With and Without. What they share is not looked at.
func (x *Index) Since(old *Index) (changed []*callgate.User, gone []callgate.ID) {
	for n := range max(len(x.chunks), len(old.chunks)) {
		var now, then [chunkSize]*callgate.User
		if n < len(x.chunks) {
			now = *x.chunks[n].users
		}
		if n < len(old.chunks) {
			then = *old.chunks[n].users
		}
		if now == then {
			continue
		}
		for i := range now {
			if now[i] == then[i] {
				continue
			}
			if then[i] != nil {
				if _, still := x.slotOf(then[i].ID); !still {
					gone = append(gone, then[i].ID)
				}
			}
			if now[i] != nil {
				changed = append(changed, now[i])
			}
		}
	}
	return changed, gone
}
