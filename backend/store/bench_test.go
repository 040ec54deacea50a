package store

import (
	"fmt"
	"testing"
	"time"

	"callgate/backend/callgate"
)

const (
	benchUsers = 100_000
	benchChunk = 500 // about 30 ms a transaction
)

// office invents users as an import would: each with an e-mail address, a
// phone, an extension and a role, some with more.
func office(tenant callgate.ID, n int) []*callgate.User {
	now := callgate.TimeOf(time.Now())
	us := make([]*callgate.User, n)
	for i := range us {
		at := now + callgate.Time(i/benchChunk)*1000
		login := fmt.Sprintf("person.%06d", i*7919%1_000_003)
		u := &callgate.User{Tenant: tenant, ID: callgate.NewID(at), Login: login, Folded: login, Skeleton: login,
			First: "Ada", Last: fmt.Sprintf("Whitlock-%d", i), Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true,
			Language: "en", TimeZone: "Europe/London", Created: at, Revision: 1, ChangedBy: "Sam Field", Changed: at,
			Emails:     []callgate.Contact{{Value: login + "@example.com", Tag: "work"}},
			Phones:     []callgate.Contact{{Value: fmt.Sprintf("+4420794%05d", i), Tag: "work"}},
			Extensions: []callgate.OwnExtension{{Name: fmt.Sprint(10_000 + i), Since: at}},
			Roles:      []callgate.Membership{{Role: "predefined:portsip:StandardUser"}},
		}
		if i%10 == 0 {
			u.Hosts = []callgate.Host{{CIDR: "192.0.2.0/24", AddedBy: "Sam Field", Added: at}}
			u.Reach = []callgate.Entity{"queue:600", "extension:10001"}
			u.Overrides = []callgate.Override{{Permission: "calls.log:read", Allow: true, By: "Sam Field", At: at}}
		}
		us[i] = u
	}
	return us
}

func fill(tb testing.TB, db *DB, us []*callgate.User) {
	tb.Helper()
	for len(us) > 0 {
		part := us[:min(benchChunk, len(us))]
		us = us[len(part):]
		write(tb, db, func(tx *Tx) error {
			if err := tx.InsertUsers(part); err != nil {
				return err
			}
			for _, u := range part {
				r := &callgate.AuditRecord{Tenant: u.Tenant, At: u.Created, Who: "sam", What: "user.add", Target: u.Login, TargetID: u.ID, After: `{"login":"` + u.Login + `"}`}
				if err := tx.AppendAudit(r); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// BenchmarkInsertUsers imports 100,000 users with an audit record each, in
// short transactions.
func BenchmarkInsertUsers(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		db, _ := opened(b)
		us := office(rooted(b, db).ID, benchUsers)
		b.StartTimer()
		fill(b, db, us)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/benchUsers, "µs/user")
}

// BenchmarkUsersLoad loads 100,000 users with everything.
func BenchmarkUsersLoad(b *testing.B) {
	db, _ := opened(b)
	tenant := rooted(b, db)
	fill(b, db, office(tenant.ID, benchUsers))
	for b.Loop() {
		read(b, db, func(tx *Tx) error {
			us, err := tx.Users(tenant.ID)
			if len(us) != benchUsers {
				b.Fatalf("%d users", len(us))
			}
			return err
		})
	}
}

// BenchmarkWriteCommit changes one user among 1,000, with audit.
func BenchmarkWriteCommit(b *testing.B) {
	db, _ := opened(b)
	us := office(rooted(b, db).ID, 1000)
	fill(b, db, us)
	for i := 0; b.Loop(); i++ {
		u := *us[i%len(us)]
		u.Revision += i + 1
		write(b, db, func(tx *Tx) error {
			if err := tx.SaveUser(&u); err != nil {
				return err
			}
			return tx.AppendAudit(&callgate.AuditRecord{Tenant: u.Tenant, Who: "sam", What: "user.edit", Target: u.Login, TargetID: u.ID})
		})
	}
}

// BenchmarkOpen opens an existing database.
func BenchmarkOpen(b *testing.B) {
	db, dir := opened(b)
	rooted(b, db)
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		db, err := Open(dir, testOptions)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
