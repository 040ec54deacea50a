package directory

import (
	"slices"
	"strconv"
	"strings"

	"callgate/backend/callgate"
)

// genericCSV is any table: its columns are named by a header we understand, or
// by the user.
var genericCSV = format{
	name: "csv",
	recognise: func(c *content) string {
		if _, err := c.table(); err != nil {
			return "rest" // reading it says what is wrong
		}
		return "table"
	},
	read: func(c *content, opt Options) (*File, *callgate.Error) {
		t, err := c.table()
		if err != nil {
			return nil, err
		}
		return mappedTable(t, opt)
	},
}

// mappable are the fields a column can be mapped to.
var mappable = map[string]field{
	"first":       textField("first"),
	"last":        textField("last"),
	"name":        textField("name"),
	"login":       textField("login"),
	"description": textField("description"),
	"email": {column: "emails", read: func(p *Person, s string) *callgate.Error {
		p.User.Emails = append(p.User.Emails, callgate.Contact{Value: s})
		return nil
	}},
	"phone": phoneField(""),
	"extension": {column: "extensions", read: func(p *Person, s string) *callgate.Error {
		p.User.Extensions = append(p.User.Extensions, callgate.OwnExtension{Name: s})
		return notShortened(s, "extension")
	}},
	"password": passwordField,
}

// textField takes a cell into the column of that name.
func textField(column string) field {
	return field{column: column, read: func(p *Person, s string) *callgate.Error { return columnNamed(column).read(p, s) }}
}

// notShortened refuses what a spreadsheet made of a long number: the digits
// behind are gone.
func notShortened(s, at string) *callgate.Error {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(s), "E+")
	if _, err := strconv.ParseFloat(strings.Replace(mantissa, ",", ".", 1), 64); !ok || err != nil || strings.Trim(exponent, "0123456789") != "" {
		return nil
	}
	return callgate.Err("import_shortened", "value", shorten(s)).At(at)
}

// words that stand over a column, by field; compared as headerWord.
var headerWords = map[string][]string{
	"first":       {"first", "firstname", "givenname", "forename", "fname", "vorname", "prénom", "prenom", "nombre", "nome", "voornaam", "imię", "imie", "имя", "名", "名字"},
	"last":        {"last", "lastname", "surname", "familyname", "sn", "lname", "nachname", "familienname", "nom", "nomdefamille", "apellido", "apellidos", "cognome", "sobrenome", "achternaam", "nazwisko", "фамилия", "姓", "姓氏"},
	"name":        {"name", "fullname", "displayname", "anzeigename", "cn", "nomcomplet", "nombrecompleto", "姓名"},
	"login":       {"login", "username", "user", "userid", "loginname", "benutzername", "benutzer", "anmeldename", "identifiant", "usuario", "samaccountname", "userprincipalname", "логин", "用户名"},
	"email":       {"email", "mail", "emailaddress", "mailaddress", "emailadresse", "courriel", "correo", "useremail", "electronicmail", "почта", "邮箱", "电子邮件"},
	"phone":       {"phone", "phonenumber", "telephone", "telephonenumber", "tel", "mobile", "mobilenumber", "mobilephone", "cell", "number", "telefon", "telefonnummer", "handy", "mobil", "rufnummer", "téléphone", "teléfono", "telefono", "телефон", "电话", "手机"},
	"extension":   {"extension", "ext", "extensionnumber", "durchwahl", "nebenstelle", "internalnumber", "extensión", "poste", "分机", "分机号"},
	"description": {"description", "title", "jobtitle", "department", "beschreibung", "abteilung", "notes", "note", "comment", "bemerkung", "описание", "描述"},
}

// headerField is the field a column name stands for, "" = none we know.
func headerField(name string) string {
	word := headerWord(name)
	for f, words := range headerWords {
		if slices.Contains(words, word) {
			return f
		}
	}
	return ""
}

// mappedTable reads a table whose columns the user mapped, or whose header
// names them.
func mappedTable(t *table, opt Options) (*File, *callgate.Error) {
	first, given := t.head[0], opt.Map
	header := isHeader(first)
	f := &File{Columns: first, Map: given, Mapped: true}
	if header {
		f.Why, f.Dropped = "header_words", secrets(first)
	}
	if len(given) > 0 {
		f.Why = "mapped"
	} else {
		f.Map = mapHeader(first, header, opt.Passwords)
	}
	f.Mapped = len(f.Map) > 0
	width := max(t.width(), len(first))
	l := layout{header: header, fields: make([]func(*Person, string) *callgate.Error, width)}
	for name, column := range f.Map {
		read, known := mappable[name]
		switch {
		case !known || name == "password" && !opt.Passwords:
			return nil, callgate.Err("import_map_field", "field", shorten(name), "may", fieldNames()).At("map")
		case column < 1 || column > width:
			return nil, callgate.Err("import_map_column", "field", name, "column", strconv.Itoa(column), "columns", strconv.Itoa(width)).At("map")
		case l.fields[column-1] != nil:
			return nil, callgate.Err("import_map_twice", "column", strconv.Itoa(column)).At("map")
		case header && column <= len(first) && secret(first[column-1]) && !(name == "password" && signInPassword(first[column-1])):
			return nil, callgate.Err("import_map_secret", "column", shorten(first[column-1])).At("map")
		}
		l.fields[column-1] = read.take
	}
	if at := f.Map["password"]; at > 0 && header {
		f.Passwords, f.Dropped = true, secrets(first, at-1)
	}
	f.people = t.people(l)
	return f, nil
}

func fieldNames() string {
	names := make([]string, 0, len(mappable))
	for name := range mappable {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// clean takes away what other programs put around a value: spaces, the
// apostrophe against formulas, the word NULL of a database dump.
func clean(cell string) string {
	s := unguard(strings.TrimSpace(cell))
	if s == "NULL" || s == `\N` {
		return ""
	}
	return strings.TrimSpace(s)
}

// isHeader: at least half of the first row's cells, and two of them (or the
// only one), are names of columns.
func isHeader(cells []string) bool {
	known, filled := 0, 0
	for _, c := range cells {
		if strings.TrimSpace(c) == "" {
			continue
		}
		filled++
		if headerField(c) != "" || secret(c) || columnNamed(c) != nil {
			known++
		}
	}
	return known > 0 && 2*known >= filled && (known > 1 || filled == 1)
}

func mapHeader(cells []string, header, passwords bool) map[string]int {
	m := map[string]int{}
	if !header {
		return m
	}
	for i, c := range cells {
		switch f := headerField(c); {
		case f != "" && m[f] == 0 && !secret(c):
			m[f] = i + 1
		case passwords && signInPassword(c) && m["password"] == 0:
			m["password"] = i + 1
		}
	}
	return m
}
