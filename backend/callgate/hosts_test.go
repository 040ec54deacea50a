package callgate

import (
	"net/netip"
	"strings"
	"testing"
)

func TestParseHostsReadsTheUsualSpellings(t *testing.T) {
	for _, c := range []struct{ in, want, was string }{
		{"192.0.2.1", "192.0.2.1", ""},
		{"  192.0.2.1 ", "192.0.2.1", ""},
		{"192.0.2.0/24", "192.0.2.0/24", ""},
		{"192.0.2.7/24", "192.0.2.0/24", HostWasHostBits},
		{"192.0.2.7/32", "192.0.2.7", ""},
		{"0.0.0.0/0", "0.0.0.0/0", ""},
		{"198.51.100.64-127", "198.51.100.64/26", HostWasRange},
		{"198.51.100.64 - 198.51.100.127", "198.51.100.64/26", HostWasRange},
		{"198.51.100.64–127", "198.51.100.64/26", HostWasRange},
		{"192.0.2.5-8", "192.0.2.5 192.0.2.6/31 192.0.2.8", HostWasRange},
		{"0.0.0.0-255.255.255.255", "0.0.0.0/0", HostWasRange},
		{"10.1.*.*", "10.1.0.0/16", HostWasRange},
		{"10.1.2.*", "10.1.2.0/24", HostWasRange},
		{"10.0.0.0/255.0.0.0", "10.0.0.0/8", ""},
		{"10.1.2.3/255.255.255.0", "10.1.2.0/24", HostWasHostBits},
		{"::ffff:198.51.100.200", "198.51.100.200", HostWasMapped},
		{"::ffff:10.0.0.0/104", "10.0.0.0/8", HostWasMapped},
		{"::FFFF:c000:201", "192.0.2.1", HostWasMapped},
		{"2001:DB8:0040:0:0:0:0:1/48", "2001:db8:40::/48", HostWasHostBits},
		{"2001:DB8::1", "2001:db8::1", HostWasUpper},
		{"2001:db8::-2001:db8::ff", "2001:db8::/120", HostWasRange},
		{"::/0", "::/0", ""},
		{"::1", "::1", ""},
	} {
		prefixes, was, err := ParseHosts(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		var got []string
		for _, p := range prefixes {
			got = append(got, FormatHost(p))
		}
		if s := strings.Join(got, " "); s != c.want || was != c.was {
			t.Errorf("%q: got %q (%s), want %q (%s)", c.in, s, was, c.want, c.was)
		}
	}
}

func TestParseHostsRefusesWithWords(t *testing.T) {
	for in, want := range map[string]Code{
		"":                              "host_empty",
		"198.51.100.5/33":               "host_prefix",
		"2001:db8::/129":                "host_prefix",
		"10.0.0.0/":                     "host_prefix_form",
		"10.0.0.0/08":                   "host_prefix_form",
		"10.0.0.0/+8":                   "host_prefix_form",
		"010.0.0.1":                     "host_octal",
		"192.168.01.1":                  "host_octal",
		"0x7f.0.0.1":                    "host_hex",
		"0x7f000001":                    "host_hex",
		"127.0.0.0x1":                   "host_hex",
		"2130706433":                    "host_short",
		"10.1":                          "host_short",
		"127.1":                         "host_short",
		"10.1/16":                       "host_short",
		"10.0.0.256":                    "host_octet",
		"10.0.0.1234":                   "host_octet",
		"10..0.1":                       "host_form",
		"10.0.0.1.2":                    "host_form",
		"10.0.0.0/255.0.255.0":          "host_netmask",
		"2001:db8::/255.0.0.0":          "host_netmask",
		"fe80::1%eth0":                  "host_zone",
		"fe80::%eth0/64":                "host_zone",
		"::ffff:10.0.0.0/8":             "host_mapped_short",
		"::ffff:0:0/95":                 "host_mapped_short",
		"::fffe:0:1-::1:0:0:0":          "host_mapped_short",
		"10.0.0.9-10.0.0.1":             "host_range_order",
		"10.0.0.1-2001:db8::1":          "host_range_family",
		"10.*.1.*":                      "host_wildcard",
		"10.*":                          "host_wildcard",
		"2001:db8:*":                    "host_wildcard",
		"office.example.com":            "host_is_name",
		"my-office.example.com":         "host_is_name",
		"192.0.2.1:5060":                "host_port",
		"[2001:db8::1]":                 "host_port",
		"[2001:db8::1]:443":             "host_port",
		"\uff11\uff19\uff12.0.2.1":      "host_is_name", // full-width digits
		"2001:db8:::1":                  "host_form",
		"10.0.0.1-":                     "host_short",
		"10.0.0.1-5/24":                 "host_form",
		strings.Repeat("1", 200):        "host_form",
		"10.0.0.1, 10.0.0.2":            "host_form",
		"198.51.100.64-300":             "host_octet",
		"198.51.100.64-0127":            "host_octal",
		"::ffff:198.51.100.0/255.0.0.0": "host_netmask",
	} {
		prefixes, _, err := ParseHosts(in)
		if err == nil {
			t.Errorf("%q was read as %v", in, prefixes)
		} else if err.Code != want {
			t.Errorf("%q: %s, want %s", in, err.Code, want)
		}
	}
}

func TestParseAddrUnmaps(t *testing.T) {
	a, err := ParseAddr(" ::ffff:192.0.2.1 ")
	if err != nil || a != netip.MustParseAddr("192.0.2.1") {
		t.Fatalf("got %v, %v", a, err)
	}
	if _, err := ParseAddr("fe80::1%eth0"); CodeOf(err) != "host_zone" {
		t.Fatalf("zone: %v", err)
	}
	if _, err := ParseAddr("192.0.2.0/24"); err == nil {
		t.Fatal("a network is no address")
	}
}

// FuzzParseHosts: whatever is read is masked, unmapped, and reads back as itself.
func FuzzParseHosts(f *testing.F) {
	for _, s := range []string{"192.0.2.1", "10.1.*.*", "198.51.100.64-127", "::ffff:1.2.3.4/120", "2001:db8::/32", "10.0.0.0/255.0.0.0", "::-ffff::", "a-b", "%", "0.0.0.0-255.255.255.254"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		prefixes, _, err := ParseHosts(s)
		if err != nil {
			if len(prefixes) != 0 {
				t.Fatalf("%q: prefixes beside an error", s)
			}
			return
		}
		if len(prefixes) == 0 {
			t.Fatalf("%q: nothing read, nothing said", s)
		}
		for i, p := range prefixes {
			if !p.IsValid() || p != p.Masked() || p.Addr().Is4In6() || p.Addr().Zone() != "" {
				t.Fatalf("%q: odd prefix %v", s, p)
			}
			again, _, err := ParseHosts(FormatHost(p))
			if err != nil || len(again) != 1 || again[0] != p {
				t.Fatalf("%q: %v reads back as %v, %v", s, p, again, err)
			}
			if i > 0 && lastAddr(prefixes[i-1]).Next() != p.Addr() {
				t.Fatalf("%q: gap before %v", s, p)
			}
		}
	})
}
