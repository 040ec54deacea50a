package web

import (
	"reflect"
	"strconv"

	"callgate/backend/api"
)

// call is one bound method, found once at start.
type call struct {
	module, method int // places in api.Modules.Bound and in its method set
	in             []reflect.Type
	hasResult      bool // else it gives an error only
	bodyLimit      int64
}

const (
	mib           = 1 << 20
	usualBody     = 1 * mib
	fileBody      = 96 * mib // a file to import travels as Base64 text
	fileBodyCalls = "api.Files.Preview"
)

// callTable lists every bound method under its name in the bindings, like
// "api.Users.Block".
func callTable() map[string]*call {
	table := map[string]*call{}
	for i, module := range api.For(nil).Bound() {
		t := reflect.TypeOf(module)
		for j := range t.NumMethod() {
			m := t.Method(j)
			c := &call{module: i, method: j, hasResult: m.Type.NumOut() == 2, bodyLimit: usualBody}
			for k := 1; k < m.Type.NumIn(); k++ {
				c.in = append(c.in, m.Type.In(k))
			}
			name := "api." + t.Elem().Name() + "." + m.Name
			if name == fileBodyCalls {
				c.bodyLimit = fileBody
			}
			table[name] = c
		}
	}
	return table
}

// run makes the call for one caller.
func (c *call) run(caller *api.Caller, args []reflect.Value) (any, error) {
	module := reflect.ValueOf(api.For(caller).Bound()[c.module])
	out := module.Method(c.method).Call(args)
	err, _ := out[len(out)-1].Interface().(error)
	if err != nil || !c.hasResult {
		return nil, err
	}
	return out[0].Interface(), nil
}

func itoa(n int) string { return strconv.Itoa(n) }
