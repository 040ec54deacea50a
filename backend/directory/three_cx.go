package directory

// threeCX is its extension file; the order of its columns is fixed. AuthID is
// the telephone's name at the PBX, not a login.
var threeCX = platform{name: "3cx", sheets: []sheet{{
	name:  "3cx",
	marks: [][]string{{"number", "firstname", "authid"}, {"number", "firstname", "webmeetingfriendlyname"}},
	columns: []platformColumn{
		{name: "Number", read: mappable["extension"], write: mainExtension},
		{name: "FirstName", read: mappable["first"], write: func(p *Person) string {
			if p.User.First == "" && p.User.Last == "" {
				return p.User.DisplayName()
			}
			return p.User.First
		}},
		{name: "LastName", read: mappable["last"], write: lastCell},
		{name: "EmailAddress", read: mappable["email"], write: firstEmail},
		{name: "MobileNumber", read: phoneField("mobile"), write: func(p *Person) string { return phoneTagged(p, "mobile", "cell", "") }},
		{name: "AuthID"}, {name: "AuthPassword"},
		{name: "WebMeetingFriendlyName", write: loginCell},
		{name: "WebMeetingPrivateRoom"}, {name: "ClickToCall"}, {name: "ClickToCallFriendlyName"}, {name: "WebMeetingAcceptReject"},
		{name: "EnableVoicemail"}, {name: "VMNoPin"}, {name: "VMPlayCallerID"}, {name: "PIN"}, {name: "VMPlayMsgDateTime"}, {name: "VMEmailOptions"},
		{name: "QueueStatus"}, {name: "OutboundCallerID", read: callerIDField, write: callerIDCell},
		{name: "SIPID"}, {name: "DeliverAudio"}, {name: "SupportReinvite"}, {name: "SupportReplaces"}, {name: "EnableSRTP"},
		{name: "ManagementAccess"}, {name: "ReporterAccess"}, {name: "WallboardAccess"}, {name: "TurnOffMyPhone"}, {name: "HideFWrules"},
		{name: "CanSeeRecordings"}, {name: "CanDeleteRecordings"}, {name: "RecordCalls"}, {name: "CallScreening"}, {name: "EmailMissedCalls"},
		{name: "Disabled", read: disabledField, write: func(p *Person) string { return word(inUse(p), "0", "1") }},
	},
	byExtension: true,
}}}
