package store

import (
	"strconv"
	"strings"

	"callgate/backend/callgate"
)

// rowsAtOnce is how many rows one statement brings.
const rowsAtOnce = 50

// manyRows is a statement for some rows of as many values each. What all rows
// have in common is bound once: the driver is called for every value, which
// would take as long as writing them.
type manyRows struct {
	head  string // what is before the rows; of an update its table
	tail  string // what is behind them
	width int
	rows  int
	alike uint64 // columns that are the same in every row
}

// insertRows runs an INSERT for all rows: full statements first, so that there
// are only two forms of each to keep prepared, then single rows.
func (tx *Tx) insertRows(head string, width int, args []any) error {
	if err := packable(args); err != nil {
		return err
	}
	return tx.insertPlain(head, width, args)
}

// insertPlain is insertRows for values that are never packed.
func (tx *Tx) insertPlain(head string, width int, args []any) error {
	return tx.insertAs(manyRows{head: head, width: width}, args)
}

func (tx *Tx) insertAs(m manyRows, args []any) error {
	return eachRows(m, args, func(m manyRows, bound []any) error {
		_, err := tx.exec(tx.db.text(m, manyRows.insert), bound...)
		return err
	})
}

// updateRows changes the columns of rows that are there; each row of values
// begins with tenant and id. None may be missing.
func (tx *Tx) updateRows(table string, columns []string, args []any) error {
	if err := packable(args); err != nil {
		return err
	}
	head := table + " " + strings.Join(columns, " ")
	return eachRows(manyRows{head: head, width: len(columns) + 2}, args, func(m manyRows, bound []any) error {
		n, err := tx.affected(tx.db.text(m, manyRows.update), bound...)
		if err == nil && n != m.rows {
			err = callgate.Err(callgate.NotFound)
		}
		return err
	})
}

// eachRows goes through the statements for all rows, with what each binds.
func eachRows(m manyRows, args []any, run func(m manyRows, bound []any) error) error {
	width, many, single := m.width, m, m
	many.rows, many.alike, single.rows = rowsAtOnce, alike(width, args), 1
	var bound []any
	for ; len(args) >= width*rowsAtOnce; args = args[width*rowsAtOnce:] {
		bound = many.bind(bound[:0], args)
		if err := run(many, bound); err != nil {
			return err
		}
	}
	for ; len(args) > 0; args = args[width:] {
		if err := run(single, args[:width]); err != nil {
			return err
		}
	}
	return nil
}

// alike finds the columns that are the same in every row.
func alike(width int, args []any) (mask uint64) {
	if len(args) < 2*width {
		return 0
	}
	for c := range width {
		if _, bytes := args[c].([]byte); bytes { // they do not compare
			continue
		}
		same := true
		for i := c + width; i < len(args) && same; i += width {
			same = args[i] == args[c]
		}
		if same {
			mask |= 1 << c
		}
	}
	return mask
}

func (m manyRows) isAlike(column int) bool { return m.alike&(1<<column) != 0 }

// bind appends what is alike, then of each row what is its own.
func (m manyRows) bind(bound, args []any) []any {
	for c := range m.width {
		if m.isAlike(c) {
			bound = append(bound, args[c])
		}
	}
	for i, v := range args[:m.width*m.rows] {
		if !m.isAlike(i % m.width) {
			bound = append(bound, v)
		}
	}
	return bound
}

// first numbers the places of what is alike, by column.
func (m manyRows) first() (place []string, used int) {
	place = make([]string, m.width)
	for c := range m.width {
		if m.isAlike(c) {
			used++
			place[c] = "?" + strconv.Itoa(used)
		}
	}
	return place, used
}

func (m manyRows) insert() string {
	place, used := m.first()
	var b strings.Builder
	b.WriteString(m.head)
	for row := range m.rows {
		b.WriteString(separator(row, "(", ",("))
		for c, p := range place {
			b.WriteString(separator(c, "", ","))
			if p == "" {
				used++
				p = "?" + strconv.Itoa(used)
			}
			b.WriteString(p)
		}
		b.WriteByte(')')
	}
	b.WriteString(m.tail)
	return b.String()
}

func (m manyRows) update() string {
	columns := strings.Fields(m.head)
	table := columns[0]
	columns = append([]string{"tenant_id", "id"}, columns[1:]...)
	if m.rows == 1 {
		set := make([]string, m.width-2)
		for i := range set {
			set[i] = columns[i+2] + " = ?" + strconv.Itoa(i+3)
		}
		return "UPDATE " + table + " SET " + strings.Join(set, ", ") + " WHERE tenant_id = ?1 AND id = ?2"
	}
	place, used := m.first()
	own := 0
	for c := range place {
		if place[c] == "" {
			own++
			place[c] = "v.column" + strconv.Itoa(own)
		}
	}
	var b strings.Builder
	b.WriteString("UPDATE " + table + " SET ")
	for c := 2; c < m.width; c++ {
		b.WriteString(separator(c-2, "", ", ") + columns[c] + " = " + place[c])
	}
	b.WriteString(" FROM (VALUES ")
	for row := range m.rows {
		b.WriteString(separator(row, "(", ",("))
		for c := range own {
			used++
			b.WriteString(separator(c, "?", ",?") + strconv.Itoa(used))
		}
		b.WriteByte(')')
	}
	b.WriteString(") AS v WHERE " + table + ".tenant_id = " + place[0] + " AND " + table + ".id = " + place[1])
	return b.String()
}

func separator(at int, first, others string) string {
	if at == 0 {
		return first
	}
	return others
}

// keptTexts bounds the statements whose text is kept.
const keptTexts = 128

// text gives the statement for some rows, written once. Only who may write
// calls it.
func (db *DB) text(m manyRows, write func(manyRows) string) string {
	if text, ok := db.texts[m]; ok {
		return text
	}
	if db.texts == nil || len(db.texts) >= keptTexts {
		db.texts = map[manyRows]string{}
	}
	text := write(m)
	db.texts[m] = text
	return text
}
