package api

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"callgate/backend/callgate"
)

func reviewOffice(t *testing.T) *office {
	o := newOffice(t)
	o.put(o.kestrel, "sam", func(u *callgate.User) {
		u.First = `=cmd|' /C calc'!A0`
		u.Roles = []callgate.Membership{{Role: portsip("StandardUser")}, {Role: portsip("QueueManager")}}
		u.Overrides = []callgate.Override{{Permission: "calls.log:read", Allow: true}, {Permission: "apps:use"}}
		u.ReachEverything, u.Reach, u.Shared = true, []callgate.Entity{"queue:600", "queue:601"}, []string{"101"}
		u.Hosts = []callgate.Host{{CIDR: "192.0.2.0/24"}}
	})
	o.hire("mira", "StandardUser")
	return o
}

func (o *office) started(in ReviewInput) ReviewView {
	o.t.Helper()
	view, err := o.as("ada").Reviews.Start(in)
	ok(o.t, err)
	return view
}

// of finds somebody's row.
func of(view ReviewView, login string) callgate.ReviewPerson {
	return view.Rows[slices.IndexFunc(view.Rows, func(p callgate.ReviewPerson) bool { return p.Login == login })]
}

// A review lists who has what; rows are confirmed or withdrawn; finished it
// stays as it is.
func TestReview(t *testing.T) {
	o := reviewOffice(t)
	view := o.started(ReviewInput{Name: "Autumn", Due: "2099-12-31"})
	sam := of(view, "sam")
	kinds := []string{}
	for _, r := range sam.Rights {
		kinds = append(kinds, r.Kind+" "+r.Name)
	}
	if want := []string{"role StandardUser", "role QueueManager", "override calls.log:read", "denied apps:use", "reach_everything ", "reach queue:600", "reach queue:601", "shared_recording 101"}; !slices.Equal(kinds, want) {
		t.Fatalf("%q", kinds)
	}
	if r := view.Review; sam.Open != 7 || r.People != 3 || r.Rights != 9 || r.Overdue || len(sam.Hosts) != 1 || r.StartedBy != "Ada" {
		t.Fatalf("%+v %+v", view.Review, sam)
	}
	id, reviews := view.Review.ID, o.as("ada").Reviews
	at := func(p callgate.ReviewPerson, n int, decision string) ReviewDecision {
		return ReviewDecision{p.Position, p.Rights[n].Kind, p.Rights[n].Key, decision}
	}
	_, err := reviews.Finish(id)
	refuses(t, err, "review_open")
	_, err = reviews.Decide(id, []ReviewDecision{at(sam, 3, "withdrawn")})
	refuses(t, err, callgate.NotFound) // a denial: withdrawing it would give
	row, err := reviews.Decide(id, []ReviewDecision{at(sam, 0, "confirmed"), at(sam, 1, "withdrawn"), at(sam, 2, "withdrawn"), at(sam, 4, "withdrawn"), at(sam, 5, "withdrawn"), at(sam, 7, "withdrawn")})
	ok(t, err)
	if row.Decided != 6 || row.Withdrawn != 5 {
		t.Errorf("%+v", row)
	}
	u := o.user("sam")
	if len(u.Roles) != 1 || len(u.Overrides) != 1 || u.ReachEverything || !slices.Equal(u.Reach, []callgate.Entity{"queue:601"}) || len(u.Shared) > 0 {
		t.Errorf("%+v", u)
	}
	if len(o.records("user.access")) != 5 || len(o.records("review.decide")) != 1 {
		t.Error("a withdrawal is in the audit like any other change, and the decision too")
	}
	_, err = reviews.Decide(id, []ReviewDecision{at(sam, 1, "confirmed")})
	refuses(t, err, "review_withdrawn")
	// What went meanwhile is noted as gone; so is a person.
	_, err = o.as("ada").Users.SetAccess(u.ID, Access{Revision: o.user("sam").Revision, Reach: &[]callgate.Entity{}})
	ok(t, err)
	mira, ada := of(view, "mira"), of(view, "ada")
	ok(t, o.as("ada").Users.Delete(o.ids["mira"], "mira"))
	row, err = reviews.Decide(id, []ReviewDecision{at(sam, 6, "withdrawn"), at(mira, 0, "withdrawn"), at(ada, 0, "confirmed")})
	ok(t, err)
	if row.Decided != 9 || row.Withdrawn != 7 {
		t.Errorf("%+v", row)
	}
	again, err := reviews.Get(id, ReviewQuery{Show: "withdrawn", Search: "mir"})
	ok(t, err)
	if again.Total != 1 || !again.Rows[0].Rights[0].Gone || again.Rows[0].Rights[0].By != "Ada" {
		t.Errorf("%+v", again)
	}
	row, err = reviews.Finish(id)
	ok(t, err)
	if row.Finished == 0 || row.FinishedBy != "Ada" {
		t.Errorf("%+v", row)
	}
	_, err = reviews.Finish(id)
	refuses(t, err, "review_finished")
	_, err = reviews.Decide(id, []ReviewDecision{at(sam, 0, "withdrawn")})
	refuses(t, err, "review_finished")
	again, err = reviews.Get(id, ReviewQuery{})
	ok(t, err)
	if len(again.Can) > 0 || again.Total != 3 {
		t.Errorf("%+v", again)
	}
	_, err = o.as("hal").Reviews.Get(id, ReviewQuery{})
	refuses(t, err, callgate.NotFound)
}

