package directory

import (
	"slices"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

func TestGroups(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []Group
		code callgate.Code
	}{
		"as exported":         {"groupname,description\nAll Users,Everybody\n\"Claims, second floor\",NULL\n", []Group{{"All Users", "Everybody"}, {"Claims, second floor", ""}}, ""},
		"more columns":        {"description;groupname;fax_enabled\nDay;Sales;no\n\n;;\n", []Group{{"Sales", "Day"}}, ""},
		"no description":      {"GroupName\nSales\n", []Group{{"Sales", ""}}, ""},
		"a formula":           {"groupname\n'=cmd x\n", []Group{{"=cmd x", ""}}, ""},
		"people":              {"username,groupname\nada,Sales\n", nil, "import_no_groups"},
		"anything else":       {"first,last\nAda,Whitlock\n", nil, "import_no_groups"},
		"nothing":             {"", nil, "import_empty"},
		"more than are taken": {"groupname\n" + strings.Repeat("a\n", MostGroups+1), nil, "import_rows"},
	} {
		got, _, err := Groups([]byte(c.file))
		if callgate.CodeOf(err) != c.code || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	_, lost, err := Groups([]byte("groupname,Description, fax_enabled ,\nSales,Day,no,\n"))
	if err != nil || !slices.Equal(lost, []string{"fax_enabled"}) {
		t.Errorf("lost: %q, %v", lost, err)
	}
	// Taken for a file of people it would make people called like groups.
	if _, err := Open([]byte("groupname,description\nSales,Day\n"), Options{}); callgate.CodeOf(err) != "import_groups" {
		t.Error(err)
	}
}

func FuzzGroups(f *testing.F) {
	for _, rows := range hostileRows {
		f.Add([]byte("groupname,description\n" + rows))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if list, _, err := Groups(data); err == nil && len(list) > MostGroups {
			t.Errorf("%d groups", len(list))
		} else if callgate.CodeOf(err) == callgate.Internal {
			t.Error(err)
		}
	})
}
