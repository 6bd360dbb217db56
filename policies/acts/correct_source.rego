# METADATA
# title: Correcting what a source says
# description: >-
#   By the owner of the dataset or the privacy officer. Accuracy is a duty of AVG 5 lid 1 onder d (AVG-06), in a RIEC of
#   BGS 1.7 (BGS-03), and whoever received the data is told (AVG 19). AVG 19 is no norm of its own here: that the norm of
#   accuracy obliges to it is a choice (I).
package acts.correct_source

import data.lib

findings contains {"norm": "AVG-06", "effect": "permit"} if may_correct

findings contains {"norm": lib.accuracy, "effect": "oblige", "obligation": "NOTIFY_RECIPIENT"} if may_correct

may_correct if {
	input.act.kind == "correct"
	is_null(input.holding)
	dataset
	corrects
	case_allows
}

dataset := data.facts.sources[input.act.resource]

corrects if "R-PRIV" in input.caller.roles

corrects if {
	"R-OWN" in input.caller.roles
	lib.owns(dataset)
}

# Naming a case tells to whom its data went: that is for who has a part in it.
case_allows if is_null(input.case)

case_allows if lib.takes_part

case_allows if {
	"R-PRIV" in input.caller.roles
	lib.has_part
}
