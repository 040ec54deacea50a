package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"callgate/backend/callgate"
)

// errNo ends a command with exit code 1: the answer is no, and was printed.
var errNo = errors.New("no")

// exit words an error and gives the exit code.
func (p *program) exit(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNo):
		return exitNo
	}
	e := p.known(err)
	if p.json {
		text, _ := json.Marshal(map[string]*callgate.Error{"error": e})
		fmt.Fprintln(p.err, string(text))
		return exitFailed
	}
	fmt.Fprintln(p.err, "callgate: "+p.sentence(e))
	return exitFailed
}

// known makes every error one of ours: those of files name the file.
func (p *program) known(err error) *callgate.Error {
	var e *callgate.Error
	if errors.As(err, &e) {
		return e
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		why := "file_not_opened"
		switch {
		case errors.Is(err, os.ErrNotExist):
			why = "file_not_found"
		case errors.Is(err, os.ErrPermission):
			why = "file_not_allowed"
		}
		return callgate.Err(callgate.Code(why), "file", path.Path)
	}
	p.log.Error("command failed", "error", err)
	return callgate.Err(callgate.Internal)
}

// sentence is what happened and what to do; the rules that were not held stand
// below, one a line.
func (p *program) sentence(e *callgate.Error) string {
	text := p.sayWith("error."+string(e.Code), e.Params)
	for _, r := range e.Reasons {
		if !r.Held {
			text += "\n  " + p.reason(r)
		}
	}
	return text
}

// reason words one rule: its own sentence when it held, another when not.
func (p *program) reason(r callgate.Reason) string {
	if !r.Held {
		if text, ok := p.words.find("reason."+r.Code+".not", r.Params); ok {
			return text
		}
	}
	return p.sayWith("reason."+r.Code, r.Params)
}
