//go:build unix

package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"callgate/backend/callgate"
)

// The test binary doubles as other processes on the same folder.
func TestMain(m *testing.M) {
	if part := os.Getenv("STORE_TEST_PROCESS"); part != "" {
		if err := parts[part](os.Getenv("STORE_TEST_FOLDER")); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var parts = map[string]func(dir string) error{
	"write":   writeOn,
	"hold":    holdLock,
	"fail":    writeToFailingDisk,
	"upgrade": upgradeOn,
}

// process starts one and gives its lines.
func process(tb testing.TB, part, dir string) (*exec.Cmd, *bufio.Scanner) {
	tb.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "STORE_TEST_PROCESS="+part, "STORE_TEST_FOLDER="+dir)
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	return c, bufio.NewScanner(out)
}

// writeOn adds users until killed, saying each login once it is committed.
func writeOn(dir string) error {
	db, err := Open(dir, testOptions)
	if err != nil {
		return err
	}
	var tenant *callgate.Tenant
	err = db.Read(context.Background(), func(tx *Tx) (err error) { tenant, err = tx.TenantBySlug("riverside"); return err })
	for i := 0; err == nil; i++ {
		login := fmt.Sprintf("p%d.%d", os.Getpid(), i)
		err = db.Write(context.Background(), func(tx *Tx) error {
			u := person(tenant, login)
			u.Emails = []callgate.Contact{{Value: login + "@example.com"}}
			if err := tx.SaveUser(u); err != nil {
				return err
			}
			return tx.AppendAudit(&callgate.AuditRecord{Tenant: tenant.ID, What: "user.add", Target: login})
		})
		if err == nil {
			fmt.Println(login)
		}
	}
	return err
}

// A killed process loses nothing it has acknowledged, and leaves a sound file.
func TestKilledProcessLosesNothing(t *testing.T) {
	dir := folder(t)
	db, err := Open(dir, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	tenant := rooted(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	acknowledged := map[string]bool{}
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	for range rounds {
		c, lines := process(t, "write", dir)
		for n := rand.IntN(30); n >= 0 && lines.Scan(); n-- {
			acknowledged[lines.Text()] = true
		}
		time.AfterFunc(time.Duration(rand.IntN(5000))*time.Microsecond, func() { _ = c.Process.Kill() })
		for lines.Scan() {
			acknowledged[lines.Text()] = true
		}
		_ = c.Wait()
		start := time.Now()
		db, err := Open(dir, testOptions)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("ready again after %v", took)
		}
		read(t, db, func(tx *Tx) error {
			var verdict string
			if err := tx.row("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
				t.Errorf("integrity: %s %v", verdict, err)
			}
			us, err := tx.Users(tenant.ID)
			there := map[string]bool{}
			for _, u := range us {
				there[u.Login] = len(u.Emails) == 1
			}
			for login := range acknowledged {
				if !there[login] {
					t.Errorf("%s was acknowledged and is gone", login)
				}
			}
			_, records, _, err2 := tx.Audit(tenant.ID, AuditFilter{Limit: 1})
			if records != len(us) {
				t.Errorf("%d records of %d users", records, len(us))
			}
			return errors.Join(err, err2)
		})
		if v := verdict(t, db, tenant); v.Code != AuditIntact {
			t.Errorf("%+v", v)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(acknowledged) < rounds {
		t.Errorf("only %d writes tried", len(acknowledged))
	}
}

// Two processes and this one append to one chain, and each sees the others' work.
func TestSeveralProcessesShareOneFile(t *testing.T) {
	db, dir := opened(t)
	tenant := rooted(t, db)
	before, err := db.DataVersion()
	if err != nil {
		t.Fatal(err)
	}
	_, first := process(t, "write", dir)
	_, second := process(t, "write", dir)
	for i := range 20 {
		if !first.Scan() || !second.Scan() {
			t.Fatal(first.Text(), second.Text())
		}
		login := fmt.Sprint("own", i)
		write(t, db, func(tx *Tx) error {
			if err := tx.SaveUser(person(tenant, login)); err != nil {
				return err
			}
			return tx.AppendAudit(&callgate.AuditRecord{Tenant: tenant.ID, What: "user.add", Target: login})
		})
		read(t, db, func(tx *Tx) error {
			for _, login := range []string{first.Text(), second.Text(), login} {
				if _, err := tx.UserByLogin(tenant.ID, login); err != nil {
					t.Errorf("%s: %v", login, err)
				}
			}
			return nil
		})
	}
	after, err := db.DataVersion()
	if err != nil || after == before {
		t.Errorf("data version %d, then %d (%v)", before, after, err)
	}
	if v := verdict(t, db, tenant); v.Code != AuditIntact || v.Records < 60 {
		t.Errorf("%+v", v)
	}
}

func holdLock(dir string) error {
	if _, err := Lock(dir, "serve"); err != nil {
		return err
	}
	fmt.Println("held")
	select {} // until killed
}

func TestLockNamesItsHolder(t *testing.T) {
	dir := folder(t)
	c, lines := process(t, "hold", dir)
	if !lines.Scan() || lines.Text() != "held" {
		t.Fatal(lines.Text())
	}
	_, err := Lock(dir, "window")
	e := wants(t, err, "folder_in_use")
	if e.Params["pid"] != strconv.Itoa(c.Process.Pid) || e.Params["what"] != "serve" || !strings.HasPrefix(e.Params["since"], "20") {
		t.Errorf("said %v", e.Params)
	}
	rooted(t, reopened(t, dir)) // other commands work beside it
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	unlock, err := Lock(dir, "window")
	if err != nil {
		t.Fatalf("a killed holder keeps the folder: %v", err)
	}
	_, err = Lock(dir, "serve")
	if e := wants(t, err, "folder_in_use"); e.Params["what"] != "window" {
		t.Errorf("said %v", e.Params)
	}
	unlock()
	unlock()
	again, err := Lock(dir, "serve")
	if err != nil {
		t.Fatal(err)
	}
	again()
}

// writeToFailingDisk lets the disk fail (no file may grow any more) in the
// middle of its work, and works on when it is well again.
func writeToFailingDisk(dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	db, err := Open(dir, testOptions)
	if err != nil {
		return err
	}
	defer db.Close()
	set := func(key string) error {
		return db.Write(context.Background(), func(tx *Tx) error { return tx.SetSetting(key, strings.Repeat(key, 2000)) })
	}
	if err := set("before"); err != nil {
		return err
	}
	var was unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &was); err != nil {
		return err
	}
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: 20_000, Max: was.Max}); err != nil {
		return err
	}
	failed := set("during")
	fmt.Println(callgate.CodeOf(failed))
	var kept string
	err = db.Read(context.Background(), func(tx *Tx) (err error) { kept, err = tx.Setting("before"); return err })
	fmt.Println("reads go on:", err == nil && len(kept) == 12000)
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &was); err != nil {
		return err
	}
	fmt.Println("recovered:", set("after") == nil && db.epoch == 2)
	var all [3]string
	err = db.Read(context.Background(), func(tx *Tx) error {
		for i, key := range []string{"before", "during", "after"} {
			if all[i], err = tx.Setting(key); err != nil {
				return err
			}
		}
		return nil
	})
	fmt.Println("kept:", err == nil && len(all[0]) == 12000 && len(all[2]) == 10000)
	return nil
}

// A disk that fails is never taken for one that has saved, and nothing is
// acknowledged before the database has been opened anew.
func TestFailingDisk(t *testing.T) {
	_, lines := process(t, "fail", folder(t))
	want := []string{"outcome_unknown", "reads go on: true", "recovered: true", "kept: true"}
	var got []string
	for lines.Scan() {
		got = append(got, lines.Text())
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}
