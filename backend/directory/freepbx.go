package directory

// freePBX are the bulk handler's users (usermanusers) and extensions.
var freePBX = platform{name: "freepbx", sheets: []sheet{
	{
		name:  "freepbx",
		marks: [][]string{{"username", "default_extension"}},
		columns: []platformColumn{
			{name: "username", read: mappable["login"], write: loginCell},
			{name: "password", read: passwordField},
			{name: "default_extension", read: defaultExtensionField, write: func(p *Person) string {
				if e := mainExtension(p); e != "" {
					return e
				}
				return "none"
			}},
			{name: "description", read: mappable["description"], write: descriptionCell},
			{name: "fname", read: mappable["first"], write: firstCell},
			{name: "lname", read: mappable["last"], write: lastCell},
			{name: "displayname", read: mappable["name"], write: nameCell},
			{name: "title"}, {name: "company"}, {name: "department"},
			{name: "email", read: mappable["email"], write: firstEmail},
			{name: "cell", read: phoneField("cell"), write: func(p *Person) string { return phoneTagged(p, "cell", "mobile") }},
			{name: "work", read: phoneField("work"), write: func(p *Person) string { return phoneTagged(p, "work", "") }},
			{name: "home", read: phoneField("home"), write: func(p *Person) string { return phoneTagged(p, "home") }},
			{name: "fax", read: phoneField("fax"), write: func(p *Person) string { return phoneTagged(p, "fax") }},
		},
	},
	{
		name:  "freepbx-extensions",
		marks: [][]string{{"extension", "name", "voicemail"}, {"extension", "name", "outboundcid"}},
		columns: []platformColumn{
			{name: "extension", read: mappable["extension"], write: mainExtension},
			{name: "password"},
			{name: "name", read: mappable["name"], write: displayCell},
			{name: "voicemail"}, {name: "ringtimer"}, {name: "noanswer"}, {name: "recording"},
			{name: "outboundcid", read: callerIDField, write: callerIDCell},
			{name: "sipname"}, {name: "mohclass"}, {name: "id", write: mainExtension}, {name: "tech"}, {name: "dial"}, {name: "devicetype"},
			{name: "user", write: mainExtension}, {name: "description", write: displayCell}, {name: "emergency_cid"}, {name: "secret"},
		},
		byExtension: true,
	},
}}
