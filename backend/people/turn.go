package people

import "callgate/backend/callgate"

// States change by themselves when a lock or a user runs out. The order by
// state holds for a moment; when a query comes from another one, those whose
// turn came in between are moved, once for all queries that follow.

// at gives the index with the states of a moment.
func (x *Index) at(now callgate.Time) *Index {
	if x.covers(now) {
		return x
	}
	from := x
	if l := x.later.Load(); l != nil {
		if l.covers(now) {
			return l
		}
		if l.asOf > x.asOf && l.asOf <= now {
			from = l
		}
	}
	y := from.turnTo(now)
	x.later.Store(y)
	return y
}

// covers tells whether no state changes between the index's moment and now.
func (x *Index) covers(now callgate.Time) bool { return x.asOf <= now && now < x.nextTurn() }

func (x *Index) nextTurn() callgate.Time {
	if o := &x.orders[byTurn]; o.count > o.blank {
		return callgate.Time(x.keyOf(byTurn, o.slot(0)).num)
	}
	return never
}

// turnTo makes the states of another moment.
func (x *Index) turnTo(now callgate.Time) *Index {
	y := x.copy()
	var due []uint32
	if now >= x.asOf {
		x.orders[byTurn].walk(false, 0, func(_ int, slot uint32) bool {
			if turnOf(x.user(slot), x.asOf) > now {
				return false
			}
			due = append(due, slot)
			return true
		})
	}
	if now < x.asOf || len(due) > 64 {
		return y.turnAll(now)
	}
	for _, slot := range due {
		y.remove(byState, y.keyOf(byState, slot))
		y.remove(byTurn, y.keyOf(byTurn, slot))
	}
	y.asOf = now
	for _, slot := range due {
		y.put(slot, y.user(slot))
		y.insert(byState, slot)
		y.insert(byTurn, slot)
	}
	return y
}

// turnAll looks at every user.
func (x *Index) turnAll(now callgate.Time) *Index {
	x.asOf = now
	chunks := make([]*chunk, len(x.chunks))
	for n, c := range x.chunks {
		next := *c
		next.flags = new([chunkSize]uint8)
		for i, u := range c.users {
			if u != nil {
				next.flags[i] = flagsOf(u, now)
			}
		}
		chunks[n] = &next
	}
	x.chunks = chunks
	rank := x.ranks()
	x.orders[byState] = x.sorted(byState, x.slots(), rank)
	x.orders[byTurn] = x.sorted(byTurn, x.slots(), rank)
	return x
}
