package store

import (
	"database/sql"
	"encoding/json"
	"strings"

	"callgate/backend/callgate"
)

// What hangs on a user and comes back with him when his deletion is taken back,
// beside himself and his lists. What is in neither of these goes for good; a
// test looks through the tables.
var comesBack = []string{"user_extensions_ended", "credentials", "recovery_codes", "devices", "notices", "notice_choices", "requests"}

// goesForGood are the tables whose rows end with the user: who is back signs in
// anew, and asks anew for what was on its way to him.
var goesForGood = []string{"sessions", "password_resets", "mail_outbox"}

// keptRows are the rows of one table, as the database holds them.
type keptRows struct {
	Table   string       `json:"table"`
	Columns []string     `json:"columns"`
	Rows    [][]keptCell `json:"rows"`
}

// keptCell is one value: tables are strict, so it is one of these, or NULL.
type keptCell struct {
	Int  *int64  `json:"i,omitempty"`
	Text *string `json:"t,omitempty"`
	Blob *[]byte `json:"b,omitempty"`
}

// PackUser takes down what hangs on a user, secrets included: whoever keeps it
// seals it.
func (tx *Tx) PackUser(tenant, id callgate.ID) ([]byte, error) {
	var all []keptRows
	for _, table := range comesBack {
		kept := keptRows{Table: table}
		err := tx.each(func(rows *sql.Rows) error { return kept.add(rows) },
			"SELECT * FROM "+table+" WHERE tenant_id = ? AND user_id = ?", tenant, id)
		if err != nil {
			return nil, err
		}
		if len(kept.Rows) > 0 {
			all = append(all, kept)
		}
	}
	return json.Marshal(all)
}

func (k *keptRows) add(rows *sql.Rows) (err error) {
	if k.Columns == nil {
		if k.Columns, err = rows.Columns(); err != nil {
			return err
		}
	}
	values, into := make([]any, len(k.Columns)), make([]any, len(k.Columns))
	for i := range values {
		into[i] = &values[i]
	}
	if err := rows.Scan(into...); err != nil {
		return err
	}
	cells := make([]keptCell, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case int64:
			cells[i].Int = &v
		case string:
			cells[i].Text = &v
		case []byte:
			cells[i].Blob = &v
		}
	}
	k.Rows = append(k.Rows, cells)
	return nil
}

// UnpackUser puts back what PackUser took down. The user himself is there again.
func (tx *Tx) UnpackUser(body []byte) error {
	var all []keptRows
	if err := json.Unmarshal(body, &all); err != nil {
		return err
	}
	for _, k := range all {
		insert := "INSERT INTO " + k.Table + " (" + strings.Join(k.Columns, ", ") + ") VALUES " + places(len(k.Columns))
		for _, row := range k.Rows {
			args := make([]any, len(row))
			for i, c := range row {
				args[i] = c.value()
			}
			if _, err := tx.exec(insert, args...); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c keptCell) value() any {
	switch {
	case c.Int != nil:
		return *c.Int
	case c.Text != nil:
		return *c.Text
	case c.Blob != nil:
		return *c.Blob
	}
	return nil
}
