package directory

import (
	"strings"

	"callgate/backend/callgate"
)

// platform is another phone system's table of users: the columns that tell it
// from all others, and what we take from it. Other columns are passed over.
type platform struct {
	name   string
	marks  [][]string // every name of one of these lists is in the header
	fields map[string]field
}

func (pl platform) format() format {
	return format{
		name: pl.name,
		recognise: func(c *content) string {
			t, err := c.table()
			if err != nil {
				return ""
			}
			head := t.columns()
			for _, marks := range pl.marks {
				all := true
				for _, m := range marks {
					_, there := head[m]
					all = all && there
				}
				if all {
					return "header_" + strings.ReplaceAll(pl.name, "-", "_")
				}
			}
			return ""
		},
		read: func(c *content, opt Options) (*File, *callgate.Error) {
			t, err := c.table()
			if err != nil {
				return nil, err
			}
			if len(opt.Map) > 0 { // the user knows better
				return mappedTable(t, opt.Map)
			}
			l := layout{header: true, fields: make([]field, len(t.head[0]))}
			f := &File{Columns: t.head[0], Map: map[string]int{}, Dropped: secrets(t.head[0])}
			for name, at := range t.columns() {
				if read := pl.fields[name]; read != nil && !secret(t.head[0][at]) {
					l.fields[at] = func(p *Person, cell string) *callgate.Error { return read(p, clean(cell)) }
					f.Mapped = true
				}
			}
			f.people = t.people(l)
			return f, nil
		},
	}
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

// Fields that platforms have beside those of any table.

func enabledField(p *Person, s string) *callgate.Error { return columnNamed("enabled").read(p, s) }

func callerIDField(p *Person, s string) *callgate.Error { p.User.CallerID = s; return nil }

func timeZoneField(p *Person, s string) *callgate.Error { p.User.TimeZone = s; return nil }

func roleField(p *Person, s string) *callgate.Error {
	if s != "" {
		p.Roles = append(p.Roles, Role{Name: s})
	}
	return nil
}

// phoneField takes a phone number with its tag.
func phoneField(tag string) field {
	return func(p *Person, s string) *callgate.Error {
		if s != "" {
			p.User.Phones = append(p.User.Phones, callgate.Contact{Value: s, Tag: tag})
		}
		return notShortened(s, "phone")
	}
}

// hostsField takes addresses separated by commas.
func hostsField(p *Person, s string) *callgate.Error {
	for cidr := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		p.User.Hosts = append(p.User.Hosts, callgate.Host{CIDR: cidr})
	}
	return nil
}
