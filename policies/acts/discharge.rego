# METADATA
# title: Ending an obligation
# description: >-
#   Who owes it says that it is done; the privacy officer may waive it, with a reason, but not one that their own question
#   or act brought about or repeated. The law names neither: both are a choice (I). The norm that obliges carries its end.
package acts.discharge

import data.lib

findings contains {"norm": input.act.obligation.norm, "effect": "permit"} if {
	input.act.kind == "discharge"
	input.act.obligation.how == "DONE"
	lib.owns_obligation
	lib.obligation_within_reach
	state_known
}

# A statutory duty to destroy above all: who asked for the data does not decide that they may stay.
findings contains {"norm": input.act.obligation.norm, "effect": "permit"} if {
	input.act.kind == "discharge"
	input.act.obligation.how == "WAIVED"
	input.act.obligation.ofCaller == false
	"R-PRIV" in input.caller.roles
	lib.obligation_within_reach
	state_known
}

# A case in a state that nobody knows is not for anybody to end something in.
state_known if is_null(input.case)

state_known if data.facts.states[input.case.regime][input.case.state]
