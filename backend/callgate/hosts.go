package callgate

import (
	"net/netip"
	"strconv"
	"strings"
)

// What ParseHosts normalised, for the page to say so.
const (
	HostWasMapped   = "ipv4_mapped"
	HostWasRange    = "range"
	HostWasHostBits = "host_bits"
	HostWasUpper    = "upper_case"
)

// ParseAddr reads one address as people write it. IPv4 written as IPv6
// (::ffff:192.0.2.1) is its IPv4 address; zones and the spellings that
// programs read differently (octal, hex, short) are refused with words.
func ParseAddr(s string) (netip.Addr, error) {
	a, _, err := parseAddr(strings.TrimSpace(s))
	if err != nil {
		return netip.Addr{}, err
	}
	return a, nil
}

// FormatHost writes a prefix as it is kept: "192.0.2.0/24", a single address
// without a length.
func FormatHost(p netip.Prefix) string {
	if p.IsSingleIP() {
		return p.Addr().String()
	}
	return p.String()
}

// ParseHosts reads one typed line: an address, a network, a range
// ("198.51.100.64-127", "a - b"), a wildcard ("10.1.*.*") or address/netmask.
// The prefixes cover exactly what was typed, are masked and unmapped; was says
// what was normalised, "" when nothing worth saying.
func ParseHosts(line string) (prefixes []netip.Prefix, was string, err *Error) {
	s := strings.TrimSpace(line)
	if s == "" {
		return nil, "", Err("host_empty")
	}
	if len(s) > 100 {
		return nil, "", Err("host_form", "value", s[:40]+"…")
	}
	s = strings.ReplaceAll(s, "–", "-") // what text programs make of a hyphen
	switch {
	case strings.Contains(s, "%"):
		return nil, "", Err("host_zone", "value", s)
	case strings.ContainsAny(s, "[]"):
		return nil, "", Err("host_port", "value", s)
	case strings.Contains(s, "*"):
		return parseWildcard(s)
	case strings.Contains(s, "/"):
		return parseNetwork(s)
	case strings.Contains(s, "-"):
		return parseRange(s)
	}
	a, was, err := parseAddr(s)
	if err != nil {
		return nil, "", err
	}
	return []netip.Prefix{netip.PrefixFrom(a, a.BitLen())}, was, nil
}

// parseAddr reads one address without surrounding space.
func parseAddr(s string) (netip.Addr, string, *Error) {
	a, fault := netip.ParseAddr(s)
	switch {
	case fault != nil:
		return netip.Addr{}, "", addrFault(s)
	case a.Zone() != "":
		return netip.Addr{}, "", Err("host_zone", "value", s)
	case a.Is4In6():
		return a.Unmap(), HostWasMapped, nil
	case strings.ContainsAny(s, "ABCDEF"):
		return a, HostWasUpper, nil
	}
	return a, "", nil
}

// addrFault finds words for what is wrong with s.
func addrFault(s string) *Error {
	switch {
	case strings.Contains(s, "%"):
		return Err("host_zone", "value", s)
	case strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0X") || strings.Contains(s, ".0x") || strings.Contains(s, ".0X"):
		return Err("host_hex", "value", s)
	case strings.Contains(s, "[") || strings.Count(s, ":") == 1 && strings.Count(s, ".") == 3:
		return Err("host_port", "value", s)
	case strings.Contains(s, ":"):
		return Err("host_form", "value", s)
	case !onlyDigitsAndDots(s):
		if strings.IndexFunc(s, isLetter) >= 0 {
			return Err("host_is_name", "value", s)
		}
		return Err("host_form", "value", s)
	}
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		if len(parts) > 4 {
			return Err("host_form", "value", s)
		}
		return Err("host_short", "value", s)
	}
	for _, p := range parts {
		switch {
		case p == "":
			return Err("host_form", "value", s)
		case len(p) > 1 && p[0] == '0':
			return Err("host_octal", "value", s, "part", p)
		case len(p) > 3:
			return Err("host_octet", "value", s, "part", p)
		}
		if n, _ := strconv.Atoi(p); n > 255 {
			return Err("host_octet", "value", s, "part", p)
		}
	}
	return Err("host_form", "value", s)
}

func onlyDigitsAndDots(s string) bool { return strings.Trim(s, "0123456789.") == "" }

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f }