// Withdrawing goes by the rules of changing users.
func TestReviewersAreBoundByTheRules(t *testing.T) {
	o := reviewOffice(t)
	desk := o.roleOf(t, "Reviewers", "directory.users:read", "security.reviews:read", "security.reviews:write")
	o.put(o.kestrel, "rhea", func(u *callgate.User) { u.Roles = []callgate.Membership{{Role: desk}} })
	view := o.started(ReviewInput{Name: "Spring"})
	id, rhea := view.Review.ID, o.as("rhea").Reviews
	decide := func(m *Reviews, p callgate.ReviewPerson, decision string) error {
		return only(m.Decide(id, []ReviewDecision{{p.Position, p.Rights[0].Kind, p.Rights[0].Key, decision}}))
	}
	ok(t, decide(rhea, of(view, "mira"), "confirmed"))
	refuses(t, decide(rhea, of(view, "mira"), "withdrawn"), callgate.Denied)
	refuses(t, decide(rhea, of(view, "rhea"), "confirmed"), "review_own")
	refuses(t, decide(o.as("ada").Reviews, of(view, "ada"), "withdrawn"), "own_access")
	o.expects("sam can dial.internal:use")
	refuses(t, decide(o.as("ada").Reviews, of(view, "sam"), "withdrawn"), "")
	view, err := rhea.Get(id, ReviewQuery{Show: "open"})
	ok(t, err)
	if view.Review.Decided != 2 {
		t.Errorf("%+v", view.Review)
	}
	_, err = rhea.Start(ReviewInput{Name: "Nobody", Scope: "role", Role: o.roleOf(t, "Empty", "apps:use")})
	refuses(t, err, "review_nobody")
	_, err = rhea.Start(ReviewInput{Name: "Late", Due: "2001-01-01"})
	refuses(t, err, "review_due_past")
	admins, err := rhea.Start(ReviewInput{Name: "Administrators", Scope: "administrators"})
	ok(t, err)
	if admins.Total != 1 || admins.Rows[0].Login != "ada" {
		t.Errorf("%+v", admins)
	}
}

// The workbook can be opened, and nothing in it runs.
func TestReviewExport(t *testing.T) {
	o := reviewOffice(t)
	view := o.started(ReviewInput{Name: "Export"})
	file, err := o.as("ada").Reviews.Export(view.Review.ID, "xlsx")
	ok(t, err)
	data, err := base64.StdEncoding.DecodeString(file.Base64)
	ok(t, err)
	book, err := excelize.OpenReader(bytes.NewReader(data))
	ok(t, err)
	rows, err := book.GetRows(book.GetSheetName(0))
	ok(t, err)
	if len(rows) != 1+1+8+1 || rows[0][0] != "login" || !strings.HasSuffix(file.Name, ".xlsx") {
		t.Fatalf("%d rows, %q", len(rows), rows[0])
	}
	for r, row := range rows {
		for c, cell := range row {
			name, _ := excelize.CoordinatesToCellName(c+1, r+1)
			if formula, _ := book.GetCellFormula(book.GetSheetName(0), name); formula != "" || strings.HasPrefix(cell, "=") {
				t.Errorf("%s runs: %q %q", name, formula, cell)
			}
		}
	}
	_, err = o.as("ada").Reviews.Export(view.Review.ID, "pdf")
	refuses(t, err, "export_format")
}

// Many people are written down in parts; nobody sees a part.
func TestLargeReview(t *testing.T) {
	o := newOffice(t)
	users := make([]*callgate.User, 0, 4500)
	now := callgate.TimeOf(o.clock())
	for i := range cap(users) {
		login := fmt.Sprintf("user%05d", i)
		u := &callgate.User{
			Tenant: o.kestrel, ID: callgate.NewID(now), Login: login, Folded: login, Skeleton: login, Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true,
			Roles: []callgate.Membership{{Role: portsip("StandardUser")}}, Created: now, Revision: 1,
		}
		whole(u)
		users = append(users, u)
	}
	ok(t, o.s.commit(t.Context(), func(w *change) error {
		if err := w.tx.InsertUsers(users); err != nil {
			return err
		}
		return w.reloadTenant(o.kestrel)
	}))
	view := o.started(ReviewInput{Name: "Everybody"})
	if view.Total != 4501 || view.Review.People != 4501 || len(view.Rows) != 50 || len(o.records("review.list")) != 2 {
		t.Errorf("%d of %d", view.Total, view.Review.People)
	}
	list, err := o.as("ada").Reviews.List()
	ok(t, err)
	if len(list.Rows) != 1 {
		t.Errorf("%+v", list)
	}
}
