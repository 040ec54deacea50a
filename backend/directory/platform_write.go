package directory

import (
	"bufio"
	"io"
	"iter"
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// write writes people for a platform, and counts what its file has no place
// for. What is lost is not a list kept by hand: each row is read again the way
// an import reads it, and what differs is lost.
func (s *sheet) write(w io.Writer, people iter.Seq[*Person], out *Written) error {
	b := bufio.NewWriter(w)
	names := make([]string, len(s.columns))
	for i, c := range s.columns {
		names[i] = c.name
		if c.write == nil && secret(c.name) && !strings.HasPrefix(c.name, "enable_") {
			out.Empty = append(out.Empty, c.name)
		}
	}
	s.line(b, names)
	cells := make([]string, len(s.columns))
	for p := range people {
		if s.byExtension && mainExtension(p) == "" {
			out.People--
			out.LeftOut++
			continue
		}
		back := newPerson(p.Row, p.Zone)
		for i, c := range s.columns {
			cells[i] = ""
			if c.write != nil {
				cells[i] = c.write(p)
			}
			safe := guardLiteral(cells[i])
			if safe != cells[i] {
				out.Guarded++
			}
			cells[i] = safe
			if c.read.read != nil && !c.read.raw {
				_ = c.read.take(back, safe) // what cannot be read differs
			}
		}
		for name := range lost(p, back) {
			out.Losses[name]++
		}
		s.line(b, cells)
	}
	return b.Flush()
}

func (*sheet) line(b *bufio.Writer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			_ = b.WriteByte(',')
		}
		if strings.ContainsAny(c, "\",;\t\r\n") || strings.TrimSpace(c) != c || c == "" && len(cells) == 1 {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		_, _ = b.WriteString(c) // Flush tells
	}
	_, _ = b.WriteString("\r\n")
}

// guardLiteral guards as far as a platform allows it: it takes every cell as it
// stands, so a telephone number keeps its plus, which computes nothing. Any
// other text that begins like a formula gets its apostrophe and keeps it.
func guardLiteral(s string) string {
	if rest, ok := strings.CutPrefix(s, "+"); ok && strings.Trim(rest, "0123456789 ") == "" {
		return s
	}
	return guard(s)
}

// lost gives the columns of a person that are not the same after reading.
func lost(p, back *Person) iter.Seq[string] {
	return func(yield func(string) bool) {
		none := newPerson(0, nil)
		for i := range columns {
			c := &columns[i]
			if c.name == "default_extension" && p.User.DefaultExtension == "" {
				continue
			}
			had := c.plainCell(p)
			if had != c.plainCell(none) && had != c.plainCell(back) && !yield(c.name) {
				return
			}
		}
	}
}

// plainCell leaves out since when an extension is somebody's, tags and notes:
// no platform knows such things.
func (c *column) plainCell(p *Person) string {
	switch c.name {
	case "extensions", "phones", "emails", "hosts":
		items := c.list.get(p)
		for i := range items {
			items[i] = items[i][:1]
		}
		return joinItems(items)
	case "default_extension":
		return mainExtension(p) // the only one is the default one
	}
	return c.cell(p)
}

// mainExtension is the one extension that a platform's row has room for.
func mainExtension(p *Person) string {
	switch {
	case p.User.DefaultExtension != "":
		return p.User.DefaultExtension
	case len(p.User.Extensions) > 0:
		return p.User.Extensions[0].Name
	}
	return ""
}

func firstEmail(p *Person) string {
	if len(p.User.Emails) == 0 {
		return ""
	}
	return p.User.Emails[0].Value
}

// phoneTagged is the first number with one of the tags; "" among them takes the
// first number of all where none has a tag that is asked for elsewhere.
func phoneTagged(p *Person, tags ...string) string {
	for _, c := range p.User.Phones {
		if slices.Contains(tags, strings.ToLower(c.Tag)) {
			return c.Value
		}
	}
	return ""
}

func word(on bool, yes, no string) string {
	if on {
		return yes
	}
	return no
}

// inUse: a platform knows one switch where we tell disabled from blocked.
func inUse(p *Person) bool { return p.User.Enabled && !p.User.Blocked }

func hostList(p *Person) string {
	list := make([]string, len(p.User.Hosts))
	for i, h := range p.User.Hosts {
		list[i] = h.CIDR
	}
	return strings.Join(list, ",")
}

// Fields that platforms have beside those of any table.

var enabledField = field{column: "enabled", read: func(p *Person, s string) *callgate.Error { return columnNamed("enabled").read(p, s) }}

// disabledField is the other way round.
var disabledField = field{column: "enabled", read: func(p *Person, s string) *callgate.Error {
	err := enabledField.read(p, s)
	p.User.Enabled = !p.User.Enabled
	return err
}}

var (
	callerIDField = textField("caller_id")
	timeZoneField = textField("time_zone")
)

var roleField = field{column: "roles", read: func(p *Person, s string) *callgate.Error {
	p.Roles = append(p.Roles, Role{Name: s})
	return nil
}}

// phoneField takes a phone number with its tag.
func phoneField(tag string) field {
	return field{column: "phones", read: func(p *Person, s string) *callgate.Error {
		p.User.Phones = append(p.User.Phones, callgate.Contact{Value: s, Tag: tag})
		return notShortened(s, "phone")
	}}
}

// hostsField takes addresses separated by commas.
var hostsField = field{column: "hosts", read: func(p *Person, s string) *callgate.Error {
	for cidr := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		p.User.Hosts = append(p.User.Hosts, callgate.Host{CIDR: cidr})
	}
	return nil
}}

// defaultExtensionField is an extension that is also the one to call from.
var defaultExtensionField = field{column: "extensions", read: func(p *Person, s string) *callgate.Error {
	if s == "none" {
		return nil
	}
	return mappable["extension"].read(p, s)
}}

// Cells of columns that any table has.

func loginCell(p *Person) string       { return p.User.Login }
func nameCell(p *Person) string        { return p.User.Name }
func displayCell(p *Person) string     { return p.User.DisplayName() }
func firstCell(p *Person) string       { return p.User.First }
func lastCell(p *Person) string        { return p.User.Last }
func descriptionCell(p *Person) string { return p.User.Description }
func callerIDCell(p *Person) string    { return p.User.CallerID }
func timeZoneCell(p *Person) string    { return p.User.TimeZone }
func trueCell(p *Person) string        { return word(inUse(p), "true", "false") }
