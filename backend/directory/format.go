package directory

import (
	"bytes"
	"io"
	"iter"
	"time"

	"callgate/backend/callgate"
)

// format is one kind of file. To add one: a file with its format, a line in
// formats, testdata with what it must give.
type format struct {
	name string
	// recognise tells by what sign the content is of this kind, "" = it is not.
	recognise func(c *content) (why string)
	read      func(c *content, opt Options) (*File, *callgate.Error)
	write     func(w io.Writer, people iter.Seq[*Person], out *Written) error // nil = only read
}

// formats in the order in which they are tried; the last one takes any text.
// It is a function because formats look at each other.
func formats() []format {
	list := []format{workbook, jsonUsers, callgateCSV, rolesFile}
	for _, pl := range platforms {
		for i := range pl.sheets {
			list = append(list, pl.format(&pl.sheets[i]))
		}
	}
	return append(list, genericCSV)
}

// Options say what the user knows better than the content shows.
type Options struct {
	Format string         // name of a format; "" = recognise
	Map    map[string]int // field -> column from 1, for files without a header we know
	// Zone is whose days the file's dates are; nil = UTC.
	Zone *time.Location
	// Passwords says to take what people sign in with; SIP secrets are never taken.
	Passwords bool
}

// File is a file that was recognised.
type File struct {
	Format    string
	Why       string         // code: how it was recognised; sentence "import.why.<code>"
	Columns   []string       // header, or the first row, for mapping
	Map       map[string]int // what was mapped, by the user or by the header
	Dropped   []string       // columns left out because they hold secrets
	Mapped    bool           // false: a mapping is needed before people can be read
	Passwords bool           // a column of sign-in passwords is read
	people    func(yield func(*Person) bool) *callgate.Error
}

// People goes through the people of the file, as often as asked. Rows that
// cannot be used come with an Error; an error of the whole file ends it.
func (f *File) People(yield func(*Person) bool) error {
	if err := f.people(yield); err != nil {
		return err
	}
	return nil
}

// Names lists the formats that can be read, and those that can be written too.
func Names() (read, write []string) {
	for _, f := range formats() {
		read = append(read, f.name)
		if f.write != nil {
			write = append(write, f.name)
		}
	}
	return read, write
}

// Open recognises a file from its content, never from its name.
func Open(data []byte, opt Options) (*File, error) {
	f, err := open(data, opt)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func open(data []byte, opt Options) (*File, *callgate.Error) {
	c := &content{data: data, zone: opt.Zone}
	switch {
	case len(data) > MaxFile:
		return nil, callgate.Err("import_size", "max", "64 MB")
	case len(bytes.TrimSpace(data)) == 0:
		return nil, callgate.Err("import_empty")
	case bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		return nil, callgate.Err("import_old_workbook")
	}
	if t, err := c.table(); opt.Format == "" && len(opt.Map) == 0 && err == nil && groupsHeader(t) {
		return nil, callgate.Err("import_groups")
	}
	for _, f := range formats() {
		why := "chosen"
		if opt.Format == "" {
			why = f.recognise(c)
		}
		if why == "" || opt.Format != "" && opt.Format != f.name {
			continue
		}
		file, err := f.read(c, opt)
		if err != nil {
			return nil, err
		}
		if file.Format == "" {
			file.Format = f.name
		}
		if file.Why == "" || opt.Format != "" && len(opt.Map) == 0 {
			file.Why = why
		}
		return file, nil
	}
	return nil, callgate.Err("import_format", "format", shorten(opt.Format))
}

// Written tells what came of writing people.
type Written struct {
	People  int            // in the file
	LeftOut int            // people whom the format cannot carry: they have no extension
	Losses  map[string]int // by column of ours: of how many people it is not in the file
	Guarded int            // cells that began like a formula and got an apostrophe that stays
	Empty   []string       // columns for secrets, which are left empty
}

// Write writes people in a format.
func Write(w io.Writer, name string, people iter.Seq[*Person]) (Written, error) {
	out := Written{Losses: map[string]int{}, Empty: []string{}}
	for _, f := range formats() {
		if f.name == name && f.write != nil {
			counted := func(yield func(*Person) bool) {
				for p := range people {
					out.People++
					if !yield(p) {
						return
					}
				}
			}
			return out, f.write(w, counted, &out)
		}
	}
	return out, callgate.Err("export_format", "format", shorten(name))
}
