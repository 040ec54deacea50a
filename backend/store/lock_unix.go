//go:build unix

package store

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// makePrivate keeps everything this process creates from other users: SQLite
// makes its files 0644 otherwise.
func makePrivate() { unix.Umask(0o077) }

func tryLock(f *os.File) (bool, error) {
	err := flock(f, unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

func waitLock(f *os.File) error { return flock(f, unix.LOCK_EX) }

func flock(f *os.File, how int) error {
	for {
		if err := unix.Flock(int(f.Fd()), how); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}
