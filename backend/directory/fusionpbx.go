package directory

// fusionPBX are its users and its extensions; toll_allow and the like say what
// an extension may dial, not a person, and are left.
var fusionPBX = platform{
	name:  "fusionpbx",
	marks: [][]string{{"username", "user_email"}, {"username", "group_name"}, {"extension", "effective_caller_id_name"}, {"extension", "directory_first_name"}},
	fields: map[string]field{
		"username": mappable["login"], "user_email": mappable["email"], "user_time_zone": timeZoneField, "user_enabled": enabledField,
		"extension": mappable["extension"], "effective_caller_id_name": mappable["name"], "outbound_caller_id_number": callerIDField,
		"directory_first_name": mappable["first"], "directory_last_name": mappable["last"], "enabled": enabledField,
		"description": mappable["description"], "cidr": hostsField,
	},
}.format()
