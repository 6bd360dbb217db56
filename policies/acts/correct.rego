# METADATA
# title: Correcting information
# description: By who may bring it in, and in a case also by its privacy officer. Provenance stays as complete as it was.
package acts.correct

import data.lib

findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	input.act.kind == "correct"
	works_on_it
	lib.provenance_known
}

findings contains {"norm": "AWB-01", "effect": "permit"} if {
	input.act.kind == "correct"
	lib.keeps_files
	lib.provenance_known
}

works_on_it if lib.works_on_case

# Whether data are right is a matter of their protection too (AVG 5 lid 1 d).
works_on_it if {
	"R-PRIV" in input.caller.roles
	lib.has_part
	lib.case_goes_on
}
