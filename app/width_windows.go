package app

import (
	"os"

	"golang.org/x/sys/windows"
)

// widthOf is how many signs a line of the terminal holds; 0 = not known.
func widthOf(terminal *os.File) int {
	var info windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(windows.Handle(terminal.Fd()), &info) != nil {
		return 0
	}
	return int(info.Window.Right-info.Window.Left) + 1
}
