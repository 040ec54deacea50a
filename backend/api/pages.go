package api

import (
	"slices"

	"callgate/backend/callgate"
)

// pages a user may open, in menu order, and what each asks for: any one of the
// permissions.
var pages = []struct {
	name string
	asks []callgate.Permission
}{
	{"users", []callgate.Permission{"directory.users:read"}},
	{"requests", []callgate.Permission{"directory.users:write"}},
	{"ends", []callgate.Permission{"directory.users:read"}},
	{"roles", []callgate.Permission{"directory.roles:read"}},
	{"reviews", []callgate.Permission{"security.reviews:read"}},
	{"why", []callgate.Permission{"directory.users:read"}},
	{"checks", []callgate.Permission{"directory.users:read"}},
	{"hosts", []callgate.Permission{"security.allowed_hosts:read"}},
	{"expectations", []callgate.Permission{"security.expectations:read"}},
	{"audit", []callgate.Permission{"security.audit:read"}},
	{"settings", []callgate.Permission{"tenant.settings:read", "security.sign_in:read", "security.retention:read"}},
	{"things", []callgate.Permission{"directory.extensions:read", "directory.queues:read", "directory.numbers:read", "routing.trunks:read"}},
	{"account", nil},
	{"access", nil},
}

// pagesFor lists the pages that a set of rights opens.
func pagesFor(rights callgate.Set) []string {
	list := []string{}
	for _, page := range pages {
		if len(page.asks) == 0 || slices.ContainsFunc(page.asks, func(p callgate.Permission) bool { return rights.Has(callgate.MustBit(p)) }) {
			list = append(list, page.name)
		}
	}
	return list
}
