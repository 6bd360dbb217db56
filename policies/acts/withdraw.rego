# METADATA
# title: Withdrawing a judgement
# description: By who may give it, in a case by who has a part there. A withdrawal is recorded like any judgement; nothing is erased.
package acts.withdraw

import data.lib

findings contains {"norm": lib.judgement_type.norm, "effect": "permit"} if {
	input.act.kind == "withdraw"
	lib.judges_here
	count(lib.judging_roles) > 0
	at_its_level
}

# Who has no part in the case learns nothing of it, not even that it is there (I).
findings contains {"norm": lib.case_norm, "effect": "deny", "discreet": true} if {
	input.act.kind == "withdraw"
	not lib.judges_here
}

at_its_level if {
	lib.judgement_type.level == "organisation"
	is_null(input.case)
}

at_its_level if {
	lib.judgement_type.level == "case"
	lib.case_goes_on
}

# Where a case ended, what may still be said about it may still be taken back.
at_its_level if {
	lib.judgement_type.level == "case"
	input.case.state in lib.judgement_type.states
}
