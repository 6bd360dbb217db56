# Whose the obligation at hand is, and whether it is within reach: one of a case only for who has a part in that case. Who
# judges and who oversees need not be members of it, and are the only ones left when the case was erased.
package lib

# Which norm obliges to accuracy, and so to telling who received what was wrong: in a RIEC another one than elsewhere.
accuracy := "AVG-06" if is_null(input.case)

accuracy := "AVG-06" if input.case.regime == "BGP"

accuracy := "BGS-03" if input.case.regime == "WGS"

owns_obligation if {
	some role in input.caller.roles
	role in input.act.obligation.owners
	role != "R-OWN"
}

# A data owner owes what is about its own data: of a dataset, or of what it holds. Where nobody knows whose, it is for the
# others.
owns_obligation if {
	owed_by_owner
	owns(data.facts.sources[input.act.obligation.source])
}

owns_obligation if {
	owed_by_owner
	startswith(input.act.obligation.source, "holding/")
	owns({"organ": input.holding.organ, "department": input.holding.department})
}

owed_by_owner if {
	"R-OWN" in input.caller.roles
	"R-OWN" in input.act.obligation.owners
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
