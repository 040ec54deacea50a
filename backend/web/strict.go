package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"sync"
	"unicode/utf8"

	"callgate/backend/callgate"
)

// maxDepth is how deep arguments may be nested. The deepest input type needs 6.
const maxDepth = 16

// decodeArgs reads a JSON array with exactly one value per type.
//
// encoding/json alone takes the last of two equal keys, ignores keys it does not
// know and matches "LOGIN" with "login"; two readers of one message could then
// see two different messages. So the tokens are walked first, beside the type
// they are meant for, and every such key is refused by name.
func decodeArgs(body []byte, types []reflect.Type) ([]reflect.Value, error) {
	if !utf8.Valid(body) {
		return nil, callgate.Err("bad_json", "reason", "utf-8")
	}
	w := walker{dec: json.NewDecoder(bytes.NewReader(body))}
	w.dec.UseNumber()
	if err := w.args(types); err != nil {
		return nil, err
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(body, &raw); err != nil {
		return nil, callgate.Err("bad_json", "reason", err.Error())
	}
	values := make([]reflect.Value, len(types))
	for i, t := range types {
		p := reflect.New(t)
		if err := json.Unmarshal(raw[i], p.Interface()); err != nil {
			return nil, typeError(err)
		}
		values[i] = p.Elem()
	}
	return values, nil
}

// typeError names the field whose value has the wrong type.
func typeError(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return callgate.Err("wrong_type", "key", wrong.Field, "given", wrong.Value).At(lastKey(wrong.Field))
	}
	return callgate.Err(callgate.BadInput)
}

func lastKey(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// walker reads tokens beside the type they belong to.
type walker struct {
	dec   *json.Decoder
	depth int
}

func (w *walker) token() (json.Token, error) {
	t, err := w.dec.Token()
	if err != nil {
		return nil, callgate.Err("bad_json", "reason", err.Error())
	}
	return t, nil
}

func (w *walker) args(types []reflect.Type) error {
	t, err := w.token()
	if err != nil {
		return err
	}
	if t != json.Delim('[') {
		return callgate.Err("bad_json", "reason", "no array")
	}
	n := 0
	for ; w.dec.More(); n++ {
		if n == len(types) {
			break
		}
		if err := w.value(types[n], ""); err != nil {
			return err
		}
	}
	if n != len(types) || w.dec.More() {
		return callgate.Err("wrong_count", "wanted", itoa(len(types)))
	}
	if _, err := w.token(); err != nil { // the closing bracket
		return err
	}
	if _, err := w.dec.Token(); !errors.Is(err, io.EOF) {
		return callgate.Err("bad_json", "reason", "more after the end")
	}
	return nil
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// value walks one value meant for type t; at is the key it stands under.
func (w *walker) value(t reflect.Type, at string) error {
	tok, err := w.token()
	if err != nil {
		return err
	}
	if tok == nil {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
			return nil
		}
		// encoding/json would leave the field as it is, as if it were not there.
		return callgate.Err("wrong_type", "key", at, "given", "null").At(at)
	}
	for t.Kind() == reflect.Pointer && !t.Implements(unmarshaler) {
		t = t.Elem()
	}
	delim, ok := tok.(json.Delim)
	if !ok {
		return nil // a plain value: its type is checked when it is stored
	}
	if w.depth++; w.depth > maxDepth {
		return callgate.Err("too_deep")
	}
	defer func() { w.depth-- }()
	wrong := callgate.Err("wrong_type", "key", at, "given", kindWord(delim)).At(at)
	if reflect.PointerTo(t).Implements(unmarshaler) {
		return wrong // our own unmarshalers read plain text only
	}
	switch {
	case delim == '[' && t.Kind() == reflect.Slice:
		for w.dec.More() {
			if err := w.value(t.Elem(), at); err != nil {
				return err
			}
		}
	case delim == '{' && t.Kind() == reflect.Struct:
		err = w.object(func(key string) (reflect.Type, bool) { ft, ok := fieldsOf(t)[key]; return ft, ok })
	case delim == '{' && t.Kind() == reflect.Map:
		err = w.object(func(string) (reflect.Type, bool) { return t.Elem(), true })
	default:
		return wrong
	}
	if err != nil {
		return err
	}
	_, err = w.token() // the closing bracket
	return err
}

// object walks the keys; typeOf says what a key's value is meant to be.
func (w *walker) object(typeOf func(string) (reflect.Type, bool)) error {
	seen := map[string]bool{}
	for w.dec.More() {
		tok, err := w.token()
		if err != nil {
			return err
		}
		key, _ := tok.(string)
		t, known := typeOf(key)
		switch {
		case !known:
			return callgate.Err(callgate.UnknownKey, "key", key, "why", "unknown").At(key)
		case seen[key]:
			return callgate.Err(callgate.UnknownKey, "key", key, "why", "twice").At(key)
		}
		seen[key] = true
		if err := w.value(t, key); err != nil {
			return err
		}
	}
	return nil
}

func kindWord(d json.Delim) string {
	if d == '[' {
		return "array"
	}
	return "object"
}

var fieldCache sync.Map // reflect.Type -> map[string]reflect.Type

// fieldsOf gives the JSON keys of a struct, those of embedded structs included.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	if m, ok := fieldCache.Load(t); ok {
		return m.(map[string]reflect.Type)
	}
	fields := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case !f.IsExported() || name == "-" || f.Anonymous && name == "":
		case name == "":
			fields[f.Name] = f.Type
		default:
			fields[name] = f.Type
		}
	}
	fieldCache.Store(t, fields)
	return fields
}
