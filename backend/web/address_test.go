package web

import (
	"net/http"
	"net/netip"
	"testing"
)

func TestClientAddress(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8:1::/48")}
	for name, c := range map[string]struct {
		peer, want string
		headers    map[string][]string
	}{
		"direct":                          {"192.0.2.1:4000", "192.0.2.1", nil},
		"direct, headers are his own":     {"192.0.2.1:4000", "192.0.2.1", map[string][]string{"X-Forwarded-For": {"198.51.100.9"}, "Forwarded": {"for=198.51.100.9"}}},
		"mapped IPv4":                     {"[::ffff:192.0.2.1]:4000", "192.0.2.1", nil},
		"proxy without headers":           {"10.0.0.1:4000", "10.0.0.1", nil},
		"through a proxy":                 {"10.0.0.1:4000", "198.51.100.9", map[string][]string{"X-Forwarded-For": {"198.51.100.9"}}},
		"mapped proxy":                    {"[::ffff:10.0.0.1]:4000", "198.51.100.9", map[string][]string{"X-Forwarded-For": {"198.51.100.9"}}},
		"forged on the left":              {"10.0.0.1:4000", "198.51.100.9", map[string][]string{"X-Forwarded-For": {"203.0.113.5, 198.51.100.9"}}},
		"through two proxies":             {"10.0.0.1:4000", "198.51.100.9", map[string][]string{"X-Forwarded-For": {"203.0.113.5, 198.51.100.9, 10.0.0.2"}}},
		"two header lines":                {"10.0.0.1:4000", "198.51.100.9", map[string][]string{"X-Forwarded-For": {"203.0.113.5", "198.51.100.9"}}},
		"proxies only":                    {"10.0.0.1:4000", "10.0.0.3", map[string][]string{"X-Forwarded-For": {"10.0.0.3, 10.0.0.2"}}},
		"nonsense next to the proxy":      {"10.0.0.1:4000", "invalid IP", map[string][]string{"X-Forwarded-For": {"198.51.100.9, unknown"}}},
		"nonsense far away":               {"10.0.0.1:4000", "198.51.100.9", map[string][]string{"X-Forwarded-For": {"unknown, 198.51.100.9"}}},
		"octal is no address":             {"10.0.0.1:4000", "invalid IP", map[string][]string{"X-Forwarded-For": {"0300.0.2.1"}}},
		"zone":                            {"10.0.0.1:4000", "invalid IP", map[string][]string{"X-Forwarded-For": {"fe80::1%eth0"}}},
		"with port":                       {"10.0.0.1:4000", "198.51.100.9", map[string][]string{"X-Forwarded-For": {"198.51.100.9:5555"}}},
		"Forwarded":                       {"10.0.0.1:4000", "198.51.100.9", map[string][]string{"Forwarded": {`for=203.0.113.5, For="198.51.100.9:81";proto=https;by=10.0.0.1`}}},
		"Forwarded IPv6":                  {"[2001:db8:1::1]:4000", "2001:db8:9::7", map[string][]string{"Forwarded": {`for="[2001:db8:9::7]:4711"`}}},
		"Forwarded, obfuscated":           {"10.0.0.1:4000", "invalid IP", map[string][]string{"Forwarded": {"for=_hidden"}}},
		"Forwarded without for":           {"10.0.0.1:4000", "invalid IP", map[string][]string{"Forwarded": {"for=198.51.100.9, proto=https"}}},
		"both, the same":                  {"10.0.0.1:4000", "198.51.100.9", map[string][]string{"X-Forwarded-For": {"198.51.100.9"}, "Forwarded": {"for=198.51.100.9"}}},
		"both, one is the visitor's":      {"10.0.0.1:4000", "invalid IP", map[string][]string{"X-Forwarded-For": {"198.51.100.9"}, "Forwarded": {"for=192.0.2.77"}}},
		"mapped in the header":            {"10.0.0.1:4000", "198.51.100.9", map[string][]string{"X-Forwarded-For": {"::ffff:198.51.100.9"}}},
		"peer that is no address":         {"pipe", "invalid IP", nil},
		"empty element next to the proxy": {"10.0.0.1:4000", "invalid IP", map[string][]string{"X-Forwarded-For": {"198.51.100.9,"}}},
		"other headers do not count":      {"10.0.0.1:4000", "10.0.0.1", map[string][]string{"X-Real-Ip": {"198.51.100.9"}, "True-Client-Ip": {"198.51.100.9"}}},
	} {
		t.Run(name, func(t *testing.T) {
			r := &http.Request{RemoteAddr: c.peer, Header: http.Header(c.headers)}
			if got := clientAddress(r, proxies).String(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
