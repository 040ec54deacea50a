package policy

import (
	"net/netip"

	"callgate/backend/callgate"
)

// hostList is a list of allowed hosts that is not empty; nil lets everybody
// come from anywhere.
type hostList struct {
	prefixes []netip.Prefix
}

// contains tells whether one of the prefixes contains the address, and which.
// An address in no known form is in no list.
func (h *hostList) contains(a netip.Addr) (int, bool) {
	for i := range h.prefixes {
		if h.prefixes[i].Contains(a) {
			return i, true
		}
	}
	return 0, false
}

// lets is contains for a list that may be empty.
func (h *hostList) lets(a netip.Addr) bool {
	if h == nil {
		return true
	}
	_, ok := h.contains(a)
	return ok
}

// plain makes an IPv4-mapped IPv6 address its IPv4 address.
func plain(a netip.Addr) netip.Addr { return a.Unmap() }

func hostsOf(list []callgate.Host) *hostList {
	if len(list) == 0 {
		return nil
	}
	h := &hostList{prefixes: make([]netip.Prefix, len(list))}
	for i := range list {
		h.prefixes[i] = hostOf(list[i].CIDR)
	}
	return h
}

// hostOf reads a normalised host. What cannot be read becomes a prefix that
// contains nothing: a list with a broken line stays a list, it does not open.
func hostOf(s string) netip.Prefix {
	p, err := netip.ParsePrefix(s)
	if err != nil {
		a, err := netip.ParseAddr(s)
		if err != nil {
			return netip.Prefix{}
		}
		p = netip.PrefixFrom(a, a.BitLen())
	}
	switch {
	case !p.Addr().Is4In6():
		return p
	case p.Bits() >= 96:
		return netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-96)
	default:
		return netip.Prefix{}
	}
}

// inside tells whether every address of a list is in the other.
func (h *hostList) inside(outer *hostList) bool {
	if outer == nil {
		return true
	}
	if h == nil {
		return false
	}
	for _, p := range h.prefixes {
		fits := !p.IsValid() // contains nothing
		for _, o := range outer.prefixes {
			fits = fits || (o.IsValid() && o.Bits() <= p.Bits() && o.Contains(p.Addr()))
		}
		if !fits {
			return false
		}
	}
	return true
}

// Comes tells which of a host list's entries lets an address in, for the test
// field: the entry that contains it; an empty list lets in without one.
func Comes(list []callgate.Host, from netip.Addr) (match string, ok bool) {
	h := hostsOf(list)
	if h == nil {
		return "", true
	}
	if i, in := h.contains(plain(from)); in {
		return list[i].CIDR, true
	}
	return "", false
}
