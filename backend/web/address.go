package web

import (
	"net/http"
	"net/netip"
	"strings"
)

// clientAddress is where a request comes from. Headers count only when the peer
// is a configured proxy; they are walked from the right, because everything
// left of the last proxy we trust was written by somebody we do not. The result
// is the zero Addr when it cannot be told: that matches no allowed host.
func clientAddress(r *http.Request, proxies []netip.Prefix) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	addr := peer.Addr().Unmap().WithZone("")
	if !within(addr, proxies) {
		return addr
	}
	forwardedFor, one := walk(addr, splitList(r.Header["X-Forwarded-For"]), proxies)
	forwarded, two := walk(addr, forwardedFors(r.Header["Forwarded"]), proxies)
	switch {
	case one && two && forwardedFor != forwarded:
		// The proxy writes one of them; the other one is the visitor's own.
		return netip.Addr{}
	case two:
		return forwarded
	default:
		return forwardedFor
	}
}

// walk goes through the hops from the right as long as they are our proxies.
// given tells whether there were any.
func walk(peer netip.Addr, hops []string, proxies []netip.Prefix) (addr netip.Addr, given bool) {
	addr = peer
	for i := len(hops) - 1; i >= 0; i-- {
		hop, ok := parseHop(hops[i])
		if !ok {
			return netip.Addr{}, true
		}
		addr = hop
		if !within(hop, proxies) {
			break
		}
	}
	return addr, len(hops) > 0
}

func within(a netip.Addr, list []netip.Prefix) bool {
	for _, p := range list {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

func splitList(lines []string) []string {
	var list []string
	for _, line := range lines {
		for part := range strings.SplitSeq(line, ",") {
			list = append(list, strings.TrimSpace(part))
		}
	}
	return list
}

// forwardedFors takes the for= of every element (RFC 7239). An element without
// one is a hop that cannot be told: it stays in as "".
func forwardedFors(lines []string) []string {
	var list []string
	for _, element := range splitList(lines) {
		hop := ""
		for pair := range strings.SplitSeq(element, ";") {
			k, v, _ := strings.Cut(strings.TrimSpace(pair), "=")
			if strings.EqualFold(k, "for") {
				hop = strings.Trim(v, `"`)
			}
		}
		list = append(list, hop)
	}
	return list
}

// parseHop reads an address with or without brackets and port.
func parseHop(s string) (netip.Addr, bool) {
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return plain(ap.Addr())
	}
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	if err != nil {
		return netip.Addr{}, false
	}
	return plain(a)
}

// plain makes an IPv4-mapped address the IPv4 address it is; zones mean nothing
// on another machine.
func plain(a netip.Addr) (netip.Addr, bool) {
	return a.Unmap(), a.Zone() == ""
}
