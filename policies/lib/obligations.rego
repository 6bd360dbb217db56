# Whose the obligation at hand is, and whether it is within reach: one of a case only for who has a part in that case. Who
# judges and who oversees need not be members of it, and are the only ones left when the case was erased.
package lib

owns_obligation if {
	some role in input.caller.roles
	role in input.act.obligation.owners
}

obligation_within_reach if input.act.obligation.ofCase == false

obligation_within_reach if {
	input.act.obligation.ofCase == true
	takes_part
}

obligation_within_reach if {
	"R-PRIV" in input.caller.roles
	case_in_sight
}

obligation_in_sight if input.act.obligation.ofCase == false

obligation_in_sight if case_in_sight

case_in_sight if {
	input.act.obligation.ofCase == true
	has_part
}

case_in_sight if {
	input.act.obligation.ofCase == true
	is_null(input.case)
}
