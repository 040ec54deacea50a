//go:build !windows

package app

import (
	"os"

	"golang.org/x/sys/unix"
)

// widthOf is how many signs a line of the terminal holds; 0 = not known.
func widthOf(terminal *os.File) int {
	size, err := unix.IoctlGetWinsize(int(terminal.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}
