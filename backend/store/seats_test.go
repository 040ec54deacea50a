package store

import (
	"database/sql"
	"errors"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

func TestSeatsAreCounted(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	for login, change := range map[string]func(u *callgate.User){
		"ada": func(u *callgate.User) { u.Kind, u.HasPassword = callgate.Administrator, true },
		"bo":  func(u *callgate.User) { u.Seat = callgate.LiteSeat },
		"cy":  func(u *callgate.User) { u.Enabled = false },
		"di":  func(u *callgate.User) { u.Kind, u.HasPassword, u.Expires = callgate.Administrator, true, moment },
		"remote": func(u *callgate.User) {
			u.Kind, u.HasPassword, u.System = callgate.Administrator, true, callgate.RemoteAssistance
		},
	} {
		u := person(root, login)
		change(u)
		write(t, db, func(tx *Tx) error { return tx.SaveUser(u) })
		read(t, db, func(tx *Tx) error {
			n, err := tx.LastingAdministrators(root.ID, u.ID)
			if login == "ada" && n != 0 {
				t.Errorf("without herself: %d", n)
			}
			return err
		})
	}
	staged := func(when string, wantEnabled, wantFull int) {
		t.Helper()
		read(t, db, func(tx *Tx) error {
			enabled, full, err := tx.StagedSeats(root.ID)
			admins, err2 := tx.LastingAdministrators(root.ID, "")
			if enabled != wantEnabled || full != wantFull || admins != 1 {
				t.Errorf("%s: %d enabled, %d full, %d administrators", when, enabled, full, admins)
			}
			return errors.Join(err, err2)
		})
	}
	staged("nothing being imported", 0, 0)
	lite, off := person(root, "lee"), person(root, "ola")
	lite.Seat, off.Enabled = callgate.LiteSeat, false
	write(t, db, func(tx *Tx) error { return tx.StageUsers("imp", []*callgate.User{person(root, "kim"), lite, off}) })
	staged("while an import is written", 2, 1)
	write(t, db, func(tx *Tx) error { return tx.PublishImport(root.ID, "imp") })
	staged("published", 0, 0)
}

// Questions that every write or sign-in asks are answered from an index.
func TestFrequentQuestionsUseTheirIndex(t *testing.T) {
	db, _ := opened(t)
	for query, index := range map[string]string{
		"SELECT count(*) FROM unfinished_imports i JOIN users u ON u.tenant_id = i.tenant_id AND u.import_id = i.id WHERE i.tenant_id = ?": "users_import",
		"SELECT count(*) FROM users WHERE tenant_id = ? AND kind = 'administrator' AND enabled = 1":                                        "users_administrators",
		"SELECT id FROM users WHERE tenant_id = ? AND login_folded = 'a' AND" + visible:                                                    "users_login",
		"SELECT 1 FROM sessions WHERE tenant_id = ? AND user_id = 'u'":                                                                     "sqlite_autoindex_sessions_2",
		"SELECT 1 FROM audit WHERE tenant_id = ? AND target_id = 'u' ORDER BY seq DESC":                                                    "audit_target",
		"SELECT 1 FROM user_roles WHERE tenant_id = ? AND own_role = 'r'":                                                                  "user_roles_members",
	} {
		var plan strings.Builder
		read(t, db, func(tx *Tx) error {
			return tx.each(func(rows *sql.Rows) error {
				var skip int
				var line string
				err := rows.Scan(&skip, &skip, &skip, &line)
				plan.WriteString(line + "\n")
				return err
			}, "EXPLAIN QUERY PLAN "+query, "t")
		})
		if !strings.Contains(plan.String(), index) || strings.Contains(plan.String(), "SCAN") || strings.Contains(plan.String(), "TEMP B-TREE") {
			t.Errorf("%s\nis answered by\n%s", query, plan.String())
		}
	}
}
