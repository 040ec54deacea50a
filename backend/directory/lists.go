package directory

import (
	"maps"
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// taken copies a list.
func taken[T any](of func(u *callgate.User) *[]T) func(to, from *callgate.User) {
	return func(to, from *callgate.User) { *of(to) = slices.Clone(*of(from)) }
}

// joined adds the items whose name is not there yet.
func joined[T any](of func(u *callgate.User) *[]T, name func(T) string) func(to, from *callgate.User) {
	return func(to, from *callgate.User) {
		for _, item := range *of(from) {
			if !slices.ContainsFunc(*of(to), func(had T) bool { return strings.EqualFold(name(had), name(item)) }) {
				*of(to) = append(*of(to), item)
			}
		}
	}
}

func contacts(of func(u *callgate.User) *[]callgate.Contact) *list {
	return &list{
		get: func(p *Person) (items [][]string) {
			for _, c := range *of(&p.User) {
				items = append(items, []string{c.Value, c.Tag})
			}
			return items
		},
		set: func(p *Person, items [][]string) *callgate.Error {
			*of(&p.User) = nil
			for _, it := range items {
				*of(&p.User) = append(*of(&p.User), callgate.Contact{Value: it[0], Tag: part(it, 1)})
			}
			return nil
		},
		copy: taken(of),
		join: joined(of, func(c callgate.Contact) string { return c.Value }),
	}
}

func plain(of func(u *callgate.User) *[]string) *list {
	return &list{
		get: func(p *Person) (items [][]string) {
			for _, s := range *of(&p.User) {
				items = append(items, []string{s})
			}
			return items
		},
		set: func(p *Person, items [][]string) *callgate.Error {
			*of(&p.User) = nil
			for _, it := range items {
				*of(&p.User) = append(*of(&p.User), it[0])
			}
			return nil
		},
		copy: taken(of),
		join: joined(of, func(s string) string { return s }),
	}
}

func entities(of func(u *callgate.User) *[]callgate.Entity) *list {
	return &list{
		get: func(p *Person) (items [][]string) {
			for _, e := range *of(&p.User) {
				items = append(items, []string{string(e)})
			}
			return items
		},
		set: func(p *Person, items [][]string) *callgate.Error {
			*of(&p.User) = nil
			for _, it := range items {
				e, err := callgate.ParseEntity(it[0])
				if err != nil {
					return callgate.Err("entity_form", "value", shorten(it[0]))
				}
				*of(&p.User) = append(*of(&p.User), e)
			}
			return nil
		},
		copy: taken(of),
		join: joined(of, func(e callgate.Entity) string { return string(e) }),
	}
}

// timed reads a list of things that may have a moment as their second part.
func timed(items [][]string, read func(cell string) (callgate.Time, *callgate.Error), add func(name string, at callgate.Time)) *callgate.Error {
	for _, it := range items {
		at, err := read(part(it, 1))
		if err != nil {
			return err
		}
		add(it[0], at)
	}
	return nil
}

var ownExtensions = list{
	get: func(p *Person) (items [][]string) {
		for _, e := range p.User.Extensions {
			items = append(items, []string{e.Name, e.Since.String()})
		}
		return items
	},
	set: func(p *Person, items [][]string) *callgate.Error {
		p.User.Extensions = nil
		since := func(cell string) (callgate.Time, *callgate.Error) { return parseSince(cell, p.Zone) }
		return timed(items, since, func(name string, since callgate.Time) {
			p.User.Extensions = append(p.User.Extensions, callgate.OwnExtension{Name: name, Since: since})
		})
	},
	copy: func(to, from *callgate.User) {
		had := to.Extensions
		to.Extensions = slices.Clone(from.Extensions)
		for i, e := range to.Extensions {
			if j := slices.IndexFunc(had, func(h callgate.OwnExtension) bool { return h.Name == e.Name }); j >= 0 && e.Since == 0 {
				to.Extensions[i].Since = had[j].Since // his own since then, as before
			}
		}
	},
	join: joined(func(u *callgate.User) *[]callgate.OwnExtension { return &u.Extensions }, func(e callgate.OwnExtension) string { return e.Name }),
}

var roles = list{
	get: func(p *Person) (items [][]string) {
		for _, r := range p.Roles {
			items = append(items, []string{r.Name, until(r.Expires, p.Zone)})
		}
		return items
	},
	set: func(p *Person, items [][]string) *callgate.Error {
		p.Roles = []Role{}
		until := func(cell string) (callgate.Time, *callgate.Error) { return parseUntil(cell, p.Zone) }
		return timed(items, until, func(name string, expires callgate.Time) {
			p.Roles = append(p.Roles, Role{Name: name, Expires: expires})
		})
	},
	copy: func(_, _ *callgate.User) {}, // whoever knows the ids does it
	join: func(_, _ *callgate.User) {},
}

// overrides are written "calls.log:read|allow|2026-12-31". Who set
// one and when is not: whoever brings it in sets it.
var overrides = list{
	get: func(p *Person) (items [][]string) {
		for _, o := range p.User.Overrides {
			word := "deny"
			if o.Allow {
				word = "allow"
			}
			items = append(items, []string{string(o.Permission), word, until(o.Expires, p.Zone)})
		}
		return items
	},
	set: func(p *Person, items [][]string) *callgate.Error {
		p.User.Overrides = nil
		for _, it := range items {
			word := part(it, 1)
			if word != "allow" && word != "deny" {
				return callgate.Err("import_value", "column", "overrides", "value", shorten(word), "may", "allow, deny")
			}
			expires, err := parseUntil(part(it, 2), p.Zone)
			if err != nil {
				return err
			}
			p.User.Overrides = append(p.User.Overrides, callgate.Override{Permission: callgate.Permission(it[0]), Allow: word == "allow", Expires: expires})
		}
		return nil
	},
	copy: func(to, from *callgate.User) {
		had := to.Overrides
		to.Overrides = slices.Clone(from.Overrides)
		for i, o := range to.Overrides {
			if j := slices.IndexFunc(had, func(h callgate.Override) bool {
				return h.Permission == o.Permission && h.Allow == o.Allow && h.Expires == o.Expires
			}); j >= 0 {
				to.Overrides[i] = had[j] // who set it and when stays
			}
		}
	},
	join: joined(func(u *callgate.User) *[]callgate.Override { return &u.Overrides }, func(o callgate.Override) string { return string(o.Permission) }),
}

// hosts are written with their note; as for overrides, who added one is not.
var hosts = list{
	get: func(p *Person) (items [][]string) {
		for _, h := range p.User.Hosts {
			items = append(items, []string{h.CIDR, h.Note})
		}
		return items
	},
	set: func(p *Person, items [][]string) *callgate.Error {
		p.User.Hosts = nil
		for _, it := range items {
			p.User.Hosts = append(p.User.Hosts, callgate.Host{CIDR: it[0], Note: part(it, 1)})
		}
		return nil
	},
	copy: taken(func(u *callgate.User) *[]callgate.Host { return &u.Hosts }),
	join: joined(func(u *callgate.User) *[]callgate.Host { return &u.Hosts }, func(h callgate.Host) string { return h.CIDR }),
}

var statusColours = list{
	get: func(p *Person) (items [][]string) {
		for _, state := range slices.Sorted(maps.Keys(p.User.StatusColours)) {
			items = append(items, []string{state, p.User.StatusColours[state]})
		}
		return items
	},
	set: func(p *Person, items [][]string) *callgate.Error {
		p.User.StatusColours = nil
		for _, it := range items {
			if p.User.StatusColours == nil {
				p.User.StatusColours = map[string]string{}
			}
			p.User.StatusColours[it[0]] = part(it, 1)
		}
		return nil
	},
	copy: func(to, from *callgate.User) { to.StatusColours = maps.Clone(from.StatusColours) },
	join: func(to, from *callgate.User) { to.StatusColours = maps.Clone(from.StatusColours) },
}
