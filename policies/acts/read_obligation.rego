# METADATA
# title: Looking at an obligation
# description: >-
#   Who owes it sees it; the privacy officer and the data protection officer see all. One of a case only for who has a part
#   in it.
package acts.read_obligation

import data.lib

permit := {"norm": input.act.obligation.norm, "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "obligation"
}

findings contains permit if {
	lib.owns_obligation
	lib.obligation_within_reach
}

findings contains permit if {
	some role in ["R-PRIV", "R-FG"]
	role in input.caller.roles
	lib.obligation_in_sight
}
