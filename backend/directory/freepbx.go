package directory

// freePBX are the bulk handler's users (usermanusers) and extensions.
var freePBX = platform{
	name:  "freepbx",
	marks: [][]string{{"username", "default_extension"}, {"extension", "name", "voicemail"}, {"extension", "name", "outboundcid"}},
	fields: map[string]field{
		"username": mappable["login"], "default_extension": mappable["extension"], "description": mappable["description"],
		"fname": mappable["first"], "lname": mappable["last"], "displayname": mappable["name"], "email": mappable["email"],
		"cell": phoneField("cell"), "work": phoneField("work"), "home": phoneField("home"),
		"extension": mappable["extension"], "name": mappable["name"], "outboundcid": callerIDField,
	},
}.format()
