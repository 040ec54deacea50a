package app

import (
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// How often a line that tells of progress is written anew, and how long nothing
// needs none.
const (
	lineEvery = 200 * time.Millisecond
	lookEvery = 20 * time.Millisecond
)

// look plans a file. A large one takes a while: a terminal says so, and Ctrl+C
// ends it, for nothing was changed yet.
func (p *program) look(m api.Modules, in api.ImportInput) (api.ImportPlan, error) {
	type outcome struct {
		plan api.ImportPlan
		err  error
	}
	stop := interrupts()
	defer signal.Stop(stop)
	over := make(chan outcome, 1)
	go func() {
		plan, err := m.Files.Preview(in)
		over <- outcome{plan, err}
	}()
	line, begun := p.progress(), time.Now()
	defer line.clear()
	tick := time.NewTicker(lineEvery)
	defer tick.Stop()
	for {
		select {
		case o := <-over:
			return o.plan, o.err
		case <-stop:
			return api.ImportPlan{}, callgate.Err("import_cancelled")
		case <-tick.C:
			line.write(p.say("cli.import_reading", "time", time.Since(begun).Truncate(time.Second).String()))
		}
	}
}

// follow waits for the end, with a line on a terminal; Ctrl+C cancels.
func (p *program) follow(m api.Modules, plan api.ImportPlan) (api.Progress, error) {
	stop := interrupts()
	defer signal.Stop(stop)
	line := p.progress()
	defer line.clear()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	progress, err := m.Files.Apply(plan.ID)
	for err == nil && progress.State == "running" {
		line.write(p.progressLine(progress))
		select {
		case <-stop:
			progress, err = m.Files.Cancel(plan.ID)
		case <-look.C:
			progress, err = m.Files.Progress(plan.ID)
		}
	}
	return progress, err
}

func interrupts() chan os.Signal {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	return stop
}

// progressLine is a bar, the share, the count, the rate and the time left.
func (p *program) progressLine(s api.Progress) string {
	const width = 24
	share := 0.0
	if s.Total > 0 {
		share = min(1, float64(s.Done)/float64(s.Total))
	}
	full := int(share * width)
	text := fmt.Sprintf("[%s%s] %3d %% ", strings.Repeat("#", full), strings.Repeat(".", width-full), int(share*100)) +
		p.say("cli.import_step."+s.Step, "done", s.Done, "total", s.Total)
	if s.Left > 0 {
		text += " " + p.say("cli.import_left", "rate", fmt.Sprintf("%.0f", s.Rate), "left", (time.Duration(s.Left)*time.Second).String())
	}
	return text
}

// progressOf is one line of a terminal, written over and over.
type progressOf struct {
	terminal *os.File // nil = a file or a pipe: it gets no line
	written  time.Time
}

// progress begins one, where a person reads the messages.
func (p *program) progress() *progressOf {
	f, ok := p.err.(*os.File)
	if !ok {
		return &progressOf{}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return &progressOf{}
	}
	return &progressOf{terminal: f}
}

// write puts a text in place of the one before, not more often than it can be
// read. One that is too long would
// not be in one line, nor would one with a ^C behind it.
func (l *progressOf) write(text string) {
	if l.terminal == nil || time.Since(l.written) < lineEvery {
		return
	}
	l.written = time.Now()
	if runes, most := []rune(text), widthOf(l.terminal)-3; most > 0 && len(runes) > most {
		text = string(runes[:most])
	}
	_, _ = fmt.Fprint(l.terminal, "\r"+text+"\x1b[K")
}

// clear leaves the terminal as if there had been none.
func (l *progressOf) clear() {
	if l.terminal != nil && !l.written.IsZero() {
		_, _ = fmt.Fprint(l.terminal, "\r\x1b[K")
	}
}
