package web

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

// inner and outer stand for input types of bound methods.
type inner struct {
	Value string        `json:"value"`
	At    callgate.Time `json:"at"`
}

type outer struct {
	Login *string           `json:"login"`
	Count int               `json:"count"`
	List  *[]inner          `json:"list"`
	Free  map[string]string `json:"free"`
	Kept  string            `json:"-"`
}

func TestDecodeArgs(t *testing.T) {
	one := []reflect.Type{reflect.TypeFor[outer]()}
	two := []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[int64]()}
	for name, c := range map[string]struct {
		types      []reflect.Type
		body, code string
		field      string
	}{
		"whole":                {one, `[{"login":"sam","count":3,"list":[{"value":"a","at":"2026-01-02T00:00:00Z"}],"free":{"x":"y"}}]`, "", ""},
		"nothing":              {one, `[{}]`, "", ""},
		"null where allowed":   {one, `[{"login":null,"list":null,"free":null}]`, "", ""},
		"plain arguments":      {two, `["sam", 5]`, "", ""},
		"unknown key":          {one, `[{"logins":"sam"}]`, "unknown_key", "logins"},
		"case variant":         {one, `[{"Login":"sam"}]`, "unknown_key", "Login"},
		"long s for s":         {one, `[{"liſt":[]}]`, "unknown_key", "liſt"},
		"twice":                {one, `[{"login":"sam","login":"ada"}]`, "unknown_key", "login"},
		"twice, escaped":       {one, `[{"login":"sam","\u006cogin":"ada"}]`, "unknown_key", "login"},
		"unknown key deep":     {one, `[{"list":[{"value":"a"},{"valu":"b"}]}]`, "unknown_key", "valu"},
		"map key twice":        {one, `[{"free":{"x":"1","x":"2"}}]`, "unknown_key", "x"},
		"key hidden from JSON": {one, `[{"Kept":"x"}]`, "unknown_key", "Kept"},
		"dash":                 {one, `[{"-":"x"}]`, "unknown_key", "-"},
		"null for a number":    {one, `[{"count":null}]`, "wrong_type", "count"},
		"text for a number":    {one, `[{"count":"3"}]`, "wrong_type", "count"},
		"fraction":             {one, `[{"count":1.5}]`, "wrong_type", "count"},
		"array for text":       {one, `[{"login":["sam"]}]`, "wrong_type", "login"},
		"object for a time":    {one, `[{"list":[{"at":{}}]}]`, "wrong_type", "at"},
		"a day for a time":     {one, `[{"list":[{"at":"2026-11-22"}]}]`, "bad_input", ""},
		"no time":              {one, `[{"list":[{"at":"soon"}]}]`, "bad_input", ""},
		"too few":              {two, `["sam"]`, "wrong_count", ""},
		"too many":             {two, `["sam",5,6]`, "wrong_count", ""},
		"no array":             {one, `{"login":"sam"}`, "bad_json", ""},
		"more after the end":   {two, `["sam",5] []`, "bad_json", ""},
		"cut":                  {two, `["sam",`, "bad_json", ""},
		"empty":                {two, ``, "bad_json", ""},
		"no UTF-8":             {two, "[\"\xff\",5]", "bad_json", ""},
		"comment":              {two, `["sam",/*x*/5]`, "bad_json", ""},
		"NaN":                  {two, `["sam",NaN]`, "bad_json", ""},
	} {
		t.Run(name, func(t *testing.T) {
			values, err := decodeArgs([]byte(c.body), c.types)
			if got := string(callgate.CodeOf(err)); got != c.code {
				t.Fatalf("code %q, want %q (%v)", got, c.code, err)
			}
			var e *callgate.Error
			if errors.As(err, &e) && e.Field != c.field {
				t.Errorf("field %q, want %q", e.Field, c.field)
			}
			if err == nil && len(values) != len(c.types) {
				t.Errorf("%d values, want %d", len(values), len(c.types))
			}
		})
	}
}

// nested is a type that goes on for ever.
type nested struct {
	In []nested `json:"in"`
}

func TestDecodeArgsBoundsDepth(t *testing.T) {
	types := []reflect.Type{reflect.TypeFor[nested]()}
	body := func(n int) []byte { return []byte("[" + strings.Repeat(`{"in":[`, n) + strings.Repeat(`]}`, n) + "]") }
	if _, err := decodeArgs(body(maxDepth/2), types); err != nil {
		t.Errorf("depth %d: %v", maxDepth, err)
	}
	for _, n := range []int{maxDepth, 100_000} {
		if _, err := decodeArgs(body(n), types); callgate.CodeOf(err) != "too_deep" {
			t.Errorf("depth %d: %v", 2*n, err)
		}
	}
}

func FuzzDecodeArgs(f *testing.F) {
	types := []reflect.Type{reflect.TypeFor[outer](), reflect.TypeFor[string]()}
	f.Add([]byte(`[{"login":"sam","list":[{"value":"a","at":"2026-01-02"}]},"x"]`))
	f.Add([]byte(`[{"free":{"a":"b"}},""]`))
	f.Fuzz(func(t *testing.T, body []byte) {
		values, err := decodeArgs(body, types)
		if err == nil && len(values) != 2 {
			t.Fatalf("%q: %d values", body, len(values))
		}
		var ours *callgate.Error
		if err != nil && !errors.As(err, &ours) {
			t.Fatalf("%q: foreign error %v", body, err)
		}
	})
}
