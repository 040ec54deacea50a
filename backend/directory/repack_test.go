package directory

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

// repack damages one part of a workbook inside its packing.
func repack(t testing.TB, r *rand.Rand, book []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	victim := r.IntN(len(in.File))
	return rezip(t, in, func(i int, name string, part []byte) []byte {
		if i == victim {
			return mutate(r, part)
		}
		return part
	})
}

func rezip(t testing.TB, in *zip.Reader, change func(i int, name string, part []byte) []byte) []byte {
	t.Helper()
	return pack(t, in, func(out *zip.Writer, i int, name string, part []byte) (io.Writer, []byte, error) {
		w, err := out.Create(name)
		return w, change(i, name, part), err
	})
}

func pack(t testing.TB, in *zip.Reader, create func(out *zip.Writer, i int, name string, part []byte) (io.Writer, []byte, error)) []byte {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for i, f := range in.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		w, data, err := create(out, i, f.Name, data)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A small file that claims to be enormous is refused with words, before it is
// believed.
func TestWorkbookBombs(t *testing.T) {
	book := write(t, "xlsx", []*Person{newPerson(2, nil)})
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		sheet string
		code  callgate.Code
	}{
		"far column": {`<row r="1"><c r="XFD1" t="inlineStr"><is><t>a</t></is></c></row>`, "import_columns_many"},
		"far row":    {`<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>a</t></is></c></row>`, "import_rows"},
	} {
		t.Run(name, func(t *testing.T) {
			data := rezip(t, in, func(_ int, part string, data []byte) []byte {
				if strings.HasPrefix(part, "xl/worksheets/") {
					return []byte(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + c.sheet + `</sheetData></worksheet>`)
				}
				return data
			})
			f, err := Open(data, Options{})
			if err == nil {
				err = f.People(func(*Person) bool { return true })
			}
			if callgate.CodeOf(err) != c.code {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
}

// The directory of a packed file says how large its parts are: too large is
// refused before anything is unpacked.
func TestWorkbookThatUnpacksToTooMuch(t *testing.T) {
	book := write(t, "xlsx", []*Person{newPerson(2, nil)})
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	data := pack(t, in, func(out *zip.Writer, _ int, name string, part []byte) (io.Writer, []byte, error) {
		h := &zip.FileHeader{Name: name, Method: zip.Store, CompressedSize64: uint64(len(part)), UncompressedSize64: unzipLimit + 1}
		w, err := out.CreateRaw(h)
		return w, part, err
	})
	if _, err := Open(data, Options{}); callgate.CodeOf(err) != "import_workbook" {
		t.Errorf("%v", err)
	}
}
