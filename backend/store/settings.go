package store

import (
	"database/sql"
	"errors"
)

// Setting gives a small value of the whole installation, "" when not set.
func (tx *Tx) Setting(key string) (value string, err error) {
	err = tx.row("SELECT value FROM settings WHERE key = ?", key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, tx.seen(err)
}

// SetSetting keeps one; "" removes it.
func (tx *Tx) SetSetting(key, value string) error {
	if value == "" {
		_, err := tx.exec("DELETE FROM settings WHERE key = ?", key)
		return err
	}
	_, err := tx.exec("INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
	return err
}
