package directory

import (
	"maps"
	"slices"

	"callgate/backend/callgate"
)

func contacts(of func(p *Person) *[]callgate.Contact) *list {
	return &list{
		get: func(p *Person) (items [][]string) {
			for _, c := range *of(p) {
				items = append(items, []string{c.Value, c.Tag})
			}
			return items
		},
		set: func(p *Person, items [][]string) *callgate.Error {
			*of(p) = nil
			for _, it := range items {
				*of(p) = append(*of(p), callgate.Contact{Value: it[0], Tag: part(it, 1)})
			}
			return nil
		},
	}
}

func plain(of func(p *Person) *[]string) *list {
	return &list{
		get: func(p *Person) (items [][]string) {
			for _, s := range *of(p) {
				items = append(items, []string{s})
			}
			return items
		},
		set: func(p *Person, items [][]string) *callgate.Error {
			*of(p) = nil
			for _, it := range items {
				*of(p) = append(*of(p), it[0])
			}
			return nil
		},
	}
}

func entities(of func(p *Person) *[]callgate.Entity) *list {
	return &list{
		get: func(p *Person) (items [][]string) {
			for _, e := range *of(p) {
				items = append(items, []string{string(e)})
			}
			return items
		},
		set: func(p *Person, items [][]string) *callgate.Error {
			*of(p) = nil
			for _, it := range items {
				e, err := callgate.ParseEntity(it[0])
				if err != nil {
					return callgate.Err("entity_form", "value", shorten(it[0]))
				}
				*of(p) = append(*of(p), e)
			}
			return nil
		},
	}
}

// timed reads a list of things that may have a moment as their second part.
func timed(items [][]string, add func(name string, at callgate.Time, it []string)) *callgate.Error {
	for _, it := range items {
		at, err := parseWhen(part(it, 1))
		if err != nil {
			return err
		}
		add(it[0], at, it)
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
		return timed(items, func(name string, since callgate.Time, _ []string) {
			p.User.Extensions = append(p.User.Extensions, callgate.OwnExtension{Name: name, Since: since})
		})
	},
}

var roles = list{
	get: func(p *Person) (items [][]string) {
		for _, r := range p.Roles {
			items = append(items, []string{r.Name, r.Expires.String()})
		}
		return items
	},
	set: func(p *Person, items [][]string) *callgate.Error {
		p.Roles = []Role{}
		return timed(items, func(name string, expires callgate.Time, _ []string) {
			p.Roles = append(p.Roles, Role{Name: name, Expires: expires})
		})
	},
}

// overrides are written "calls.log:read|allow|2026-12-31T00:00:00Z". Who set
// one and when is not: whoever brings it in sets it.
var overrides = list{
	get: func(p *Person) (items [][]string) {
		for _, o := range p.User.Overrides {
			word := "deny"
			if o.Allow {
				word = "allow"
			}
			items = append(items, []string{string(o.Permission), word, o.Expires.String()})
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
			expires, err := parseWhen(part(it, 2))
			if err != nil {
				return err
			}
			p.User.Overrides = append(p.User.Overrides, callgate.Override{Permission: callgate.Permission(it[0]), Allow: word == "allow", Expires: expires})
		}
		return nil
	},
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
}
