package people

import (
	"cmp"
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// slowPage says the same as Index.Page in the most obvious way: look at every
// user, sort what is left, cut the page out.
func slowPage(all map[callgate.ID]*callgate.User, q Query) (users []*callgate.User, total int) {
	for _, u := range all {
		if slowMatch(u, q) {
			users = append(users, u)
		}
	}
	slices.SortFunc(users, func(a, b *callgate.User) int {
		blankA, blankB := slowBlank(a, q), slowBlank(b, q)
		if blankA != blankB {
			if blankB {
				return -1
			}
			return 1
		}
		c := slowCompare(a, b, q)
		if q.Down && !blankA {
			return -c
		}
		return c
	})
	total = len(users)
	users = users[min(q.Offset, total):]
	return users[:min(q.Limit, len(users))], total
}

func slowMatch(u *callgate.User, q Query) bool {
	var text []string
	for _, s := range []string{u.DisplayName(), u.Name, u.Login, u.DefaultExtension} {
		text = append(text, Fold(s))
	}
	for _, e := range u.Emails {
		text = append(text, Fold(e.Value))
	}
	own, member := q.On == "", q.Role == ""
	for _, e := range u.Extensions {
		text = append(text, Fold(e.Name))
		own = own || q.On == callgate.EntityOf(callgate.Extension, e.Name)
	}
	for _, word := range strings.Fields(Fold(q.Search)) {
		if !slices.ContainsFunc(text, func(s string) bool { return strings.Contains(s, word) }) {
			return false
		}
	}
	for _, m := range u.Roles {
		member = member || m.Role == q.Role && (m.Expires == 0 || m.Expires > q.Now)
	}
	return member && (own || slices.Contains(u.Reach, q.On)) &&
		(q.State == "" || State(u, q.Now) == q.State) &&
		(q.Seat == "" || u.Seat == q.Seat) &&
		(q.Factor == "" || u.HasFactor == (q.Factor == "yes")) &&
		(q.Hide == nil || !q.Hide(u))
}

func slowBlank(u *callgate.User, q Query) bool {
	return q.Sort == "extension" && Extension(u) == "" || q.Sort == "last_sign_in" && u.LastSignIn == 0
}

func slowCompare(a, b *callgate.User, q Query) int {
	c := 0
	switch q.Sort {
	case "login":
		c = cmp.Compare(a.Folded, b.Folded)
	case "extension":
		c = slowExtension(Extension(a), Extension(b))
	case "state":
		c = cmp.Compare(slices.Index(stateNames[:], State(a, q.Now)), slices.Index(stateNames[:], State(b, q.Now)))
	case "last_sign_in":
		c = cmp.Compare(a.LastSignIn, b.LastSignIn)
	case "created":
		c = cmp.Compare(a.Created, b.Created)
	}
	return cmp.Or(c, cmp.Compare(Fold(a.DisplayName()), Fold(b.DisplayName())), cmp.Compare(a.ID, b.ID))
}

// slowExtension: numbers of up to 18 digits by value before all else; a leading zero decides last.
func slowExtension(a, b string) int {
	digits := func(s string) bool { return s != "" && len(s) <= 18 && strings.Trim(s, "0123456789") == "" }
	value := func(s string) string { return strings.TrimLeft(s, "0") }
	if digits(a) != digits(b) {
		if digits(a) {
			return -1
		}
		return 1
	}
	if digits(a) {
		x, y := value(a), value(b)
		if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
			return c
		}
		if a[0] != '0' {
			a = ""
		}
		if b[0] != '0' {
			b = ""
		}
	}
	return cmp.Compare(a, b)
}
