package directory

// threeCX is its extension file. AuthID is the telephone's name at the PBX, not
// a login.
var threeCX = platform{
	name:  "3cx",
	marks: [][]string{{"number", "firstname", "authid"}, {"number", "firstname", "webmeetingfriendlyname"}},
	fields: map[string]field{
		"number": mappable["extension"], "firstname": mappable["first"], "lastname": mappable["last"],
		"emailaddress": mappable["email"], "mobilenumber": phoneField("mobile"),
	},
}.format()
