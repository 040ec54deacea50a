package api

import (
	"math/big"
	"net/netip"
	"strings"

	"callgate/backend/callgate"
)

// linesRead is how many typed lines are read at once.
const linesRead = 1000

// Read reads typed lines: addresses, networks, ranges. present is the list they
// would join.
func (m *Hosts) Read(text string, present []string) ([]HostLine, error) {
	return read(m.c, "", func(*actor) ([]HostLine, error) {
		there := make(map[string]bool, len(present))
		for _, cidr := range present {
			there[cidr] = true
		}
		lines := []HostLine{}
		for typed := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' || r == ',' || r == ';' }) {
			if strings.TrimSpace(typed) == "" {
				continue
			}
			if len(lines) == linesRead {
				return nil, tooMany("hosts", linesRead)
			}
			lines = append(lines, readLine(strings.TrimSpace(typed), there))
		}
		return lines, nil
	})
}

func readLine(typed string, there map[string]bool) HostLine {
	l := HostLine{Text: typed, CIDRs: []string{}}
	prefixes, was, fault := callgate.ParseHosts(typed)
	if fault != nil {
		l.Error = fault
		return l
	}
	l.Was, l.Already = was, true
	for _, p := range prefixes {
		cidr := callgate.FormatHost(p)
		l.CIDRs = append(l.CIDRs, cidr)
		l.Already = l.Already && there[cidr]
	}
	l.Count = covered(prefixes)
	return l
}

// covered counts the addresses of a list, "" when there are more than anybody
// reads.
func covered(list []netip.Prefix) string {
	n := new(big.Int)
	for _, p := range list {
		n.Add(n, new(big.Int).Lsh(big.NewInt(1), uint(p.Addr().BitLen()-p.Bits())))
	}
	if n.BitLen() > 53 {
		return ""
	}
	return n.String()
}
