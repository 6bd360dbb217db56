# METADATA
# title: Correcting information
# description: >-
#   By who may bring it in, and in a case also by its privacy officer. Provenance stays as complete as it was. Whoever
#   received it is told, of a dispute as well: what is disputed is restricted in use while it is looked into (AVG 18 lid 1
#   onder a, AVG 19). That the norm of accuracy obliges to it is a choice, as for a source (I).
package acts.correct

import data.lib

findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	in_a_case
	lib.provenance_known
}

findings contains {"norm": "AWB-01", "effect": "permit"} if {
	without_a_case
	lib.provenance_known
}

findings contains {"norm": lib.accuracy, "effect": "oblige", "obligation": "NOTIFY_RECIPIENT"} if {
	corrects
	lib.provenance_known
}

corrects if in_a_case

corrects if without_a_case

in_a_case if {
	input.act.kind == "correct"
	works_on_it
}

without_a_case if {
	input.act.kind == "correct"
	lib.keeps_files
}

works_on_it if lib.works_on_case

# Whether data are right is a matter of their protection too (AVG 5 lid 1 d).
works_on_it if {
	"R-PRIV" in input.caller.roles
	lib.has_part
	lib.case_goes_on
}
