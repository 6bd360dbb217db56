# METADATA
# title: Moving a case to another state
# description: Only moves of the table, from the state the case is in, by a role named there that has a part in the case.
package acts.transition

import data.lib

findings contains {"norm": row.norm, "effect": "permit"} if {
	input.act.kind == "transition"
	some row in data.facts.transitions
	row.regime == input.case.regime
	row.from == input.case.state
	row.to == input.act.to
	some role in input.caller.roles
	role in row.roles
	lib.has_part
	lib.member
}
