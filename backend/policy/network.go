package policy

import "net/netip"

// holdsAll tells whether every address of a network is in a list that may be
// empty. Several hosts may cover it together.
func (h *hostList) holdsAll(n netip.Prefix) bool { return h == nil || h.covers(n) }

func (h *hostList) covers(n netip.Prefix) bool {
	touched := false
	for _, p := range h.prefixes {
		if p.IsValid() && p.Overlaps(n) {
			if p.Bits() <= n.Bits() {
				return true
			}
			touched = true
		}
	}
	if !touched {
		return false
	}
	low, high := halves(n)
	return h.covers(low) && h.covers(high)
}

// halves cuts a network in two. It holds more than one address: a host inside
// it was smaller.
func halves(n netip.Prefix) (low, high netip.Prefix) {
	bits := n.Bits() + 1
	low = netip.PrefixFrom(n.Masked().Addr(), bits)
	bytes := low.Addr().AsSlice()
	bytes[(bits-1)/8] |= 1 << (7 - (bits-1)%8)
	second, _ := netip.AddrFromSlice(bytes)
	return low, netip.PrefixFrom(second, bits)
}

// meet tells whether some address of a network is in both lists. Prefixes that
// overlap in pairs lie one inside the other, so they have one in common.
func meet(a, b *hostList, n netip.Prefix) bool {
	any := []netip.Prefix{n}
	for _, p := range prefixesOr(a, any) {
		if !p.IsValid() || !p.Overlaps(n) {
			continue
		}
		for _, q := range prefixesOr(b, any) {
			if q.IsValid() && q.Overlaps(n) && q.Overlaps(p) {
				return true
			}
		}
	}
	return false
}

func prefixesOr(h *hostList, any []netip.Prefix) []netip.Prefix {
	if h == nil {
		return any
	}
	return h.prefixes
}

// comesFrom is gate two for a network: from every address of it, or from some.
func (t *Tenant) comesFrom(m *member, n netip.Prefix, every bool) bool {
	if every {
		return t.hosts.holdsAll(n) && m.hosts.holdsAll(n)
	}
	return meet(t.hosts, m.hosts, n)
}
