# METADATA
# title: Amending a case
# description: >-
#   Facts, subjects and involved organs are kept by who works on the case and has a part in it. Who is involved in a RIEC
#   case is decided by the participants, so by who represents one (WGS 2.23 lid 5).
package acts.amend

import data.lib

findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	input.act.kind == "amend"
	lib.works_on_case
	participants_decide
}

participants_decide if not "involved" in lib.riec_amendment

participants_decide if not lib.riec_amendment

participants_decide if "R-RIEC-D" in input.caller.roles

# Members may name others only, or nobody there is: then no member is left to put that right. Who judges the case without
# being named in it does, and changes nothing else (I).
findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	input.act.kind == "amend"
	input.act.amends == ["members"]
	lib.judging_part
	lib.case_goes_on
	some role in input.caller.roles
	role in keepers_of_members[input.case.regime]
}

keepers_of_members := {"BGP": {"R-PRIV"}, "WGS": {"R-PRIV", "R-RIEC-D"}}
