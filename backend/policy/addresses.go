package policy

import (
	"cmp"
	"net/netip"
	"slices"
)

// addresses is a set of them: prefixes in order, none inside another, no two
// siblings of a third. Equal sets are written alike.
type addresses []netip.Prefix

var anywhere = addresses{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}

// addressesOf is where a list lets people come from; no list: from anywhere.
func addressesOf(h *hostList) addresses {
	if h == nil {
		return anywhere
	}
	var n addresses
	for _, p := range h.prefixes {
		if p.IsValid() {
			n = append(n, p.Masked())
		}
	}
	return n.joined()
}

// joined brings prefixes into the one form of their set.
func (n addresses) joined() addresses {
	slices.SortFunc(n, func(a, b netip.Prefix) int {
		return cmp.Or(a.Addr().Compare(b.Addr()), cmp.Compare(a.Bits(), b.Bits()))
	})
	out := addresses{}
	for _, p := range n {
		if len(out) > 0 && out[len(out)-1].Contains(p.Addr()) && out[len(out)-1].Bits() <= p.Bits() {
			continue
		}
		out = append(out, p)
		for len(out) > 1 && siblings(out[len(out)-2], out[len(out)-1]) {
			whole := netip.PrefixFrom(out[len(out)-2].Addr(), out[len(out)-1].Bits()-1)
			out = append(out[:len(out)-2], whole)
		}
	}
	return out
}

// siblings tells whether two prefixes side by side are the two siblings of one.
func siblings(a, b netip.Prefix) bool {
	return a.Bits() == b.Bits() && a.Bits() > 0 && a.Addr() != b.Addr() && netip.PrefixFrom(b.Addr(), b.Bits()-1).Masked() == netip.PrefixFrom(a.Addr(), a.Bits()-1)
}

// and is what both sets have.
func (n addresses) and(o addresses) addresses {
	var both addresses
	for _, a := range n {
		for _, b := range o {
			switch {
			case a.Bits() <= b.Bits() && a.Contains(b.Addr()):
				both = append(both, b)
			case b.Bits() < a.Bits() && b.Contains(a.Addr()):
				both = append(both, a)
			}
		}
	}
	return both.joined()
}

// within tells whether every address of n is in o. Both are in their one form,
// so a prefix of n lies inside a single prefix of o or is not covered.
func (n addresses) within(o addresses) bool {
	for _, p := range n {
		if !slices.ContainsFunc(o, func(q netip.Prefix) bool { return q.Bits() <= p.Bits() && q.Contains(p.Addr()) }) {
			return false
		}
	}
	return true
}
