package api

import (
	"slices"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// Who may decide a review is told before it is due and on its last day, once
// each, in the page and by mail where he wants it.
func TestReviewsAreRemindedOf(t *testing.T) {
	o := reviewOffice(t)
	s := withMail(t, o.door, nil)
	o.address("ada", "ada@kestrel.example")
	desk := o.roleOf(t, "Reviewers", "directory.users:read", "security.reviews:read", "security.reviews:write")
	o.put(o.kestrel, "rhea", func(u *callgate.User) { u.Roles = []callgate.Membership{{Role: desk}} })
	o.put(o.kestrel, "gone", func(u *callgate.User) { u.Roles, u.Blocked = []callgate.Membership{{Role: desk}}, true })
	_, err := o.as("rhea").Notices.Choose("review_due", false, false)
	ok(t, err)
	due := o.clock().Add(20 * 24 * time.Hour)
	view := o.started(ReviewInput{Name: "Autumn", Due: due.Format("2006-01-02T15:04:05Z")})
	told := func(login string) (words []string) {
		t.Helper()
		for range 2 { // looking again tells nothing again
			ok(t, o.s.remindOnce(t.Context()))
		}
		o.s.deliver(t.Context())
		page, err := o.as(login).Notices.List("")
		ok(t, err)
		for _, n := range page.Rows {
			if n.Kind == "review_due" {
				words = append(words, n.Params["what"]+" "+n.Params["count"])
				if n.Page != "/reviews/"+view.Review.ID || n.Params["name"] != "Autumn" {
					t.Errorf("%+v", n)
				}
			}
		}
		return words
	}
	if got := told("ada"); len(got) != 0 {
		t.Errorf("20 days before: %v", got)
	}
	o.wait(14 * 24 * time.Hour)
	if got := told("ada"); !slices.Equal(got, []string{"soon 11"}) {
		t.Errorf("6 days before: %v", got)
	}
	sam := of(view, "sam")
	_, err = o.as("ada").Reviews.Decide(view.Review.ID, []ReviewDecision{{sam.Position, sam.Rights[0].Kind, sam.Rights[0].Key, callgate.Confirmed}})
	ok(t, err)
	o.wait(5*24*time.Hour + 6*time.Hour)
	if got := told("ada"); !slices.Equal(got, []string{"last 10", "soon 11"}) {
		t.Errorf("the last day: %v", got)
	}
	o.wait(2 * 24 * time.Hour)
	if got := told("ada"); !slices.Equal(got, []string{"last 10", "soon 11"}) {
		t.Errorf("after it: %v", got)
	}
	for _, login := range []string{"rhea", "mira"} { // one chose not to be told, one may not decide
		if got := told(login); len(got) != 0 {
			t.Errorf("%s: %v", login, got)
		}
	}
	letters := s.Letters()
	if len(letters) != 2 || letters[0].To != "ada@kestrel.example" || !strings.Contains(letters[0].Text, productAt+"/reviews/"+view.Review.ID) {
		t.Fatalf("%+v", letters)
	}
}

// Nobody looked on the last day: then it is said that it is over. A finished
// review, and one of long ago, are not spoken of.
func TestOverdueReviews(t *testing.T) {
	o := reviewOffice(t)
	in := func(d time.Duration) string { return o.clock().Add(d).Format("2006-01-02T15:04:05Z") }
	o.started(ReviewInput{Name: "Late", Due: in(time.Hour)})
	o.started(ReviewInput{Name: "No day"})
	done := o.started(ReviewInput{Name: "Done", Scope: "administrators", Due: in(time.Hour)})
	p := of(done, "ada")
	ada := o.as("ada").Reviews
	_, err := ada.Decide(done.Review.ID, []ReviewDecision{{p.Position, p.Rights[0].Kind, p.Rights[0].Key, callgate.Confirmed}})
	ok(t, err)
	_, err = ada.Finish(done.Review.ID)
	ok(t, err)
	o.wait(2 * time.Hour)
	ok(t, o.s.remindOnce(t.Context()))
	page, err := o.as("ada").Notices.List("")
	ok(t, err)
	if len(page.Rows) != 1 || page.Rows[0].Params["what"] != "over" || page.Rows[0].Params["name"] != "Late" {
		t.Errorf("%+v", page.Rows)
	}
	o.wait(reviewNagged + noticesKept)
	ok(t, o.s.remindOnce(t.Context()))
	if kinds, _ := noticesOf(t, o.as("ada")); len(kinds) != 0 {
		t.Errorf("told again of what was over long ago: %v", kinds)
	}
}
