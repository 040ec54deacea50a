package directory

import (
	"slices"
	"strconv"
	"strings"

	"callgate/backend/callgate"
)

// field takes one cell into a person.
type field struct {
	column string // of ours, that the cell speaks of; "" = of none
	raw    bool   // the cell as it stands: spaces count
	read   func(p *Person, cell string) *callgate.Error
}

// take reads a cell, and notes what the file now says.
func (f field) take(p *Person, cell string) *callgate.Error {
	if !f.raw {
		cell = clean(cell)
	}
	if cell == "" {
		return nil
	}
	if f.column != "" {
		p.says(f.column)
	}
	return f.read(p, cell)
}

// layout is what the columns of a table mean.
type layout struct {
	fields  []func(p *Person, cell string) *callgate.Error // by column; nil = not looked at
	header  bool                                           // the first row names the columns
	remarks bool                                           // rows that begin with "# " are for people to read
	roles   bool                                           // a login is all that is needed
}

// people reads a table by a layout. Rows with other than the usual number of
// cells are refused: mostly a separator or quote went astray, and what follows
// would stand in the wrong columns. Empty cells at the end do not count.
func (t *table) people(l layout) func(yield func(*Person) bool) *callgate.Error {
	width := t.width()
	if l.header {
		width = len(t.head[0])
	}
	needed := 0
	for i, f := range l.fields {
		if f != nil {
			needed = i + 1
		}
	}
	return func(yield func(*Person) bool) *callgate.Error {
		first := l.header
		return t.rows(func(row int, cells []string, problem *callgate.Error) bool {
			if blank(cells) && problem == nil {
				return true
			}
			if first {
				first = false
				return true
			}
			if l.remarks && len(cells) > 0 && strings.HasPrefix(cells[0], remark) {
				return true
			}
			p := newPerson(row, t.zone)
			n := len(cells)
			for n > width && strings.TrimSpace(cells[n-1]) == "" {
				n--
			}
			switch {
			case problem != nil:
				p.fail(problem)
			case n > width || n < needed && !t.ragged:
				p.fail(callgate.Err("import_columns", "got", strconv.Itoa(n), "want", strconv.Itoa(width)))
			default:
				l.row(p, cells[:n])
			}
			return yield(p)
		})
	}
}

func (l layout) row(p *Person, cells []string) {
	for i, read := range l.fields {
		if read == nil {
			continue
		}
		cell := ""
		if i < len(cells) {
			cell = cells[i]
		}
		if err := read(p, cell); err != nil {
			p.fail(err)
		}
	}
	if l.roles && p.User.Login == "" {
		p.fail(callgate.Err("import_login_needed").At("login"))
	}
	if u := &p.User; u.Login == "" && u.First == "" && u.Last == "" && u.Name == "" && len(u.Emails) == 0 {
		p.fail(callgate.Err("import_nobody"))
	}
}

// remark begins a row of our own files that is for people to read. No login
// has a space in it.
const remark = "# "

// signInPassword tells whether a column of a table that says nothing else about
// itself holds what people sign in with.
func signInPassword(header string) bool {
	return slices.Contains([]string{
		"password", "userpassword", "loginpassword", "signinpassword", "webpassword", "passwd", "pwd", "passwort", "kennwort", "motdepasse", "contraseña", "senha", "пароль", "密码",
	}, headerWord(header))
}

// passwordField takes what somebody signs in with, as it stands.
var passwordField = field{raw: true, read: func(p *Person, s string) *callgate.Error {
	if s != "NULL" && s != `\N` {
		p.Password = Secret(s)
	}
	return nil
}}

// secret tells whether a column holds passwords or the like: those of the
// sign-in aside they are never read.
func secret(header string) bool {
	h := headerWord(header)
	for _, word := range []string{"password", "passwort", "passwd", "secret", "kennwort", "voicemailpin", "vmpin", "motdepasse", "contraseña", "пароль", "密码"} {
		if strings.Contains(h, word) {
			return true
		}
	}
	return slices.Contains([]string{"pin", "pwd", "authpw", "ha1", "totp"}, h)
}

// headerWord makes column names comparable: "E-Mail", "e_mail" and "E mail"
// are one.
func headerWord(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '_', '-', '.', ':', '/', '\'', '"', '\u00a0', '\t':
			return -1
		}
		return r
	}, strings.ToLower(strings.TrimSpace(s)))
}

// secrets lists the columns of a header that are left out; taken are not.
func secrets(header []string, taken ...int) (dropped []string) {
	for i, h := range header {
		if secret(h) && !slices.Contains(taken, i) {
			dropped = append(dropped, shorten(strings.TrimSpace(h)))
		}
	}
	return dropped
}
