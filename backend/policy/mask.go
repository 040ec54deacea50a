package policy

import "callgate/backend/callgate"

// mask is a set of the permissions that count inside a reach.
type mask uint32

var (
	scopedPlace = placeScoped() // permission -> its bit in a mask
)

// placeScoped numbers the scoped permissions; the others stand at 0 bits.
func placeScoped() (place [callgate.MaxPermissions]mask) {
	next := mask(1)
	for i, leaf := range callgate.Catalogue() {
		if leaf.Scoped {
			if next == 0 {
				panic("policy: a mask holds 32 scoped permissions")
			}
			place[i] = next
			next <<= 1
		}
	}
	return place
}

// maskOf keeps the scoped permissions of a set.
func maskOf(s callgate.Set) mask {
	var m mask
	for _, b := range scopedBits {
		if s.Has(b) {
			m |= scopedPlace[b]
		}
	}
	return m
}

var scopedBits = func() (list []callgate.Bit) {
	for i, leaf := range callgate.Catalogue() {
		if leaf.Scoped {
			list = append(list, callgate.Bit(i))
		}
	}
	return list
}()

// set is the mask as permissions.
func (m mask) set() callgate.Set {
	var s callgate.Set
	for _, b := range scopedBits {
		if m&scopedPlace[b] != 0 {
			s.Add(b)
		}
	}
	return s
}
