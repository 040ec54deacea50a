package api

import (
	"context"
	"io"
	"log/slog"
	"net/netip"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// door is an office with a clock of its own, and one way in after another.
type door struct {
	t   testing.TB
	dir string
	s   *Service

	mu  sync.Mutex
	now time.Time
}

const (
	goodPassword = "heron under the bridge"
	nextPassword = "nine lamps on the quay"
)

// newDoor opens an empty data folder.
func newDoor(t testing.TB) *door {
	t.Helper()
	d := &door{t: t, dir: filepath.Join(t.TempDir(), "data"), now: time.Now()}
	d.open()
	t.Cleanup(func() { _ = d.s.Close() })
	return d
}

func (d *door) open() {
	d.t.Helper()
	s, err := Open(d.dir, Options{Version: "test", Now: d.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		d.t.Fatal(err)
	}
	<-s.Ready()
	d.s = s
}

// reopen is a restart of the server.
func (d *door) reopen() {
	d.t.Helper()
	if err := d.s.Close(); err != nil {
		d.t.Fatal(err)
	}
	d.open()
}

func (d *door) clock() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now
}

func (d *door) wait(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(by)
}

// setUp makes the tenant and ada, its administrator, from the command line.
func (d *door) setUp() *door {
	d.t.Helper()
	in := SetUpInput{TenantName: "Kestrel Freight", Country: "GB", Login: "ada.whitlock", First: "Ada", Last: "Whitlock", Password: goodPassword}
	if _, err := For(d.s.Caller(Origin{Door: DoorLocal})).SignIn.SetUp(in); err != nil {
		d.t.Fatal(err)
	}
	return d
}

// change runs f as the local operator would, past the rules.
func (d *door) change(f func(w *change, t *callgate.Tenant) error) {
	d.t.Helper()
	err := d.s.commit(context.Background(), func(w *change) error { return f(w, w.views.only().Tenant) })
	if err != nil {
		d.t.Fatal(err)
	}
}

// policy changes the tenant's sign-in policy.
func (d *door) policy(f func(p *callgate.SignInPolicy)) {
	d.t.Helper()
	d.change(func(w *change, t *callgate.Tenant) error {
		after := *t
		f(&after.Policy)
		return w.saveTenant(t, &after)
	})
}

// edit changes one user with his credential.
func (d *door) edit(login string, f func(u *callgate.User, c *store.Credential)) {
	d.t.Helper()
	d.change(func(w *change, t *callgate.Tenant) error {
		u, err := w.tx.UserByLogin(t.ID, login)
		if err != nil {
			return err
		}
		c, err := w.tx.Credential(t.ID, u.ID)
		if err != nil {
			return err
		}
		f(u, &c)
		if err := w.putUser(u); err != nil {
			return err
		}
		return w.tx.SaveCredential(c)
	})
}

// hire adds a standard user with a password.
func (d *door) hire(login string) {
	d.t.Helper()
	hash, err := authn.HashPassword(context.Background(), goodPassword)
	if err != nil {
		d.t.Fatal(err)
	}
	d.change(func(w *change, t *callgate.Tenant) error {
		now := w.s.now()
		u := &callgate.User{
			Tenant: t.ID, ID: callgate.NewID(now), Login: login, Kind: callgate.Standard, Seat: callgate.FullSeat,
			Enabled: true, HasPassword: true, Created: now, Revision: 1,
		}
		if u.Folded, u.Skeleton, err = authn.FoldLogin(login); err != nil {
			return err
		}
		if err := w.putUser(u); err != nil {
			return err
		}
		return w.tx.SaveCredential(store.Credential{Tenant: t.ID, User: u.ID, PasswordHash: hash, PasswordChanged: now})
	})
}

// factor gives a user a second factor and tells its key and recovery codes.
func (d *door) factor(login string) (key string, codes []string) {
	d.t.Helper()
	f, err := authn.NewFactor("Kestrel Freight", login)
	if err != nil {
		d.t.Fatal(err)
	}
	codes, hashes := authn.NewRecoveryCodes()
	d.change(func(w *change, t *callgate.Tenant) error {
		u, err := w.tx.UserByLogin(t.ID, login)
		if err != nil {
			return err
		}
		c, err := w.tx.Credential(t.ID, u.ID)
		if err != nil {
			return err
		}
		c.SealedFactor, u.HasFactor = w.s.sealFactor(t.ID, u.ID, f.Key), true
		if err := w.tx.SetRecoveryCodes(t.ID, u.ID, hashes); err != nil {
			return err
		}
		if err := w.tx.SaveCredential(c); err != nil {
			return err
		}
		return w.putUser(u)
	})
	return f.Key, codes
}

// code is what the authenticator shows now.
func (d *door) code(key string) string {
	d.t.Helper()
	code, err := totp.GenerateCode(key, d.clock())
	if err != nil {
		d.t.Fatal(err)
	}
	return code
}

// credential reads what is kept of a user.
func (d *door) credential(login string) (c store.Credential) {
	d.t.Helper()
	err := d.s.db.Read(context.Background(), func(tx *store.Tx) error {
		t, err := tx.Tenants()
		if err != nil {
			return err
		}
		u, err := tx.UserByLogin(t[0].ID, login)
		if err != nil {
			return err
		}
		c, err = tx.Credential(t[0].ID, u.ID)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

// audit lists what was recorded, newest first, after pending refusals were written.
func (d *door) audit(what string) []callgate.AuditRecord {
	d.t.Helper()
	d.s.denials.flush(d.s)
	var rows []callgate.AuditRecord
	err := d.s.db.Read(context.Background(), func(tx *store.Tx) error {
		t, err := tx.Tenants()
		if err != nil {
			return err
		}
		rows, _, _, err = tx.Audit(t[0].ID, store.AuditFilter{What: what, Limit: -1})
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return rows
}

// browser keeps cookies between requests.
type browser struct {
	d       *door
	address string
	mu      sync.Mutex
	token   string
	device  string
}

func (d *door) browser(address string) *browser { return &browser{d: d, address: address} }

// ask makes the modules of one request.
func (b *browser) ask() Modules {
	b.mu.Lock()
	defer b.mu.Unlock()
	return For(b.d.s.Caller(Origin{
		Door: DoorWeb, Token: b.token, Device: b.device, Address: netip.MustParseAddr(b.address), Agent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
		Keep: func(token, device string) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.token, b.device = token, device
		},
	}))
}

// password takes the first step and demands where it leads.
func (b *browser) password(login, password, stage string) Status {
	b.d.t.Helper()
	st, err := b.ask().SignIn.Password("", login, password)
	if err != nil || st.Stage != stage {
		b.d.t.Fatalf("%s at %s: stage %q, %v; want %q", login, b.address, st.Stage, err, stage)
	}
	return st
}

// refused takes the first step and demands this refusal.
func (b *browser) refused(login, password string, code callgate.Code) {
	b.d.t.Helper()
	if st, err := b.ask().SignIn.Password("", login, password); callgate.CodeOf(err) != code {
		b.d.t.Fatalf("%s at %s: stage %q, %v; want %s", login, b.address, st.Stage, err, code)
	}
}

// in tells whether the next request is let in.
func (b *browser) in() bool {
	_, err := b.ask().Account.Get()
	return err == nil
}
