package directory

import (
	"strings"

	"callgate/backend/callgate"
)

// rolesFile assigns roles to people who are there: login, add, remove. Other
// columns are for the reader's eyes.
var rolesFile = format{
	name: "callgate-roles",
	recognise: func(c *content) string {
		if t, err := c.table(); err == nil && rolesHeader(t.head[0]) {
			return "header_callgate_roles"
		}
		return ""
	},
	read: func(c *content, _ Options) (*File, *callgate.Error) {
		t, err := c.table()
		if err != nil {
			return nil, err
		}
		return rolesTable(t)
	},
}

// RolesColumns are the columns of a file that assigns roles.
var RolesColumns = []string{"login", "name", "roles_now", "add", "remove"}

func rolesHeader(header []string) bool {
	t := table{head: [][]string{header}}
	head := t.columns()
	_, login := head["login"]
	_, add := head["add"]
	_, remove := head["remove"]
	return login && (add || remove)
}

func rolesTable(t *table) (*File, *callgate.Error) {
	if !rolesHeader(t.head[0]) {
		return nil, callgate.Err("import_roles_header", "columns", strings.Join(RolesColumns, ", "))
	}
	head := t.columns()
	l := layout{header: true, remarks: true, roles: true, fields: make([]func(*Person, string) *callgate.Error, len(t.head[0]))}
	l.fields[head["login"]] = func(p *Person, cell string) *callgate.Error {
		if p.Moves == nil {
			p.Moves = &Moves{}
		}
		return mappable["login"].take(p, cell)
	}
	for _, m := range []struct {
		name string
		of   func(m *Moves) *[]Role
	}{{"add", func(m *Moves) *[]Role { return &m.Add }}, {"remove", func(m *Moves) *[]Role { return &m.Remove }}} {
		at, there := head[m.name]
		if !there {
			continue
		}
		l.fields[at] = func(p *Person, cell string) *callgate.Error {
			read := Person{Zone: p.Zone}
			if err := roles.set(&read, splitItems(unguard(cell), ';')); err != nil {
				return err.At(m.name)
			}
			if p.Moves == nil {
				p.Moves = &Moves{}
			}
			*m.of(p.Moves) = read.Roles
			return nil
		}
	}
	return &File{Columns: t.head[0], Map: map[string]int{}, Mapped: true, people: t.people(l)}, nil
}
