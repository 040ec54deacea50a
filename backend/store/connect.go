package store

import (
	"context"
	"database/sql/driver"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// What a connection is for.
const (
	making  = "rwc&_txlock=immediate"
	writing = "rw&_txlock=immediate"
	reading = "ro&_txlock=deferred&_query_only=on"
)

// connector opens connections with the settings every one of them needs.
// SQLite keeps them per connection, and the driver's own defaults
// (synchronous=NORMAL, foreign keys off) lose acknowledged writes.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func connect(path, use string) connector {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/...
	}
	file := url.URL{Scheme: "file", Path: path}
	// temp_store: a statement of many rows keeps what it would have to take back;
	// in files that was half of all that an import wrote.
	return connector{
		dsn: file.String() + "?_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on&_busy_timeout=5000&_mutex=no&_stmt_cache_size=128&mode=" + use,
		driver: &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
			_, err := c.Exec("PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864", nil)
			return err
		}},
	}
}

// Connect opens one.
func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }

// Driver names the driver.
func (c connector) Driver() driver.Driver { return c.driver }
