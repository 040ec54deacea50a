package app

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"callgate/backend/callgate"
)

// command makes one command. Its sentence is "cli.command.<path>" in the
// language files, where the path has dots for spaces; it is looked up when
// somebody asks for help (help.go), so that a start reads no language file.
func (p *program) command(path string, run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return &cobra.Command{
		Use:           path[strings.LastIndexByte(path, ' ')+1:],
		Args:          noArgs,
		RunE:          run,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
}

// noCommand names what was typed, and the command that was perhaps meant.
func noCommand(in *cobra.Command, typed string) error {
	in.SuggestionsMinimumDistance = 2 // letters
	if near := in.SuggestionsFor(typed); len(near) > 0 {
		return callgate.Err("command_perhaps", "command", in.CommandPath()+" "+typed, "perhaps", in.CommandPath()+" "+near[0])
	}
	return callgate.Err("command_unknown", "command", in.CommandPath()+" "+typed)
}

// group makes a command that only holds others.
func (p *program) group(path string, commands ...*cobra.Command) *cobra.Command {
	g := p.command(path, func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return callgate.Err("command_incomplete", "command", cmd.CommandPath())
		}
		return noCommand(cmd, args[0])
	})
	g.Args = cobra.ArbitraryArgs
	g.AddCommand(commands...)
	return g
}

func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return callgate.Err("argument_unknown", "argument", args[0])
	}
	return nil
}

// oneArg is for commands that read one file.
func oneArg(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return callgate.Err("argument_missing", "command", cmd.CommandPath())
	case len(args) > 1:
		return callgate.Err("argument_unknown", "argument", args[1])
	}
	return nil
}

// text, list, flag and number declare flags; their sentences are
// "cli.flag.<name>".
func (p *program) text(cmd *cobra.Command, name string) *string {
	return cmd.Flags().String(name, "", "")
}

// oneFormat is --format with the words it may be; help lists them.
func (p *program) oneFormat(cmd *cobra.Command, words ...string) *string {
	format := p.text(cmd, "format")
	cmd.Flags().Lookup("format").Annotations = map[string][]string{oneOfThese: words}
	return format
}

const oneOfThese = "one of"

func (p *program) list(cmd *cobra.Command, name string) *[]string {
	return cmd.Flags().StringArray(name, nil, "")
}

func (p *program) flag(cmd *cobra.Command, name string) *bool {
	return cmd.Flags().Bool(name, false, "")
}

func (p *program) number(cmd *cobra.Command, name string) *int {
	return cmd.Flags().Int(name, 0, "")
}

// need makes flags mandatory.
func need(cmd *cobra.Command, names ...string) error {
	for _, name := range names {
		if f := cmd.Flag(name); f == nil || f.Value.String() == "" {
			return callgate.Err("flag_missing", "flag", "--"+name)
		}
	}
	return nil
}

// given is the value of a flag when it stood on the command line, else nil.
func given[T any](cmd *cobra.Command, name string, value *T) *T {
	if f := cmd.Flags().Lookup(name); f == nil || !f.Changed {
		return nil
	}
	return value
}

// flagError words what cobra says about flags.
func flagError(_ *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var noValue *pflag.ValueRequiredError
	var badValue *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			return callgate.Err("flag_unknown", "flag", "-"+name)
		}
		return callgate.Err("flag_unknown", "flag", "--"+name)
	case errors.As(err, &noValue):
		return callgate.Err("flag_value_missing", "flag", "--"+noValue.GetSpecifiedName())
	case errors.As(err, &badValue):
		return callgate.Err("flag_value", "flag", "--"+badValue.GetFlag().Name, "value", badValue.GetValue())
	case errors.Is(err, pflag.ErrHelp):
		return err
	default:
		return callgate.Err("flag_syntax", "detail", err.Error())
	}
}
