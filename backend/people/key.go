package people

import (
	"cmp"
	"hash/maphash"
	"math"
	"strconv"
	"strings"

	"callgate/backend/callgate"
)

// The orders an Index keeps. The first ones are sort orders of the list; byTurn
// holds only users whose state changes by itself; byID is for finding a user.
const (
	byName = iota
	byLogin
	byExtension
	byState
	byLastSignIn
	byCreated
	byTurn
	byID
	orderCount
)

// orderNames are the sort orders by the name a query uses.
var orderNames = map[string]int{
	"": byName, "name": byName, "login": byLogin, "extension": byExtension,
	"state": byState, "last_sign_in": byLastSignIn, "created": byCreated,
}

// key is a user's place in one order: number, text, then display name and id.
// blank users (without extension, never signed in) come after all others
// whichever way the list is turned.
type key struct {
	blank bool
	num   int64
	text  string
	name  string
	id    callgate.ID
}

func (a key) compare(b key) int {
	if c := a.compareButID(b); c != 0 {
		return c
	}
	return strings.Compare(a.id, b.id)
}

func (a key) compareButID(b key) int {
	if a.blank != b.blank {
		if b.blank {
			return -1
		}
		return 1
	}
	if c := cmp.Compare(a.num, b.num); c != 0 {
		return c
	}
	if c := strings.Compare(a.text, b.text); c != 0 {
		return c
	}
	return strings.Compare(a.name, b.name)
}

// first is two numbers that compare like the key itself wherever two of them
// differ; the greatest are kept for blank ones.
func (a key) first(order int) (f [2]uint64) {
	switch {
	case a.blank:
		return blankFirst
	case order == byName || order == byLogin:
		s := a.name + a.text // one of them is empty
		for i := range 16 {
			f[i>>3] <<= 8
			if i < len(s) {
				f[i>>3] |= uint64(s[i])
			}
		}
	default:
		f[0] = uint64(a.num) ^ 1<<63
	}
	return f
}

// blankFirst is beyond every other: no text begins with such bytes, and behind
// the greatest number stands 0.
var blankFirst = [2]uint64{math.MaxUint64, math.MaxUint64}

// keyOf gives a slot's place in an order.
func (x *Index) keyOf(order int, slot uint32) key {
	k := x.keyButID(order, slot)
	k.id = x.user(slot).ID
	return k
}

// compareAt compares a slot's place with k. The id lies far away in memory, so
// it is looked at last.
func (x *Index) compareAt(order int, slot uint32, k key) int {
	if c := x.keyButID(order, slot).compareButID(k); c != 0 {
		return c
	}
	return strings.Compare(x.user(slot).ID, k.id)
}

func (x *Index) keyButID(order int, slot uint32) (k key) {
	c, i := x.chunks[slot>>chunkBits], int(slot&chunkMask)
	if order == byID {
		k.num = c.ids[i]
		return k
	}
	u := c.users[i]
	switch order {
	case byLogin:
		k.text = foldedLogin(u)
		return k
	case byExtension:
		k.blank, k.num, k.text = extensionKey(Extension(u))
	case byState:
		k.num = int64(c.flags[i] & stateBits)
	case byLastSignIn:
		k.blank, k.num = u.LastSignIn == 0, int64(u.LastSignIn)
	case byCreated:
		k.num = int64(u.Created)
	case byTurn:
		turn := turnOf(u, x.asOf)
		k.blank, k.num = turn == never, int64(turn)
	}
	k.name = c.text.name(i)
	return k
}

func foldedLogin(u *callgate.User) string {
	if u.Folded != "" {
		return u.Folded
	}
	return Fold(u.Login)
}

// extensionKey orders numbers of up to 18 digits by their value, then everything else by its
// text: 99, 101, 1000, *97, lobby. Leading zeros do not count, unless two are
// equal otherwise.
func extensionKey(name string) (blank bool, num int64, text string) {
	if name == "" {
		return true, 0, ""
	}
	if len(name) <= 18 {
		if n, err := strconv.ParseUint(name, 10, 63); err == nil {
			if name[0] == '0' {
				return false, int64(n), name
			}
			return false, int64(n), ""
		}
	}
	return false, math.MaxInt64, name
}

var idSeed = maphash.MakeSeed()

func hashID(id callgate.ID) int64 { return int64(maphash.String(idSeed, id)) }
