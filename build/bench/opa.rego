package callgate

default allow := false

allow if {
	user.active
	comes
	not user.deny[input.do]
	granted
}

user := data.users[input.user]

comes if not user.host

comes if net.cidr_contains(user.host, input.from)

granted if {
	user.allow[input.do]
	mine
}

granted if {
	some role in user.roles
	reach := data.roles[role][input.do]
	reaches(reach, role)
}

own if input.on == ""

own if user.own[input.on]

mine if not data.scoped[input.do]

mine if own

mine if user.reach[input.on]

reaches("plain", _)

reaches("everything", _)

reaches("mine", _) if mine

reaches("own", _) if own

reaches("list", _) if own

reaches("list", role) if data.lists[role][input.on]
