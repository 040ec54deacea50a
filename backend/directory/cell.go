package directory

import (
	"strings"
	"unicode/utf8"
)

// A cell of several items is written "a; b", an item of several parts "a|b".
// What would be read as one of these signs has a backslash before it.

// joinItems writes items; parts empty at the end of an item are left out.
func joinItems(items [][]string) string {
	cells := make([]string, len(items))
	for i, parts := range items {
		cells[i] = joinParts(parts, `\|;`)
	}
	return strings.Join(cells, ";")
}

// joinParts writes one item. Spaces at its ends get a backslash too: there a
// reader drops those that somebody typed to make the cell look nice.
func joinParts(parts []string, signs string) string {
	for len(parts) > 1 && parts[len(parts)-1] == "" {
		parts = parts[:len(parts)-1]
	}
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteByte('|')
		}
		left, right := len(part)-len(strings.TrimLeft(part, " ")), len(strings.TrimRight(part, " "))
		for at := range len(part) {
			c := part[at]
			if at < left || at >= right || strings.IndexByte(signs, c) >= 0 {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

// splitItems reads what joinItems wrote, or what a person typed. Empty items
// do not count. sign bounds items; 0 = the cell is one item.
func splitItems(cell string, sign byte) (items [][]string) {
	var parts []string
	var part []byte
	kept := 0 // so many bytes of part are not to be trimmed
	endPart := func() {
		for len(part) > kept && part[len(part)-1] == ' ' {
			part = part[:len(part)-1]
		}
		parts, part, kept = append(parts, string(part)), nil, 0
	}
	endItem := func() {
		endPart()
		if len(parts) > 1 || parts[0] != "" {
			items = append(items, parts)
		}
		parts = nil
	}
	for i := 0; i < len(cell); i++ {
		switch c := cell[i]; {
		case c == '\\' && i+1 < len(cell):
			i++
			part = append(part, cell[i])
			kept = len(part)
		case c == '|':
			endPart()
		case c == sign && sign != 0:
			endItem()
		case c == ' ' && len(part) == 0:
		default:
			part = append(part, c)
		}
	}
	endItem()
	return items
}

// part gives the n-th part of an item, "" when it has fewer.
func part(item []string, n int) string {
	if n < len(item) {
		return item[n]
	}
	return ""
}

// Spreadsheets run text that begins like a formula. Such cells get an
// apostrophe in front (ASVS 1.2.10), also behind a line end, tab or semicolon,
// where a program with another idea of the separator would begin a new cell.
// Reading takes exactly these apostrophes away again, so that every text comes
// back as it was: one that begins with apostrophes and a formula sign has one
// more in the file.

// guard makes a cell safe to open.
func guard(s string) string {
	return eachStart(s, func(b *strings.Builder, rest string) int {
		if risky(strings.TrimLeft(rest, "'")) {
			b.WriteByte('\'')
		}
		return 0
	})
}

// unguard takes the apostrophes of guard away.
func unguard(s string) string {
	return eachStart(s, func(_ *strings.Builder, rest string) int {
		if strings.HasPrefix(rest, "'") && risky(strings.TrimLeft(rest, "'")) {
			return 1
		}
		return 0
	})
}

// eachStart copies s; wherever a cell could begin, at may write something and
// says how many bytes to leave out.
func eachStart(s string, at func(b *strings.Builder, rest string) (skip int)) string {
	var b strings.Builder
	for i, start := 0, true; i < len(s); i++ {
		if start {
			i += at(&b, s[i:])
		}
		if i < len(s) {
			b.WriteByte(s[i])
			start = s[i] == ';' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r'
		}
	}
	return b.String()
}

// risky tells whether text begins like a formula; spaces in front do not help.
func risky(s string) bool {
	s = strings.TrimLeft(s, " \u00a0")
	if s == "" {
		return false
	}
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case '=', '+', '-', '@', '\t', '\r', '\n', 0, '＝', '＋', '－', '＠':
		return true
	}
	return false
}
