package store

import (
	"context"
	"testing"
	"time"
	"fmt"
	"os"
	"callgate/backend/callgate"
)

func TestSmoke(t *testing.T) {
	dir := t.TempDir(); os.Chmod(dir, 0o700)
	start := time.Now()
	db, err := Open(dir, Options{AuditKey: []byte("k")})
	if err != nil { t.Fatal(err) }
	fmt.Println("make", time.Since(start))
	now := callgate.TimeOf(time.Now())
	tn := &callgate.Tenant{ID: callgate.NewID(now), Slug: "a", Name: "A", Kind: "root", Enabled: true}
	n := 100000
	us := make([]*callgate.User, n)
	for i := range us {
		l := fmt.Sprintf("user%d", i)
		us[i] = &callgate.User{Tenant: tn.ID, ID: callgate.NewID(now), Login: l, Folded: l, Skeleton: l, First: "Ada", Last: fmt.Sprint("Whit", i), Kind: "standard", Seat: "full", Enabled: true, Created: now,
			Emails: []callgate.Contact{{Value: l + "@example.com"}}, Phones: []callgate.Contact{{Value: fmt.Sprint(i)}}, Extensions: []callgate.OwnExtension{{Name: fmt.Sprint(i), Since: now}},
			Roles: []callgate.Membership{{Role: "predefined:portsip:StandardUser"}}}
	}
	start = time.Now()
	if err := db.Write(context.Background(), func(tx *Tx) error { return tx.SaveTenant(tn) }); err != nil { t.Fatal(err) }
	fmt.Println("tenant", time.Since(start))
	start = time.Now()
	for i := 0; i < n; i += 500 {
	if err := db.Write(context.Background(), func(tx *Tx) error {
		if err := tx.InsertUsers(us[i:i+500]); err != nil { return err }
		for _, u := range us[i:i+500] { if err := tx.AppendAudit(&callgate.AuditRecord{Tenant: tn.ID, What: "user.add", Target: u.Login, TargetID: u.ID, After: `{"login":"x"}`}); err != nil { return err } }
		return nil
	}); err != nil { t.Fatal(err) }
	}
	fmt.Println("insert", time.Since(start))
	start = time.Now()
	db.Read(context.Background(), func(tx *Tx) error { l, err := tx.Users(tn.ID); fmt.Println(len(l), err); return nil })
	fmt.Println("load", time.Since(start))
	start = time.Now()
	db.Read(context.Background(), func(tx *Tx) error { l, err := tx.VerifyAudit(tn.ID); fmt.Println(l, err); return nil })
	fmt.Println("verify", time.Since(start))
	start = time.Now()
	if err := db.Close(); err != nil { t.Fatal(err) }
	fmt.Println("close", time.Since(start))
	start = time.Now()
	db, err = Open(dir, Options{AuditKey: []byte("k")})
	fmt.Println("open", time.Since(start), err)
	start = time.Now()
	fmt.Println(<-db.Checked())
	fmt.Println("check", time.Since(start), err)
	db.Close()
}
