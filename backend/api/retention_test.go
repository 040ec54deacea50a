package api

import (
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// Old records go a day after that was chosen, never sooner, and what is left
// can be checked as before.
func TestOldRecordsGoADayAfterThatWasChosen(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	ada := o.from("ada", officeAddress, 0)
	for range 3 {
		_, err := ada.Users.Block(sam, "gone")
		ok(t, err)
		_, err = ada.Users.Unblock(sam)
		ok(t, err)
	}
	had := len(o.records(""))
	o.wait(100 * 24 * time.Hour)
	ada = o.from("ada", officeAddress, 0)
	if r, err := ada.Audit.Retention(90); err != nil || r.Goes != int64(had) || r.Days != 0 || r.Begins != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if r, err := ada.Audit.Retention(101); err != nil || r.Goes != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	r, err := ada.Audit.Retain(90)
	ok(t, err)
	if r.Days != 90 || r.Begins != callgate.TimeOf(o.clock()).Add(24*time.Hour) {
		t.Errorf("%+v", r)
	}
	o.wait(24*time.Hour - time.Second)
	ok(t, o.s.remindOnce(t.Context()))
	if v, err := o.operator("kestrel").Audit.Verify(); err != nil || v.Removed != 0 {
		t.Fatalf("gone before its day: %+v, %v", v, err)
	}
	o.wait(time.Second)
	ok(t, o.s.db.AnchorAnew()) // it follows by a second, and what it has not seen stays
	ok(t, o.s.remindOnce(t.Context()))
	v, err := o.operator("kestrel").Audit.Verify()
	ok(t, err)
	if !v.OK || v.Removed != int64(had) || v.Records != int64(len(o.records(""))) {
		t.Errorf("%+v", v)
	}
	trims := o.records("audit.trim")
	if len(trims) == 0 || trims[0].Who != itself || !strings.Contains(trims[0].After, `"removedInAll":`) {
		t.Errorf("%+v", trims)
	}
	if len(o.records("user.block")) != 0 || len(o.records("audit.retention")) != 1 {
		t.Error("what is older is still there, or what is younger is not")
	}
}

func TestRetentionIsTakenBackInTime(t *testing.T) {
	o := newOffice(t)
	o.from("ada", officeAddress, 0)
	had := len(o.records(""))
	o.wait(100 * 24 * time.Hour)
	ada := o.from("ada", officeAddress, 0)
	_, err := ada.Audit.Retain(30)
	ok(t, err)
	o.wait(time.Hour)
	_, err = o.as("ada").Audit.Retain(0) // keeping more takes nothing away: nobody is asked
	ok(t, err)
	o.wait(48 * time.Hour)
	ok(t, o.s.remindOnce(t.Context()))
	if v, err := o.operator("kestrel").Audit.Verify(); err != nil || v.Removed != 0 || len(o.records("")) < had {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestRetentionHasBounds(t *testing.T) {
	o := newOffice(t)
	ada := o.from("ada", officeAddress, 0)
	for _, days := range []int{-1, 1, 29, 36_501} {
		_, err := ada.Audit.Retain(days)
		refuses(t, err, "retention_days")
	}
	_, err := ada.Audit.Retain(365)
	ok(t, err)
	_, err = o.as("ada").Audit.Retain(30)
	refuses(t, err, "sign_in_again")
	_, err = o.as("ada").Audit.Retain(730)
	ok(t, err)
}
