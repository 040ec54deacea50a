package store

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"callgate/backend/callgate"
)

// holder is what the lock file says about the process that holds it.
type holder struct {
	PID   int           `json:"pid"`
	What  string        `json:"what"`
	Since callgate.Time `json:"since"`
}

// held are the folders this very process has locked.
var held sync.Map

// Lock takes the data folder for a long-running process; what is "serve",
// "window" or "watch". A second one is refused with the name of the first.
// The lock is the kernel's, so a killed process leaves none behind.
func Lock(dir, what string) (unlock func(), err error) {
	root, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.OpenFile(lockName, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	switch ok, err := tryLock(f); {
	case err != nil:
		return nil, errors.Join(err, f.Close())
	case !ok:
		return nil, errors.Join(inUse(f), f.Close())
	}
	line, err := json.Marshal(holder{os.Getpid(), what, callgate.TimeOf(time.Now())})
	if err == nil {
		err = f.Truncate(0)
	}
	if err == nil {
		_, err = f.WriteAt(line, 0)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	key := absolute(dir)
	held.Store(key, true)
	return sync.OnceFunc(func() {
		held.Delete(key)
		_ = f.Truncate(0) // the name of the former holder; the lock itself ends with the file
		_ = f.Close()
	}), nil
}

// inUse names the holder as far as its file tells.
func inUse(f *os.File) error {
	var h holder
	line := make([]byte, 512)
	n, _ := f.ReadAt(line, 0)
	_ = json.Unmarshal(line[:n], &h) // another program's lock names nobody
	return callgate.Err("folder_in_use", "pid", strconv.Itoa(h.PID), "what", h.What, "since", h.Since.String())
}

// heldElsewhere tells whether another process holds the folder.
func heldElsewhere(root *os.Root) error {
	if _, mine := held.Load(absolute(root.Name())); mine {
		return nil
	}
	f, err := root.OpenFile(lockName, os.O_RDWR, 0o600)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	ok, err := tryLock(f)
	if err == nil && !ok {
		err = inUse(f)
	}
	return err
}

// exclusively runs f while no other process does so with the same file.
func exclusively(root *os.Root, name string, f func() error) error {
	file, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := waitLock(file); err != nil {
		return err
	}
	return f()
}

func absolute(dir string) string {
	if a, err := filepath.Abs(dir); err == nil {
		dir = a
	}
	if a, err := filepath.EvalSymlinks(dir); err == nil {
		dir = a
	}
	return dir
}
