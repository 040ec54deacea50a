package api

import (
	"errors"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	_ "time/tzdata" // time zones are checked the same on every machine
	"unicode"

	"golang.org/x/text/language"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/numbering"
)

// Bounds of what is kept with a user or role.
const (
	mostName        = 100
	mostDescription = 500
	mostContacts    = 20
	mostOwn         = 50 // extensions, shared recordings
	mostNumbers     = 200
	mostRoles       = 100
	mostReach       = 5000
	mostHosts       = 500
)

// readUser brings a user into the form in which he is kept, field by field;
// fields that did not change are left alone, so that what is old never stands
// in the way of something else.
func (w *change) readUser(before, after *callgate.User) error {
	old := before
	if old == nil {
		old = &callgate.User{}
	}
	for _, read := range userReaders {
		if err := read(w, old, after); err != nil {
			return err
		}
	}
	if before != nil && sameList(old.Hosts, after.Hosts) {
		return nil
	}
	hosts, err := w.readHosts(old.Hosts, after.Hosts)
	after.Hosts = hosts
	return err
}

var userReaders = []func(w *change, old, u *callgate.User) error{
	(*change).readIdentity, (*change).readContacts, (*change).readChoices, (*change).readColours, (*change).readOwn, (*change).readMemberships, (*change).readReach,
}

// readIdentity reads login, names and other texts.
func (w *change) readIdentity(old, u *callgate.User) error {
	u.Login = strings.TrimSpace(u.Login)
	if u.Login != old.Login || u.Folded == "" {
		var err error
		if u.Folded, u.Skeleton, err = authn.FoldLogin(u.Login); err != nil {
			return at(err, "login")
		}
		if who, ok := w.Policy.Find(u.Folded); ok && w.Policy.User(who).ID != u.ID {
			return callgate.Err(callgate.Taken, "value", u.Login).At("login")
		}
	}
	for _, f := range []struct {
		name    string
		was, to *string
		most    int
	}{
		{"name", &old.Name, &u.Name, mostName}, {"first", &old.First, &u.First, mostName}, {"last", &old.Last, &u.Last, mostName},
		{"description", &old.Description, &u.Description, mostDescription}, {"blockReason", &old.BlockReason, &u.BlockReason, mostDescription},
	} {
		if *f.was == *f.to {
			continue
		}
		text, err := line(f.name, *f.to, f.most)
		if err != nil {
			return err
		}
		*f.to = text
	}
	return nil
}

// line reads one line of text. Control characters and those that turn the
// direction of writing could make a list or the audit say something else.
func line(field, s string, most int) (string, error) {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control) || r == unicode.ReplacementChar || r == '\u2028' || r == '\u2029' {
			return "", callgate.Err("text_character").At(field)
		}
	}
	if len([]rune(s)) > most {
		return "", callgate.Err("text_long", "max", strconv.Itoa(most)).At(field)
	}
	return s, nil
}

// readContacts reads e-mail addresses and phone numbers, each once.
func (w *change) readContacts(old, u *callgate.User) error {
	var err error
	if !sameList(old.Emails, u.Emails) {
		u.Emails, err = readContacts("emails", u.Emails, func(s string) (string, error) {
			if a, err := mail.ParseAddress(s); err != nil || a.Address != s || len(s) > 254 || !strings.Contains(s[strings.LastIndexByte(s, '@'):], ".") {
				return "", callgate.Err("email_form", "value", shortened(s, 60)).At("emails")
			}
			return s, nil
		})
	}
	if err == nil && !sameList(old.Phones, u.Phones) {
		u.Phones, err = readContacts("phones", u.Phones, func(s string) (string, error) { return readPhone(s), nil })
	}
	return err
}

// readPhone writes an international number as E.164 and keeps all else as typed.
func readPhone(s string) string {
	if !strings.HasPrefix(s, "+") {
		return s
	}
	if n, ok := numbering.Read(s, ""); ok && n.Assigned() {
		return n.E164()
	}
	return s
}

func readContacts(field string, list []callgate.Contact, read func(string) (string, error)) ([]callgate.Contact, error) {
	kept := []callgate.Contact{}
	for _, c := range list {
		value, err := line(field, c.Value, 254)
		if err != nil {
			return nil, err
		}
		if value == "" {
			continue
		}
		if value, err = read(value); err != nil {
			return nil, err
		}
		tag, err := line(field, c.Tag, 40)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(kept, func(k callgate.Contact) bool { return strings.EqualFold(k.Value, value) }) {
			kept = append(kept, callgate.Contact{Value: value, Tag: tag})
		}
	}
	if len(kept) > mostContacts {
		return nil, tooMany(field, mostContacts)
	}
	return kept, nil
}

var userChoices = []struct {
	field string
	of    func(u *callgate.User) string
	among []string
}{
	{"kind", func(u *callgate.User) string { return u.Kind }, []string{callgate.Administrator, callgate.Standard}},
	{"seat", func(u *callgate.User) string { return u.Seat }, []string{callgate.FullSeat, callgate.LiteSeat}},
	{"theme", func(u *callgate.User) string { return u.Theme }, []string{"", "light", "dark"}},
	{"download", func(u *callgate.User) string { return u.Download }, []string{"", "csv", "xlsx"}},
}

// readChoices reads the fields that are one of several words.
func (w *change) readChoices(old, u *callgate.User) error {
	for i := range userChoices {
		c := &userChoices[i]
		if is := c.of(u); c.of(old) != is && !slices.Contains(c.among, is) {
			return callgate.Err(callgate.BadInput, "value", shortened(is, 40)).At(c.field)
		}
	}
	if u.Language != old.Language && u.Language != "" {
		if _, err := language.Parse(u.Language); err != nil {
			return callgate.Err("language_unknown", "language", shortened(u.Language, 40)).At("language")
		}
	}
	if u.TimeZone != old.TimeZone && u.TimeZone != "" {
		if err := checkTimeZone(u.TimeZone); err != nil {
			return err
		}
	}
	if u.SelfAllowed == nil {
		u.SelfAllowed = []string{}
	}
	for _, name := range u.SelfAllowed {
		if !slices.Contains(selfNames, name) {
			return callgate.Err(callgate.BadInput, "value", shortened(name, 40)).At("selfAllowed")
		}
	}
	u.SelfAllowed = once(u.SelfAllowed)
	return nil
}

// once keeps the first of equal entries, in order; never nil.
func once[T comparable](list []T) []T {
	kept := make([]T, 0, len(list))
	seen := make(map[T]bool, len(list))
	for _, v := range list {
		if !seen[v] {
			seen[v] = true
			kept = append(kept, v)
		}
	}
	return kept
}

// sameList compares; nil is like empty, but is not kept: pages expect lists.
func sameList[T comparable](a, b []T) bool { return b != nil && slices.Equal(a, b) }

// at says which field an error belongs to, where it does not say so itself or
// the store named a column.
func at(err error, field string) error {
	var e *callgate.Error
	if !errors.As(err, &e) {
		return err
	}
	placed := *e
	placed.Field = field
	return &placed
}

func tooMany(field string, most int) error {
	return callgate.Err("too_many", "max", strconv.Itoa(most)).At(field)
}
