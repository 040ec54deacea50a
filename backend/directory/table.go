package directory

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"iter"

	"github.com/xuri/excelize/v2"

	"callgate/backend/callgate"
)

// WriteTable writes any table as csv, xlsx or json (objects by the names of the
// header). No cell can be run as a formula.
func WriteTable(format string, header []string, rows iter.Seq[[]string]) ([]byte, error) {
	switch format {
	case "csv":
		return csvTable(header, rows)
	case "xlsx":
		return workbookTable(header, rows)
	case "json":
		return jsonTable(header, rows)
	}
	return nil, callgate.Err("export_format", "format", format)
}

func csvTable(header []string, rows iter.Seq[[]string]) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	cells := make([]string, len(header))
	err := w.Write(header)
	for row := range rows {
		for i, c := range row {
			cells[i] = guard(c)
		}
		if err == nil {
			err = w.Write(cells)
		}
	}
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	return b.Bytes(), err
}

// workbookTable writes text cells only: a workbook runs formulas from cells of
// another type, never from text. The guard stays, for whoever saves it as CSV.
func workbookTable(header []string, rows iter.Seq[[]string]) (data []byte, err error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	sheet, err := f.NewStreamWriter(f.GetSheetName(0))
	if err != nil {
		return nil, err
	}
	line := 0
	write := func(row []string, safe func(string) string) error {
		line++
		at, err := excelize.CoordinatesToCellName(1, line)
		if err != nil {
			return err
		}
		cells := make([]any, len(row))
		for i, c := range row {
			cells[i] = safe(shortCell(c))
		}
		return sheet.SetRow(at, cells)
	}
	err = write(header, func(s string) string { return s })
	for row := range rows {
		if err == nil {
			err = write(row, guard)
		}
	}
	if err == nil {
		err = sheet.Flush()
	}
	if err != nil {
		return nil, err
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// shortCell keeps a cell within what a workbook takes.
func shortCell(s string) string {
	const most = 32_000
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func jsonTable(header []string, rows iter.Seq[[]string]) ([]byte, error) {
	list := []map[string]string{}
	for row := range rows {
		object := make(map[string]string, len(header))
		for i, name := range header {
			object[name] = row[i]
		}
		list = append(list, object)
	}
	return json.MarshalIndent(list, "", "  ")
}
