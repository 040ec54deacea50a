package directory

import (
	"strings"

	"callgate/backend/callgate"
)

// Bounds of what is read, whatever the file claims.
const (
	MaxFile    = 64 << 20  // bytes
	maxRows    = 1_000_000 // rows
	maxCell    = 64 << 10  // bytes of a cell
	maxColumns = 500
)

// rows goes through a table. A row with a problem is handed on with it; cells
// are good until the next row. Blank rows are counted, not handed on.
type rows func(yield func(row int, cells []string, problem *callgate.Error) bool) *callgate.Error

// csvRows goes through text separated by comma (or whatever sep is).
func csvRows(text string, sep byte) rows {
	return func(yield func(int, []string, *callgate.Error) bool) *callgate.Error {
		s := csvScanner{text: text, sep: sep}
		for row := 1; s.at < len(text); row++ {
			if row > maxRows {
				return callgate.Err("import_rows", "max", "1000000")
			}
			s.record()
			if len(s.cells) == 1 && strings.TrimSpace(s.cells[0]) == "" && s.problem == nil {
				continue
			}
			if !yield(row, s.cells, s.problem) {
				return nil
			}
		}
		return nil
	}
}

// csvScanner reads records the way RFC 4180 writes them, and the way people
// do: any of the three line ends, quotes inside bare cells, text behind a
// closing quote. A quote that never closes is a problem of its row only.
type csvScanner struct {
	text    string
	sep     byte
	at      int
	cells   []string
	problem *callgate.Error
	unquote strings.Builder
	noQuote int // up to here no closing quote was found
}

// record reads the next record; at is then behind its line end.
func (s *csvScanner) record() {
	s.cells, s.problem = s.cells[:0], nil
	for {
		cell := s.cell()
		switch {
		case len(cell) > maxCell:
			s.fail(callgate.Err("import_cell", "max", "65536"))
		case len(s.cells) >= maxColumns:
			s.fail(callgate.Err("import_columns_many", "max", "500"))
		default:
			s.cells = append(s.cells, cell)
		}
		if s.at >= len(s.text) {
			return
		}
		c := s.text[s.at]
		s.at++
		if c == s.sep {
			continue
		}
		if c == '\r' && s.at < len(s.text) && s.text[s.at] == '\n' {
			s.at++
		}
		return
	}
}

func (s *csvScanner) fail(err *callgate.Error) {
	if s.problem == nil {
		s.problem = err
	}
}

// cell reads up to the next separator or line end, or the end of the text.
func (s *csvScanner) cell() string {
	start := s.at
	quote := start
	for quote < len(s.text) && s.text[quote] == ' ' && s.sep != ' ' {
		quote++
	}
	if quote < len(s.text) && s.text[quote] == '"' {
		if cell, ok := s.quoted(quote + 1); ok {
			return cell
		}
		s.fail(callgate.Err("import_quote"))
	}
	s.at = s.bareEnd(start)
	return s.text[start:s.at]
}

func (s *csvScanner) bareEnd(from int) int {
	for i := from; i < len(s.text); i++ {
		if c := s.text[i]; c == s.sep || c == '\n' || c == '\r' {
			return i
		}
	}
	return len(s.text)
}

// quoted reads from behind an opening quote to behind its cell. Doubled quotes
// are one; text behind the closing quote belongs to the cell. Where a longer
// search already failed only a near end is looked for: a file of nothing but
// opening quotes takes no longer than another.
func (s *csvScanner) quoted(from int) (string, bool) {
	const near = 256
	limit := min(len(s.text), from+maxCell+1)
	if from < s.noQuote {
		limit = min(len(s.text), from+near)
	}
	s.unquote.Reset()
	for i := from; i < limit; {
		next := strings.IndexByte(s.text[i:limit], '"')
		if next < 0 {
			break
		}
		s.unquote.WriteString(s.text[i : i+next])
		i += next + 1
		if i < len(s.text) && s.text[i] == '"' {
			s.unquote.WriteByte('"')
			i++
			continue
		}
		s.at = s.bareEnd(i)
		if rest := s.text[i:s.at]; strings.Trim(rest, " ") != "" {
			s.unquote.WriteString(rest)
		}
		return s.unquote.String(), true
	}
	s.noQuote = max(s.noQuote, limit)
	return "", false
}
