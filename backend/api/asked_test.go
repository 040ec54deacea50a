package api

import (
	"testing"

	"callgate/backend/callgate"
)

// Questions are counted and the newest kept, not written to the audit; whoever
// may see events sees them, about people he may know of.
func TestQuestionsAreCountedNotAudited(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.hire("quinn", "QueueManager")
	ada := o.as("ada")
	had := len(o.records(""))
	ask := func(login string, p callgate.Permission) bool {
		t.Helper()
		answer, err := ada.Check.Ask(callgate.Question{Login: login, Permission: p, AnyAddress: true})
		ok(t, err)
		return answer.Allow
	}
	if !ask("sam", "dashboard:read") || ask("sam", "directory.users:read") {
		t.Fatal("the questions answer otherwise")
	}
	for range askedMost {
		ask("quinn", "dashboard:read")
	}
	_, err := ada.Check.Ask(callgate.Question{Login: "nobody", Permission: "dashboard:read"})
	refuses(t, err, "user_unknown")
	got, err := ada.Check.Asked()
	ok(t, err)
	if got.Allowed != askedMost+1 || got.Denied != 1 || len(got.Rows) != askedMost || got.Since == 0 {
		t.Errorf("%d allowed, %d denied, %d kept", got.Allowed, got.Denied, len(got.Rows))
	}
	ask("sam", "directory.roles:read")
	got, err = ada.Check.Asked()
	ok(t, err)
	if first := got.Rows[0]; first.Question.Login != "sam" || first.By != "ada" || first.Allow || got.Rows[1].Question.Login != "quinn" {
		t.Errorf("newest %+v", first)
	}
	if n := len(o.records("")); n != had {
		t.Errorf("%d records for questions", n-had)
	}
	_, err = o.as("quinn").Check.Asked()
	refuses(t, err, callgate.Denied)
	if other, err := o.as("hal").Check.Asked(); err != nil || other.Allowed != 0 || len(other.Rows) != 0 {
		t.Errorf("another tenant sees %+v, %v", other, err)
	}
	ok(t, ada.Users.Delete(o.ids["sam"], "sam"))
	got, err = ada.Check.Asked()
	ok(t, err)
	if got.Rows[0].Question.Login != "quinn" {
		t.Errorf("told of one who is gone: %+v", got.Rows[0])
	}
}
