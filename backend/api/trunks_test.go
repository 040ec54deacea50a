package api

import (
	"testing"

	"callgate/backend/callgate"
)

// Trunks are things of their own right, and of no call data: whoever may see
// them need not see extensions, and no reach or question names one.
func TestTrunksAreThingsOfNoCall(t *testing.T) {
	o := newOffice(t)
	o.hire("quinn", "QueueManager") // reads trunks, writes none
	o.hire("sam", "StandardUser")
	ada := o.as("ada")
	made, err := ada.Things.Add(callgate.Trunk, " Carrier north ", "Main")
	ok(t, err)
	if made.Name != "Carrier north" {
		t.Errorf("%+v", made)
	}
	_, err = ada.Things.Add(callgate.Trunk, "Carrier north", "")
	refuses(t, err, callgate.Taken)
	_, err = ada.Things.Add(callgate.Queue, "620", "Carrier claims")
	ok(t, err)

	list, err := o.as("quinn").Things.List(callgate.Trunk, "NORTH")
	ok(t, err)
	if len(list) != 1 || list[0].Name != "Carrier north" {
		t.Errorf("%+v", list)
	}
	_, err = o.as("quinn").Things.Add(callgate.Trunk, "Carrier south", "")
	refuses(t, err, callgate.Denied)
	_, err = o.as("sam").Things.List(callgate.Trunk, "")
	refuses(t, err, callgate.Denied)

	// Only what calls hang on is offered where calls are asked about.
	found, err := ada.Check.Suggest("carrier")
	ok(t, err)
	if len(found.Things) != 1 || found.Things[0].Kind != callgate.Queue {
		t.Errorf("%+v", found.Things)
	}
	all, err := ada.Things.List("", "carrier")
	ok(t, err)
	if len(all) != 1 || all[0].Kind != callgate.Queue {
		t.Errorf("%+v", all)
	}
	_, err = ada.Users.Add(NewUser{Profile: Profile{Login: new("tess")}, Access: Access{Reach: new([]callgate.Entity{"trunk:Carrier north"})}})
	refuses(t, err, "entity_form")

	ok(t, ada.Things.Delete(callgate.Trunk, "Carrier north"))
	if list, err := ada.Things.List(callgate.Trunk, ""); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}
