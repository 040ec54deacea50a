package api

import (
	"bytes"
	"encoding/base64"
	"reflect"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

// Every download there is comes in the format its reader chose in My account,
// whoever he acts as; a format he asks for goes before. A download that is not
// called here is found by its type.
func TestEveryDownloadIsInTheFormatItsReaderLikes(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.administrator("eva")
	ada := o.as("ada")
	review, err := ada.Reviews.Start(ReviewInput{Name: "Winter"})
	ok(t, err)
	calls := map[string]func(m Modules, format string) (File, error){
		"Audit.Export":   func(m Modules, format string) (File, error) { return m.Audit.Export(AuditQuery{}, format) },
		"Reviews.Export": func(m Modules, format string) (File, error) { return m.Reviews.Export(review.Review.ID, format) },
		"Files.Template": func(m Modules, format string) (File, error) { return m.Files.Template("roles", format, nil) },
		"Files.ExportUsers": func(m Modules, format string) (File, error) {
			out, err := m.Files.ExportUsers(ExportInput{Format: format})
			return out.File, err
		},
	}
	for _, module := range ada.Bound() {
		kind := reflect.TypeOf(module)
		for i := range kind.NumMethod() {
			method := kind.Method(i)
			name := kind.Elem().Name() + "." + method.Name
			for r := range method.Type.NumOut() {
				if out := method.Type.Out(r); (out == reflect.TypeFor[File]() || out == reflect.TypeFor[Exported]()) && calls[name] == nil {
					t.Errorf("%s is a download: call it here", name)
				}
			}
		}
	}

	like := func(m Modules, format string) {
		t.Helper()
		ok(t, only(m.Account.SetPreferences(Preferences{Download: format})))
	}
	is := func(who string, m Modules, asked, want string) {
		t.Helper()
		for name, call := range calls {
			file, err := call(m, asked)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			content, err := base64.StdEncoding.DecodeString(file.Base64)
			ok(t, err)
			if !strings.HasSuffix(file.Name, "."+want) || file.Type != fileTypesBy[want] || bytes.HasPrefix(content, []byte("PK")) != (want == "xlsx") {
				t.Errorf("%s, %s: %s of type %s, want %s", who, name, file.Name, file.Type, want)
			}
		}
	}
	is("nothing chosen", ada, "", "csv")
	like(ada, "xlsx")
	is("xlsx chosen", ada, "", "xlsx")
	like(o.as("eva"), "csv")
	is("acting as somebody who likes csv", o.acts("ada", "eva"), "", "xlsx")
	like(ada, "csv")
	is("csv chosen", ada, "", "csv")
	is("the command line", o.operator("kestrel"), "", "csv")
	delete(calls, "Files.ExportUsers") // its csv is one of many
	is("xlsx asked for", ada, "xlsx", "xlsx")
	like(ada, "xlsx")
	is("csv asked for", ada, "csv", "csv")
	for name, call := range calls {
		if _, err := call(ada, "exe"); callgate.CodeOf(err) == "" {
			t.Errorf("%s takes any format", name)
		}
	}
}
