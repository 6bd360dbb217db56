# METADATA
# title: Bringing in information
# description: >-
#   Who works on a case brings in information for it while it goes on; without a case an officer of the organ that holds
#   it does. Each part says what it is, where it came from and for what it was received. No statute names this work (I):
#   the norm is that of work on the case, and without a case the use of a power for its own purpose.
package acts.hold

import data.lib

findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	input.act.kind == "hold"
	lib.works_on_case
	lib.provenance_known
}

findings contains {"norm": "AWB-01", "effect": "permit"} if {
	input.act.kind == "hold"
	lib.keeps_files
	lib.provenance_known
}
