# Who has a part in a case. The municipal track stays inside the gemeente (BGP-11); on the RIEC track the participants
# decide who is involved (WGS 2.23 lid 5), and until they did, any participant takes part in the assessment (lid 2-4).
package lib

has_part if {
	input.case.regime == "BGP"
	data.facts.organs[input.caller.organ].kind == "MUNICIPAL"
}

has_part if caller_involved

# A case that names its members is theirs to work in (WGS 1.8 lid 2: persons assigned to the work; I for the municipal
# track). One that names none is open to all who have a part in it and a role.
member if count(input.case.members) == 0

member if input.caller.person in input.case.members

# To anybody else the case is as one that is not there.
takes_part if {
	has_part
	member
}

# Asks about a case without a part in it, or about one that is not there: nothing of it may show, whatever the regime.
apart if {
	input.inquiry.namesCase == true
	not takes_part
}

# To ask on the RIEC track takes the participants' decision; the assessment before it is no part yet.
apart if {
	wgs
	not takes_part_in_riec
}

takes_part_in_riec if {
	caller_involved
	member
}

has_part if {
	input.case.regime == "WGS"
	input.case.state in {"R0", "R1"}
	input.case.involved == []
	participant_caller
}

# A state that leads nowhere is the end of a case: rejected, destroyed.
case_goes_on if {
	some row in data.facts.transitions
	row.regime == input.case.regime
	row.from == input.case.state
}

# Roles that move cases of this track work on them.
case_workers contains role if {
	some row in data.facts.transitions
	row.regime == input.case.regime
	some role in row.roles
}

works_on_case if {
	some role in input.caller.roles
	role in case_workers
	takes_part
	case_goes_on
}

# Which norm carries work on a case: a power used for its own purpose (Awb 3:3), or the participants' decision on who
# may process (WGS 2.23 lid 5). Neither names it in so many words (I).
case_norm := "AWB-01" if input.case.regime == "BGP"

case_norm := "WGS-14" if input.case.regime == "WGS"
