package api

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// tampers changes bytes of the closed database, as somebody who has the file
// and not the key. from and to are of one length.
func (o *office) tampers(from, to string) {
	o.t.Helper()
	ok(o.t, o.s.Close())
	path := filepath.Join(o.dir, "callgate.db")
	content, err := os.ReadFile(path)
	ok(o.t, err)
	if len(from) != len(to) || !bytes.Contains(content, []byte(from)) {
		o.t.Fatalf("%q is not in the file", from)
	}
	ok(o.t, os.WriteFile(path, bytes.ReplaceAll(content, []byte(from), []byte(to)), 0o600))
	o.open()
}

// A chain that does not hold is found within a day, unasked; it stands among
// the checks of whoever may read the audit and where retention is set, also
// after a restart, until a look finds it whole again.
func TestABrokenChainIsSaid(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	o.hire("quinn", "QueueManager") // sees users, not the audit
	whole := callgate.TimeOf(o.clock())
	ok(t, only(o.as("ada").Users.Edit(sam, Profile{Description: ptr("second floor")})))
	o.wait(time.Minute)
	ok(t, only(o.as("ada").Users.Block(sam, "left behind")))
	o.wait(time.Minute)
	if page, err := o.as("ada").Checks.List(); err != nil || page.Chain != nil {
		t.Errorf("told before anybody looked: %+v, %v", page.Chain, err)
	}
	ok(t, o.s.remindOnce(t.Context()))
	if page, err := o.as("ada").Checks.List(); err != nil || page.Chain == nil || !page.Chain.OK || page.Chain.Looked != callgate.TimeOf(o.clock()) {
		t.Errorf("%+v, %v", page.Chain, err)
	}

	o.tampers("left behind", "left beyond")
	o.wait(chainEvery)
	ok(t, o.s.remindOnce(t.Context()))
	o.reopen()
	page, err := o.as("ada").Checks.List()
	ok(t, err)
	if c := page.Chain; c == nil || c.OK || c.Code != "edited" || c.Broken < 2 || c.Since != whole {
		t.Errorf("%+v", c)
	}
	r, err := o.as("ada").Audit.Retention(0)
	ok(t, err)
	if r.Chain == nil || *r.Chain != *page.Chain {
		t.Errorf("%+v", r.Chain)
	}
	if page, err := o.as("quinn").Checks.List(); err != nil || page.Chain != nil {
		t.Errorf("told to who may not read the audit: %+v, %v", page.Chain, err)
	}

	o.tampers("left beyond", "left behind")
	ok(t, only(o.as("ada").Audit.Verify()))
	if page, err := o.as("ada").Checks.List(); err != nil || page.Chain == nil || !page.Chain.OK {
		t.Errorf("%+v, %v", page.Chain, err)
	}
}

// Retention that stops at a break says so at once, however lately the chain was
// looked at.
func TestRetentionThatStopsIsSaid(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	ok(t, only(o.as("ada").Users.Block(sam, "left behind")))
	o.wait(100 * 24 * time.Hour)
	ok(t, only(o.from("ada", officeAddress, 0).Audit.Retain(90)))
	o.wait(retentionRest - time.Hour)
	ok(t, o.s.remindOnce(t.Context()))
	o.tampers("left behind", "left beyond")
	o.wait(time.Hour)
	ok(t, o.s.remindOnce(t.Context()))
	r, err := o.as("ada").Audit.Retention(0)
	ok(t, err)
	if r.Chain == nil || r.Chain.OK || len(o.records("audit.trim")) != 0 {
		t.Errorf("%+v", r.Chain)
	}
}
