package directory

import (
	"bufio"
	"io"
	"iter"
	"strings"

	"callgate/backend/callgate"
)

// callgateCSV is Callgate's own file: every column of columns, comma, all cells
// in quotes, a byte order mark for spreadsheets, nothing that runs as a
// formula. Reading it gives back exactly what was written.
var callgateCSV = format{
	name: "callgate-csv",
	recognise: func(c *content) string {
		if t, err := c.table(); err == nil && ownHeader(t.head[0]) {
			return "header_callgate"
		}
		return ""
	},
	read: func(c *content, opt Options) (*File, *callgate.Error) {
		t, err := c.table()
		if err != nil {
			return nil, err
		}
		return ownTable(t, opt)
	},
	write: writeCSV,
}

// ownHeader: the login and some columns that only our files have by that name.
func ownHeader(header []string) bool {
	own := 0
	login := false
	for _, h := range header {
		switch c := columnNamed(h); {
		case c == nil && !secret(h):
			return false
		case c == nil:
		case c.name == "login":
			login = true
		case c.list != nil || c.flag != nil || c.one != nil:
			own++
		}
	}
	return login && own >= 2
}

// ownTable reads a table with our own header.
func ownTable(t *table, opt Options) (*File, *callgate.Error) {
	l := layout{header: true, remarks: true}
	seen := map[string]bool{}
	f := &File{Columns: t.head[0], Map: map[string]int{}, Mapped: true}
	var taken []int
	for i, h := range t.head[0] {
		if opt.Passwords && signInPassword(h) && taken == nil {
			taken, f.Passwords = []int{i}, true
			l.fields = append(l.fields, func(p *Person, cell string) *callgate.Error { return passwordField.take(p, unguard(cell)) })
			continue
		}
		if secret(h) {
			l.fields = append(l.fields, nil)
			continue
		}
		c := columnNamed(h)
		switch {
		case c == nil:
			return nil, callgate.Err("import_column_unknown", "column", shorten(h))
		case seen[c.name]:
			return nil, callgate.Err("import_column_twice", "column", c.name)
		}
		seen[c.name] = true
		l.fields = append(l.fields, func(p *Person, cell string) *callgate.Error {
			p.whole = true
			if cell != "" || c.list != nil || c.when != nil || c.text != nil && c.one == nil {
				p.says(c.name)
			}
			return c.read(p, unguard(cell))
		})
	}
	f.Dropped, f.people = secrets(t.head[0], taken...), t.people(l)
	return f, nil
}

func writeCSV(w io.Writer, people iter.Seq[*Person], _ *Written) error {
	out := bufio.NewWriter(w)
	write := func(s string) { _, _ = out.WriteString(s) } // Flush tells
	line := func(cell func(c *column) string) {
		for i := range columns {
			if i > 0 {
				write(",")
			}
			write(`"` + strings.ReplaceAll(guard(cell(&columns[i])), `"`, `""`) + `"`)
		}
		write("\r\n")
	}
	write("\ufeff")
	line(func(c *column) string { return c.name })
	for p := range people {
		line(func(c *column) string { return c.cell(p) })
	}
	return out.Flush()
}
