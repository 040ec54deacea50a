package web

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// hostList are the names this server answers to. Any other name in the Host
// header is a foreign page whose name was pointed at this address (DNS
// rebinding): its scripts would pass for our own.
type hostList map[string]bool

func allowedHosts(listen string, base *url.URL) hostList {
	list := hostList{"localhost": true, "127.0.0.1": true, "::1": true}
	if host, _, err := net.SplitHostPort(listen); err == nil && host != "" {
		list[strings.ToLower(host)] = true
	}
	if base != nil {
		list[strings.ToLower(base.Hostname())] = true
	}
	return list
}

// allows tells whether the request names this server. An address is no name
// and cannot be pointed elsewhere: the one the connection arrived at is fine.
func (l hostList) allows(r *http.Request) bool {
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"), "."))
	if l[host] {
		return true
	}
	named, err := netip.ParseAddr(host)
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if err != nil || !ok {
		return false
	}
	here, err := netip.ParseAddrPort(local.String())
	return err == nil && here.Addr().Unmap() == named.Unmap()
}

// Loopback tells whether a listening address is reachable from this machine
// only.
func Loopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}
