package app

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"callgate/backend/callgate"
)

// help is what --help prints: what the command is for, then how it is called.
func (p *program) help(c *cobra.Command, _ []string) {
	fmt.Fprintf(c.OutOrStdout(), "%s\n\n%s", p.sentenceOf(c), c.UsageString())
}

// helpCommand is "callgate help user add", for whoever does not think of --help.
func (p *program) helpCommand() *cobra.Command {
	cmd := p.command("callgate help", func(cmd *cobra.Command, args []string) error {
		of, left, err := cmd.Root().Find(args)
		if err != nil || len(left) > 0 {
			return callgate.Err("command_unknown", "command", "callgate "+strings.Join(args, " "))
		}
		p.help(of, nil)
		return nil
	})
	cmd.Args, cmd.Hidden = cobra.ArbitraryArgs, true
	return cmd
}

// usage is how a command is called: its commands and its flags.
func (p *program) usage(c *cobra.Command) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", p.say("cli.usage"), c.UseLine())
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n\n%s", p.say("cli.commands"))
	}
	for _, child := range c.Commands() {
		if child.IsAvailableCommand() {
			fmt.Fprintf(&b, "\n  %-*s %s", child.NamePadding(), child.Name(), p.sentenceOf(child))
		}
	}
	for _, part := range []struct {
		title string
		flags *pflag.FlagSet
	}{{"cli.flags", c.LocalFlags()}, {"cli.flags_everywhere", c.InheritedFlags()}} {
		if part.flags.HasAvailableFlags() {
			part.flags.VisitAll(func(f *pflag.Flag) { f.Usage = p.sentenceOfFlag(f) })
			fmt.Fprintf(&b, "\n\n%s\n%s", p.say(part.title), strings.TrimRight(part.flags.FlagUsages(), " \n"))
		}
	}
	_, err := fmt.Fprintln(c.OutOrStderr(), b.String())
	return err
}

func (p *program) sentenceOf(c *cobra.Command) string {
	return p.say("cli.command." + strings.ReplaceAll(c.CommandPath(), " ", "."))
}

// sentenceOfFlag: the twins of repeatable flags share one sentence, unless they
// have one of their own.
func (p *program) sentenceOfFlag(f *pflag.Flag) string {
	key := "cli.flag." + f.Name
	if twin, ok := strings.CutPrefix(f.Name, "remove-"); ok {
		if _, own := p.words.find(key, nil); !own {
			return p.say("cli.flag.remove", "flag", "--"+twin)
		}
	}
	text := p.say(key)
	if words := f.Annotations[oneOfThese]; len(words) > 0 {
		text += ": " + strings.Join(words, ", ")
	}
	return text
}
