# METADATA
# title: Withdrawing a judgement
# description: By the roles that may give it. A withdrawal is recorded like any judgement; nothing is erased.
package acts.withdraw

import data.lib

findings contains {"norm": lib.judgement_type.norm, "effect": "permit"} if {
	input.act.kind == "withdraw"
	count(lib.judging_roles) > 0
	at_its_level
}

at_its_level if {
	lib.judgement_type.level == "organisation"
	is_null(input.case)
}

at_its_level if {
	lib.judgement_type.level == "case"
	lib.case_goes_on
}
