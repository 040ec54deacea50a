// Command callgate decides who may use a phone system, from where, seeing what:
// as a window, as a web server and on the command line.
package main

import (
	"embed"
	"os"

	"callgate/app"
)

// The built front end and the sentences of every language. An empty dist still
// builds: the page then says that it is missing.
//
//go:embed all:frontend/dist frontend/src/i18n/*/*.json
var files embed.FS

func main() {
	os.Exit(app.Main(files, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
