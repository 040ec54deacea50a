package directory

import (
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// column is one column of Callgate's own files; the same list makes CSV, XLSX
// and JSON. Exactly one of text, flag, when and list is set.
type column struct {
	name string
	text func(p *Person) *string
	flag func(p *Person) *bool
	when func(p *Person) *callgate.Time
	list *list
	one  []string // text: the words it may be; nil = any
}

// list reads and writes a column of several items, each of several parts.
type list struct {
	get func(p *Person) [][]string
	set func(p *Person, items [][]string) *callgate.Error
}

// columns in the order in which they are written.
var columns = []column{
	{name: "login", text: func(p *Person) *string { return &p.User.Login }},
	{name: "first", text: func(p *Person) *string { return &p.User.First }},
	{name: "last", text: func(p *Person) *string { return &p.User.Last }},
	{name: "name", text: func(p *Person) *string { return &p.User.Name }},
	{name: "description", text: func(p *Person) *string { return &p.User.Description }},
	{name: "kind", text: func(p *Person) *string { return &p.User.Kind }, one: []string{callgate.Standard, callgate.Administrator}},
	{name: "seat", text: func(p *Person) *string { return &p.User.Seat }, one: []string{callgate.FullSeat, callgate.LiteSeat}},
	{name: "enabled", flag: func(p *Person) *bool { return &p.User.Enabled }},
	{name: "blocked", flag: func(p *Person) *bool { return &p.User.Blocked }},
	{name: "block_reason", text: func(p *Person) *string { return &p.User.BlockReason }},
	{name: "expires", when: func(p *Person) *callgate.Time { return &p.User.Expires }},
	{name: "emails", list: contacts(func(p *Person) *[]callgate.Contact { return &p.User.Emails })},
	{name: "phones", list: contacts(func(p *Person) *[]callgate.Contact { return &p.User.Phones })},
	{name: "extensions", list: &ownExtensions},
	{name: "default_extension", text: func(p *Person) *string { return &p.User.DefaultExtension }},
	{name: "may_override_extension", flag: func(p *Person) *bool { return &p.User.MayOverrideExtension }},
	{name: "shared", list: plain(func(p *Person) *[]string { return &p.User.Shared })},
	{name: "numbers", list: plain(func(p *Person) *[]string { return &p.User.Numbers })},
	{name: "caller_id", text: func(p *Person) *string { return &p.User.CallerID }},
	{name: "roles", list: &roles},
	{name: "overrides", list: &overrides},
	{name: "reach_everything", flag: func(p *Person) *bool { return &p.User.ReachEverything }},
	{name: "reach", list: entities(func(p *Person) *[]callgate.Entity { return &p.User.Reach })},
	{name: "exclusions", list: entities(func(p *Person) *[]callgate.Entity { return &p.User.Exclusions })},
	{name: "hosts", list: &hosts},
	{name: "restricted", flag: func(p *Person) *bool { return &p.User.Restricted }},
	{name: "self_allowed", list: plain(func(p *Person) *[]string { return &p.User.SelfAllowed })},
	{name: "language", text: func(p *Person) *string { return &p.User.Language }},
	{name: "time_zone", text: func(p *Person) *string { return &p.User.TimeZone }},
	{name: "theme", text: func(p *Person) *string { return &p.User.Theme }},
	{name: "start_page", text: func(p *Person) *string { return &p.User.StartPage }},
	{name: "download", text: func(p *Person) *string { return &p.User.Download }},
	{name: "status_colours", list: &statusColours},
}

// columnNamed finds a column; capitals and spaces around do not matter.
func columnNamed(name string) *column {
	name = strings.ToLower(strings.TrimSpace(name))
	i := slices.IndexFunc(columns, func(c column) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return &columns[i]
}

// cell writes the column of a person.
func (c *column) cell(p *Person) string {
	switch {
	case c.text != nil:
		return *c.text(p)
	case c.flag != nil:
		if *c.flag(p) {
			return "true"
		}
		return "false"
	case c.when != nil:
		return c.when(p).String()
	default:
		return joinItems(c.list.get(p))
	}
}

// read takes a cell in. An empty one leaves what holds where a file says
// nothing, save that a list is then empty.
func (c *column) read(p *Person, cell string) *callgate.Error {
	if c.list != nil {
		return c.items(p, splitItems(cell, ';'))
	}
	if cell == "" {
		return nil
	}
	switch {
	case c.flag != nil:
		on, ok := parseFlag(cell)
		if !ok {
			return c.wrong(cell)
		}
		*c.flag(p) = on
	case c.when != nil:
		t, err := parseWhen(cell)
		if err != nil {
			return err.At(c.name)
		}
		*c.when(p) = t
	case c.one != nil:
		word := strings.ToLower(strings.TrimSpace(cell))
		if !slices.Contains(c.one, word) {
			return c.wrong(cell)
		}
		*c.text(p) = word
	default:
		*c.text(p) = cell
	}
	return nil
}

func (c *column) items(p *Person, items [][]string) *callgate.Error {
	if err := c.list.set(p, items); err != nil {
		return err.At(c.name)
	}
	return nil
}

func (c *column) wrong(cell string) *callgate.Error {
	if c.one != nil {
		return callgate.Err("import_value", "column", c.name, "value", shorten(cell), "may", strings.Join(c.one, ", ")).At(c.name)
	}
	if c.flag != nil {
		return callgate.Err("import_value", "column", c.name, "value", shorten(cell), "may", "true, false").At(c.name)
	}
	return callgate.Err("import_kind", "column", c.name, "value", shorten(cell)).At(c.name)
}

// shorten keeps a value short enough to be shown in a sentence.
func shorten(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func parseFlag(cell string) (on, ok bool) {
	switch strings.ToLower(strings.TrimSpace(cell)) {
	case "true", "yes", "1", "on", "y", "enabled", "ja", "wahr":
		return true, true
	case "false", "no", "0", "off", "n", "disabled", "nein", "falsch":
		return false, true
	}
	return false, false
}
