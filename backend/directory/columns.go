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
	text func(u *callgate.User) *string
	flag func(u *callgate.User) *bool
	when func(u *callgate.User) *callgate.Time
	list *list
	one  []string // text: the words it may be; nil = any
}

// list reads and writes a column of several items, each of several parts.
type list struct {
	get  func(p *Person) [][]string
	set  func(p *Person, items [][]string) *callgate.Error
	copy func(to, from *callgate.User) // all of it
	join func(to, from *callgate.User) // what is not there yet
}

// columns in the order in which they are written.
var columns = []column{
	{name: "login", text: func(u *callgate.User) *string { return &u.Login }},
	{name: "first", text: func(u *callgate.User) *string { return &u.First }},
	{name: "last", text: func(u *callgate.User) *string { return &u.Last }},
	{name: "name", text: func(u *callgate.User) *string { return &u.Name }},
	{name: "description", text: func(u *callgate.User) *string { return &u.Description }},
	{name: "kind", text: func(u *callgate.User) *string { return &u.Kind }, one: []string{callgate.Standard, callgate.Administrator}},
	{name: "seat", text: func(u *callgate.User) *string { return &u.Seat }, one: []string{callgate.FullSeat, callgate.LiteSeat}},
	{name: "enabled", flag: func(u *callgate.User) *bool { return &u.Enabled }},
	{name: "blocked", flag: func(u *callgate.User) *bool { return &u.Blocked }},
	{name: "block_reason", text: func(u *callgate.User) *string { return &u.BlockReason }},
	{name: "expires", when: func(u *callgate.User) *callgate.Time { return &u.Expires }},
	{name: "emails", list: contacts(func(u *callgate.User) *[]callgate.Contact { return &u.Emails })},
	{name: "phones", list: contacts(func(u *callgate.User) *[]callgate.Contact { return &u.Phones })},
	{name: "extensions", list: &ownExtensions},
	{name: "default_extension", text: func(u *callgate.User) *string { return &u.DefaultExtension }},
	{name: "may_override_extension", flag: func(u *callgate.User) *bool { return &u.MayOverrideExtension }},
	{name: "shared", list: plain(func(u *callgate.User) *[]string { return &u.Shared })},
	{name: "numbers", list: plain(func(u *callgate.User) *[]string { return &u.Numbers })},
	{name: "caller_id", text: func(u *callgate.User) *string { return &u.CallerID }},
	{name: "roles", list: &roles},
	{name: "overrides", list: &overrides},
	{name: "reach_everything", flag: func(u *callgate.User) *bool { return &u.ReachEverything }},
	{name: "reach", list: entities(func(u *callgate.User) *[]callgate.Entity { return &u.Reach })},
	{name: "exclusions", list: entities(func(u *callgate.User) *[]callgate.Entity { return &u.Exclusions })},
	{name: "hosts", list: &hosts},
	{name: "restricted", flag: func(u *callgate.User) *bool { return &u.Restricted }},
	{name: "self_allowed", list: plain(func(u *callgate.User) *[]string { return &u.SelfAllowed })},
	{name: "language", text: func(u *callgate.User) *string { return &u.Language }},
	{name: "time_zone", text: func(u *callgate.User) *string { return &u.TimeZone }},
	{name: "theme", text: func(u *callgate.User) *string { return &u.Theme }},
	{name: "start_page", text: func(u *callgate.User) *string { return &u.StartPage }},
	{name: "download", text: func(u *callgate.User) *string { return &u.Download }},
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

// columnBit is the place of a column in Person.said.
func columnBit(name string) uint64 { return columnBits[name] }

var columnBits = func() map[string]uint64 {
	bits := map[string]uint64{}
	for i, c := range columns {
		bits[c.name] = 1 << i
	}
	return bits
}()

// copy takes the column over from another user.
func (c *column) copy(to, from *callgate.User) {
	switch {
	case c.text != nil:
		*c.text(to) = *c.text(from)
	case c.flag != nil:
		*c.flag(to) = *c.flag(from)
	case c.when != nil:
		*c.when(to) = *c.when(from)
	default:
		c.list.copy(to, from)
	}
}

// cell writes the column of a person.
func (c *column) cell(p *Person) string {
	switch {
	case c.text != nil:
		return *c.text(&p.User)
	case c.flag != nil:
		if *c.flag(&p.User) {
			return "true"
		}
		return "false"
	case c.when != nil:
		return until(*c.when(&p.User), p.Zone)
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
		*c.flag(&p.User) = on
	case c.when != nil:
		t, err := parseUntil(cell, p.Zone)
		if err != nil {
			return err.At(c.name)
		}
		*c.when(&p.User) = t
	case c.one != nil:
		word := strings.ToLower(strings.TrimSpace(cell))
		if !slices.Contains(c.one, word) {
			return c.wrong(cell)
		}
		*c.text(&p.User) = word
	default:
		*c.text(&p.User) = cell
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
