package store

import (
	"os"
	"sync"
)

const importLockName = "importing" // held by the one import of the folder

// LockImports makes the caller the one import of this data folder; ok is false
// while another runs, here or in another process. The lock is the kernel's:
// who holds it knows that whatever UnfinishedImports lists is left from a
// process that was killed.
func (db *DB) LockImports() (unlock func(), ok bool, err error) {
	f, err := db.root.OpenFile(importLockName, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, false, err
	}
	if ok, err = tryLock(f); err != nil || !ok {
		_ = f.Close()
		return nil, false, err
	}
	return sync.OnceFunc(func() { _ = f.Close() }), true, nil
}
