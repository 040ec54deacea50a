package api

import (
	"encoding/base64"
	"iter"

	"callgate/backend/callgate"
	"callgate/backend/directory"
)

// fileTypesBy are the types of files by the end of their names.
var fileTypesBy = map[string]string{"csv": csvType, "xlsx": xlsxType, "json": "application/json"}

// TableFormats are those of every table that can be saved.
func TableFormats() []string { return []string{"csv", "xlsx", "json"} }

// downloads is the format of a download: the one asked for, else the one the
// caller likes. How somebody likes his files is his own, whomever he acts as.
func (a *actor) downloads(format string) string {
	if format == "" && !a.local() {
		format = a.himself().Download
	}
	return first(format, "csv")
}

// table is a file to save, named for the tenant, what it is and a day.
func (a *actor) table(name string, of callgate.Time, format string, header []string, rows iter.Seq[[]string]) (File, error) {
	format = a.downloads(format)
	data, err := directory.WriteTable(format, header, rows)
	if err != nil {
		return File{}, at(err, "format")
	}
	return a.file(name+"-"+string(callgate.DayIn(of, a.zone())), format, data), nil
}

// file is one to save.
func (a *actor) file(name, format string, data []byte) File {
	return File{Name: "callgate-" + a.Tenant.Slug + "-" + name + "." + format, Type: fileTypesBy[format], Base64: base64.StdEncoding.EncodeToString(data)}
}
