package store

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"

	"callgate/backend/callgate"
)

// applicationID marks our databases ("CGAT"); the migration writes it.
const applicationID = 0x43474154

// inspect looks at the database file before SQLite may touch it, so that a
// foreign, damaged or newer file stays byte for byte as it is.
func inspect(root *os.Root) (exists bool, err error) {
	f, err := root.Open(databaseName)
	if errors.Is(err, fs.ErrNotExist) {
		return false, remains(root)
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, err
	}
	if info.Size() == 0 {
		return true, callgate.Err("database_empty")
	}
	head := make([]byte, 100)
	if _, err := io.ReadFull(f, head); err != nil {
		return true, callgate.Err("database_damaged")
	}
	return true, checkHeader(head, info.Size(), sizeOf(root, databaseName+"-wal") > 0)
}

// checkHeader reads the fields of SQLite's file header (sqlite.org/fileformat2).
func checkHeader(head []byte, size int64, wal bool) error {
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	word := func(at int) uint32 { return binary.BigEndian.Uint32(head[at:]) }
	switch {
	case string(head[:16]) != "SQLite format 3\x00", page < 512, page&(page-1) != 0:
		return callgate.Err("database_damaged")
	case word(68) != applicationID:
		return callgate.Err("database_foreign")
	case int64(word(60)) > newest:
		return newer(int64(word(60)))
	case word(60) == 0:
		return callgate.Err("database_empty")
	// The page count counts when the change counter stands beside it; with a
	// write-ahead log the missing pages may be in there.
	case !wal && word(24) == word(92) && int64(word(28))*page > size:
		return callgate.Err("database_damaged")
	}
	return nil
}

func newer(version int64) error {
	return callgate.Err("database_newer", "version", strconv.FormatInt(version, 10), "newest", strconv.FormatInt(newest, 10))
}

// remains refuses a folder in which a database has been but is no more: the
// set-up must not appear over an existing installation.
func remains(root *os.Root) error {
	if sizeOf(root, databaseName+"-wal") > 0 {
		return callgate.Err("database_missing")
	}
	if a, err := readAnchorFile(root); err == nil && len(a.Tenants) > 0 {
		return callgate.Err("database_missing")
	}
	return nil
}

func sizeOf(root *os.Root, name string) int64 {
	info, err := root.Lstat(name)
	if err != nil {
		return 0
	}
	return info.Size()
}
