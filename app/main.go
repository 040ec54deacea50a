package app

import (
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"callgate/backend/callgate"
)

// Version is set when a release is linked.
var Version = "0.1.0"

// Exit codes: a script can tell "no" from "did not work".
const (
	exitDone   = 0 // done, or allowed
	exitNo     = 1 // a denied check, a failed audit verify, checks that find harm; nothing else
	exitFailed = 2 // every error and every refused change
)

// program is one run of the command line.
type program struct {
	files fs.FS // frontend/dist and frontend/src/i18n
	in    io.Reader
	out   io.Writer
	err   io.Writer
	words *words
	log   *slog.Logger

	// flags of every command
	data   string
	tenant string
	json   bool
}

// Main runs the program and gives its exit code.
func Main(files fs.FS, args []string, in io.Reader, out, errOut io.Writer) int {
	p := &program{files: files, in: in, out: out, err: errOut}
	p.words = readWords(files, languageOf(os.Getenv))
	p.log = slog.New(slog.NewTextHandler(errOut, &slog.HandlerOptions{Level: slog.LevelWarn}))
	root := p.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	return p.exit(root.Execute())
}

// root is the whole command line: a new way to run is one line here.
func (p *program) root() *cobra.Command {
	root := p.group("callgate")
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return noCommand(cmd, args[0])
		}
		return p.window()
	}
	root.PersistentFlags().StringVar(&p.data, "data", "", "")
	root.PersistentFlags().StringVar(&p.tenant, "tenant", "", "")
	root.PersistentFlags().BoolP("help", "h", false, "")
	root.PersistentFlags().BoolVar(&p.json, "json", false, "")
	root.AddCommand(
		p.serveCommand(), p.setUpCommand(),
		p.tenantCommands(), p.userCommands(), p.roleCommands(),
		p.thingCommands(callgate.Extension), p.thingCommands(callgate.Queue), p.thingCommands(callgate.Number), p.thingCommands(callgate.Trunk),
		p.checkCommand(), p.whoCommand(), p.expectationCommands(), p.importCommands(), p.exportCommands(), p.auditCommands(), p.addressCommands(),
		p.accessCommand(), p.checksCommand(), p.presetCommands(), p.requestCommands(), p.reviewCommands(), p.mailCommands(),
		p.versionCommand(), p.demoCommand(),
	)
	root.SetHelpCommand(p.helpCommand())
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetUsageFunc(p.usage)
	root.SetHelpFunc(p.help)
	root.SetFlagErrorFunc(flagError)
	return root
}

// folder is the data folder: --data, CALLGATE_DATA, or the user's configuration.
func (p *program) folder() (string, error) {
	dir := p.data
	if dir == "" {
		dir = os.Getenv("CALLGATE_DATA")
	}
	if dir == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return "", callgate.Err("data_folder_unknown")
		}
		dir = filepath.Join(config, "callgate")
	}
	return filepath.Abs(dir)
}
