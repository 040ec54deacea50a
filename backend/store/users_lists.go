package store

import (
	"database/sql"
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// userLists are the lists of a user, each in a table of its own with the
// columns tenant_id, user_id, position and those named here.
var userLists = []userList{
	list("user_emails", "address, tag",
		func(u *callgate.User) *[]callgate.Contact { return &u.Emails },
		func(c callgate.Contact) []any { return []any{c.Value, c.Tag} },
		func(c *callgate.Contact) []any { return []any{&c.Value, &c.Tag} },
		func(c *callgate.Contact, w words) { c.Tag = w.keep(c.Tag) }),
	list("user_phones", "number, tag",
		func(u *callgate.User) *[]callgate.Contact { return &u.Phones },
		func(c callgate.Contact) []any { return []any{c.Value, c.Tag} },
		func(c *callgate.Contact) []any { return []any{&c.Value, &c.Tag} },
		func(c *callgate.Contact, w words) { c.Tag = w.keep(c.Tag) }),
	list("user_extensions", "name, since",
		func(u *callgate.User) *[]callgate.OwnExtension { return &u.Extensions },
		func(x callgate.OwnExtension) []any { return []any{x.Name, int64(x.Since)} },
		func(x *callgate.OwnExtension) []any { return []any{&x.Name, (*int64)(&x.Since)} }, nil),
	list("user_shared_extensions", "name",
		func(u *callgate.User) *[]string { return &u.Shared },
		func(s string) []any { return []any{s} },
		func(s *string) []any { return []any{s} },
		func(s *string, w words) { *s = w.keep(*s) }),
	list("user_numbers", "name",
		func(u *callgate.User) *[]string { return &u.Numbers },
		func(s string) []any { return []any{s} },
		func(s *string) []any { return []any{s} },
		func(s *string, w words) { *s = w.keep(*s) }),
	list("user_reach", "entity",
		func(u *callgate.User) *[]callgate.Entity { return &u.Reach },
		func(e callgate.Entity) []any { return []any{string(e)} },
		func(e *callgate.Entity) []any { return []any{(*string)(e)} },
		func(e *callgate.Entity, w words) { *e = callgate.Entity(w.keep(string(*e))) }),
	list("user_exclusions", "entity",
		func(u *callgate.User) *[]callgate.Entity { return &u.Exclusions },
		func(e callgate.Entity) []any { return []any{string(e)} },
		func(e *callgate.Entity) []any { return []any{(*string)(e)} },
		func(e *callgate.Entity, w words) { *e = callgate.Entity(w.keep(string(*e))) }),
	list("user_hosts", "cidr, note, added_by, added",
		func(u *callgate.User) *[]callgate.Host { return &u.Hosts },
		func(h callgate.Host) []any { return []any{h.CIDR, h.Note, h.AddedBy, int64(h.Added)} },
		func(h *callgate.Host) []any { return []any{&h.CIDR, &h.Note, &h.AddedBy, (*int64)(&h.Added)} },
		func(h *callgate.Host, w words) {
			h.CIDR, h.Note, h.AddedBy = w.keep(h.CIDR), w.keep(h.Note), w.keep(h.AddedBy)
		}),
	list("user_roles", "role_id, expires",
		func(u *callgate.User) *[]callgate.Membership { return &u.Roles },
		func(m callgate.Membership) []any { return []any{m.Role, int64(m.Expires)} },
		func(m *callgate.Membership) []any { return []any{&m.Role, (*int64)(&m.Expires)} },
		func(m *callgate.Membership, w words) { m.Role = w.keep(m.Role) }),
	list("user_overrides", "permission, allow, expires, set_by, set_at",
		func(u *callgate.User) *[]callgate.Override { return &u.Overrides },
		func(o callgate.Override) []any {
			return []any{string(o.Permission), o.Allow, int64(o.Expires), o.By, int64(o.At)}
		},
		func(o *callgate.Override) []any {
			return []any{(*string)(&o.Permission), &o.Allow, (*int64)(&o.Expires), &o.By, (*int64)(&o.At)}
		},
		func(o *callgate.Override, w words) {
			o.Permission, o.By = callgate.Permission(w.keep(string(o.Permission))), w.keep(o.By)
		}),
}

// userList is one of them, whatever its items are.
type userList struct {
	table   string
	columns string
	width   int // columns in all
	clear   func(u *callgate.User)
	same    func(a, b *callgate.User) bool
	args    func(args []any, u *callgate.User) []any // of all items, row behind row
	size    func(u *callgate.User) int
	scanner func(w words) *itemScan
}

// itemScan reads rows of (user_id, columns) and adds their item to a user.
type itemScan struct {
	user sql.RawBytes
	dest []any
	add  func(u *callgate.User)
}

// list describes one list: where it is in the user, an item's values, its
// destinations, and what of it many items repeat.
func list[T comparable](table, columns string, of func(*callgate.User) *[]T, values func(T) []any, dest func(*T) []any, keep func(*T, words)) userList {
	return userList{
		table: table, columns: columns, width: 4 + strings.Count(columns, ","),
		clear: func(u *callgate.User) { *of(u) = []T{} },
		same:  func(a, b *callgate.User) bool { return slices.Equal(*of(a), *of(b)) },
		size:  func(u *callgate.User) int { return len(*of(u)) },
		args: func(args []any, u *callgate.User) []any {
			for i, item := range *of(u) {
				args = append(append(args, u.Tenant, u.ID, i), values(item)...)
			}
			return args
		},
		scanner: func(w words) *itemScan {
			var item T
			s := &itemScan{}
			s.dest = append([]any{&s.user}, dest(&item)...)
			s.add = func(u *callgate.User) {
				if keep != nil {
					keep(&item, w)
				}
				l := of(u)
				*l = append(*l, item)
			}
			return s
		},
	}
}

func (l userList) insert(rows int) string {
	return "INSERT INTO " + l.table + " (tenant_id, user_id, position, " + l.columns + ") VALUES " + places(l.width, rows)
}
