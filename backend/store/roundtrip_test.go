package store

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"callgate/backend/callgate"
)

// text draws what people may type: any script, quotes, placeholders, SQL.
func text(name string) *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "Ada Whitlock", "O'Brien", `"quoted"`, "?", "?0", "'; DROP TABLE users; --", "张伟", "עדה", "a\nb", "%_\\", "{}", "[]", "null"}),
		rapid.StringOfN(rapid.RuneFrom(nil, printable), 0, 20, -1),
	)
}

func times() *rapid.Generator[callgate.Time] {
	return rapid.Custom(func(t *rapid.T) callgate.Time {
		return callgate.Time(rapid.SampledFrom([]int64{0, 1, int64(moment), int64(moment) + 999_999}).Draw(t, "time"))
	})
}

// anyUser draws a user with every field filled by its type.
func anyUser(tenant callgate.ID, login string) *rapid.Generator[*callgate.User] {
	return rapid.Custom(func(t *rapid.T) *callgate.User {
		u := &callgate.User{}
		drawFields(t, reflect.ValueOf(u).Elem())
		u.Tenant, u.ID, u.Login, u.Folded, u.Skeleton = tenant, callgate.NewID(moment), login, login, "s."+login
		u.Kind = rapid.SampledFrom([]string{callgate.Administrator, callgate.Standard}).Draw(t, "kind")
		u.Seat = rapid.SampledFrom([]string{callgate.FullSeat, callgate.LiteSeat}).Draw(t, "seat")
		u.System = ""
		for i := range u.Roles {
			u.Roles[i].Role = fmt.Sprintf("predefined:portsip:Role%d", i)
		}
		for i := range u.Overrides {
			u.Overrides[i].Permission = callgate.PermissionAt(callgate.Bit(i))
		}
		for i := range u.Extensions {
			u.Extensions[i].Name = fmt.Sprint(100 + i)
		}
		return u
	})
}

// drawFields fills a struct by the kinds of its fields, so that a new field is
// tested without anybody thinking of it.
func drawFields(t *rapid.T, v reflect.Value) {
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch f.Kind() {
		case reflect.String:
			f.SetString(text(name).Draw(t, name))
		case reflect.Bool:
			f.SetBool(rapid.Bool().Draw(t, name))
		case reflect.Int64:
			f.SetInt(int64(times().Draw(t, name)))
		case reflect.Int:
			f.SetInt(int64(rapid.IntRange(0, 1000).Draw(t, name)))
		case reflect.Struct:
			drawFields(t, f)
		case reflect.Map:
			for range rapid.IntRange(0, 2).Draw(t, name) {
				if f.IsNil() {
					f.Set(reflect.MakeMap(f.Type()))
				}
				f.SetMapIndex(reflect.ValueOf(text("key").Draw(t, "key")).Convert(f.Type().Key()), reflect.ValueOf(text("value").Draw(t, "value")).Convert(f.Type().Elem()))
			}
		case reflect.Slice:
			for range rapid.IntRange(0, 3).Draw(t, name) {
				item := reflect.New(f.Type().Elem()).Elem()
				if item.Kind() == reflect.Struct {
					drawFields(t, item)
				} else {
					item.SetString(text(name).Draw(t, name))
				}
				f.Set(reflect.Append(f, item))
			}
		default:
			t.Fatalf("no rule for %s %s", name, f.Kind())
		}
	}
}

func TestUsersComeBackAsSaved(t *testing.T) {
	db, _ := opened(t)
	tenant := rooted(t, db)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		first := anyUser(tenant.ID, fmt.Sprintf("first%d", n)).Draw(t, "first")
		second := anyUser(tenant.ID, fmt.Sprintf("second%d", n)).Draw(t, "second")
		changed := anyUser(tenant.ID, fmt.Sprintf("changed%d", n)).Draw(t, "changed")
		changed.ID = first.ID
		must(t, db, func(tx *Tx) error {
			if err := tx.InsertUsers([]*callgate.User{first}); err != nil {
				return err
			}
			return tx.SaveUser(second)
		})
		same(t, db, first)
		same(t, db, second)
		must(t, db, func(tx *Tx) error { return tx.SaveUser(changed) })
		same(t, db, changed)
		same(t, db, second)
	})
}

