package directory

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"callgate/backend/callgate"
)

// workbook is an XLSX file: our own columns, or any table as in CSV. Cells are
// read raw, because a format such as 1.5E+11 is only how a number is shown.
var workbook = format{
	name: "xlsx",
	recognise: func(c *content) string {
		if c.zipped() {
			return "workbook"
		}
		return ""
	},
	read: func(c *content, opt Options) (*File, *callgate.Error) {
		t, err := c.table()
		if err != nil {
			return nil, err
		}
		if len(opt.Map) == 0 && rolesHeader(t.head[0]) {
			f, err := rolesTable(t)
			if f != nil {
				f.Format, f.Why = rolesFile.name, "workbook_roles"
			}
			return f, err
		}
		if len(opt.Map) == 0 && ownHeader(t.head[0]) {
			f, err := ownTable(t, opt)
			if f != nil {
				f.Why = "workbook_callgate"
			}
			return f, err
		}
		f, err := mappedTable(t, opt)
		if f != nil && f.Why != "mapped" {
			f.Why = "workbook"
		}
		return f, err
	},
	write: writeWorkbook,
}

// Bounds of unpacking: a small file may claim to be very large.
const (
	unzipLimit = 256 << 20
	inMemory   = 16 << 20 // larger parts go through a file in the temporary folder
)

func openWorkbook(data []byte) (f *excelize.File, err error) {
	defer damaged(&err)
	return excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: unzipLimit, UnzipXMLSizeLimit: inMemory})
}

// damaged turns a panic of the library over a mutilated file into an error.
func damaged(err *error) {
	if r := recover(); r != nil {
		*err = errors.New("directory: workbook reader gave up")
	}
}

// workbookRows goes through the first sheet that has anything in it.
func workbookRows(data []byte) rows {
	return func(yield func(int, []string, *callgate.Error) bool) *callgate.Error {
		f, err := openWorkbook(data)
		if err != nil {
			return callgate.Err("import_workbook")
		}
		defer func() { _ = f.Close() }()
		for _, sheet := range f.GetSheetList() {
			some, fault := sheetRows(f, sheet, yield)
			if fault != nil || some {
				return fault
			}
		}
		return nil
	}
}

func sheetRows(f *excelize.File, sheet string, yield func(int, []string, *callgate.Error) bool) (some bool, fault *callgate.Error) {
	sheetRows, err := safely(func() (*excelize.Rows, error) { return f.Rows(sheet) })
	if err != nil {
		return false, callgate.Err("import_workbook")
	}
	defer func() { _ = sheetRows.Close() }()
	for row := 1; ; row++ {
		cells, err := safely(func() ([]string, error) {
			if !sheetRows.Next() {
				return nil, io.EOF
			}
			return sheetRows.Columns()
		})
		switch {
		case errors.Is(err, io.EOF):
			return some, nil
		case err != nil:
			return some, callgate.Err("import_workbook")
		case row > maxRows:
			return some, callgate.Err("import_rows", "max", "1000000")
		case len(cells) > maxColumns:
			return some, callgate.Err("import_columns_many", "max", strconv.Itoa(maxColumns))
		case blank(cells):
			continue
		}
		some = true
		var problem *callgate.Error
		for _, c := range cells {
			if len(c) > maxCell {
				problem = callgate.Err("import_cell", "max", strconv.Itoa(maxCell))
			}
		}
		if !yield(row, cells, problem) {
			return some, nil
		}
	}
}

func safely[T any](f func() (T, error)) (v T, err error) {
	defer damaged(&err)
	return f()
}

// blank tells whether a row has nothing in it.
func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// maxSheetCell is what a cell of a workbook holds, in characters.
const maxSheetCell = excelize.TotalCellChars

// writeWorkbook writes every value as text, guarded like CSV: a workbook saved
// as CSV later is as safe.
func writeWorkbook(w io.Writer, people iter.Seq[*Person], _ *Written) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.SetSheetName("Sheet1", "Users"); err != nil {
		return err
	}
	out, err := f.NewStreamWriter("Users")
	if err != nil {
		return err
	}
	cells := make([]any, len(columns))
	line := func(row int, login string, cell func(c *column) string) error {
		for i := range columns {
			s := guard(cell(&columns[i]))
			if utf8.RuneCountInString(s) > maxSheetCell {
				return callgate.Err("export_cell", "column", columns[i].name, "login", login)
			}
			cells[i] = s
		}
		return out.SetRow("A"+strconv.Itoa(row), cells)
	}
	if err := line(1, "", func(c *column) string { return c.name }); err != nil {
		return err
	}
	row := 1
	for p := range people {
		row++
		if err := line(row, p.User.Login, func(c *column) string { return c.cell(p) }); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}
