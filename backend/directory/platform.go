package directory

import (
	"strings"

	"callgate/backend/callgate"
)

// platform is another phone system: its tables of users, one or several.
type platform struct {
	name   string
	sheets []sheet
}

// sheet is one of a platform's tables: the columns that tell it from all
// others, what we take from each and what we write there. Columns we do not
// know are passed over.
type sheet struct {
	name    string     // of the format
	marks   [][]string // every name of one of these lists is in the header
	columns []platformColumn
	// byExtension: a row is an extension, so whoever has none cannot be in it.
	byExtension bool
}

// platformColumn is a column in the order in which the platform wants it.
type platformColumn struct {
	name  string // as it is written; read whatever its capitals
	read  field
	write func(p *Person) string // nil = left empty: it holds a secret, or nothing of ours
}

// platforms whose files are read and written.
var platforms = []platform{portsip, threeCX, freePBX, fusionPBX}

func (pl *platform) format(s *sheet) format {
	return format{
		name:      s.name,
		recognise: s.recognise,
		read: func(c *content, opt Options) (*File, *callgate.Error) {
			t, err := c.table()
			if err != nil {
				return nil, err
			}
			if len(opt.Map) > 0 { // the user knows better
				return mappedTable(t, opt)
			}
			return pl.table(t, opt), nil
		},
		write: s.write,
	}
}

func (s *sheet) recognise(c *content) string {
	t, err := c.table()
	if err != nil {
		return ""
	}
	head := t.columns()
	for _, marks := range s.marks {
		all := true
		for _, m := range marks {
			_, there := head[m]
			all = all && there
		}
		if all {
			return "header_" + strings.ReplaceAll(s.name, "-", "_")
		}
	}
	return ""
}

// sheetOf is the table a header belongs to, the first where it fits none.
func (pl *platform) sheetOf(t *table) *sheet {
	for i := range pl.sheets {
		if pl.sheets[i].recognise(&content{seen: t}) != "" {
			return &pl.sheets[i]
		}
	}
	return &pl.sheets[0]
}

// table reads whichever of its tables this is.
func (pl *platform) table(t *table, opt Options) *File {
	s := pl.sheetOf(t)
	head := t.columns()
	l := layout{header: true, fields: make([]func(*Person, string) *callgate.Error, len(t.head[0]))}
	f := &File{Format: s.name, Columns: t.head[0], Map: map[string]int{}}
	var taken []int
	for _, c := range s.columns {
		at, there := head[strings.ToLower(c.name)]
		secret := c.read.read != nil && c.read.raw // passwordField
		if !there || c.read.read == nil || secret && !opt.Passwords {
			continue
		}
		l.fields[at] = c.read.take
		f.Mapped = true
		if secret {
			taken, f.Passwords = append(taken, at), true
		}
	}
	f.Dropped, f.people = secrets(t.head[0], taken...), t.people(l)
	return f
}

// columns finds the first row's names, in lower case.
func (t *table) columns() map[string]int {
	m := map[string]int{}
	for i, h := range t.head[0] {
		h = strings.ToLower(strings.TrimSpace(h))
		if _, twice := m[h]; !twice {
			m[h] = i
		}
	}
	return m
}
