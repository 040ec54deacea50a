package directory

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"callgate/backend/callgate"
)

// jsonUsers is {"format": "callgate-users", "version": 1, "users": [...]}, or
// the array alone. A user has the columns of columns as keys: texts, true or
// false, and arrays of texts whose parts are joined by "|". Keys nobody knows,
// in other capitals or given twice are refused: whoever wrote them meant
// something.
var jsonUsers = format{
	name: "json",
	recognise: func(c *content) string {
		if c.zipped() {
			return ""
		}
		text, err := decode(c.data)
		if text = strings.TrimLeft(text, " \t\r\n"); err != nil || text == "" || text[0] != '{' && text[0] != '[' {
			return ""
		}
		return "json"
	},
	read: func(c *content, opt Options) (*File, *callgate.Error) {
		text, err := decode(c.data)
		if err != nil {
			return nil, err
		}
		return &File{Map: map[string]int{}, Columns: []string{}, Mapped: true, Passwords: opt.Passwords && strings.Contains(text, `"password"`), people: func(yield func(*Person) bool) *callgate.Error {
			r := jsonReader{dec: json.NewDecoder(strings.NewReader(text)), yield: yield, passwords: opt.Passwords, zone: opt.Zone}
			if err := r.file(); !errors.Is(err, errStop) {
				return r.fault(err)
			}
			return nil
		}}, nil
	},
	write: writeJSON,
}

// errStop ends reading because nobody wants more.
var errStop = errors.New("directory: enough")

type jsonReader struct {
	dec   *json.Decoder
	row   int
	yield func(*Person) bool

	passwords bool
	zone      *time.Location
}

// fault makes one of our errors of whatever stopped the reading.
func (r *jsonReader) fault(err error) *callgate.Error {
	var own *callgate.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &own):
		return own
	}
	return callgate.Err("import_json", "row", strconv.Itoa(r.row), "byte", strconv.FormatInt(r.dec.InputOffset(), 10))
}

func (r *jsonReader) file() error {
	t, err := r.dec.Token()
	if err != nil {
		return err
	}
	if t == json.Delim('[') {
		err = r.users()
	} else {
		err = r.object(func(key string) error {
			switch key {
			case "format", "version":
				var v any
				if err := r.dec.Decode(&v); err != nil || v != "callgate-users" && v != 1.0 {
					return errors.Join(err, callgate.Err("import_json_kind", "key", key))
				}
				return nil
			case "users":
				if t, err := r.dec.Token(); err != nil || t != json.Delim('[') {
					return errors.Join(err, callgate.Err("import_json_kind", "key", key))
				}
				return r.users()
			}
			return callgate.Err(callgate.UnknownKey, "key", shorten(key), "why", "unknown")
		})
	}
	if err != nil {
		return err
	}
	if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("directory: more after the end")
	}
	return nil
}

// object goes through keys up to the closing brace; none may come twice.
func (r *jsonReader) object(value func(key string) error) error {
	seen := map[string]bool{}
	for r.dec.More() {
		t, err := r.dec.Token()
		if err != nil {
			return err
		}
		key, _ := t.(string)
		if seen[key] {
			return callgate.Err(callgate.UnknownKey, "key", shorten(key), "why", "twice")
		}
		seen[key] = true
		if err := value(key); err != nil {
			return err
		}
	}
	_, err := r.dec.Token()
	return err
}

func (r *jsonReader) users() error {
	for r.dec.More() {
		if r.row++; r.row > maxRows {
			return callgate.Err("import_rows", "max", "1000000")
		}
		t, err := r.dec.Token()
		if err != nil {
			return err
		}
		if t != json.Delim('{') {
			return callgate.Err("import_json_kind", "key", "users")
		}
		p := newPerson(r.row, r.zone)
		p.whole = true
		if err := r.object(func(key string) error { return r.value(p, key) }); err != nil {
			return err
		}
		layout{}.row(p, nil) // somebody must be named
		if !r.yield(p) {
			return errStop
		}
	}
	_, err := r.dec.Token()
	return err
}

// value reads one key of a user. A value of the wrong kind spoils its row only;
// a key nobody knows the file.
func (r *jsonReader) value(p *Person, key string) error {
	if key == "password" { // never written by us; a bulk file may bring one
		var s string
		if err := r.dec.Decode(&s); err != nil {
			return err
		}
		if r.passwords {
			p.Password = Secret(s)
		}
		return nil
	}
	c := columnNamed(key)
	if c == nil || c.name != key {
		return callgate.Err(callgate.UnknownKey, "key", shorten(key), "why", "unknown", "row", strconv.Itoa(r.row))
	}
	var raw json.RawMessage
	if err := r.dec.Decode(&raw); err != nil {
		return err
	}
	p.says(c.name)
	switch raw[0] {
	case 't', 'f':
		if c.flag == nil {
			p.fail(c.wrong(string(raw)))
			return nil
		}
		*c.flag(&p.User) = raw[0] == 't'
	case '"':
		var s string
		if err := json.Unmarshal(raw, &s); err != nil || c.list != nil || c.flag != nil || len(s) > maxCell {
			p.fail(c.wrong(string(raw)))
		} else if err := c.read(p, s); err != nil {
			p.fail(err)
		}
	case '[':
		var list []string
		if err := json.Unmarshal(raw, &list); err != nil || c.list == nil || len(raw) > maxCell {
			p.fail(c.wrong(string(raw)))
			return nil
		}
		var items [][]string
		for _, s := range list {
			items = append(items, splitItems(s, 0)...)
		}
		if err := c.items(p, items); err != nil {
			p.fail(err)
		}
	default:
		p.fail(c.wrong(string(raw)))
	}
	return nil
}

func writeJSON(w io.Writer, people iter.Seq[*Person], _ *Written) error {
	out := bufio.NewWriter(w)
	write := func(s string) { _, _ = out.WriteString(s) } // Flush tells
	write(`{"format":"callgate-users","version":1,"users":[`)
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	first := true
	for p := range people {
		if !first {
			write(",")
		}
		first = false
		write("\n{")
		comma := ""
		for i := range columns {
			v := columns[i].value(p)
			if v == nil {
				continue
			}
			text.Reset()
			if err := enc.Encode(v); err != nil {
				return err
			}
			write(comma + `"` + columns[i].name + `":` + strings.TrimSuffix(text.String(), "\n"))
			comma = ","
		}
		write("}")
	}
	write("\n]}\n")
	return out.Flush()
}

// value is what JSON says of a column, nil where nothing needs saying.
func (c *column) value(p *Person) any {
	switch {
	case c.flag != nil:
		return *c.flag(&p.User)
	case c.list != nil:
		items := c.list.get(p)
		if len(items) == 0 && (c.name != "roles" || p.Roles == nil) {
			return nil
		}
		texts := make([]string, len(items))
		for i, it := range items {
			texts[i] = joinParts(it, `\|`)
		}
		return texts
	}
	if s := c.cell(p); s != "" {
		return s
	}
	return nil
}