func must(t *rapid.T, db *DB, f func(tx *Tx) error) {
	if err := db.Write(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

// same loads a user in the three ways and compares.
func same(t *rapid.T, db *DB, want *callgate.User) {
	err := db.Read(t.Context(), func(tx *Tx) error {
		byID, err := tx.User(want.Tenant, want.ID)
		if err != nil {
			return err
		}
		byLogin, err := tx.UserByLogin(want.Tenant, want.Folded)
		if err != nil {
			return err
		}
		all, err := tx.Users(want.Tenant)
		if err != nil {
			return err
		}
		var listed *callgate.User
		for _, u := range all {
			if u.ID == want.ID {
				listed = u
			}
		}
		for how, got := range map[string]*callgate.User{"by id": byID, "by login": byLogin, "in the list": listed} {
			if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
				t.Fatalf("%s: (-saved +loaded)\n%s", how, d)
			}
			v := reflect.ValueOf(got).Elem()
			for i := range v.NumField() {
				if k := v.Field(i).Kind(); (k == reflect.Slice || k == reflect.Map) && v.Field(i).IsNil() {
					t.Fatalf("%s: %s is nil: JSON readers expect a list", how, v.Type().Field(i).Name)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTenantsComeBackAsSaved(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		want := &callgate.Tenant{}
		drawFields(t, reflect.ValueOf(want).Elem())
		want.ID, want.Slug, want.Kind, want.Parent = callgate.NewID(moment), fmt.Sprintf("t%d", n), "customer", root.ID
		must(t, db, func(tx *Tx) error { return tx.SaveTenant(want) })
		for range 2 {
			err := db.Read(t.Context(), func(tx *Tx) error {
				got, err := tx.TenantBySlug(want.Slug)
				if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
					t.Fatalf("(-saved +loaded)\n%s", d)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			id := want.ID
			drawFields(t, reflect.ValueOf(want).Elem())
			want.ID, want.Slug, want.Kind, want.Parent = id, fmt.Sprintf("u%d", n), "reseller", root.ID
			must(t, db, func(tx *Tx) error { return tx.SaveTenant(want) })
		}
	})
}

func TestRolesComeBackAsSaved(t *testing.T) {
	db, _ := opened(t)
	tenant := rooted(t, db)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		want := &callgate.Role{}
		drawFields(t, reflect.ValueOf(want).Elem())
		want.Tenant, want.ID, want.Folded = tenant.ID, callgate.NewID(moment), fmt.Sprintf("role%d", n)
		want.Platform, want.RootOnly, want.Hidden, want.Basis = "", false, false, nil // of predefined roles only
		want.Reach = rapid.SampledFrom([]string{"", callgate.ReachEverything, callgate.ReachOwn, callgate.ReachList}).Draw(t, "reach")
		must(t, db, func(tx *Tx) error { return tx.SaveRole(want) })
		err := db.Read(t.Context(), func(tx *Tx) error {
			all, err := tx.Roles(tenant.ID)
			for _, got := range all {
				if got.ID == want.ID {
					if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
						t.Fatalf("(-saved +loaded)\n%s", d)
					}
					return err
				}
			}
			t.Fatal("not there")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestCredentialsComeBackAsSaved(t *testing.T) {
	db, _ := opened(t)
	u := someone(t, db, rooted(t, db), "ada")
	want := Credential{Tenant: u.Tenant, User: u.ID, PasswordHash: "$argon2id$", PasswordChanged: moment, History: []string{"a", "b"},
		SealedFactor: []byte{0, 1, 255}, PendingFactor: []byte("x'"), FactorSet: 1, FactorDemanded: 2, LastStep: 3, Failures: 4,
		KnownFailures: 5, FactorFailures: 6, LastFailure: 7, ActivationHash: "h", ActivationExpires: 8}
	for i := range reflect.TypeOf(want).NumField() {
		if reflect.ValueOf(want).Field(i).IsZero() {
			t.Fatalf("%s is not tried", reflect.TypeOf(want).Field(i).Name)
		}
	}
	read(t, db, func(tx *Tx) error {
		none, err := tx.Credential(u.Tenant, u.ID)
		if none.PasswordHash != "" || none.User != u.ID {
			t.Errorf("without one: %+v", none)
		}
		return err
	})
	for range 2 {
		write(t, db, func(tx *Tx) error { return tx.SaveCredential(want) })
		read(t, db, func(tx *Tx) error {
			got, err := tx.Credential(u.Tenant, u.ID)
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("(-saved +loaded)\n%s", d)
			}
			return err
		})
		want.PendingFactor, want.Failures = nil, 0
	}
}

// Every bun tag of the vocabulary is a column, so that a renamed field cannot
// silently stop being kept.
func TestTagsAreColumns(t *testing.T) {
	db, _ := opened(t)
	for table, v := range map[string]any{"users": callgate.User{}, "tenants": callgate.Tenant{}, "roles": callgate.Role{}, "things": callgate.Thing{},
		"credentials": Credential{}, "import_mappings": ImportMapping{}} {
		columns := map[string]bool{}
		read(t, db, func(tx *Tx) error {
			rows, err := tx.raw.Query("SELECT name FROM pragma_table_info(?)", table)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var c string
				if err := rows.Scan(&c); err != nil {
					return err
				}
				columns[c] = true
			}
			return rows.Err()
		})
		for i := range reflect.TypeOf(v).NumField() {
			f := reflect.TypeOf(v).Field(i)
			column, _, _ := strings.Cut(f.Tag.Get("bun"), ",")
			switch {
			case column == "":
				t.Errorf("%s.%s says nothing about its column", table, f.Name)
			case column != "-" && !columns[column]:
				t.Errorf("%s.%s: no column %s", table, f.Name, column)
			}
			delete(columns, column)
		}
		for c := range columns {
			if c != "import_id" && c != "branding" {
				t.Errorf("%s has the column %s that no field fills", table, c)
			}
		}
	}
	for i, c := range append([]string{"tenant_id", "id"}, userNames...) {
		f := reflect.TypeFor[callgate.User]().Field(i)
		if tag, _, _ := strings.Cut(f.Tag.Get("bun"), ","); tag != c {
			t.Errorf("users column %d is %s, field %s", i, c, f.Name)
		}
	}
}
