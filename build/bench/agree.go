package bench

import "fmt"

// Engines makes all of them for one world; Casbin only on request: it reads
// every line for every question.
func Engines(w World, withCasbin bool) ([]Engine, error) {
	list := []Engine{Callgate(w)}
	makers := []func() (Engine, error){
		func() (Engine, error) { return Cedar(w) },
		func() (Engine, error) { return OPA(w) },
	}
	if withCasbin {
		makers = append(makers, func() (Engine, error) { return Casbin(w, true) }, func() (Engine, error) { return Casbin(w, false) })
	}
	for _, build := range makers {
		e, err := build()
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

// Agree puts every question to every engine. It gives the number allowed, or
// the first question that two of them answer differently.
func Agree(w World, engines []Engine) (allowed int, err error) {
	for i, q := range w.Questions {
		want := engines[0].Allow(i)
		if want {
			allowed++
		}
		for _, e := range engines[1:] {
			if got := e.Allow(i); got != want {
				return 0, fmt.Errorf("question %d, %+v: %s says %t, %s says %t", i, q, engines[0].Name, want, e.Name, got)
			}
		}
	}
	return allowed, nil
}
