package directory

// portsip is the bulk file of a PortSIP PBX; its "name" is the login. Phones
// in it are devices, not numbers.
var portsip = platform{
	name:  "portsip",
	marks: [][]string{{"extension_number", "display_name"}, {"extension_number", "extension_password"}},
	fields: map[string]field{
		"name": mappable["login"], "display_name": mappable["name"], "email": mappable["email"], "enabled": enabledField,
		"extension_number": mappable["extension"], "role": roleField,
	},
}.format()
