package people

import (
	"cmp"
	"slices"
	"sync"
)

// sortAll makes every order anew. The one by name comes first, because others
// follow it where they are equal.
func (x *Index) sortAll() {
	x.orders[byName] = x.sorted(byName, x.slots(), nil)
	rank := x.ranks()
	var all sync.WaitGroup
	for n := byName + 1; n < orderCount; n++ {
		all.Go(func() { x.orders[n] = x.sorted(n, x.slots(), rank) })
	}
	all.Wait()
}

// slots lists those in use.
func (x *Index) slots() []uint32 {
	slots := make([]uint32, 0, x.used)
	for s := range x.used {
		if x.user(s) != nil {
			slots = append(slots, s)
		}
	}
	return slots
}

// ranks gives, for every slot, its place by name.
func (x *Index) ranks() []uint32 {
	rank := make([]uint32, x.used)
	x.orders[byName].walk(false, 0, func(pos int, slot uint32) bool {
		rank[slot] = uint32(pos)
		return true
	})
	return rank
}

// sorted makes order n. Keys are long and lie far apart in memory, so a number
// standing for each is sorted instead; where two are equal the rank by name
// mostly decides, and only what is left compares whole keys.
func (x *Index) sorted(n int, slots, rank []uint32) order {
	type item struct {
		first [2]uint64
		slot  uint32
	}
	items := make([]item, len(slots))
	blank := 0
	for i, s := range slots {
		k := x.keyOf(n, s)
		items[i] = item{k.first(n), s}
		if k.blank {
			blank++
		}
	}
	ranked := n == byState || n == byLastSignIn || n == byCreated || n == byTurn
	slices.SortFunc(items, func(a, b item) int {
		switch {
		case a.first[0] != b.first[0]:
			return cmp.Compare(a.first[0], b.first[0])
		case a.first[1] != b.first[1]:
			return cmp.Compare(a.first[1], b.first[1])
		case ranked || a.first == blankFirst && rank != nil:
			return cmp.Compare(rank[a.slot], rank[b.slot])
		default:
			return x.keyOf(n, a.slot).compare(x.keyOf(n, b.slot))
		}
	})
	for i, it := range items {
		slots[i] = it.slot
	}
	return newOrder(slots, blank)
}