// parseNetwork reads address/length and address/netmask.
func parseNetwork(s string) ([]netip.Prefix, string, *Error) {
	head, tail, _ := strings.Cut(s, "/")
	head, tail = strings.TrimSpace(head), strings.TrimSpace(tail)
	if strings.Contains(head, "-") {
		return nil, "", Err("host_form", "value", s)
	}
	a, was, err := parseAddr(head)
	if err != nil {
		return nil, "", err
	}
	if strings.Contains(tail, ".") {
		bits, ok := netmaskBits(tail)
		if !ok || !a.Is4() || was == HostWasMapped {
			return nil, "", Err("host_netmask", "value", s, "mask", tail)
		}
		return maskedPrefix(a, bits, was)
	}
	bits, ok := prefixLength(tail)
	if !ok {
		return nil, "", Err("host_prefix_form", "value", s, "address", a.String())
	}
	if was == HostWasMapped { // the length counts 128 bits, 96 of them the mapping
		if bits < 96 {
			return nil, "", Err("host_mapped_short", "value", s, "address", a.String())
		}
		if bits > 128 {
			return nil, "", Err("host_prefix", "value", s, "family", "IPv6", "max", "128", "address", a.String())
		}
		return maskedPrefix(a, bits-96, was)
	}
	if bits > a.BitLen() {
		family := "IPv6"
		if a.Is4() {
			family = "IPv4"
		}
		return nil, "", Err("host_prefix", "value", s, "family", family, "max", strconv.Itoa(a.BitLen()), "address", a.String())
	}
	return maskedPrefix(a, bits, was)
}

// maskedPrefix clears the host bits and says so.
func maskedPrefix(a netip.Addr, bits int, was string) ([]netip.Prefix, string, *Error) {
	p := netip.PrefixFrom(a, bits).Masked()
	if p.Addr() != a && was != HostWasMapped {
		was = HostWasHostBits
	}
	return []netip.Prefix{p}, was, nil
}

// prefixLength reads 0 to 999 in plain decimal, no sign, no leading zero.
func prefixLength(s string) (int, bool) {
	if s == "" || len(s) > 3 || len(s) > 1 && s[0] == '0' || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// netmaskBits turns 255.255.255.0 into 24; a mask with gaps is none.
func netmaskBits(s string) (int, bool) {
	m, err := netip.ParseAddr(s)
	if err != nil || !m.Is4() {
		return 0, false
	}
	b := m.As4()
	v := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	bits := 0
	for v&0x80000000 != 0 {
		bits++
		v <<= 1
	}
	return bits, v == 0
}

// parseWildcard reads four parts, stars at the end only.
func parseWildcard(s string) ([]netip.Prefix, string, *Error) {
	parts := strings.Split(s, ".")
	if len(parts) != 4 || strings.Contains(s, ":") {
		return nil, "", Err("host_wildcard", "value", s)
	}
	bits := 32
	for i := 3; i >= 0 && parts[i] == "*"; i-- {
		parts[i] = "0"
		bits = 8 * i
	}
	plain := strings.Join(parts, ".")
	if strings.Contains(plain, "*") {
		return nil, "", Err("host_wildcard", "value", s)
	}
	a, _, err := parseAddr(plain)
	if err != nil {
		return nil, "", err
	}
	return []netip.Prefix{netip.PrefixFrom(a, bits)}, HostWasRange, nil
}

// parseRange reads first-last; for IPv4 last may be the last part alone.
func parseRange(s string) ([]netip.Prefix, string, *Error) {
	head, tail, _ := strings.Cut(s, "-")
	head, tail = strings.TrimSpace(head), strings.TrimSpace(tail)
	first, _, err := parseAddr(head)
	if err != nil {
		if err.Code == "host_is_name" {
			err.Params["value"] = s // a name with a hyphen, not a range
		}
		return nil, "", err
	}
	if first.Is4() && tail != "" && strings.Trim(tail, "0123456789") == "" {
		t := first.String()
		tail = t[:strings.LastIndexByte(t, '.')+1] + tail
	}
	last, _, err := parseAddr(tail)
	if err != nil {
		return nil, "", err
	}
	if first.BitLen() != last.BitLen() {
		return nil, "", Err("host_range_family", "value", s)
	}
	if last.Less(first) {
		return nil, "", Err("host_range_order", "value", s)
	}
	list := cover(first, last)
	for _, p := range list {
		// The IPv4-mapped block inside IPv6 is IPv4 everywhere else.
		if p.Addr().Is4In6() {
			return nil, "", Err("host_mapped_short", "value", s, "address", p.Addr().Unmap().String())
		}
	}
	return list, HostWasRange, nil
}

// cover lists the fewest prefixes that are exactly first to last.
func cover(first, last netip.Addr) []netip.Prefix {
	var list []netip.Prefix
	for {
		p := netip.PrefixFrom(first, first.BitLen())
		for p.Bits() > 0 {
			wider := netip.PrefixFrom(first, p.Bits()-1)
			if wider.Masked().Addr() != first || last.Less(lastAddr(wider)) {
				break
			}
			p = wider
		}
		list = append(list, p)
		end := lastAddr(p)
		if !end.Less(last) {
			return list
		}
		first = end.Next()
	}
}

// lastAddr is the highest address of p.
func lastAddr(p netip.Prefix) netip.Addr {
	b := p.Addr().AsSlice()
	for bit := p.Bits(); bit < len(b)*8; bit++ {
		b[bit/8] |= 1 << (7 - bit%8)
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}
