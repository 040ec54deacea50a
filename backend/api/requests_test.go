package api

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"callgate/backend/callgate"
)

func TestAskAndGrant(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.hire("quinn", "QueueManager") // may change users, and does not hold the audit
	_, err := o.operator("kestrel").Things.Add("queue", "600", "")
	ok(t, err)
	sam, ada, quinn := o.as("sam"), o.as("ada"), o.as("quinn")
	asked, err := sam.Requests.Ask("calls.log:delete", "queue:600", "Clean up after the audit")
	ok(t, err)
	_, err = sam.Requests.Ask("calls.log:delete", "queue:600", "once more")
	refuses(t, err, "request_open")
	_, err = sam.Requests.Ask("dashboard:read", "", "")
	refuses(t, err, "request_held")
	_, err = sam.Requests.Ask("dashboard:fly", "", "")
	refuses(t, err, "permission_unknown")
	// Only those who could grant it are told, and see it.
	if kinds, _ := noticesOf(t, ada); !slices.Equal(kinds, []string{"request_new"}) {
		t.Errorf("ada was told %v", kinds)
	}
	if kinds, _ := noticesOf(t, quinn); len(kinds) != 0 {
		t.Errorf("quinn was told %v", kinds)
	}
	if list, err := quinn.Requests.List(); err != nil || len(list.Open) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	// Beside the menu stands how many wait for whom.
	for login, want := range map[string]int{"ada": 1, "quinn": 0, "sam": 0} {
		if n := counted(t, o.as(login)); n != want {
			t.Errorf("%s counts %d", login, n)
		}
	}
	_, err = quinn.Requests.Grant(asked.ID, "", "")
	refuses(t, err, callgate.NotFound)
	list, err := ada.Requests.List()
	ok(t, err)
	if len(list.Open) != 1 || !slices.Equal(list.Open[0].Gives, []callgate.Permission{"calls.log:read", "calls.log:delete"}) || list.Open[0].Login != "sam" {
		t.Fatalf("%+v", list)
	}
	_, err = ada.Requests.Grant(asked.ID, "2001-01-01", "")
	refuses(t, err, "date_past")
	list, err = ada.Requests.Grant(asked.ID, "2099-01-01", "For this week")
	ok(t, err)
	if len(list.Open) != 0 || len(list.Decided) != 1 || list.Decided[0].State != requestGranted || counted(t, ada) != 0 {
		t.Errorf("%+v, %d counted", list, counted(t, ada))
	}
	answer, err := sam.Check.Ask(callgate.Question{Login: "sam", Permission: "calls.log:delete", On: "queue:600", AnyAddress: true})
	ok(t, err)
	u := o.user("sam")
	if !answer.Allow || len(u.Overrides) != 2 || u.Overrides[0].Expires == 0 || !slices.Contains(u.Reach, "queue:600") {
		t.Errorf("%v %+v", answer.Allow, u.Overrides)
	}
	if kinds, _ := noticesOf(t, sam); !slices.Equal(kinds, []string{"request_granted"}) {
		t.Errorf("sam was told %v", kinds)
	}
	if len(o.records("user.access")) != 1 || len(o.records("request.grant")) != 1 || len(o.records("request.ask")) != 1 {
		t.Error("not in the audit")
	}
	_, err = ada.Requests.Decline(asked.ID, "too late")
	refuses(t, err, "request_decided")
}

func TestAskDeclineAndWithdraw(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	sam, ada := o.as("sam"), o.as("ada")
	page, err := sam.Requests.Page("audit")
	ok(t, err)
	if page.Permission != "security.audit:read" || page.Open {
		t.Fatalf("%+v", page)
	}
	asked, err := sam.Requests.Ask(page.Permission, "", "")
	ok(t, err)
	if page, err = sam.Requests.Page("audit"); err != nil || !page.Open {
		t.Errorf("%+v, %v", page, err)
	}
	_, err = ada.Requests.Decline(asked.ID, " ")
	refuses(t, err, "request_reason")
	_, err = ada.Requests.Decline(asked.ID, "Ask your lead first")
	ok(t, err)
	if kinds, _ := noticesOf(t, sam); !slices.Equal(kinds, []string{"request_declined"}) {
		t.Errorf("sam was told %v", kinds)
	}
	if len(o.user("sam").Overrides) != 0 {
		t.Error("declined, and granted all the same")
	}
	o.wait(time.Second)
	asked, err = sam.Requests.Ask(page.Permission, "", "again") // answered: one may ask anew
	ok(t, err)
	mine, err := sam.Requests.Withdraw(asked.ID)
	ok(t, err)
	if len(mine) != 2 || mine[0].State != requestWithdrawn {
		t.Errorf("%+v", mine)
	}
}

// Nobody fills the list of others, and what stands in the way is not granted
// around.
func TestRequestsAreBoundedAndHonest(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	sam, ada := o.as("sam"), o.as("ada")
	for i := range requestsOpen {
		_, err := sam.Requests.Ask("calls.log:read", callgate.EntityOf(callgate.Queue, fmt.Sprint(600+i)), "")
		ok(t, err)
	}
	_, err := sam.Requests.Ask("security.audit:read", "", "")
	refuses(t, err, "request_many")
	// A lite seat keeps little whatever is granted.
	o.edit2("sam", func(u *callgate.User) { u.Seat = callgate.LiteSeat })
	list, err := ada.Requests.List()
	ok(t, err)
	_, err = ada.Requests.Grant(list.Open[0].ID, "", "")
	if callgate.CodeOf(err) == "" || len(o.user("sam").Overrides) != 0 {
		t.Errorf("%v; %+v", err, o.user("sam").Overrides)
	}
}

// counted is the number of requests beside somebody's menu.
func counted(t *testing.T, m Modules) int {
	t.Helper()
	st, err := m.SignIn.Status()
	ok(t, err)
	return st.Me.Counts["requests"]
}
