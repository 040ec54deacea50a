package api

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"iter"
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/directory"
	"callgate/backend/people"
)

// ExportInput says who is to be taken out, and how.
type ExportInput struct {
	Format string        `json:"format"` // one of ExportFormats; "" = as the caller likes his downloads
	IDs    []callgate.ID `json:"ids"`    // these; else those of the filter; else all
	Filter *UserQuery    `json:"filter"`
}

// Exported is the file, and what it could not carry.
type Exported struct {
	File    File         `json:"file"`
	Format  string       `json:"format"`
	People  int          `json:"people"`  // in the file
	LeftOut int          `json:"leftOut"` // not in it: they have no extension, and the format's rows are extensions
	Losses  []ExportLoss `json:"losses"`  // columns the format has no place for, those of most people first
	Guarded int          `json:"guarded"` // cells that began like a formula: their apostrophe stays in a platform
	Empty   []string     `json:"empty"`   // columns left empty because they hold secrets
}

// ExportLoss is a column and of how many people it is not in the file.
type ExportLoss struct {
	Column string `json:"column"`
	People int    `json:"people"`
}

const (
	csvType  = "text/csv; charset=utf-8"
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// fileTypes by format that can be written; those of other systems have a name
// of their own.
var fileTypes = map[string]File{
	"callgate-csv":         {Name: "users.csv", Type: csvType},
	"xlsx":                 {Name: "users.xlsx", Type: xlsxType},
	"json":                 {Name: "users.json", Type: "application/json"},
	"portsip":              {Name: "portsip-users.csv", Type: csvType},
	"freepbx":              {Name: "freepbx-usermanusers.csv", Type: csvType},
	"freepbx-extensions":   {Name: "freepbx-extensions.csv", Type: csvType},
	"fusionpbx":            {Name: "fusionpbx-users.csv", Type: csvType},
	"fusionpbx-extensions": {Name: "fusionpbx-extensions.csv", Type: csvType},
	"3cx":                  {Name: "3cx-extensions.csv", Type: csvType},
}

// ImportFormats names the kinds of files that people are read from, in the order
// in which they are recognised.
func ImportFormats() []string {
	read, _ := directory.Names()
	return read
}

// ExportFormats names the kinds of files that people are written to.
func ExportFormats() []string {
	_, write := directory.Names()
	return write
}

// ExportUsers takes users out as a file of ours or of another system.
func (m *Files) ExportUsers(in ExportInput) (Exported, error) {
	return read(m.c, "directory.users:read", func(a *actor) (Exported, error) {
		format := a.downloads(in.Format)
		if in.Format == "" && format == "csv" {
			format = "callgate-csv"
		}
		file, known := fileTypes[format]
		if !known {
			return Exported{}, callgate.Err("export_format", "format", shortened(format, 40)).At("format")
		}
		users, err := a.exported(in)
		if err != nil {
			return Exported{}, err
		}
		var b bytes.Buffer
		written, err := directory.Write(&b, format, users)
		if err != nil {
			return Exported{}, err
		}
		file.Base64 = base64.StdEncoding.EncodeToString(b.Bytes())
		out := Exported{File: file, Format: format, People: written.People, LeftOut: written.LeftOut, Losses: []ExportLoss{}, Guarded: written.Guarded, Empty: written.Empty}
		for column, n := range written.Losses {
			out.Losses = append(out.Losses, ExportLoss{column, n})
		}
		slices.SortFunc(out.Losses, func(a, b ExportLoss) int { return cmp.Or(b.People-a.People, strings.Compare(a.Column, b.Column)) })
		return out, nil
	})
}

// exported goes through the users of an export: those asked for, those a
// filter lets through, or all by name. The system's own second user is no
// person.
func (a *actor) exported(in ExportInput) (iter.Seq[*directory.Person], error) {
	users := a.People.All()
	switch {
	case len(in.IDs) > 0:
		if !slices.ContainsFunc(in.IDs, func(id callgate.ID) bool { _, there := a.seen(id); return there }) {
			return nil, callgate.Err(callgate.NotFound)
		}
		users = func(yield func(*callgate.User) bool) {
			for _, id := range in.IDs {
				if who, there := a.seen(id); there && !yield(a.Policy.User(who)) {
					return
				}
			}
		}
	case in.Filter != nil:
		q, err := in.Filter.query(a)
		if err != nil {
			return nil, err
		}
		q.After, q.Offset, q.Limit = "", 0, a.People.Len()+1
		found, _, _ := a.People.Page(q)
		users = slices.Values(found)
	}
	return func(yield func(*directory.Person) bool) {
		for u := range users {
			if u.System != callgate.RemoteAssistance && !a.hides(u) && !yield(a.person(u)) {
				return
			}
		}
	}, nil
}

// query is the filter as the index of people takes it.
func (q UserQuery) query(a *actor) (people.Query, error) {
	hide, err := a.leftOut(q.Check)
	return people.Query{
		Search: shortened(q.Search, 200), Role: q.Role, State: q.State, Seat: q.Seat, Factor: q.Factor, On: q.On,
		Sort: q.Sort, Down: q.Down, After: q.After, Offset: max(q.Offset, 0), Limit: min(q.Limit, mostRows), Now: a.Now, Hide: hide,
	}, err
}

// person is what a file says of a user: names of roles, none of their ids.
func (a *actor) person(u *callgate.User) *directory.Person {
	p := &directory.Person{User: *u, Roles: []directory.Role{}, Zone: zoneOf(a.Tenant)}
	for _, m := range u.Roles {
		if r := a.Role(m.Role); r != nil {
			p.Roles = append(p.Roles, directory.Role{Name: r.Name, Expires: m.Expires})
		}
	}
	return p
}
