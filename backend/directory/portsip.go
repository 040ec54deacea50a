package directory

import (
	"slices"

	"callgate/backend/callgate"
)

// portsip is the bulk file of a PortSIP PBX; its "name" is the login. Phones
// in it are devices, not numbers, and a person has one role.
var portsip = platform{name: "portsip", sheets: []sheet{{
	name:  "portsip",
	marks: [][]string{{"extension_number", "display_name"}, {"extension_number", "extension_password"}},
	columns: []platformColumn{
		{name: "name", read: mappable["login"], write: loginCell},
		{name: "enabled", read: enabledField, write: func(p *Person) string { return word(inUse(p), "TRUE", "FALSE") }},
		{name: "password", read: passwordField},
		{name: "extension_number", read: mappable["extension"], write: mainExtension},
		{name: "extension_password"},
		{name: "email", read: mappable["email"], write: firstEmail},
		{name: "display_name", read: mappable["name"], write: displayCell},
		{name: "enable_audio_recording"}, {name: "enable_video_recording"}, {name: "enable_acb"}, {name: "enable_dnd"}, {name: "enable_hot_desking"},
		{name: "office_hours"}, {name: "anonymous_outbound_calls"},
		{name: "delivery_outbound_cid", read: callerIDField, write: callerIDCell},
		{name: "sms"}, {name: "voicemail_prompt"}, {name: "enable_voicemail_pin"}, {name: "voicemail_pin"},
		{name: "role", read: roleField, write: portsipRole},
		{name: "phones"},
	},
	byExtension: true,
}}}

// portsipRole is the one role a person has there: PortSIP's own before others,
// Admin for whoever administers here.
func portsipRole(p *Person) string {
	if p.User.Kind == callgate.Administrator {
		return "Admin"
	}
	for _, r := range p.Roles {
		if slices.ContainsFunc(callgate.PredefinedRoles(), func(own *callgate.Role) bool {
			return own.Platform == callgate.PortSIP && own.Name == r.Name
		}) {
			return r.Name
		}
	}
	if len(p.Roles) > 0 {
		return p.Roles[0].Name
	}
	return ""
}
