package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"callgate/backend/callgate"
)

// Names of our files in the data folder.
const (
	databaseName = "callgate.db"
	freshName    = "callgate.db.new" // a database being made, before it gets its name
	lockName     = "lock"            // held by the one long-running process
	makingName   = "making"          // held while a database is made or migrated
)

// ours are the files whose modes are looked at.
var ours = []string{databaseName, databaseName + "-wal", databaseName + "-shm", anchorName, anchorLockName, lockName, makingName, importLockName, "key"}

// openFolder opens the data folder, making it (0700) when it is not there. Who
// else may read it may read call data and the key, so wrong modes are refused.
func openFolder(dir string) (*os.Root, error) {
	makePrivate()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("%w: %w", callgate.Err("folder_unusable", "folder", filepath.Base(dir)), err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", callgate.Err("folder_unusable", "folder", filepath.Base(dir)), err)
	}
	if err := checkModes(root); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return root, nil
}

func checkModes(root *os.Root) error {
	if runtime.GOOS == "windows" {
		return nil // access there is a matter of the user's profile
	}
	if err := checkMode(root, ".", 0o700); err != nil {
		return err
	}
	for _, name := range ours {
		if err := checkMode(root, name, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func checkMode(root *os.Root, name string, want fs.FileMode) error {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	mode := info.Mode()
	if mode.Perm()&^want == 0 && (mode.IsRegular() || mode.IsDir()) {
		return nil
	}
	if name == "." {
		name = filepath.Base(root.Name())
	}
	return callgate.Err("folder_modes", "name", name, "mode", fmt.Sprintf("%04o", mode.Perm()), "want", fmt.Sprintf("%04o", want))
}

// syncFolder makes a rename in the folder survive a power cut.
func syncFolder(root *os.Root) error {
	if runtime.GOOS == "windows" {
		return nil // directories cannot be synced there
	}
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Exists tells whether the folder holds a database.
func Exists(root *os.Root) bool {
	_, err := root.Lstat(databaseName)
	return err == nil
}
