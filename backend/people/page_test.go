package people

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"callgate/backend/callgate"
)

var (
	names      = []string{"Ada", "Müller", "muller", "Straße", "李明", "王芳", "Żółw", "Ёлка", "O'Brien", "van der Berg", "ada", "Ελλάς", "=1+1", "  spaced  out ", "İpek", ""}
	extensions = []string{"", "", "101", "0101", "99", "1000", "*97", "lobby", "007", "7", "12345678901234567890"}
	roles      = []callgate.ID{"r1", "r2", "r3"}
	entities   = []callgate.Entity{"extension:101", "queue:600", "number:+442079460000"}
)

func genUser(t *rapid.T, id int) *callgate.User {
	pick := func(label string, list []string) string { return rapid.SampledFrom(list).Draw(t, label) }
	moment := func(label string) callgate.Time {
		return callgate.Time(rapid.SampledFrom([]int64{0, 0, 0, 10, 20, 30, 40}).Draw(t, label))
	}
	u := &callgate.User{
		ID: fmt.Sprintf("id-%03d", id), Login: pick("login", names) + strconv.Itoa(id), First: pick("first", names), Last: pick("last", names), Name: pick("name", names),
		Seat: pick("seat", []string{"full", "full", "lite"}), Enabled: rapid.IntRange(0, 4).Draw(t, "on") > 0, Blocked: rapid.IntRange(0, 4).Draw(t, "blocked") == 0,
		HasPassword: rapid.Bool().Draw(t, "password"), HasFactor: rapid.Bool().Draw(t, "factor"),
		Expires: moment("expires"), LockedUntil: moment("locked"), LastSignIn: moment("last"), Created: moment("created"), DefaultExtension: pick("default", extensions),
	}
	u.Folded = Fold(u.Login)
	for range rapid.IntRange(0, 2).Draw(t, "emails") {
		u.Emails = append(u.Emails, callgate.Contact{Value: pick("email", names) + "@Example.org"})
	}
	for range rapid.IntRange(0, 2).Draw(t, "extensions") {
		if e := pick("extension", extensions); e != "" {
			u.Extensions = append(u.Extensions, callgate.OwnExtension{Name: e})
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "roles") {
		u.Roles = append(u.Roles, callgate.Membership{Role: rapid.SampledFrom(roles).Draw(t, "role"), Expires: moment("until")})
	}
	for range rapid.IntRange(0, 1).Draw(t, "reach") {
		u.Reach = append(u.Reach, rapid.SampledFrom(entities).Draw(t, "entity"))
	}
	return u
}

func genQuery(t *rapid.T) Query {
	pick := func(label string, list ...string) string { return rapid.SampledFrom(list).Draw(t, label) }
	q := Query{
		Search: pick("search", "", "", "", "mull", "李", "李明", "example.org", "a", "ada 1", "STRASSE", "zoł", "ё", "101", "nobody", " ", "@", "ß"),
		Role:   pick("role", "", "", "r1", "r2", "other"), State: pick("state", "", "", Working, NoPassword, Locked, Expired, Blocked, Disabled, "odd"),
		Seat: pick("seat", "", "", "full", "lite"), Factor: pick("factor", "", "", "yes", "no"), On: callgate.Entity(pick("on", "", "", "", "extension:101", "queue:600")),
		Sort: pick("sort", "name", "login", "extension", "state", "last_sign_in", "created"), Down: rapid.Bool().Draw(t, "down"),
		Offset: rapid.IntRange(0, 20).Draw(t, "offset"), Limit: rapid.IntRange(1, 20).Draw(t, "limit"), Now: callgate.Time(rapid.IntRange(0, 50).Draw(t, "now")),
	}
	if rapid.IntRange(0, 5).Draw(t, "hide") == 0 {
		q.Hide = func(u *callgate.User) bool { return u.Seat == callgate.LiteSeat }
	}
	return q
}

// Whatever came and went, a page is what looking at everybody would give, by
// offset and by cursor, and an older index still answers as it did.
func TestPageIsWhatLookingAtEverybodyGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := map[callgate.ID]*callgate.User{}
		var first []*callgate.User
		for i := range rapid.IntRange(0, 30).Draw(t, "built") {
			u := genUser(t, i)
			all[u.ID], first = u, append(first, u)
		}
		x := Build(first)
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			old, id := x, rapid.IntRange(0, 40).Draw(t, "id")
			switch rapid.IntRange(0, 4).Draw(t, "step") {
			case 4: // many at once, moved one by one or sorted anew
				sortAnew = rapid.SampledFrom([]int{1, 20}).Draw(t, "anew")
				var some []*callgate.User
				for n := range rapid.IntRange(0, 8).Draw(t, "many") {
					u := genUser(t, (id+n*3)%41)
					all[u.ID], some = u, append(some, u)
				}
				q := genQuery(t)
				before, total, _ := x.Page(q)
				y := x.WithAll(some)
				if after, still, _ := x.Page(q); still != total || !slices.Equal(before, after) {
					t.Fatal("an older index changed")
				}
				x = y
			case 0:
				u := genUser(t, id)
				all[u.ID] = u
				x = x.With(u)
			case 1:
				id := fmt.Sprintf("id-%03d", id)
				delete(all, id)
				x = x.Without(id)
			default:
				compare(t, x, all, genQuery(t))
			}
			if old != x && old.Len() == 0 && len(old.chunks) > 0 && old.chunks[0].text.all != "" {
				t.Fatal("an older index changed")
			}
		}
		compare(t, x, all, genQuery(t))
	})
}

