package directory

import (
	"bytes"
	"time"

	"callgate/backend/callgate"
)

// content is a file while its format is being found out. What is costly to
// know is worked out once.
type content struct {
	data []byte
	seen *table
	err  *callgate.Error
	zone *time.Location // whose days its dates are
}

func (c *content) zipped() bool { return bytes.HasPrefix(c.data, []byte("PK\x03\x04")) }

// table is the file as rows of cells: a workbook's sheet, else separated text.
func (c *content) table() (*table, *callgate.Error) {
	if c.seen != nil || c.err != nil {
		return c.seen, c.err
	}
	if c.zipped() {
		c.seen, c.err = newTable(workbookRows(c.data), c.zone)
		if c.err == nil {
			c.seen.ragged = true
		}
		return c.seen, c.err
	}
	text, err := decode(c.data)
	if err != nil {
		c.err = err
		return nil, err
	}
	c.seen, c.err = newTable(csvRows(text, separator(text)), c.zone)
	return c.seen, c.err
}

// table is rows with a look at the first of them.
type table struct {
	rows rows
	head [][]string // the first rows that are not blank
	zone *time.Location

	ragged bool // empty cells at the end of a row are left out
}

func newTable(r rows, zone *time.Location) (*table, *callgate.Error) {
	const look = 50
	t := &table{rows: r, zone: zone}
	err := r(func(_ int, cells []string, _ *callgate.Error) bool {
		if blank(cells) {
			return true
		}
		t.head = append(t.head, append([]string(nil), cells...))
		return len(t.head) < look
	})
	if err == nil && len(t.head) == 0 {
		err = callgate.Err("import_empty")
	}
	return t, err
}

// width is how many cells most of the first rows have; the wider one wins a
// draw.
func (t *table) width() int {
	count, width := map[int]int{}, 0
	for _, cells := range t.head {
		n := len(cells)
		count[n]++
		if count[n] > count[width] || count[n] == count[width] && n > width {
			width = n
		}
	}
	return width
}

// separator is the sign that cuts the first rows into the most alike.
func separator(text string) byte {
	head := text[:min(len(text), 64<<10)]
	best, bestScore := byte(','), 0
	for _, sep := range []byte{',', ';', '\t', '|'} {
		t, err := newTable(csvRows(head, sep), nil)
		if err != nil {
			continue
		}
		width, alike := t.width(), 0
		for _, cells := range t.head {
			if len(cells) == width {
				alike++
			}
		}
		if score := alike * min(width-1, 8); score > bestScore {
			best, bestScore = sep, score
		}
	}
	return best
}
