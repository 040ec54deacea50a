package api

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Changes stored in one step are what they are one by one: in the view, in the
// database and in the audit, administrators among them.
func TestGatheredIsWhatIsStored(t *testing.T) {
	o := newOffice(t)
	for i := range 130 {
		o.put(o.kestrel, fmt.Sprintf("p%d", i), func(u *callgate.User) {
			switch {
			case i%40 == 0:
				u.Kind = callgate.Administrator
			case i%3 == 0:
				u.Extensions = []callgate.OwnExtension{{Name: fmt.Sprint(100 + i), Since: u.Created}}
			}
		})
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for round := range 4 {
		recorded := len(o.records("user."))
		changed := 0
		_, err := write(o.operator("kestrel").Users.c, "directory.users:write", func(w *change) (struct{}, error) {
			return struct{}{}, w.gathering(func() error {
				for i := range 130 {
					before := w.view.user(o.ids[fmt.Sprintf("p%d", i)])
					after := copyOf(before)
					alter(after, rnd.IntN(9), round)
					err := w.saveChanged("user.edit", before, after)
					if quietly(err) != nil {
						return err
					}
					if err == nil {
						changed++
					}
				}
				return nil
			})
		})
		ok(t, err)
		if got := len(o.records("user.")) - recorded; got != changed || changed < 50 {
			t.Fatalf("%d changes, %d records", changed, got)
		}
		alike(t, o.view(), o.asStored(t, o.kestrel), callgate.TimeOf(o.clock()))
	}
	o.chainHolds(t)
}

func alter(u *callgate.User, how, round int) {
	switch how {
	case 0:
		u.Description = fmt.Sprint("round ", round)
	case 1:
		u.Enabled = !u.Enabled || u.Kind == callgate.Administrator
	case 2:
		u.First, u.Language = fmt.Sprint("Z", round), "de"
	case 3:
		u.Emails = append(u.Emails, callgate.Contact{Value: fmt.Sprintf("%s.%d@example.org", u.Login, round)})
	case 4:
		u.Extensions = []callgate.OwnExtension{{Name: fmt.Sprint(300 + round), Since: u.Created}}
	case 5:
		u.Roles = []callgate.Membership{{Role: portsip("StandardUser")}}
	case 6:
		u.Login, u.Folded = fmt.Sprintf("%s-%d", u.Login, round), ""
	case 7:
		if u.Kind == callgate.Standard {
			u.Seat, u.Reach = callgate.LiteSeat, []callgate.Entity{"queue:600"}
		}
	}
}

// chainHolds verifies kestrel's audit.
func (o *office) chainHolds(t testing.TB) {
	t.Helper()
	verdict, err := o.operator("kestrel").Audit.Verify()
	if err != nil || verdict.Code != store.AuditIntact {
		t.Fatalf("%+v %v", verdict, err)
	}
}
