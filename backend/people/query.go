package people

import "callgate/backend/callgate"

// Query asks for one page of users. The zero value lists everybody by name.
type Query struct {
	Search string          // words that all occur in name, login, e-mail address or extension
	Role   callgate.ID     // members whose membership has not run out
	State  string          // one of the states
	Seat   string          // full, lite
	Factor string          // yes, no
	On     callgate.Entity // who has it among his own extensions or in his reach list
	Sort   string          // name, login, extension, state, last_sign_in, created
	Down   bool
	After  string // next of the page before; "" = from Offset on
	Offset int    // how many to pass over
	Limit  int    // 50 when 0
	Now    callgate.Time
	Hide   func(u *callgate.User) bool // whom the asker may not see; nil = nobody
}

// Page lists the users of one page, how many there are on all pages, and the
// After of the next page ("" after the last one). An After that does not fit
// the sort order is like none.
func (x *Index) Page(q Query) (users []*callgate.User, total int, next string) {
	n, known := orderNames[q.Sort]
	if !known {
		n = byName
	}
	if n == byState || q.State != "" {
		x = x.at(q.Now)
	}
	if q.Limit <= 0 {
		q.Limit = 50
	}
	o := &x.orders[n]
	f := newFilter(q)
	if f == nil {
		total = o.count
	} else {
		total = f.run(x)
	}
	from, skip := 0, max(q.Offset, 0)
	if q.After != "" {
		if k, ok := parseCursor(q.After, n, q.Down); ok {
			from, skip = x.after(n, q.Down, k), 0
		}
	}
	if f == nil {
		from, skip = min(from+skip, o.count), 0
	}
	users = make([]*callgate.User, 0, min(q.Limit, total))
	var last uint32
	o.walk(q.Down, from, func(_ int, slot uint32) bool {
		switch {
		case f != nil && !f.found[slot>>chunkBits].has(int(slot&chunkMask)):
		case skip > 0:
			skip--
		case len(users) == q.Limit:
			next = cursor(n, q.Down, x.keyOf(n, last))
			return false
		default:
			users, last = append(users, x.user(slot)), slot
		}
		return true
	})
	return users, total, next
}

// after is the position of the first user behind k in the straight or turned
// list; k's user need not be there any more.
func (x *Index) after(n int, down bool, k key) int {
	o := &x.orders[n]
	pos := o.find(x, n, k)
	there := pos < o.count && x.keyOf(n, o.slot(pos)) == k
	full := o.count - o.blank
	if down && !k.blank {
		return full - pos // those before k, turned
	}
	if there {
		pos++
	}
	return pos
}
