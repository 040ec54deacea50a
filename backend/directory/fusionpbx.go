package directory

import "callgate/backend/callgate"

// fusionPBX are its users and its extensions; toll_allow and the like say what
// an extension may dial, not a person, and are left. Its groups are not our
// roles: nobody gets rights because a name is the same.
var fusionPBX = platform{name: "fusionpbx", sheets: []sheet{
	{
		name:  "fusionpbx",
		marks: [][]string{{"username", "user_email"}, {"username", "group_name"}},
		columns: []platformColumn{
			{name: "username", read: mappable["login"], write: loginCell},
			{name: "password", read: passwordField},
			{name: "user_email", read: mappable["email"], write: firstEmail},
			{name: "user_status"},
			{name: "user_time_zone", read: timeZoneField, write: timeZoneCell},
			{name: "user_enabled", read: enabledField, write: trueCell},
			{name: "group_name", write: func(p *Person) string { return word(p.User.Kind == callgate.Administrator, "admin", "user") }},
		},
	},
	{
		name:  "fusionpbx-extensions",
		marks: [][]string{{"extension", "effective_caller_id_name"}, {"extension", "directory_first_name"}},
		columns: []platformColumn{
			{name: "extension", read: mappable["extension"], write: mainExtension},
			{name: "password"}, // of the telephone
			{name: "effective_caller_id_name", read: mappable["name"], write: nameCell},
			{name: "effective_caller_id_number", write: mainExtension},
			{name: "outbound_caller_id_name", write: displayCell},
			{name: "outbound_caller_id_number", read: callerIDField, write: callerIDCell},
			{name: "directory_first_name", read: mappable["first"], write: firstCell},
			{name: "directory_last_name", read: mappable["last"], write: lastCell},
			{name: "toll_allow"}, {name: "call_group"},
			{name: "enabled", read: enabledField, write: trueCell},
			{name: "description", read: mappable["description"], write: descriptionCell},
			{name: "cidr", read: hostsField, write: hostList},
		},
		byExtension: true,
	},
}}
