package store

import (
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// userLists are the lists of a user, each in a table of its own with the
// columns tenant_id, user_id, position and those named here.
var userLists = []userList{
	list("user_emails", "address, tag", func(u *callgate.User) *[]callgate.Contact { return &u.Emails }, contactArgs, contactOf),
	list("user_phones", "number, tag", func(u *callgate.User) *[]callgate.Contact { return &u.Phones }, contactArgs, contactOf),
	list("user_extensions", "name, since", func(u *callgate.User) *[]callgate.OwnExtension { return &u.Extensions },
		func(x callgate.OwnExtension) []any { return []any{x.Name, int64(x.Since)} },
		func(f *fields, _ words) callgate.OwnExtension {
			return callgate.OwnExtension{Name: strings.Clone(f.text()), Since: f.time()}
		}),
	list("user_shared_extensions", "name", func(u *callgate.User) *[]string { return &u.Shared }, textArgs[string], textOf[string]),
	list("user_numbers", "name", func(u *callgate.User) *[]string { return &u.Numbers }, textArgs[string], textOf[string]),
	list("user_reach", "entity", func(u *callgate.User) *[]callgate.Entity { return &u.Reach }, textArgs[callgate.Entity], textOf[callgate.Entity]),
	list("user_exclusions", "entity", func(u *callgate.User) *[]callgate.Entity { return &u.Exclusions }, textArgs[callgate.Entity], textOf[callgate.Entity]),
	list("user_hosts", "cidr, note, added_by, added", func(u *callgate.User) *[]callgate.Host { return &u.Hosts },
		func(h callgate.Host) []any { return []any{h.CIDR, h.Note, h.AddedBy, int64(h.Added)} },
		func(f *fields, w words) callgate.Host {
			return callgate.Host{CIDR: w.keep(f.text()), Note: w.keep(f.text()), AddedBy: w.keep(f.text()), Added: f.time()}
		}),
	list("user_roles", "role_id, expires", func(u *callgate.User) *[]callgate.Membership { return &u.Roles },
		func(m callgate.Membership) []any { return []any{m.Role, int64(m.Expires)} },
		func(f *fields, w words) callgate.Membership {
			return callgate.Membership{Role: w.keep(f.text()), Expires: f.time()}
		}),
	list("user_overrides", "permission, allow, expires, set_by, set_at", func(u *callgate.User) *[]callgate.Override { return &u.Overrides },
		func(o callgate.Override) []any {
			return []any{string(o.Permission), o.Allow, int64(o.Expires), o.By, int64(o.At)}
		},
		func(f *fields, w words) callgate.Override {
			return callgate.Override{Permission: callgate.Permission(w.keep(f.text())), Allow: f.flag(), Expires: f.time(), By: w.keep(f.text()), At: f.time()}
		}),
}

func contactArgs(c callgate.Contact) []any { return []any{c.Value, c.Tag} }

func contactOf(f *fields, w words) callgate.Contact {
	return callgate.Contact{Value: f.text(), Tag: w.keep(f.text())}
}

func textArgs[T ~string](s T) []any { return []any{string(s)} }

func textOf[T ~string](f *fields, w words) T { return T(w.keep(f.text())) }

// userList is one of them, whatever its items are.
type userList struct {
	table   string
	columns string
	width   int // columns in all
	clear   func(u *callgate.User)
	same    func(a, b *callgate.User) bool
	size    func(u *callgate.User) int
	args    func(args []any, u *callgate.User) []any   // of all items, row behind row
	add     func(u *callgate.User, f *fields, w words) // one more item
	query   string                                     // of (user_id, packed columns)
	into    string                                     // begins the statement that adds items
	without string                                     // the statement that removes one user's
}

// list describes one: where it is in the user, an item's values, and how it is
// made of them.
func list[T comparable](table, columns string, of func(*callgate.User) *[]T, values func(T) []any, read func(*fields, words) T) userList {
	return userList{
		table: table, columns: columns, width: 4 + strings.Count(columns, ","),
		query:   "SELECT user_id, " + pack(columns) + " FROM " + table + " ",
		into:    "INSERT INTO " + table + " (tenant_id, user_id, position, " + columns + ") VALUES ",
		without: "DELETE FROM " + table + " WHERE tenant_id = ? AND user_id = ?",
		clear:   func(u *callgate.User) { *of(u) = []T{} },
		same:    func(a, b *callgate.User) bool { return slices.Equal(*of(a), *of(b)) },
		size:    func(u *callgate.User) int { return len(*of(u)) },
		args: func(args []any, u *callgate.User) []any {
			for i, item := range *of(u) {
				args = append(append(args, u.Tenant, u.ID, int64(i)), values(item)...)
			}
			return args
		},
		add: func(u *callgate.User, f *fields, w words) {
			l := of(u)
			*l = append(*l, read(f, w))
		},
	}
}