func compare(t *rapid.T, x *Index, all map[callgate.ID]*callgate.User, q Query) {
	want, wantTotal := slowPage(all, q)
	got, total, _ := x.Page(q)
	if total != wantTotal || !slices.Equal(got, want) {
		t.Fatalf("%+v\n got %d %v\nwant %d %v", q, total, logins(got), wantTotal, logins(want))
	}
	// The same people page by page.
	whole := q
	whole.Offset, whole.Limit = 0, len(all)+1
	want, _ = slowPage(all, whole)
	got = nil
	for q.Offset = 0; ; {
		users, _, next := x.Page(q)
		got = append(got, users...)
		if next == "" || len(got) > len(all) {
			break
		}
		q.After = next
	}
	if !slices.Equal(got, want) {
		t.Fatalf("by cursor %+v\n got %v\nwant %v", q, logins(got), logins(want))
	}
}

func logins(users []*callgate.User) []string {
	var list []string
	for _, u := range users {
		list = append(list, fmt.Sprintf("%s (%s, %s)", u.Login, u.DisplayName(), Extension(u)))
	}
	return list
}

// A page follows the last user shown, also when he is gone by then.
func TestCursorSurvivesWhomItNames(t *testing.T) {
	var users []*callgate.User
	for i := range 1000 {
		users = append(users, office(i))
	}
	x := Build(users)
	page, _, next := x.Page(Query{Sort: "login", Limit: 10})
	x = x.Without(page[9].ID)
	follow, _, _ := x.Page(Query{Sort: "login", Limit: 10, After: next})
	all, _, _ := x.Page(Query{Sort: "login", Limit: 19})
	if !slices.Equal(follow, all[9:]) {
		t.Fatalf("got %v, want %v", logins(follow), logins(all[9:]))
	}
	for _, odd := range []string{"x", "e30", next[:len(next)-3]} {
		if got, _, _ := x.Page(Query{Sort: "login", Limit: 10, After: odd}); got[0] != all[0] {
			t.Errorf("a cursor like %q should be like none", odd)
		}
	}
}

// Blocks split, empty and fill up again far beyond the sizes of the property
// test.
func TestManyChangesKeepTheOrder(t *testing.T) {
	x := Build(nil)
	all := map[callgate.ID]*callgate.User{}
	for i := range 5000 {
		u := office(i * 7919 % 5000)
		all[u.ID] = u
		x = x.With(u)
	}
	for i := range 4000 {
		id := office(i).ID
		delete(all, id)
		x = x.Without(id)
	}
	for i := range 500 {
		u := office(i)
		all[u.ID] = u
		x = x.With(u)
	}
	for sort := range orderNames {
		q := Query{Sort: sort, Offset: 300, Limit: 100, Search: "a"}
		want, wantTotal := slowPage(all, q)
		if got, total, _ := x.Page(q); total != wantTotal || !slices.Equal(got, want) {
			t.Errorf("by %q: got %d %v, want %d %v", sort, total, logins(got), wantTotal, logins(want))
		}
	}
	n := 0
	for range x.All() {
		n++
	}
	if n != len(all) || x.Len() != n {
		t.Errorf("All gives %d, Len %d, want %d", n, x.Len(), len(all))
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Müller": "muller", "STRASSE": "strasse", "Straße": "strasse", "Łódź": "lodz", "Søren": "soren", "ﬁ": "fi", "Ａｄａ": "ada",
		"  two \t spaces\n": "two spaces", "李 明": "李 明", "ＡＢＣ": "abc", "Ёж": "еж", "ΟΔΟΣ": "οδοσ", "ﾌﾟ": Fold("プ"), "": "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSinceTellsWhatCameAndWent(t *testing.T) {
	var users []*callgate.User
	for i := range 1000 {
		users = append(users, office(i))
	}
	old := Build(users)
	locked := *users[7]
	locked.LockedUntil = 1
	x := old.With(&locked).Without(users[3].ID).With(office(2000)).Without(users[4].ID).With(users[4])
	changed, gone := x.Since(old)
	if len(changed) != 2 || changed[0].ID != office(2000).ID || changed[1] != &locked {
		t.Errorf("changed %v", logins(changed))
	}
	if !slices.Equal(gone, []callgate.ID{users[3].ID}) {
		t.Errorf("gone %v", gone)
	}
}
